use crate::cli::texts::companies::CompaniesTexts;

pub(super) const TEXTS: CompaniesTexts = CompaniesTexts {
    about: "List and rename the customer companies, and say who decides their requests",
    list: "List the name of every company",
    rename: "Rename a company",
    requests: "Say who decides the requests of a company's contacts",
    decided_by: "Who decides: the company's managers at once, or the support desk",
    name: "The current name",
    new: "The new name",
    renamed: |name, new| format!("renamed {name} to {new}"),
    requests_set: |name, managers_act| match managers_act {
        true => format!("the managers of {name} decide its requests"),
        false => format!("the support desk decides the requests of {name}"),
    },
};
