use super::{Account, Plan, Realm};
use crate::audit_log::{Actor, EventKind};
use crate::time::Timestamp;
use crate::token::{End, Ended, Principal, Purpose, Record, Subject, Token};

impl Realm {
    /// Returns whether a token is the one that was issued for a record, whatever
    /// its account has become since.
    ///
    /// Only the bearer of the whole token may learn [how it
    /// ended](crate::onboarding::Tokens::ended_token).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # let (realm, account) = (realm(), active());
    /// # let subject = account.subject(PurposeName::Reset, &realm.name, NOW).unwrap();
    /// # let issued: Issued<Reset> = realm.keyring.issue(&subject, Reset::LIFETIME, NOW, &mut rng());
    /// # let (token, record) = (issued.token, issued.record);
    /// // `store.ended_token(token.selector())` found the record of a link that was used.
    /// assert!(realm.recognises(&token, &record, &account, NOW));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn recognises<P: Purpose>(
        &self,
        token: &Token<P>,
        record: &Record,
        account: &Account,
        now: Timestamp,
    ) -> bool {
        let new = account.replacement.as_ref().map(|new| &new.address);
        let former = account.former.as_ref().map(|former| &former.address);
        let addresses = [Some(&account.address), former, new];
        addresses.into_iter().flatten().any(|address| {
            let subject = Subject {
                realm: &self.name,
                principal: Principal::Account(account.id),
                address: address.as_str(),
            };
            self.keyring.verify(token, record, &subject, now).is_ok()
        })
    }

    /// Notes, for the operator, that a link was opened again after it was used:
    /// another person may have it. It does so once for each link at most;
    /// otherwise it returns `None`.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/onboarding/example.rs"));
    /// # fn main() -> Result<(), Box<dyn Error>> {
    /// # use genkan::token::{End, Ended};
    /// # let (realm, account) = (realm(), active());
    /// let used = Ended { at: NOW, how: End::Used };
    /// let plan = realm.note_used_again(&account, used, NOW).ok_or("not yet noted")?;
    /// let account = plan.account().unwrap();
    /// assert!(realm.note_used_again(account, used, NOW).is_none());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn note_used_again(&self, account: &Account, ended: Ended, now: Timestamp) -> Option<Plan> {
        let is_noted = account.link_used_again_at.is_some_and(|at| ended.at <= at);
        if ended.how != End::Used || is_noted || account.state.is_removed() {
            return None;
        }
        let noted = account.changed(|account| account.link_used_again_at = Some(now));
        let plan = Plan::of(account, EventKind::LinkUsedAgain, Actor::Visitor, now);
        Some(plan.change(noted))
    }
}
