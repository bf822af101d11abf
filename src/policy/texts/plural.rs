/// The plural forms of a language: how many there are, and which one a number
/// has.
///
/// # Examples
///
/// ```
/// use genkan::policy::message::Plural;
///
/// /// As in Polish: 1 znak, 2 znaki, 5 znaków.
/// const POLISH: Plural = Plural::new(3, |n| match (n % 10, n % 100) {
///     _ if n == 1 => 0,
///     (2..=4, 0..=11 | 15..) => 1,
///     _ => 2,
/// });
/// assert_eq!([1, 2, 5, 12, 22].map(|n| POLISH.form(n)), [0, 1, 2, 2, 1]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Plural {
    forms: usize,
    form: fn(u64) -> usize,
}

impl Plural {
    /// No plural: one form for every number, as in Japanese.
    pub const NONE: Self = Self::new(1, |_| 0);
    /// One form for 1 and one for every other number, as in English.
    pub const ONE: Self = Self::new(2, |n| if n == 1 { 0 } else { 1 });
    /// One form for 0 and 1, and one for every other number, as in French.
    pub const ZERO_AND_ONE: Self = Self::new(2, |n| if n < 2 { 0 } else { 1 });

    /// Returns the rules of a language: the number of its forms, and a function
    /// that returns the form of a number, counted from 0.
    #[must_use]
    pub const fn new(forms: usize, form: fn(u64) -> usize) -> Self {
        Self { forms, form }
    }

    /// Returns how many forms there are.
    #[must_use]
    pub const fn forms(self) -> usize {
        self.forms
    }

    /// Returns the form of a number, counted from 0.
    #[must_use]
    pub fn form(self, number: u64) -> usize {
        (self.form)(number)
    }
}
