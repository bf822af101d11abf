//! What has happened to an account, counted, so that a token can be asked
//! whether it is older.

use genkan::onboarding::EventKind;

/// How often something has ended what there was before.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct History {
    /// The links that set a password or prove an address.
    pub(super) links: u32,
    /// The sessions.
    pub(super) sessions: u32,
    /// Mail to the address.
    pub(super) addresses: u32,
}

impl History {
    /// After another event. Written down here once more: the checker does not
    /// ask the ceremonies what they end.
    pub(super) fn after(mut self, event: EventKind) -> Self {
        use EventKind as E;
        let moves = matches!(
            event,
            E::AddressReplaced | E::HandedOver | E::AddressRestored
        );
        let ends_sessions = moves
            || matches!(
                event,
                E::PasswordSet | E::PasswordChanged | E::PasswordDisowned | E::Held | E::Removed
            );
        let ends_links = ends_sessions
            || matches!(
                event,
                E::LinkResent | E::LinksDeclined | E::ReplacementRequested
            );
        self.links += u32::from(ends_links);
        self.sessions += u32::from(ends_sessions);
        self.addresses += u32::from(moves);
        self
    }
}
