use crate::code::codes;

codes! {
    /// Why a ceremony does not take place, as a page may show it. No variant
    /// reveals to a stranger who is registered.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), registered());
    /// let refusal = realm.release(&account, OPERATOR, NOW).unwrap_err(); // it is not on hold
    /// assert_eq!(refusal, Refusal::State);
    /// assert_eq!(refusal.code(), "account-state");
    /// assert_eq!(refusal.to_string(), "the state of the account does not allow this");
    /// # Ok(())
    /// # }
    /// ```
    #[non_exhaustive]
    pub enum Refusal: Error {
        /// The sign-in failed, whatever the reason.
        #[error("the email address or the password is incorrect")]
        SignIn = "sign-in-refused",
        /// The link was used, revoked or replaced, has expired, or is unknown.
        #[error("the link can no longer be used")]
        Link = "link-unusable",
        /// The code or the signature of the second factor is wrong or was used
        /// already, or the session does not allow what was requested.
        #[error("the code is incorrect or has been used already")]
        SecondFactor = "second-factor-refused",
        /// The password given as the current one is incorrect.
        #[error("the current password is incorrect")]
        CurrentPassword = "current-password-wrong",
        /// The address was changed, or a change was requested, a short time
        /// ago.
        #[error("the address was changed a short time ago; try again later, or contact the support desk")]
        TooSoon = "too-soon",
        /// Another account has the address. Shown only to a person who has
        /// proven to own the address, and to operators.
        #[error("another account has the address")]
        AddressTaken = "address-taken",
        /// The successor has the address of the present contact. Shown only to
        /// operators.
        #[error("the successor has the same address; to correct a name, edit the contact")]
        SameAddress = "same-address",
        /// The case is closed, or waits for something else.
        #[error("the case is closed, or waits for something else")]
        Case = "case-state",
        /// Another operator must approve it first.
        #[error("a second operator must approve this first")]
        SameOperator = "second-operator-needed",
        /// The person may not do this.
        #[error("you are not permitted to do this")]
        NotPermitted = "not-permitted",
        /// The company would have no contact afterwards. Shown only to operators.
        #[error("it is the last contact of the company; register another one first")]
        LastContact = "last-contact",
        /// Nobody else could manage the operators afterwards. Shown only to
        /// operators.
        #[error("it is the last operator who can manage operators; add another one first")]
        LastAdministrator = "last-administrator",
        /// No other second factor could be used afterwards. Shown only to the
        /// operator.
        #[error("it is the last second factor; set up another one first")]
        LastFactor = "last-factor",
        /// The state of the account does not allow it. Shown only to operators.
        #[error("the state of the account does not allow this")]
        State = "account-state",
    }
}
