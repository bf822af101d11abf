use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

use super::parts::link_page::LinkPage;
use super::state::App;
use super::{extract, layer, pages};

/// Every page of a portal.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .route("/", get(pages::home::show))
        .route(
            "/signin",
            get(pages::sign_in::show).post(pages::sign_in::submit),
        )
        .route("/signout", post(pages::sign_in::sign_out))
        .route(
            "/forgot",
            get(pages::forgot_password::show).post(pages::forgot_password::submit),
        )
        .route("/forgot/sent", get(pages::forgot_password::sent))
        .route(
            "/reset",
            get(pages::reset_password::show).post(pages::reset_password::submit),
        )
        .route("/reset/{token}", LinkPage::Reset.links())
        .route(
            "/address",
            pages::confirmation::page::<pages::confirm_email::Prove>(),
        )
        .route("/address/{token}", LinkPage::Address.links())
        .route("/address/done", get(pages::confirm_email::after))
        .route(
            "/undo",
            pages::confirmation::page::<pages::undo_email::Undo>(),
        )
        .route("/undo/{token}", LinkPage::Undo.links())
        .route("/undo/done", get(pages::undo_email::after))
        .route(
            "/not-me",
            pages::confirmation::page::<pages::disavow::Disavow>(),
        )
        .route("/not-me/{token}", LinkPage::Disavow.links())
        .route("/not-me/link-ended", get(pages::disavow::link_ended))
        .route("/not-me/change-ended", get(pages::disavow::change_ended))
        .route(
            "/not-me/password-ended",
            get(pages::disavow::password_ended),
        )
        .route(
            "/email",
            get(pages::change_email::show).post(pages::change_email::submit),
        )
        .route("/email/sent", get(pages::change_email::sent))
        .route(
            "/password",
            get(pages::change_password::show).post(pages::change_password::submit),
        )
        .route("/contacts", get(pages::help::contacts))
        .route("/help", get(pages::help::show))
        .route("/language", post(extract::visitor::choose))
        .route("/policy.json", get(pages::policy::document))
        .route(
            "/.well-known/change-password",
            get(pages::policy::change_password),
        )
        .route("/healthz", get(pages::health::is_alive))
        .route("/readyz", get(pages::health::is_ready))
        .route("/assets/{*path}", get(pages::assets::serve))
        .fallback(layer::error_page::not_found)
        .method_not_allowed_fallback(layer::error_page::not_allowed);
    if app.mailbox.is_some() {
        router = router
            .route("/mailbox", get(pages::mailbox::list))
            .route("/mailbox/{name}", get(pages::mailbox::show));
    }
    router
        .layer(from_fn_with_state(
            Arc::clone(&app),
            layer::body_limit::taken_in,
        ))
        // The body that has been taken in is within its own bound.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(
            Arc::clone(&app),
            layer::headers::same_site,
        ))
        .layer(from_fn_with_state(
            Arc::clone(&app),
            layer::headers::headers,
        ))
        .layer(from_fn(layer::headers::log))
        .with_state(app)
}
