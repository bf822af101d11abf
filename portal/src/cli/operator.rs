//! Who is at the desk.

use clap::Args;
use genkan::onboarding::{Actor, OperatorId};
use sha2::{Digest as _, Sha256};

#[derive(Args)]
pub(super) struct By {
    /// Who does it, for the audit log, which keeps a digest of the name; by
    /// default whoever runs the service.
    #[arg(long, value_name = "OPERATOR", value_parser = name)]
    by: Option<String>,
}

impl By {
    pub(super) fn actor(&self) -> Actor {
        self.by
            .as_deref()
            .map_or(Actor::System, |name| Actor::Desk(operator(name)))
    }
}

/// The identity of an operator of that name: the log keeps it for longer than
/// anybody works at the desk, so it does not hold the name.
pub(super) fn operator(name: &str) -> OperatorId {
    let digest = Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(name)
        .finalize();
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(digest) {
        *to = from;
    }
    OperatorId::from_bytes(id)
}

/// A name as it is typed: without what nobody sees.
pub(super) fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("write the operator's name".into());
    }
    Ok(text.to_owned())
}

/// Keeps these digests apart from every other.
const DOMAIN: &[u8] = b"genkan operator 1\0";
