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
    (texts.desk_cases.summary)(matter, &about)
}
