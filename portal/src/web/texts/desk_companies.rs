use super::Text;

/// The pages about companies at the support desk.
pub(crate) struct DeskCompanies {
    pub(crate) back: Text,
    /// The label of who decides the requests of a company's contacts.
    pub(crate) requests: Text,
    /// Who decides them: the managers, or the support desk.
    pub(crate) decided_by: fn(managers_act: bool) -> Text,
    pub(crate) invalid_name: Text,
    pub(crate) name_taken: Text,

    pub(crate) let_desk_decide: CompanyActionText,
    pub(crate) let_managers_decide: CompanyActionText,
    pub(crate) rename: CompanyActionText,
}

/// An action of an operator: what its page says before, and what the company's
/// page says after.
pub(crate) struct CompanyActionText {
    pub(crate) title: Text,
    /// What will happen, and to which company.
    pub(crate) what: fn(name: &str) -> String,
    pub(crate) submit: Text,
    pub(crate) done: Text,
}
