//! The history of an account, as counts with which a token can be compared.

use genkan::audit_log::EventKind;

/// How often the tokens of each kind were ended.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(super) struct History {
    /// The links that set a password or prove an address.
    pub(super) links: u32,
    /// The sessions.
    pub(super) sessions: u32,
    /// Email to the address.
    pub(super) addresses: u32,
}

impl History {
    /// Returns the history after another event. It is implemented again here,
    /// because the checker must not rely on the ceremonies.
    pub(super) fn after(mut self, event: EventKind) -> Self {
        use EventKind as E;
        let moves = matches!(event, E::AddressReplaced | E::AddressRestored);
        let ends_sessions = moves
            || matches!(
                event,
                E::PasswordSet
                    | E::PasswordChanged
                    | E::PasswordDisowned
                    | E::Held
                    | E::Removed
                    | E::HandedOver
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
