use crate::code::codes;

codes! {
    /// The kind of a message. It decides what the email contains and which of
    /// the person's addresses receives it: the present one unless the variant
    /// names another.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// let plan = realm.hold(&account, OPERATOR, NOW)?;
    /// let kind = plan.messages[0].kind;
    /// assert_eq!(kind.code().parse(), Ok(kind)); // a column of the table
    /// # Ok(())
    /// # }
    /// ```
    #[expect(
        clippy::exhaustive_enums,
        reason = "an email must be composed for every kind"
    )]
    pub enum MessageKind {
        /// Notice of the registration, and how to set the first password.
        Registered = "registered",
        /// The link that sets a password, the first one or a new one.
        Link = "link",
        /// Invitation of an operator, with the link that sets the first password.
        Invited = "invited",
        /// Notice that the second factors of an operator were changed, or that a
        /// recovery code was used (OWASP ASVS 5.0 6.3.7).
        SecondFactorChanged = "second-factor-changed",
        /// Notice that the password was set or changed (OWASP ASVS 5.0 6.3.7,
        /// NIST SP 800-63B-4 section 4.6).
        PasswordChanged = "password-changed",
        /// The link that proves the new address, to that address.
        ProveAddress = "prove-address",
        /// Notice that another address was requested.
        ReplacementRequested = "replacement-requested",
        /// Notice that another address has replaced this one, to the former
        /// one, with the link that undoes it.
        AddressReplaced = "address-replaced",
        /// Notice that email is sent to this address from now on.
        AddressWelcome = "address-welcome",
        /// Notice that the earlier address was restored, to the one that had
        /// replaced it.
        AddressRestored = "address-restored",
        /// Notice that the account is on hold.
        Held = "held",
        /// Notice that the account was released.
        Released = "released",
        /// Notice that another person has taken over.
        HandedOver = "handed-over",
        /// Notice that the account was removed.
        Removed = "removed",
        /// To a manager: a colleague requests something that needs a
        /// confirmation.
        ConfirmRequest = "confirm-request",
        /// To a requester: the request was carried out.
        RequestDone = "request-done",
        /// To a requester: the request was refused.
        RequestRefused = "request-refused",
        /// To the contact who leaves and to the successor: the date of the
        /// hand-over is near.
        HandoverReminder = "handover-reminder",
        /// To a registered contact: a person says that they are a colleague, with
        /// the link that answers.
        ConfirmInquiry = "confirm-inquiry",
        /// To a registered contact: a colleague has refused an inquiry.
        InquiryRefused = "inquiry-refused",
        /// To a registered contact: a person will take over, with the link that
        /// stops it.
        TakeoverAnnounced = "takeover-announced",
        /// To a registered contact: a colleague has stopped a takeover.
        TakeoverStopped = "takeover-stopped",
    }
}

impl MessageKind {
    /// Returns whether a person waits for the email, because it has a link that
    /// was just requested. Such emails are sent before all others.
    ///
    /// ```
    /// use genkan::onboarding::MessageKind;
    ///
    /// assert!(MessageKind::Link.is_awaited());
    /// assert!(!MessageKind::Registered.is_awaited());
    /// ```
    #[must_use]
    pub const fn is_awaited(self) -> bool {
        matches!(self, Self::Link | Self::ProveAddress)
    }
}
