use crate::cli::texts::companies::CompaniesTexts;

pub(super) const TEXTS: CompaniesTexts = CompaniesTexts {
    about: "List and rename the customer companies",
    list: "List the name of every company",
    rename: "Rename a company",
    name: "The current name",
    new: "The new name",
    renamed: |name, new| format!("renamed {name} to {new}"),
};
