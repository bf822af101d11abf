//! The fields of forms, with what is wrong with them.

use std::borrow::Cow;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::address_input::AddressInput;

/// What is wrong with the fields of a form, by their names.
#[derive(Default)]
pub(crate) struct Problems(Vec<(&'static str, Cow<'static, str>)>);

impl Problems {
    pub(crate) fn add(&mut self, field: &'static str, problem: impl Into<Cow<'static, str>>) {
        self.0.push((field, problem.into()));
    }

    /// Returns a field's value; notes the problem if it has none.
    pub(crate) fn check<T>(
        &mut self,
        field: &'static str,
        value: Result<T, impl Into<Cow<'static, str>>>,
    ) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem);
                None
            }
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of(&self, field: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|(name, _)| *name == field);
        found.next().map(|(_, problem)| problem.as_ref())
    }

    /// The list of all problems, which a screen reader reads when the page opens.
    /// Each leads to its field.
    pub(crate) fn list(&self, title: &str) -> Markup {
        html! {
            @if !self.is_empty() {
                div.problems role="alert" {
                    h2 { (title) }
                    ul {
                        @for (field, problem) in &self.0 {
                            li { a href={ "#" (field) } { (problem) } }
                        }
                    }
                }
            }
        }
    }

    /// Returns the page of a form: refused if there are problems.
    pub(crate) fn answer(&self, page: Markup) -> Response {
        if self.is_empty() {
            page.into_response()
        } else {
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

/// A field of one line.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Its name, and its id in the page.
    pub(crate) name: &'static str,
    pub(crate) label: &'a str,
    pub(crate) hint: Option<&'a str>,
    pub(crate) value: &'a str,
    /// What browsers may fill in: `off` for data of another person.
    pub(crate) autocomplete: &'static str,
}

impl Field<'_> {
    /// A required line of text.
    pub(crate) fn text(&self, problems: &Problems) -> Markup {
        self.input("text", true, None, problems)
    }

    /// A required email address.
    pub(crate) fn email(&self, problems: &Problems) -> Markup {
        let problem = problems.of(self.name);
        html! {
            div.field {
                label for=(self.name) { (self.label) }
                (notes(self.name, self.hint, problem))
                (AddressInput {
                    id: self.name,
                    name: self.name,
                    value: self.value,
                    autocomplete: self.autocomplete,
                    is_required: true,
                    is_invalid: problem.is_some(),
                    described_by: described_by(self.name, self.hint, problem).as_deref(),
                })
            }
        }
    }

    /// A day between two others, or none.
    pub(crate) fn day(&self, between: (&str, &str), problems: &Problems) -> Markup {
        self.input("date", false, Some(between), problems)
    }

    fn input(
        &self,
        kind: &str,
        is_required: bool,
        between: Option<(&str, &str)>,
        problems: &Problems,
    ) -> Markup {
        let problem = problems.of(self.name);
        html! {
            div.field {
                label for=(self.name) { (self.label) }
                (notes(self.name, self.hint, problem))
                input id=(self.name) type=(kind) name=(self.name) value=(self.value)
                    autocomplete=(self.autocomplete) required[is_required]
                    min=[between.map(|(first, _)| first)] max=[between.map(|(_, last)| last)]
                    aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[described_by(self.name, self.hint, problem)];
            }
        }
    }

    /// Several lines, not required.
    pub(crate) fn lines(&self, problems: &Problems) -> Markup {
        let problem = problems.of(self.name);
        html! {
            div.field {
                label for=(self.name) { (self.label) }
                (notes(self.name, self.hint, problem))
                // A parser drops a line feed directly after the tag.
                textarea id=(self.name) name=(self.name) rows="5"
                    autocomplete=(self.autocomplete)
                    aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[described_by(self.name, self.hint, problem)] {
                    "\n" (self.value)
                }
            }
        }
    }
}

/// One of several values.
pub(crate) fn choice(
    name: &'static str,
    legend: &str,
    values: &[(&str, &str)],
    chosen: &str,
    problems: &Problems,
) -> Markup {
    let problem = problems.of(name);
    html! {
        fieldset.field id=(name) tabindex=[problem.map(|_| "-1")]
            aria-describedby=[described_by(name, None, problem)] {
            legend { (legend) }
            (notes(name, None, problem))
            @for (value, label) in values {
                label.choice {
                    input type="radio" name=(name) value=(value) required
                        checked[*value == chosen];
                    " " span { (label) }
                }
            }
        }
    }
}

fn notes(name: &str, hint: Option<&str>, problem: Option<&str>) -> Markup {
    html! {
        @if let Some(hint) = hint { p.note.hint id={ (name) "-hint" } { (hint) } }
        @if let Some(problem) = problem { p.problem id={ (name) "-problem" } { (problem) } }
    }
}

fn described_by(name: &str, hint: Option<&str>, problem: Option<&str>) -> Option<String> {
    let hint = hint.map(|_| format!("{name}-hint"));
    let problem = problem.map(|_| format!("{name}-problem"));
    match (hint, problem) {
        (Some(hint), Some(problem)) => Some(format!("{problem} {hint}")),
        (hint, problem) => hint.or(problem),
    }
}
