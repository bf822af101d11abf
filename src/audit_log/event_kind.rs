use crate::code::codes;

codes! {
    /// What happened.
    #[non_exhaustive]
    pub enum EventKind: Data {
        /// A contact was registered.
        Registered = "registered",
        /// A visitor requested a link.
        LinkRequested = "link-requested",
        /// An operator sent a link again, and renewed an expired registration.
        LinkResent = "link-resent",
        /// The links of an email were issued.
        LinkMinted = "link-minted",
        /// The owner of the mailbox had not requested a link; all links ended.
        LinksDeclined = "links-declined",
        /// A link set a password.
        PasswordSet = "password-set",
        /// A signed-in contact changed the password.
        PasswordChanged = "password-changed",
        /// The right password was given, but has to be replaced.
        NewPasswordRequired = "new-password-required",
        /// The owner of the mailbox had not set the password; it ended.
        PasswordDisowned = "password-disowned",
        /// A link that had been used was opened again.
        LinkUsedAgain = "link-used-again",
        /// A mail server reported that email to the address cannot be delivered.
        Undeliverable = "undeliverable",
        /// Address and password opened a session.
        SignedIn = "signed-in",
        /// The session was ended.
        SignedOut = "signed-out",
        /// A contact requested another address.
        ReplacementRequested = "replacement-requested",
        /// The new address was proven and replaced the former one.
        AddressReplaced = "address-replaced",
        /// The former address was restored.
        AddressRestored = "address-restored",
        /// The account ended because another person took over.
        HandedOver = "handed-over",
        /// An operator put the account on hold.
        Held = "held",
        /// An operator released the account.
        Released = "released",
        /// The account was removed.
        Removed = "removed",
        /// An operator corrected the contact data.
        Edited = "edited",
        /// A company was created.
        CompanyCreated = "company-created",
        /// A company was renamed.
        CompanyRenamed = "company-renamed",
        /// A case was opened at the support desk.
        CaseOpened = "case-opened",
        /// A manager of the company confirmed a request, or a contact confirmed
        /// an inquiry.
        CaseConfirmed = "case-confirmed",
        /// A second operator approved what another one had proposed.
        CaseApproved = "case-approved",
        /// The date of a hand-over was set, and the successor registered.
        CaseScheduled = "case-scheduled",
        /// The people concerned were reminded of a date.
        CaseReminded = "case-reminded",
        /// The case was closed: what it asks for was done.
        CaseDone = "case-done",
        /// The case was closed: it was refused.
        CaseRefused = "case-refused",
        /// The case was closed: the person who opened it withdrew it.
        CaseWithdrawn = "case-withdrawn",
        /// The time of a case ran out: it was closed, or the support desk goes on.
        CaseExpired = "case-expired",
        /// Registered contacts were asked to confirm an inquiry.
        ContactsAsked = "contacts-asked",
        /// A contact who was asked does not know the person of an inquiry.
        PersonUnknown = "person-unknown",
        /// The email that asked a contact to confirm an inquiry could not be
        /// delivered.
        ContactUnreachable = "contact-unreachable",
        /// No registered contact of the company could be asked, or none answered.
        ContactsUnreachable = "contacts-unreachable",
        /// An operator recorded a proof.
        ProofRecorded = "proof-recorded",
        /// The waiting period before a takeover began.
        TakeoverAnnounced = "takeover-announced",
        /// A contact objected to a takeover, which stopped it.
        TakeoverObjected = "takeover-objected",
        /// A contact became a manager of the company.
        ManagerNamed = "manager-named",
        /// A contact is no longer a manager of the company.
        ManagerUnnamed = "manager-unnamed",
        /// The company's setting for requests was changed.
        RequestsSet = "requests-set",
        /// An operator was added.
        OperatorAdded = "operator-added",
        /// An operator was removed.
        OperatorRemoved = "operator-removed",
        /// The role or the companies of an operator were changed.
        OperatorChanged = "operator-changed",
        /// An operator gave address and password. The second factor was still to
        /// come.
        PasswordProven = "password-proven",
        /// An operator proved a second factor, which opened a session.
        FactorProven = "factor-proven",
        /// An operator used a recovery code in place of a second factor, which
        /// opened a session.
        RecoveryCodeUsed = "recovery-code-used",
        /// An operator set up a second factor.
        FactorEnrolled = "factor-enrolled",
        /// An operator removed a second factor. Another one remains.
        FactorRemoved = "factor-removed",
        /// The signature counter of an operator's passkey had not increased: its
        /// key may have been copied. The passkey was blocked, and the operator's
        /// sessions ended.
        PasskeyBlocked = "passkey-blocked",
        /// An operator got new recovery codes. The earlier ones ended.
        RecoveryCodesIssued = "recovery-codes-issued",
        /// The second factors of an operator ended. The operator must set up new
        /// ones.
        FactorsReset = "factors-reset",
    }
}
