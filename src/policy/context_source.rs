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
        /// The person's birthday, year first: `1990-04-05`. Its usual writings are
        /// found, too.
        Birthday = "birthday",
        /// A telephone number of the person.
        Phone = "phone",
        /// The person's number in their company.
        EmployeeNumber = "employee-number",
        /// The name with which the person signs in, if it is not the address.
        UserName = "user-name",
    }
}
