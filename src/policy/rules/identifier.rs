use crate::code::codes;

codes! {
    /// The text by which a person signs in.
    #[derive(Default)]
    #[non_exhaustive]
    pub enum Identifier: Data {
        /// An email address.
        #[default]
        Address = "address",
        /// A user name.
        UserName = "user-name",
    }
}
