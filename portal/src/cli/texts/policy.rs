use genkan::policy::conformity::Conformity;
use genkan::policy::lint::Severity;

use super::Text;

pub(crate) struct PolicyTexts {
    pub(crate) about: Text,
    pub(crate) audit: Text,
    pub(crate) audit_note: Text,
    pub(crate) export: Text,
    pub(crate) export_note: Text,
    pub(crate) lint: Text,
    pub(crate) lint_note: Text,
    pub(crate) presets: Text,
    pub(crate) show: Text,

    pub(crate) blocklist: Text,
    pub(crate) breached: Text,
    pub(crate) config: Text,
    pub(crate) email: Text,
    pub(crate) file: Text,
    pub(crate) form: Text,
    pub(crate) form_html: Text,
    pub(crate) form_json_schema: Text,
    pub(crate) form_passwordrules: Text,
    pub(crate) form_text: Text,
    pub(crate) preset: Text,
    pub(crate) invalid_blocklist: Text,

    pub(crate) conformity: fn(Conformity) -> Text,
    pub(crate) no_findings: Text,
    pub(crate) not_carried: Text,
    pub(crate) severity: fn(Severity) -> Text,
    /// How many clauses are met, and how many are not.
    pub(crate) sum: fn(usize, usize) -> String,
    /// That one operator decides alone.
    pub(crate) one_operator: Text,
    pub(crate) passwords_expire: Text,
}
