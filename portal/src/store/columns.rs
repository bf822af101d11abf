//! Rows as both stores read and write them: columns by name.

use std::borrow::Cow;
use std::str::FromStr;

use genkan::onboarding::Name;
use genkan::time::Timestamp;

use super::Error;

/// A row that was read.
pub(super) trait Columns {
    fn i64_or_null(&self, column: &'static str) -> Result<Option<i64>, Error>;
    fn text_or_null(&self, column: &'static str) -> Result<Option<&str>, Error>;
    fn bytes_or_null(&self, column: &'static str) -> Result<Option<&[u8]>, Error>;

    fn i64(&self, column: &'static str) -> Result<i64, Error> {
        self.i64_or_null(column)?.ok_or(Error::Content(column))
    }

    fn text(&self, column: &'static str) -> Result<&str, Error> {
        self.text_or_null(column)?.ok_or(Error::Content(column))
    }

    /// A column of exactly `N` bytes.
    fn array<const N: usize>(&self, column: &'static str) -> Result<[u8; N], Error> {
        self.array_or_null(column)?.ok_or(Error::Content(column))
    }

    fn array_or_null<const N: usize>(
        &self,
        column: &'static str,
    ) -> Result<Option<[u8; N]>, Error> {
        let bytes = self.bytes_or_null(column)?.map(TryInto::try_into);
        bytes.transpose().map_err(|_| Error::Content(column))
    }

    fn u32(&self, column: &'static str) -> Result<u32, Error> {
        let int = self.i64(column)?;
        int.try_into().map_err(|_| Error::Content(column))
    }

    fn u64(&self, column: &'static str) -> Result<u64, Error> {
        self.i64(column).map(i64::cast_unsigned)
    }

    fn time(&self, column: &'static str) -> Result<Timestamp, Error> {
        self.u64(column).map(Timestamp::from_unix_seconds)
    }

    fn time_or_null(&self, column: &'static str) -> Result<Option<Timestamp>, Error> {
        let seconds = self.i64_or_null(column)?.map(i64::cast_unsigned);
        Ok(seconds.map(Timestamp::from_unix_seconds))
    }

    fn name(&self, column: &'static str) -> Result<Name, Error> {
        self.text(column).map(|text| Name::from_stored(text.into()))
    }

    /// A column with the stable code of an enum.
    fn code<T: FromStr>(&self, column: &'static str) -> Result<T, Error> {
        self.code_or_null(column)?.ok_or(Error::Content(column))
    }

    fn code_or_null<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, Error> {
        let code = self.text_or_null(column)?.map(str::parse);
        code.transpose().map_err(|_| Error::Content(column))
    }
}

/// A value that is read from one row.
pub(super) trait Read: Sized {
    fn read(row: &impl Columns) -> Result<Self, Error>;
}

/// A value to write, or to compare with; `None` is null.
pub(super) enum Value<'v> {
    Int(Option<i64>),
    Text(Option<Cow<'v, str>>),
    Bytes(Option<Vec<u8>>),
}

impl Value<'_> {
    /// Returns the same value, which borrows from this one.
    pub(super) fn borrowed(&self) -> Value<'_> {
        match self {
            Self::Int(int) => Value::Int(*int),
            Self::Text(text) => Value::Text(text.as_deref().map(Cow::Borrowed)),
            Self::Bytes(bytes) => Value::Bytes(bytes.clone()),
        }
    }
}

/// A column to write, with its name.
pub(super) type Column<'v> = (&'static str, Value<'v>);

/// An array of [`Value`]s.
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::store::columns::Value::from($value)),*] };
}
pub(super) use values;

/// Converts a type, and the same type in an `Option`.
macro_rules! from {
    ($($T:ty => $Variant:ident, $convert:expr;)+) => {
        $(impl<'v> From<$T> for Value<'v> {
            fn from(value: $T) -> Self {
                Some(value).into()
            }
        }

        impl<'v> From<Option<$T>> for Value<'v> {
            fn from(value: Option<$T>) -> Self {
                Self::$Variant(value.map($convert))
            }
        })+
    };
}

from! {
    i64 => Int, |int| int;
    u32 => Int, i64::from;
    // Revisions and numbers of entries.
    u64 => Int, u64::cast_signed;
    // A database's integers are signed. The largest one is the end of time.
    Timestamp => Int, |time| i64::try_from(time.unix_seconds()).unwrap_or(i64::MAX);
    &'v str => Text, Cow::Borrowed;
    String => Text, Cow::Owned;
    [u8; 16] => Bytes, Vec::from;
    [u8; 32] => Bytes, Vec::from;
}
