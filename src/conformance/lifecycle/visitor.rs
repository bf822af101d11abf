//! What the bearer of a link, a password or a session does.

use alloc::borrow::ToOwned as _;

use super::super::fixture::{Distinct, address, matched};
use super::life::Answer;
use super::runner::{NOTHING, Runner};
use super::values::nth_address;
use crate::onboarding::{Plan, Refusal, SignedIn, Store, StoredPassword};
use crate::token::{
    Decline, Device, Disown, FirstPassword, ProveAddress, PurposeName, Reset, Session,
    SetsPassword, UndoAddress,
};

impl<S: Store> Runner<'_, S> {
    pub(super) async fn follow(&mut self, token: usize) -> (Answer, Answer) {
        let plan = match self.life.tokens[token].purpose {
            PurposeName::FirstPassword => self.set_password::<FirstPassword>(token).await,
            PurposeName::Reset => self.set_password::<Reset>(token).await,
            PurposeName::ProveAddress => self.prove_address(token).await,
            PurposeName::UndoAddress => self.undo_replacement(token).await,
            PurposeName::Decline => self.find::<Decline>(token).await.and_then(|found| {
                let plan = self.realm.decline(&found.0, &found.1, self.now());
                plan.map_err(Refusal::code)
            }),
            PurposeName::Disown => self.find::<Disown>(token).await.and_then(|found| {
                let plan = self.realm.disown(&found.0, &found.1, self.now());
                plan.map_err(Refusal::code)
            }),
            PurposeName::Session
            | PurposeName::DeskSession
            | PurposeName::AwaitingFactor
            | PurposeName::Device
            | PurposeName::Confirm
            | PurposeName::Object
            | PurposeName::Own(_) => return NOTHING,
        };
        (self.commit(plan).await, self.life.follow(token))
    }

    async fn prove_address(&self, token: usize) -> Result<Plan, &'static str> {
        let (account, proof) = self.find::<ProveAddress>(token).await?;
        let new = account.replacement.clone().unwrap().address;
        let taken = self.store.account_by_address(&new).await.unwrap();
        let plan = self
            .realm
            .prove_address(&account, &proof, taken.as_ref(), self.now());
        plan.map_err(Refusal::code)
    }

    async fn undo_replacement(&self, token: usize) -> Result<Plan, &'static str> {
        let (account, proof) = self.find::<UndoAddress>(token).await?;
        let former = account.former.clone().unwrap().address;
        let taken = self.store.account_by_address(&former).await.unwrap();
        let plan = self
            .realm
            .undo_replacement(&account, &proof, taken.as_ref(), self.now());
        plan.map_err(Refusal::code)
    }

    async fn set_password<P: SetsPassword>(&mut self, token: usize) -> Result<Plan, &'static str> {
        let (account, proof) = self.find::<P>(token).await?;
        let (new, now) = (self.new_password(), self.now());
        let set = self
            .realm
            .set_password(&account, &proof, new, now, &mut Distinct);
        let (device, plan) = set.map_err(Refusal::code)?;
        self.texts.push(device.expose().as_str().to_owned());
        Ok(plan)
    }

    pub(super) async fn sign_in(&mut self, at: u8, device: u8) -> (Answer, Answer) {
        let account = self.found(at).await;
        let device = self.newest(device, |purpose| purpose == PurposeName::Device);
        let proof = match device {
            Some(token) => self.find::<Device>(token).await.ok(),
            None => None,
        };
        let proof = proof.as_ref().map(|(_, proof)| proof);
        let account = account.filter(|account| StoredPassword::of(account).is_some());
        let plan = match account {
            None => Err(Refusal::SignIn.code()),
            Some(account) => {
                let (matched, now) = (matched(&account), self.now());
                let signed_in = self
                    .realm
                    .sign_in(&account, &matched, proof, now, &mut Distinct);
                signed_in.map_err(Refusal::code).map(|(signed_in, plan)| {
                    let SignedIn { session, device } = signed_in;
                    self.texts.push(session.expose().as_str().to_owned());
                    let device = device.map(|device| device.expose().as_str().to_owned());
                    self.texts.extend(device);
                    plan
                })
            }
        };
        let done = self.commit(plan).await;
        (done, self.life.sign_in(nth_address(at), device))
    }

    pub(super) async fn change_password(&mut self, token: usize) -> (Answer, Answer) {
        let plan = self.find::<Session>(token).await.and_then(|found| {
            let (account, session) = &found;
            let (matched, new, now) = (matched(account), self.new_password(), self.now());
            let changed =
                self.realm
                    .change_password(account, session, &matched, new, now, &mut Distinct);
            changed.map_err(Refusal::code)
        });
        let plan = plan.map(|(session, plan)| {
            self.texts.push(session.expose().as_str().to_owned());
            plan
        });
        (self.commit(plan).await, self.life.change_password(token))
    }

    pub(super) async fn replace(&mut self, token: usize, new: &'static str) -> (Answer, Answer) {
        let plan = self.find::<Session>(token).await.and_then(|found| {
            let (account, session) = &found;
            let (matched, address, now) = (matched(account), address(new), self.now());
            let plan = self
                .realm
                .request_replacement(account, session, &matched, address, now);
            plan.map_err(Refusal::code)
        });
        (self.commit(plan).await, self.life.replace(token, new))
    }
}
