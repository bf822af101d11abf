//! Reads a document from the values of any format, such as JSON or TOML, so that
//! an error has the path of the value and lists what is possible there.
//!
//! `serde`'s own reader of tagged enums knows neither.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::invalid_document::{InvalidDocument, Problem, Step};
use super::limits::VERSION;
use crate::policy::rules::{
    AnyOfRule, BlocklistRule, BreachedRule, CharacterPosition, CharactersRule, ContextWordRule,
    GuessabilityRule, Identifier, Kind, KindsRule, LengthRule, LocalPartRule, NumberRangeRule,
    OccurrencesRule, RepetitionRule, ReuseRule, SequencePattern, SequenceRule, SimilarityRule,
    TierRule, Unit, WhiteSpacePosition, WhiteSpaceRule, WordSearch,
};
use crate::policy::{ContextSource, Document, InvalidLabel, Labels, Policy, Preparation, Rule};

type Read<T> = Result<T, InvalidDocument>;

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        document(Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Document::deserialize(deserializer)?
            .try_into()
            .map_err(D::Error::custom)
    }
}

fn document(value: Value) -> Read<Document> {
    let mut from = Fields::of(value)?;
    // The schema for an editor.
    from.take("$schema")?;
    let document = Document {
        version: from.number("version", None)?,
        name: from.text("name", None)?,
        max_bytes: from.number("max_bytes", None)?,
        preparation: from.choice("preparation", &Preparation::ALL, Preparation::code, true)?,
        rules: Vec::new(),
    };
    if document.version != VERSION {
        // Another version may have other fields.
        return Ok(document);
    }
    let rules = from.list("rules", true, rule)?;
    from.end()?;
    Ok(Document { rules, ..document })
}

fn rule(value: Value) -> Read<Rule> {
    let mut from = Fields::of(value)?;
    let code = from.text("rule", None)?;
    let rule = match code.as_str() {
        "length" => Rule::Length(LengthRule {
            min: from.number("min", None)?,
            max: from.maybe("max")?,
            unit: from.choice("unit", &Unit::ALL, Unit::code, true)?,
        }),
        "kinds" => Rule::Kinds(KindsRule::new(
            from.number("required", None)?,
            from.list("of", true, kind)?,
        )),
        "local-part" => Rule::LocalPart(LocalPartRule {
            words: word_search(&mut from)?,
            of: from.choice("of", &Identifier::ALL, Identifier::code, true)?,
        }),
        "context-word" => Rule::ContextWord(ContextWordRule {
            sources: from.list("sources", true, |value| {
                chosen(value, &ContextSource::ALL, ContextSource::code)
            })?,
            words: word_search(&mut from)?,
        }),
        "characters" => Rule::Characters(CharactersRule {
            allowed: from.list("allowed", false, kind)?,
            forbidden: from.list("forbidden", false, kind)?,
            position: from.choice(
                "where",
                &CharacterPosition::ALL,
                CharacterPosition::code,
                true,
            )?,
        }),
        "white-space" => {
            let positions = &WhiteSpacePosition::ALL;
            let value = from.required("where")?;
            let position = chosen(value, positions, WhiteSpacePosition::code);
            let position = position.map_err(|error| error.in_field("where"))?;
            Rule::WhiteSpace(WhiteSpaceRule { position })
        }
        "repetition" => Rule::Repetition(RepetitionRule {
            max: from.number("max", None)?,
            block: from.number("block", Some(1))?,
            of: from.list("of", false, kind)?,
        }),
        "occurrences" => Rule::Occurrences(OccurrencesRule {
            max: from.number("max", None)?,
        }),
        "sequence" => Rule::Sequence(SequenceRule {
            length: from.number("length", None)?,
            of: from.list("of", true, |value| {
                chosen(value, &SequencePattern::ALL, SequencePattern::code)
            })?,
            wrap: from.flag("wrap")?,
            columns: from.flag("columns")?,
        }),
        "number-range" => Rule::NumberRange(NumberRangeRule {
            from: from.number("from", None)?,
            to: from.number("to", None)?,
            dates: from.flag("dates")?,
        }),
        "blocklist" => Rule::Blocklist(BlocklistRule {
            list: from.text("list", None)?,
            contained: from.maybe("contained")?,
            reversed: from.flag("reversed")?,
            look_alikes: from.flag("look_alikes")?,
            one_edit: from.flag("one_edit")?,
            points: from.maybe("points")?,
            label: from.labels("label")?,
        }),
        "breached" => Rule::Breached(BreachedRule {
            max: from.number("max", Some(0))?,
            fail_open: from.flag("fail_open")?,
        }),
        "reuse" => Rule::Reuse(ReuseRule {
            last: from.number("last", None)?,
        }),
        "similarity" => Rule::Similarity(SimilarityRule {
            min: from.number("min", None)?,
        }),
        "guessability" => Rule::Guessability(GuessabilityRule {
            min_score: from.number("min_score", None)?,
        }),
        "tier" => Rule::Tier(TierRule {
            from: from.number("from", Some(0))?,
            below: from.maybe("below")?,
            rules: from.list("rules", true, rule)?,
        }),
        "any-of" => Rule::AnyOf(AnyOfRule {
            groups: from.list("groups", true, |group| group.list(&rule))?,
        }),
        unknown => {
            let problem = Problem::Malformed(format!(
                "{unknown:?} is not a rule; write {}",
                RULES.join(", ")
            ));
            return Err(InvalidDocument::new(problem).in_field("rule"));
        }
    };
    from.end()?;
    Ok(rule)
}

/// Reads which words a rule looks for.
fn word_search(from: &mut Fields) -> Read<WordSearch> {
    Ok(WordSearch {
        min_piece: from.number("min_piece", None)?,
        reversed: from.flag("reversed")?,
        look_alikes: from.flag("look_alikes")?,
        min_whole: from.maybe("min_whole")?,
        min_east_asian: from.maybe("min_east_asian")?,
        consecutive: from.flag("consecutive")?,
        accents: from.flag("accents")?,
    })
}

/// The codes of all rules.
pub(super) const RULES: [&str; 17] = [
    "length",
    "kinds",
    "local-part",
    "context-word",
    "characters",
    "white-space",
    "repetition",
    "occurrences",
    "sequence",
    "number-range",
    "blocklist",
    "breached",
    "reuse",
    "similarity",
    "guessability",
    "tier",
    "any-of",
];

fn kind(value: Value) -> Read<Kind> {
    let mut from = Fields::of(value)?;
    let kind = Kind {
        name: from.text("name", None)?,
        characters: from.text("characters", Some(""))?,
        ranges: from.list("ranges", false, characters)?,
        min: from.number("min", Some(1))?,
        label: from.labels("label")?,
    };
    from.end()?;
    Ok(kind)
}

/// Reads the first and the last character of a range.
fn characters(value: Value) -> Read<(char, char)> {
    let shown = value.to_string();
    let one = |value: Option<&Value>| match value {
        Some(Value::Text(text)) => {
            let mut characters = text.chars();
            characters.next().filter(|_| characters.next().is_none())
        }
        _ => None,
    };
    match &value {
        Value::List(pair) if pair.len() == 2 => one(pair.first()).zip(one(pair.last())),
        _ => None,
    }
    .ok_or_else(|| malformed(&shown, "a list of two characters, the first and the last"))
}

/// Reads a value by its code.
fn chosen<T: Copy>(value: Value, of: &[T], code: impl Fn(T) -> &'static str) -> Read<T> {
    let shown = value.to_string();
    let known = match &value {
        Value::Text(text) => of.iter().copied().find(|value| code(*value) == text),
        _ => None,
    };
    known.ok_or_else(|| {
        let codes: Vec<&str> = of.iter().map(|value| code(*value)).collect();
        malformed(&shown, &codes.join(", "))
    })
}

fn malformed(found: &str, possible: &str) -> InvalidDocument {
    InvalidDocument::new(Problem::Malformed(format!(
        "{found} is not possible; write {possible}"
    )))
}

/// The fields of an object that were not read yet.
struct Fields {
    rest: Vec<(String, Value)>,
    known: Vec<&'static str>,
}

impl Fields {
    fn of(value: Value) -> Read<Self> {
        match value {
            Value::Object(rest) => Ok(Self {
                rest,
                known: Vec::new(),
            }),
            other => Err(malformed(&other.to_string(), "an object")),
        }
    }

    fn take(&mut self, name: &'static str) -> Read<Option<Value>> {
        self.known.push(name);
        let is_it = |(known, _): &(String, Value)| known == name;
        let Some(at) = self.rest.iter().position(is_it) else {
            return Ok(None);
        };
        let (_, value) = self.rest.swap_remove(at);
        if self.rest.iter().any(is_it) {
            let problem = Problem::Malformed("given twice; write it once".into());
            return Err(InvalidDocument::new(problem).in_field(name));
        }
        Ok(Some(value))
    }

    fn required(&mut self, name: &'static str) -> Read<Value> {
        self.take(name)?.ok_or_else(|| {
            let problem = Problem::Malformed("missing; write it".into());
            InvalidDocument::new(problem).in_field(name)
        })
    }

    /// Reads a field with `read`; without the field, returns `otherwise` or an
    /// error.
    fn field<T>(
        &mut self,
        name: &'static str,
        otherwise: Option<T>,
        read: impl FnOnce(Value) -> Read<T>,
    ) -> Read<T> {
        let value = match otherwise {
            None => self.required(name)?,
            Some(otherwise) => match self.take(name)? {
                None => return Ok(otherwise),
                Some(value) => value,
            },
        };
        read(value).map_err(|error| error.in_field(name))
    }

    fn number(&mut self, name: &'static str, otherwise: Option<u32>) -> Read<u32> {
        self.field(name, otherwise, Value::number)
    }

    fn maybe(&mut self, name: &'static str) -> Read<Option<u32>> {
        self.field(name, Some(None), |value| match value {
            Value::Null => Ok(None),
            value => value.number().map(Some),
        })
    }

    fn flag(&mut self, name: &'static str) -> Read<bool> {
        self.field(name, Some(false), |value| match value {
            Value::Flag(flag) => Ok(flag),
            other => Err(malformed(&other.to_string(), "true or false")),
        })
    }

    fn text(&mut self, name: &'static str, otherwise: Option<&str>) -> Read<String> {
        self.field(name, otherwise.map(Into::into), |value| match value {
            Value::Text(text) => Ok(text),
            other => Err(malformed(&other.to_string(), "a text")),
        })
    }

    fn labels(&mut self, name: &'static str) -> Read<Labels> {
        self.field(name, Some(Labels::default()), |value| {
            let Value::Object(labels) = value else {
                return Err(malformed(&value.to_string(), "labels by language"));
            };
            let mut texts = Vec::new();
            for (tag, label) in &labels {
                match label {
                    Value::Text(text) => texts.push((tag.as_str(), text.as_str())),
                    other => return Err(malformed(&other.to_string(), "a text")),
                }
            }
            Labels::new(texts).map_err(|error: InvalidLabel| {
                InvalidDocument::new(Problem::Malformed(error.to_string()))
            })
        })
    }

    fn choice<T: Copy + Default>(
        &mut self,
        name: &'static str,
        of: &[T],
        code: impl Fn(T) -> &'static str,
        is_optional: bool,
    ) -> Read<T> {
        let otherwise = is_optional.then(T::default);
        self.field(name, otherwise, |value| chosen(value, of, code))
    }

    fn list<T>(
        &mut self,
        name: &'static str,
        is_required: bool,
        read: impl Fn(Value) -> Read<T>,
    ) -> Read<Vec<T>> {
        let otherwise = (!is_required).then(Vec::new);
        self.field(name, otherwise, |value| value.list(&read))
    }

    /// Returns an error if there is an unknown field.
    fn end(self) -> Read<()> {
        let Some((name, _)) = self.rest.into_iter().next() else {
            return Ok(());
        };
        let known = self.known.join(", ");
        let problem = Problem::Malformed(format!("not a field here; write {known}"));
        Err(InvalidDocument::new(problem).within(Step::Field(Cow::Owned(name))))
    }
}

/// A value of any format.
enum Value {
    Null,
    Flag(bool),
    /// A whole number is exact up to 2⁵³, which is more than a document may have.
    Number(f64),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads a whole number of 32 bits. `8.0` is one, as in JSON Schema and in
    /// JavaScript.
    fn number(self) -> Read<u32> {
        match self {
            #[expect(clippy::float_cmp, reason = "of a whole number, the cast is exact")]
            Self::Number(number) if f64::from(number as u32) == number => Ok(number as u32),
            other => Err(malformed(
                &other.to_string(),
                "a whole number from 0 to 4294967295",
            )),
        }
    }

    fn list<T>(self, read: &dyn Fn(Self) -> Read<T>) -> Read<Vec<T>> {
        let Self::List(values) = self else {
            return Err(malformed(&self.to_string(), "a list"));
        };
        let mut list = Vec::with_capacity(values.len());
        for (at, value) in values.into_iter().enumerate() {
            list.push(read(value).map_err(|error| error.within(Step::Index(at)))?);
        }
        Ok(list)
    }
}

/// Shows what an error is about. A long text is cut.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => match text.char_indices().nth(32) {
                None => write!(f, "{text:?}"),
                Some((end, _)) => write!(f, "{:?}…", text.get(..end).unwrap_or_default()),
            },
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a document")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Vec::new();
        while let Some(field) = fields.next_entry()? {
            object.push(field);
        }
        Ok(Value::Object(object))
    }
}
