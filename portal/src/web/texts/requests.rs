use genkan::onboarding::State;
use genkan::onboarding::case::RequestState;

use super::Text;

/// The contacts of a company, and what contacts request to change.
pub(in crate::web) struct Requests {
    /// For a visitor who is not signed in.
    pub(in crate::web) signed_out: &'static [Text],
    pub(in crate::web) sign_in: Text,
    pub(in crate::web) no_company: Text,
    pub(in crate::web) list: List,
    pub(in crate::web) add: FormText,
    pub(in crate::web) rename: FormText,
    pub(in crate::web) replace_address: FormText,
    pub(in crate::web) hand_over: FormText,
    pub(in crate::web) remove: FormText,
    /// The title of the page that corrects a contact's data.
    pub(in crate::web) change: Text,
    pub(in crate::web) fields: RequestFields,
    pub(in crate::web) problems: RequestProblems,
    pub(in crate::web) summary: Summary,
    pub(in crate::web) progress: ProgressText,
}

/// The page with all contacts and requests.
pub(in crate::web) struct List {
    pub(in crate::web) contacts: Text,
    pub(in crate::web) you: Text,
    pub(in crate::web) manager: Text,
    /// `is_expired` if the registration has expired.
    pub(in crate::web) state: fn(&State, is_expired: bool) -> Text,
    pub(in crate::web) signed_in_at: fn(time: &str) -> String,
    pub(in crate::web) never_signed_in: Text,
    pub(in crate::web) change: Text,
    pub(in crate::web) hand_over: Text,
    pub(in crate::web) remove: Text,
    /// A link, with the contact whom it is about.
    pub(in crate::web) about: fn(link: Text, name: &str) -> String,
    pub(in crate::web) next: Text,
    pub(in crate::web) first: Text,
    pub(in crate::web) waiting: Text,
    pub(in crate::web) inquiry: Text,
    pub(in crate::web) requests: Text,
    pub(in crate::web) no_requests: Text,
}

/// The form of a request.
pub(in crate::web) struct FormText {
    pub(in crate::web) title: Text,
    pub(in crate::web) text: Text,
    /// What happens when it is carried out, and who is told.
    pub(in crate::web) effects: &'static [Text],
}

pub(in crate::web) struct RequestFields {
    pub(in crate::web) contact: Text,
    pub(in crate::web) name: Text,
    pub(in crate::web) new_name: Text,
    pub(in crate::web) successor: Text,
    pub(in crate::web) language: Text,
    pub(in crate::web) last_day: Text,
    /// The label of the field, which may be left empty.
    pub(in crate::web) last_day_or_none: Text,
    pub(in crate::web) last_day_hint: Text,
    /// The last day if none is chosen.
    pub(in crate::web) at_once: Text,
    pub(in crate::web) own_address: Text,
    pub(in crate::web) check: Text,
    pub(in crate::web) back: Text,
}

pub(in crate::web) struct RequestProblems {
    /// The heading of the list of fields with a problem.
    pub(in crate::web) title: Text,
    pub(in crate::web) name: Text,
    pub(in crate::web) note: Text,
    pub(in crate::web) same_name: Text,
    pub(in crate::web) same_address: Text,
    pub(in crate::web) day: Text,
    pub(in crate::web) day_past: Text,
    pub(in crate::web) day_late: Text,
    /// Until when no other request is accepted.
    pub(in crate::web) too_many: fn(time: &str) -> String,
}

/// The page before a request is sent.
pub(in crate::web) struct Summary {
    pub(in crate::web) title: Text,
    pub(in crate::web) effects: Text,
    pub(in crate::web) at_once: Text,
    pub(in crate::web) by_manager: Text,
    pub(in crate::web) by_desk: Text,
    pub(in crate::web) then: Text,
    /// In place of the effects of a hand-over, if a last day is chosen.
    pub(in crate::web) scheduled: &'static [Text],
    pub(in crate::web) send: Text,
    pub(in crate::web) edit: Text,
}

/// The page of one request.
pub(in crate::web) struct ProgressText {
    pub(in crate::web) sent: Text,
    pub(in crate::web) state_title: Text,
    /// In one or two words.
    pub(in crate::web) state: fn(RequestState) -> Text,
    /// What happens next. The time is that by which it should.
    pub(in crate::web) next: fn(RequestState, time: &str) -> String,
    pub(in crate::web) reason: Text,
    pub(in crate::web) content: Text,
    pub(in crate::web) by: Text,
    pub(in crate::web) at: Text,
    pub(in crate::web) history: Text,
    pub(in crate::web) steps: Steps,
    pub(in crate::web) desk: Text,
    pub(in crate::web) service: Text,
    pub(in crate::web) withdraw: Text,
    pub(in crate::web) confirm_title: Text,
    pub(in crate::web) confirm: Text,
    pub(in crate::web) decline: Text,
    pub(in crate::web) decline_reason: Text,
    /// The request was decided in the meantime.
    pub(in crate::web) too_late: Text,
}

/// What has happened to a request.
pub(in crate::web) struct Steps {
    pub(in crate::web) opened: Text,
    pub(in crate::web) confirmed: Text,
    pub(in crate::web) scheduled: Text,
    pub(in crate::web) reminded: Text,
    pub(in crate::web) done: Text,
    pub(in crate::web) refused: Text,
    pub(in crate::web) withdrawn: Text,
    pub(in crate::web) expired: Text,
    pub(in crate::web) other: Text,
}
