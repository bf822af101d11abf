use genkan::onboarding::case::{Case, Matter};

use crate::web::texts::Texts;

/// Says in a few words what a case is about.
pub(super) fn summary(texts: &Texts, case: &Case) -> String {
    let matter = (texts.desk_cases.matter)(&case.matter);
    let about = match &case.matter {
        Matter::Request(request) => (texts.desk_cases.change)(&request.change).to_owned(),
        Matter::Inquiry(inquiry) => inquiry.asker.name.to_string(),
        Matter::Trouble(trouble) => (texts.desk_cases.trouble)(trouble.kind).to_owned(),
        Matter::Approval(approval) => (texts.desk_cases.proposal)(&approval.proposal).to_owned(),
    };
    format!("{matter}: {about}")
}

/// Returns the code of how far a case is.
pub(super) fn state(case: &Case) -> &'static str {
    match &case.matter {
        Matter::Request(request) => request.state.code(),
        Matter::Inquiry(inquiry) => inquiry.state.code(),
        Matter::Approval(approval) if approval.approved_by.is_some() => "approved",
        Matter::Trouble(_) | Matter::Approval(_) if case.is_open() => "open",
        Matter::Trouble(_) | Matter::Approval(_) => "closed",
    }
}
