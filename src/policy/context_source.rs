/// Which of the known words a rule is about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ContextSource {
    /// The email address as a whole and its pieces, before and after the @.
    Address,
    /// The person's name.
    Name,
    /// The company's name.
    Company,
    /// The service's name.
    Service,
}

impl ContextSource {
    /// Every source.
    pub const ALL: [Self; 4] = [Self::Address, Self::Name, Self::Company, Self::Service];

    /// The stable name: `address`, `name`, `company`, `service`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Name => "name",
            Self::Company => "company",
            Self::Service => "service",
        }
    }
}
