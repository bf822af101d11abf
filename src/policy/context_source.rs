use crate::code::codes;

codes! {
    /// The source of the words that a rule rejects.
    #[non_exhaustive]
    pub enum ContextSource: Data {
        /// The email address as a whole and its pieces, before and after the @.
        Address = "address",
        /// The person's name.
        Name = "name",
        /// The company's name.
        Company = "company",
        /// The service's name.
        Service = "service",
    }
}
