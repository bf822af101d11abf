use genkan::address::InvalidAddress;
use genkan::onboarding::{NoMessage, Refusal};

use super::{About, AboutTwo, Text};
use crate::service::NotPermitted;
use crate::store::Remedy;

/// Why a command ends early.
pub(crate) struct FailureTexts {
    /// Each stands before an error that the modules below word in English.
    pub(crate) config: Text,
    /// What to do if the folder of the data cannot be created.
    pub(crate) data_folder: Text,
    pub(crate) file: Text,
    pub(crate) keys: Text,
    pub(crate) mail: Text,
    pub(crate) output: Text,
    /// A change was made, and only the sentence about it is not written.
    pub(crate) output_after_change: Text,
    pub(crate) passwords: Text,
    pub(crate) service: Text,
    pub(crate) store: Text,
    /// What to do about an error of PostgreSQL.
    pub(crate) database: fn(Remedy) -> &'static str,

    /// The command may have done its work; the database's error.
    pub(crate) outcome_unknown: About,
    pub(crate) no_database: About,
    pub(crate) no_runtime: About,
    pub(crate) no_realm: About,
    pub(crate) no_tables: Text,

    pub(crate) invalid_address: fn(InvalidAddress) -> String,
    /// The language, and those that are available.
    pub(crate) invalid_contact_language: fn(&str, &str) -> String,
    pub(crate) invalid_name: fn(NameOf) -> String,
    pub(crate) invalid_reason: fn() -> String,

    /// The address, and until when its former owner can take it back.
    pub(crate) address_reserved: AboutTwo,
    pub(crate) address_taken: About,
    pub(crate) case_unknown: About,
    pub(crate) company_name_taken: About,
    pub(crate) company_unknown: About,
    pub(crate) no_message: fn(NoMessage, &str) -> String,
    pub(crate) not_permitted: fn(&NotPermitted) -> String,
    pub(crate) operator_address: About,
    pub(crate) operator_name_taken: About,
    pub(crate) operator_needed: Text,
    pub(crate) operator_unknown: About,
    pub(crate) refused: fn(Refusal, &str) -> String,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NameOf {
    Person,
    Company,
    Operator,
}
