//! Whoever holds a link, a password or a session, at the public doors.

use alloc::borrow::ToOwned as _;

use super::super::stage::Distinct;
use super::life::Said;
use super::places::{address, place};
use super::walk::{NOTHING, Walk};
use crate::onboarding::change_password::change_password;
use crate::onboarding::decline::decline;
use crate::onboarding::disown::disown;
use crate::onboarding::replace_address::{prove, request, undo};
use crate::onboarding::set_password::set_password;
use crate::onboarding::sign_in::{SignedIn, sign_in, stored_hash};
use crate::onboarding::{Plan, Refusal, Store};
use crate::token::{
    Decline, Device, Disown, FirstPassword, ProveAddress, PurposeName, Reset, Session,
    SetsPassword, UndoAddress,
};

impl<S: Store> Walk<'_, S> {
    pub(super) async fn follow(&mut self, token: usize) -> (Said, Said) {
        let now = self.now();
        let plan = match self.life.tokens[token].purpose {
            PurposeName::FirstPassword => self.set_password::<FirstPassword>(token).await,
            PurposeName::Reset => self.set_password::<Reset>(token).await,
            PurposeName::ProveAddress => match self.find::<ProveAddress>(token).await {
                Ok((account, proof)) => {
                    let new = account.replacement.clone().unwrap().address;
                    let taken = self.store.account_by_address(&new).await.unwrap();
                    prove(&self.realm, &account, &proof, taken.as_ref(), now).map_err(Refusal::code)
                }
                Err(code) => Err(code),
            },
            PurposeName::UndoAddress => match self.find::<UndoAddress>(token).await {
                Ok((account, proof)) => {
                    let former = account.former.clone().unwrap().address;
                    let taken = self.store.account_by_address(&former).await.unwrap();
                    undo(&self.realm, &account, &proof, taken.as_ref(), now).map_err(Refusal::code)
                }
                Err(code) => Err(code),
            },
            PurposeName::Decline => self.find::<Decline>(token).await.and_then(|found| {
                decline(&self.realm, &found.0, &found.1, now).map_err(Refusal::code)
            }),
            PurposeName::Disown => self.find::<Disown>(token).await.and_then(|found| {
                disown(&self.realm, &found.0, &found.1, now).map_err(Refusal::code)
            }),
            PurposeName::Session | PurposeName::Device => return NOTHING,
        };
        (self.commit(plan).await, self.life.follow(token))
    }

    async fn set_password<P: SetsPassword>(&mut self, token: usize) -> Result<Plan, &'static str> {
        let (account, proof) = self.find::<P>(token).await?;
        let (realm, new, now) = (&self.realm, self.new_password(), self.now());
        let (device, plan) = set_password(realm, &account, &proof, new, now, &mut Distinct)
            .map_err(Refusal::code)?;
        self.texts.push(device.expose().as_str().to_owned());
        Ok(plan)
    }

    pub(super) async fn sign_in(&mut self, at: u8, device: u8) -> (Said, Said) {
        let account = self.found(at).await;
        let device = self.newest(device, |purpose| purpose == PurposeName::Device);
        let proof = match device {
            Some(token) => self.find::<Device>(token).await.ok(),
            None => None,
        };
        let proof = proof.as_ref().map(|(_, proof)| proof);
        let matches = stored_hash(account.as_ref()).is_some();
        let (realm, now) = (&self.realm, self.now());
        let signed_in = sign_in(realm, account.as_ref(), proof, matches, now, &mut Distinct);
        let plan = signed_in.map_err(Refusal::code).map(|(opened, plan)| {
            let SignedIn { session, device } = opened;
            self.texts.push(session.expose().as_str().to_owned());
            let device = device.map(|device| device.expose().as_str().to_owned());
            self.texts.extend(device);
            plan
        });
        let done = self.commit(plan).await;
        (done, self.life.sign_in(place(at), device))
    }

    pub(super) async fn change_password(&mut self, token: usize) -> (Said, Said) {
        let plan = self.find::<Session>(token).await.and_then(|found| {
            let (realm, new, now) = (&self.realm, self.new_password(), self.now());
            let (account, session) = &found;
            change_password(realm, account, session, true, new, now, &mut Distinct)
                .map_err(Refusal::code)
        });
        let plan = plan.map(|(session, plan)| {
            self.texts.push(session.expose().as_str().to_owned());
            plan
        });
        (self.commit(plan).await, self.life.change_password(token))
    }

    pub(super) async fn ask(&mut self, token: usize, place: &'static str) -> (Said, Said) {
        let plan = self.find::<Session>(token).await.and_then(|found| {
            let (new, now) = (address(place), self.now());
            request(&self.realm, &found.0, &found.1, true, new, now).map_err(Refusal::code)
        });
        (self.commit(plan).await, self.life.ask(token, place))
    }
}
