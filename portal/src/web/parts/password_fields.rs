//! The fields for a new password with the requirements of the policy, and the
//! report on a password.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use genkan::Language;
use genkan::policy::{Policy, Report, Requirement, Rule, Status, message};
use maud::{Markup, html};

use crate::passwords::{Person, PolicyEngine};
use crate::web::assets::asset;
use crate::web::extract::Visitor;
use crate::web::state::App;
use crate::web::texts::texts;

/// Returns the two fields for a new password. Without script they are plain
/// fields with a list of rules; the element shows the state of each rule while
/// the visitor types. `current` is the id of the field for the current password.
pub(crate) fn fields(
    language: Language,
    policy_engine: &PolicyEngine,
    person: &Person<'_>,
    current: Option<&str>,
    report: Option<&Report<'_>>,
) -> Markup {
    let texts = texts(language);
    let email = person.email.unwrap_or_default();
    let own_words = own_words(policy_engine.policy(), email);
    // No `minlength`: without script the server reports every problem at once;
    // the browser would report the length only.
    let attributes = policy_engine.policy().html_attributes();
    // Each requirement has its own status: a tier may repeat a rule.
    let statuses: Vec<(Requirement<'_>, Option<Status<'_>>)> = match report {
        Some(report) => report
            .items()
            .iter()
            .map(|item| (item.requirement, Some(item.status)))
            .collect(),
        None => policy_engine
            .policy()
            .requirements()
            .map(|requirement| (requirement, None))
            .collect(),
    };
    let (always, chosen): (Vec<_>, Vec<_>) = statuses
        .into_iter()
        .partition(|(requirement, _)| requirement.rule().is_none());
    html! {
        link rel="stylesheet" href=(asset("genkan/element/genkan-password.css"));
        script type="module" src=(asset("genkan/element/define.js")) {}
        script type="module" src=(asset("words.js")) {}
        // Names the account to password managers (WHATWG HTML, autocomplete
        // "username").
        div.field {
            label for="account" { (texts.fields.account) }
            input #account type="email" autocomplete="username" readonly
                value=(email) aria-describedby=[(!own_words.is_empty()).then_some("own-words")];
            @if !own_words.is_empty() {
                p.note #own-words { ((texts.fields.own_words)(&own_words)) }
            }
        }
        genkan-password.field policy="/policy.json" email=(email)
            lang=(language.tag()) confirm="confirmation" current-password-from=[current]
            data-words=[known_words(policy_engine, person)] {
            label for="new_password" { (texts.fields.new_password) }
            input #new_password type="password" name="new_password" autocomplete="new-password"
                passwordrules=[attributes.passwordrules]
                required autocapitalize="none" spellcheck="false" aria-describedby="rules"
                aria-invalid=[report.filter(|r| r.is_refused()).map(|_| "true")];
            // The form returns which policy its page showed.
            input.genkan-fingerprint type="hidden" name="policy"
                value=(policy_engine.policy().fingerprint());
            ul #rules slot="rules" {
                // The requirements of this policy, then those of every policy.
                @for (requirement, status) in chosen.iter().chain(&always) {
                    // Almost every password meets those of every policy, so such a line
                    // appears if it is not met.
                    li data-rule=(requirement.code()) data-status=[status.as_ref().map(Status::code)]
                        hidden[requirement.rule().is_none() && !matches!(status, Some(Status::Unmet(_)))] {
                        // The element hides the list once the visitor types.
                        @if let Some(status) = status {
                            span.genkan-sign aria-hidden="true" { (sign(status)) }
                        }
                        (message::requirement(language, requirement))
                        @if let Some(status) = status {
                            span.genkan-state { ((texts.fields.parenthesis)(&message::status(language, status))) }
                        }
                    }
                }
            }
            div slot="confirm" {
                label for="confirmation" { (texts.fields.confirmation) }
                input #confirmation type="password" name="confirmation" autocomplete="new-password"
                    required autocapitalize="none" spellcheck="false";
            }
        }
    }
}

/// Returns an example of the words that the policy rejects: the pieces of the
/// address before the @ or, if none is long enough, all of it.
fn own_words<'e>(policy: &Policy, email: &'e str) -> Vec<&'e str> {
    let min_piece = policy
        .requirements()
        .find_map(|requirement| match requirement.rule() {
            Some(Rule::LocalPart(rule)) => Some(rule.words.min_piece as usize),
            _ => None,
        });
    let (Some(min_piece), Some((local_part, _))) = (min_piece, email.rsplit_once('@')) else {
        return Vec::new();
    };
    let pieces = local_part.split(|c: char| !c.is_alphanumeric());
    let pieces: Vec<&str> = pieces.filter(|piece| piece.len() >= min_piece).collect();
    if pieces.is_empty() {
        vec![local_part]
    } else {
        pieces
    }
}

/// Returns the notice that the policy has changed since the page of the
/// submitted form was made, if it has. `shown` is the fingerprint in the form.
pub(crate) fn outdated(app: &App, visitor: &Visitor, shown: &str) -> Option<&'static str> {
    let fingerprint = app.service.policy_engine.policy().fingerprint();
    let is_other = !shown.is_empty() && shown != fingerprint.to_string();
    is_other.then(|| texts(visitor.language).fields.policy_changed)
}

/// Returns the context words that the element needs to give the server's
/// verdict, as JSON for `assets/words.js`; `None` if the policy needs none.
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
        Status::Unchecked => "…",
    }
}

/// Returns the form again, after its password was refused.
pub(crate) fn refused(form: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, form).into_response()
}

/// Returns the problems as a list below `title`, which screen readers read when
/// the page opens.
pub(crate) fn problems(
    language: Language,
    title: &str,
    report: Option<&Report<'_>>,
    others: &[&str],
) -> Markup {
    html! {
        @if report.is_some_and(|report| !report.is_accepted()) || !others.is_empty() {
            div.problems role="alert" {
                h2 { (title) }
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
