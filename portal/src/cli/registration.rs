//! How contacts are registered, one by one or as a spreadsheet.

use clap::Args;
use genkan::onboarding::register::{Contact, register, register_and_tell};
use genkan::token::AccountId;

use super::Failure;
use super::operator::By;
use crate::portal::Portal;
use crate::store::Database;
use crate::system::{now, random_bytes};

#[derive(Args)]
pub(super) struct Registration {
    /// Tell the person by mail how to set a password.
    #[arg(long)]
    tell: bool,
    #[command(flatten)]
    by: By,
}

impl Registration {
    /// Registers a contact; `false` where the address is taken.
    pub(super) async fn register(
        &self,
        portal: &Portal<Database>,
        contact: Contact,
    ) -> Result<bool, Failure> {
        let id = AccountId::from_bytes(random_bytes());
        let (realm, by) = (&portal.realm, self.by.actor());
        let plan = if self.tell {
            register_and_tell(realm, contact, id, by, now())
        } else {
            register(realm, contact, id, by, now())
        };
        Ok(portal.commit(plan).await?)
    }
}
