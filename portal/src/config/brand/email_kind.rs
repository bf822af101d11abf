/// The kind of an email to an account. Each has its own text in each language.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each has its own text")]
pub enum EmailKind {
    /// Notice of the registration, and how to set the first password.
    Registered,
    /// The link that sets the first password.
    FirstPassword,
    /// The link that sets a new password.
    Reset,
    /// Invitation of an operator.
    Invited,
    /// Notice of a change of an operator's second factors.
    SecondFactorChanged,
    /// Notice of a new password, with the link that disables it.
    PasswordChanged,
    /// The same after the time for that link.
    PasswordChangedWithoutLink,
    /// The link that proves a new address.
    ProveAddress,
    /// Notice of a request for another address, with the link that cancels it.
    ReplacementRequested,
    /// Notice of another address, with the link that restores the former one.
    AddressReplaced,
    /// The same after the time for that link.
    AddressReplacedWithoutLink,
    /// Notice that email is sent to this address from now on.
    AddressWelcome,
    /// Notice to the address that was replaced by the former one.
    AddressRestored,
    /// Notice that the account is on hold.
    Held,
    /// Notice that the account was released.
    Released,
    /// Notice that another person has taken over.
    HandedOver,
    /// Notice that the account was removed.
    Removed,
    /// To a manager: a request needs a confirmation.
    ConfirmRequest,
    /// To a requester: the request was carried out.
    RequestDone,
    /// To a requester: the request was refused.
    RequestRefused,
    /// To the contact who leaves: the date of the hand-over is near.
    HandoverLeaving,
    /// To the successor: the date of the hand-over is near.
    HandoverSucceeding,
    /// To a contact: does the person who asks work with you?
    ConfirmInquiry,
    /// To a contact: a colleague has refused an inquiry.
    InquiryRefused,
    /// To a contact: a person will take over, with the link that stops it.
    TakeoverAnnounced,
    /// To a contact: a colleague has stopped a takeover.
    TakeoverStopped,
}

impl EmailKind {
    /// Every kind.
    pub const ALL: [Self; 26] = [
        Self::Registered,
        Self::FirstPassword,
        Self::Reset,
        Self::Invited,
        Self::SecondFactorChanged,
        Self::PasswordChanged,
        Self::PasswordChangedWithoutLink,
        Self::ProveAddress,
        Self::ReplacementRequested,
        Self::AddressReplaced,
        Self::AddressReplacedWithoutLink,
        Self::AddressWelcome,
        Self::AddressRestored,
        Self::Held,
        Self::Released,
        Self::HandedOver,
        Self::Removed,
        Self::ConfirmRequest,
        Self::RequestDone,
        Self::RequestRefused,
        Self::HandoverLeaving,
        Self::HandoverSucceeding,
        Self::ConfirmInquiry,
        Self::InquiryRefused,
        Self::TakeoverAnnounced,
        Self::TakeoverStopped,
    ];

    /// Returns the stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::FirstPassword => "first-password",
            Self::Reset => "reset",
            Self::Invited => "invited",
            Self::SecondFactorChanged => "second-factor-changed",
            Self::PasswordChanged => "password-changed",
            Self::PasswordChangedWithoutLink => "password-changed-without-link",
            Self::ProveAddress => "prove-address",
            Self::ReplacementRequested => "replacement-requested",
            Self::AddressReplaced => "address-replaced",
            Self::AddressReplacedWithoutLink => "address-replaced-without-link",
            Self::AddressWelcome => "address-welcome",
            Self::AddressRestored => "address-restored",
            Self::Held => "held",
            Self::Released => "released",
            Self::HandedOver => "handed-over",
            Self::Removed => "removed",
            Self::ConfirmRequest => "confirm-request",
            Self::RequestDone => "request-done",
            Self::RequestRefused => "request-refused",
            Self::HandoverLeaving => "handover-leaving",
            Self::HandoverSucceeding => "handover-succeeding",
            Self::ConfirmInquiry => "confirm-inquiry",
            Self::InquiryRefused => "inquiry-refused",
            Self::TakeoverAnnounced => "takeover-announced",
            Self::TakeoverStopped => "takeover-stopped",
        }
    }

    /// Returns the kind of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Returns the placeholders for values.
    pub(super) const fn values(self) -> &'static [&'static str] {
        if self.has_date() {
            &["name", "service", "support", "time", "until"]
        } else {
            &["name", "service", "support", "time"]
        }
    }

    /// Returns the placeholders for links. If the first one is `button`, the text
    /// must have it.
    pub(super) const fn links(self) -> &'static [&'static str] {
        match self {
            Self::FirstPassword | Self::Reset => &["button", "decline", "forgot"],
            Self::Invited => &["button", "desk", "forgot"],
            Self::Registered
            | Self::PasswordChanged
            | Self::ProveAddress
            | Self::ReplacementRequested
            | Self::AddressReplaced
            | Self::Released
            | Self::ConfirmRequest
            | Self::RequestDone
            | Self::RequestRefused
            | Self::HandoverSucceeding
            | Self::ConfirmInquiry
            | Self::TakeoverAnnounced => &["button", "forgot"],
            Self::SecondFactorChanged
            | Self::PasswordChangedWithoutLink
            | Self::AddressReplacedWithoutLink
            | Self::AddressWelcome
            | Self::AddressRestored
            | Self::Held
            | Self::HandedOver
            | Self::Removed
            | Self::HandoverLeaving
            | Self::InquiryRefused
            | Self::TakeoverStopped => &["forgot"],
        }
    }

    const fn has_date(self) -> bool {
        matches!(
            self,
            Self::Registered
                | Self::FirstPassword
                | Self::Reset
                | Self::Invited
                | Self::PasswordChanged
                | Self::ProveAddress
                | Self::ReplacementRequested
                | Self::AddressReplaced
                | Self::HandoverLeaving
                | Self::HandoverSucceeding
                | Self::ConfirmInquiry
                | Self::TakeoverAnnounced
        )
    }
}
