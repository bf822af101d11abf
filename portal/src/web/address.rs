//! The page that proves a new address, behind the link that was sent there.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use genkan::onboarding::Refusal;
use genkan::token::ProveAddress;
use maud::Markup;

use super::App;
use super::error::failed;
use super::language::Visitor;
use super::link::Door;
use super::step::{done, outcome, step};
use super::words::words;

pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = Door::Address.token(&app, &headers);
    let account = match app.portal.look::<ProveAddress>(&token).await {
        Ok(Ok(account)) => account,
        Ok(Err(rejection)) => return Door::Address.unusable(&app, &visitor, rejection.code()),
        Err(fault) => return failed(&app, &visitor, &fault),
    };
    let links = &words(visitor.language).links;
    // The new address and nothing else: whoever reads its mail may be a
    // stranger, because of a typing error.
    let about = account
        .replacement
        .as_ref()
        .map(|new| (links.new_address, &new.address));
    step(&app, &visitor, Door::Address, &links.prove, about, None).into_response()
}

pub(super) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let token = Door::Address.token(&app, &headers);
    match app.portal.prove_address(&token).await {
        Ok(Ok(account)) => {
            tracing::info!(account = %account.id, "address replaced");
            done(&app, Door::Address, "/address/done")
        }
        Ok(Err(Refusal::AddressTaken)) => {
            let taken = outcome(&app, &visitor, &words(visitor.language).links.taken);
            (StatusCode::CONFLICT, taken).into_response()
        }
        Ok(Err(refusal)) => Door::Address.unusable(&app, &visitor, refusal.code()),
        Err(fault) => failed(&app, &visitor, &fault),
    }
}

pub(super) async fn after(State(app): State<Arc<App>>, visitor: Visitor) -> Markup {
    outcome(&app, &visitor, &words(visitor.language).links.proved)
}
