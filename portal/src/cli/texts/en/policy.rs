use genkan::policy::conformity::Conformity;

use crate::cli::texts::policy::PolicyTexts;

pub(super) const TEXTS: PolicyTexts = PolicyTexts {
    about: "Show, audit, export and examine a policy",
    audit: "Compare the policy with NIST SP 800-63B-4 and OWASP ASVS 5.0",
    audit_note: "Exits with 0 whatever it finds: a documented policy may fall short on purpose.",
    export: "Export the policy as passwordrules, HTML or JSON Schema",
    export_note: "The rules that a format cannot express are listed on the standard error.",
    lint: "Find rules that lock people out",
    lint_note: "Exits with 1 if the policy locks people out, else with 0.",
    presets: "List the presets by their names",
    show: "Show what the policy requires",

    blocklist: "A list of texts, under the name that the policy has for it; may be given again. The \
                built-in list is called common",
    breached: "A list of SHA-1 digests of breached passwords",
    config: "The configuration of a portal: its policy and its lists are used, and by the demo also its name and [brand]",
    email: "An email address whose owner must be able to choose a password",
    file: "A policy document: TOML if the name ends in .toml, else JSON",
    form: "The format",
    form_html: "Attributes of an HTML input",
    form_json_schema: "A string in JSON Schema or OpenAPI 3.1",
    form_passwordrules: "Apple's rules for password managers",
    form_text: "One sentence per line",
    preset: "A preset; support_center by default",
    invalid_blocklist: "write NAME=FILE, such as \"words=words.gbl\"",

    conformity: |conformity| match conformity {
        Conformity::Met => "met",
        Conformity::NotMet => "NOT MET",
        _ => "not the policy's",
    },
    no_findings: "No problems were found.",
    not_carried: "rules that this format cannot (fully) express",
    severity: |severity| severity.code(),
    one_operator: "Support desk: one operator decides alone (cases.approvals = 1). Nobody checks the \
                   replacement of an address without access to the mailbox, or the reset of a \
                   second factor. With two operators, write cases.approvals = 2.",
    passwords_expire: "Passwords must be replaced at a certain age (passwords.max_age_days). NIST \
                       SP 800-63B-4 section 3.1.1.2 forbids that, because people then choose \
                       weaker ones; PCI DSS 4.0.1 8.3.9 wants it where there is no second factor.",
    sum: |met, not_met| match not_met {
        0 => format!("It meets all {met} clauses that are about the policy."),
        1 => format!(
            "This policy falls short of today's standards: 1 clause is not met ({met} met)."
        ),
        _ => format!(
            "This policy falls short of today's standards: {not_met} clauses are not met ({met} \
             met)."
        ),
    },
};
