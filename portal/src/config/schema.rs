//! The keys of the configuration, as the types that read it have them.

use serde::de::value::Error;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};

/// A key of the configuration, such as `mail.smtp.host`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// The names of its tables, and its own.
    pub path: Vec<&'static str>,
    /// What its value is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each is written in its own way")]
pub enum Kind {
    /// A text.
    Text,
    /// A table of texts, whose keys the administrator chooses.
    Texts,
    /// Another value of TOML, such as a number.
    Value,
}

impl Key {
    /// Returns the environment variable that replaces the key: `GENKAN_` and the
    /// path in capitals. That of a [table of texts](Kind::Texts) has a name after
    /// it.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("GENKAN_{}", self.path.join("_").to_ascii_uppercase())
    }
}

/// Returns every key below a table that `T` reads.
pub(super) fn keys<'de, T: Deserialize<'de>>() -> Vec<Key> {
    let mut keys = Vec::new();
    let mut waiting = vec![Vec::new()];
    while let Some(path) = waiting.pop() {
        let mut found = Found::Nothing;
        let walker = Walker {
            rest: &path,
            found: &mut found,
        };
        // It always fails: there are no values.
        let _ = T::deserialize(walker);
        match found {
            Found::Fields(fields) => {
                waiting.extend(fields.iter().rev().map(|field| {
                    let mut path = path.clone();
                    path.push(*field);
                    path
                }));
            }
            Found::Value(kind) => keys.push(Key { path, kind }),
            Found::Nothing => keys.push(Key {
                path,
                kind: Kind::Value,
            }),
        }
    }
    keys
}

enum Found {
    Nothing,
    Fields(&'static [&'static str]),
    Value(Kind),
}

/// Follows a path of fields, and finds what is at its end.
struct Walker<'w> {
    rest: &'w [&'static str],
    found: &'w mut Found,
}

impl Walker<'_> {
    fn end<T>(self, kind: Kind) -> Result<T, Error> {
        *self.found = Found::Value(kind);
        Err(serde::de::Error::custom("there is no value"))
    }
}

macro_rules! ends {
    ($($method:ident: $kind:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            self.end(Kind::$kind)
        }
    )*};
}

impl<'de> Deserializer<'de> for Walker<'_> {
    type Error = Error;

    ends! {
        deserialize_any: Value, deserialize_bool: Value, deserialize_i8: Value,
        deserialize_i16: Value, deserialize_i32: Value, deserialize_i64: Value,
        deserialize_u8: Value, deserialize_u16: Value, deserialize_u32: Value,
        deserialize_u64: Value, deserialize_f32: Value, deserialize_f64: Value,
        deserialize_char: Text, deserialize_str: Text, deserialize_string: Text,
        deserialize_bytes: Value, deserialize_byte_buf: Value, deserialize_unit: Value,
        deserialize_seq: Value, deserialize_map: Texts, deserialize_identifier: Text,
        deserialize_ignored_any: Value,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.rest.split_first() {
            Some((field, rest)) => visitor.visit_map(OneField {
                field: Some(*field),
                walker: Walker {
                    rest,
                    found: self.found,
                },
            }),
            None => {
                *self.found = Found::Fields(fields);
                Err(serde::de::Error::custom("there is no value"))
            }
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.end(Kind::Text)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Error> {
        self.end(Kind::Value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        self.end(Kind::Value)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Error> {
        self.end(Kind::Value)
    }
}

/// A table with one field.
struct OneField<'w> {
    field: Option<&'static str>,
    walker: Walker<'w>,
}

impl<'de> MapAccess<'de> for OneField<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let field = self.field.take();
        let field = field.map(serde::de::value::StrDeserializer::<Error>::new);
        field.map(|field| seed.deserialize(field)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Walker {
            rest: self.walker.rest,
            found: self.walker.found,
        })
    }
}
