//! English.

use super::{CaseLabels, Texts};

pub(super) const TEXTS: Texts = Texts {
    service_name: "Support Center",
    date: |time, zone| format!("{} ({zone})", time.strftime("%-d %B %Y, %H:%M")),
    day: |day| day.strftime("%-d %B %Y").to_string(),
    case: CaseLabels {
        case: "Case",
        change: "Requested change",
        closed: "Closed",
        company: "Company",
        company_name: "Company as entered",
        contact: "Contact",
        date: "Date of the hand-over",
        due: "Deadline",
        explanation: "Known when it was reported",
        matter: "Kind",
        opened: "Opened",
        operator: "Operator",
        person: "As entered",
        proof: "Proof",
        proposal: "Proposal",
        replaced: "Account that ends",
        requester: "Requested by",
        state: "State",
        trouble: "Problem",
        until: "Contacts can object until",
    },
};
