//! The field for a new password, with everything that the policy asks for, and
//! what the policy says of a password.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use genkan::Language;
use genkan::policy::{Report, Requirement, Status, message};
use maud::{Markup, html};

use crate::passwords::{Person, PolicyEngine};
use crate::web::texts::texts;

/// The two fields for a new password. Without script they are plain fields
/// with a list of rules; the element makes the list live. `current` is the id
/// of the field for the current password.
pub(crate) fn fields(
    language: Language,
    policy_engine: &PolicyEngine,
    person: &Person<'_>,
    current: Option<&str>,
    report: Option<&Report<'_>>,
) -> Markup {
    let texts = texts(language);
    let email = person.email.unwrap_or_default();
    // No `minlength`: where no script runs, the server says everything at
    // once, and a browser that length only.
    let attributes = policy_engine.policy().html_attributes();
    // Each requirement with its own status: a tier may repeat a rule.
    let told: Vec<(Requirement<'_>, Option<Status<'_>>)> = match report {
        Some(report) => report
            .items()
            .iter()
            .map(|item| (item.requirement, Some(item.status)))
            .collect(),
        None => policy_engine
            .policy()
            .requirements()
            .map(|asked| (asked, None))
            .collect(),
    };
    let (always, asked): (Vec<_>, Vec<_>) = told
        .into_iter()
        .partition(|(requirement, _)| requirement.rule().is_none());
    html! {
        // Names the account to whoever keeps passwords (WHATWG HTML,
        // autocomplete "username"), and comes back with the form, so that it
        // is for the account that its page has named.
        div.field {
            label for="account" { (texts.account) }
            input #account type="email" name="for" autocomplete="username" readonly
                value=(email);
        }
        genkan-password.field policy="/policy.json" email=(email)
            lang=(language.tag()) confirm="confirmation" current-password-from=[current]
            data-words=[known_words(policy_engine, person)] {
            label for="new_password" { (texts.new_password) }
            input #new_password type="password" name="new_password" autocomplete="new-password"
                passwordrules=[attributes.passwordrules]
                required autocapitalize="none" spellcheck="false" aria-describedby="rules"
                aria-invalid=[report.filter(|r| r.is_refused()).map(|_| "true")];
            // Comes back with the form: by which policy its page went.
            input.genkan-fingerprint type="hidden" name="policy"
                value=(policy_engine.policy().fingerprint());
            ul.genkan-rules #rules {
                // First what this policy asks for, then what every policy does.
                @for (requirement, status) in asked.iter().chain(&always) {
                    li data-rule=(requirement.code()) data-status=[status.as_ref().map(Status::code)] {
                        // The marks that the element makes, so that it can take
                        // over from here.
                        @if let Some(status) = status {
                            span.genkan-sign aria-hidden="true" { (sign(status)) }
                        }
                        (message::requirement(language, requirement))
                        @if let Some(status) = status {
                            span.genkan-state { (texts.parenthesis(&message::status(language, status))) }
                        }
                    }
                }
            }
        }
        div.field {
            label for="confirmation" { (texts.confirmation) }
            input #confirmation type="password" name="confirmation" autocomplete="new-password"
                required autocapitalize="none" spellcheck="false";
        }
    }
}

/// Says that the form's page went by another policy than the one that has
/// refused its password. A page that named none is not told.
pub(crate) fn outdated(
    language: Language,
    policy_engine: &PolicyEngine,
    named: &str,
) -> Option<&'static str> {
    let is_other = !named.is_empty() && named != policy_engine.policy().fingerprint().to_string();
    is_other.then(|| texts(language).policy_changed)
}

/// The words that the element must know to say what the server says, as JSON
/// for `assets/words.js`; nothing where the policy asks for none.
fn known_words(policy_engine: &PolicyEngine, person: &Person<'_>) -> Option<String> {
    let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (source, word) in policy_engine.words(person) {
        words.entry(source.code()).or_default().push(word);
    }
    if words.is_empty() {
        return None;
    }
    serde_json::to_string(&words).ok()
}

const fn sign(status: &Status<'_>) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::Unmet(_) => "✗",
        Status::NotApplicable => "–",
        Status::Unjudged => "…",
    }
}

/// The form again, because its password was refused.
pub(crate) fn refused(form: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, form).into_response()
}

/// What is wrong, as a list that is read out when the page opens.
pub(crate) fn problems(language: Language, report: Option<&Report<'_>>, others: &[&str]) -> Markup {
    let texts = texts(language);
    html! {
        @if report.is_some_and(|report| !report.is_accepted()) || !others.is_empty() {
            div.problems role="alert" {
                h2 { (texts.not_set) }
                ul {
                    @for problem in others { li { (problem) } }
                    @if let Some(report) = report {
                        @for violation in report.violations() {
                            li data-code=(violation.code()) { (message::violation(language, violation)) }
                        }
                        @for hint in report.hints() {
                            li.hint data-code=(hint.code()) { (message::hint(language, hint)) }
                        }
                    }
                }
            }
        }
    }
}
