/// What a database has, before anything is created in it.
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a fourth case must be reported, too"
)]
pub enum Existing<T> {
    /// The realm.
    Realm(T),
    /// The tables, but not the realm.
    NoRealm,
    /// No tables, or no file.
    NoTables,
}

impl<T> Existing<T> {
    pub(super) fn map<U>(self, realm: impl FnOnce(T) -> U) -> Existing<U> {
        match self {
            Self::Realm(found) => Existing::Realm(realm(found)),
            Self::NoRealm => Existing::NoRealm,
            Self::NoTables => Existing::NoTables,
        }
    }
}

impl<T, E> Existing<Result<T, E>> {
    pub(super) fn transpose(self) -> Result<Existing<T>, E> {
        Ok(match self {
            Self::Realm(found) => Existing::Realm(found?),
            Self::NoRealm => Existing::NoRealm,
            Self::NoTables => Existing::NoTables,
        })
    }
}
