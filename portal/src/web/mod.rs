//! The pages. Every one works without JavaScript.

mod address;
mod app;
mod assets;
mod body;
mod client;
mod cookies;
mod deed;
mod email;
mod error;
mod forgot;
mod guard;
mod health;
mod help;
mod home;
mod language;
mod layout;
mod link;
mod mailbox;
mod not_me;
mod password;
mod policy;
mod reset;
mod rules;
mod signin;
mod step;
mod undo;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

pub use app::App;
use link::Door;

/// Every page of a portal.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/", get(home::show))
        .route("/signin", get(signin::show).post(signin::submit))
        .route("/signout", post(signin::sign_out))
        .route("/forgot", get(forgot::show).post(forgot::submit))
        .route("/forgot/sent", get(forgot::sent))
        .route("/reset", get(reset::show).post(reset::submit))
        .route("/reset/{token}", Door::Reset.links())
        .route("/address", deed::page::<address::Prove>())
        .route("/address/{token}", Door::Address.links())
        .route("/address/done", get(address::after))
        .route("/undo", deed::page::<undo::Undo>())
        .route("/undo/{token}", Door::Undo.links())
        .route("/undo/done", get(undo::after))
        .route("/not-me", deed::page::<not_me::NotMe>())
        .route("/not-me/{token}", Door::NotMe.links())
        .route("/not-me/link-ended", get(not_me::link_ended))
        .route("/not-me/change-ended", get(not_me::change_ended))
        .route("/not-me/password-ended", get(not_me::password_ended))
        .route("/email", get(email::show).post(email::submit))
        .route("/email/sent", get(email::sent))
        .route("/password", get(password::show).post(password::submit))
        .route("/contacts", get(help::contacts))
        .route("/help", get(help::show))
        .route("/language", post(language::choose))
        .route("/policy.json", get(policy::document))
        .route("/.well-known/change-password", get(policy::change_password))
        .route("/healthz", get(health::is_alive))
        .route("/readyz", get(health::is_ready))
        .route("/assets/{*path}", get(assets::serve))
        .fallback(error::not_found)
        .method_not_allowed_fallback(error::not_allowed);
    if app.mailbox.is_some() {
        router = router
            .route("/mailbox", get(mailbox::list))
            .route("/mailbox/{name}", get(mailbox::show));
    }
    router
        .layer(from_fn_with_state(Arc::clone(&app), body::taken_in))
        // The body that has been taken in is within its own bound.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::clone(&app), guard::same_site))
        .layer(from_fn_with_state(Arc::clone(&app), guard::headers))
        .layer(from_fn(guard::log))
        .with_state(app)
}
