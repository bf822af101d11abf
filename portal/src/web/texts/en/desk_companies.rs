use crate::web::texts::{CompanyActionText, DeskCompanies};

pub(super) const TEXTS: DeskCompanies = DeskCompanies {
    back: "Back to the company",
    requests: "Requests of contacts",
    decided_by: |managers_act| match managers_act {
        true => "The company's managers decide them",
        false => "The support desk decides them",
    },
    invalid_name: "Enter a name: one line of at most 200 characters.",
    name_taken: "Another company has this name.",
    let_desk_decide: CompanyActionText {
        title: "Let the support desk decide requests",
        what: |name| {
            format!(
                "What the contacts of {name} request is carried out when the support desk has decided it. Managers still confirm the requests of their colleagues first. No email is sent."
            )
        },
        submit: "Let the support desk decide",
        done: "From now on, the support desk decides the requests.",
    },
    let_managers_decide: CompanyActionText {
        title: "Let managers decide requests",
        what: |name| {
            format!(
                "What a manager of {name} requests or confirms is carried out at once. The support desk still decides whether an address is replaced, and whether the company loses its last manager or contact. No email is sent."
            )
        },
        submit: "Let managers decide",
        done: "From now on, the company's managers decide the requests.",
    },
    rename: CompanyActionText {
        title: "Rename the company",
        what: |name| format!("Changes the name of {name} on all pages. No email is sent."),
        submit: "Rename",
        done: "The company was renamed.",
    },
};
