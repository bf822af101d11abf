//! What every plan that takes a contact out of a company depends on.

use super::case::{Approved, Proposal};
use super::{Account, Guard, Refusal};

impl Account {
    /// Returns the condition on which the contact may leave the company: another
    /// contact of it, `remaining`, has not changed. So two plans that name each
    /// other's contacts conflict. There is no condition if the contact has no
    /// company, or if two operators decided that the last one is removed.
    pub(super) fn leave(
        &self,
        remaining: Option<&Self>,
        approved: Option<&Approved>,
    ) -> Result<Option<Guard>, Refusal> {
        let Some(company) = self.company else {
            return Ok(None);
        };
        let stays = |other: &&Self| {
            other.id != self.id && other.company == Some(company) && !other.state.is_removed()
        };
        if let Some(other) = remaining.filter(stays) {
            return Ok(Some(other.unchanged()));
        }
        let is_approved = approved.is_some_and(|approved| match approved.proposal() {
            Proposal::RemoveLastContact { request, .. } => {
                let last = Proposal::RemoveLastContact {
                    account: self.id,
                    request: *request,
                };
                approved.is_for(&last, Some(company))
            }
            _ => false,
        });
        match is_approved {
            true => Ok(None),
            false => Err(Refusal::LastContact),
        }
    }
}
