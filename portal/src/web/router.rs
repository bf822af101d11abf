use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;

use super::assets;
use super::desk;
use super::extract::largest_form;
use super::layer::{access_log, admission, error_page, headers, prefix, proxy_mistakes, same_site};
use super::notice;
use super::page_error::PageError;
use super::pages::confirm_email::ConfirmEmail;
use super::pages::contact_forms::ContactForm;
use super::pages::disavow::Disavow;
use super::pages::inquiries::{AnswerInquiry, StopTakeover};
use super::pages::link_routes::link_routes;
use super::pages::reset_password::ResetPassword;
use super::pages::undo_email::UndoEmail;
use super::pages::{
    bounces, brand, change_email, change_password, confirmation, contact_request, contacts,
    forgot_password, health, help, home, inquiries, language, mailbox, policy, reset_password,
    sign_in, visitor_forms,
};
use super::state::App;

/// Returns every page of a portal.
pub fn router(app: Arc<App>) -> Router {
    // Pages are not compressed: some contain secrets beside what a visitor
    // entered (BREACH).
    let assets = assets::serve.layer(CompressionLayer::new());
    let mut router = Router::new()
        .route("/", get(home::show))
        .route("/signin", get(sign_in::show).post(sign_in::submit))
        .route("/signout", post(sign_in::sign_out))
        .route(
            "/forgot",
            get(forgot_password::show).post(forgot_password::submit),
        )
        .route("/forgot/sent", get(forgot_password::sent))
        .merge(link_routes::<ResetPassword>(
            "/reset/{token}",
            get(reset_password::show).post(reset_password::submit),
        ))
        .merge(confirmation::routes::<ConfirmEmail>("/address/{token}"))
        .merge(confirmation::routes::<UndoEmail>("/undo/{token}"))
        .merge(confirmation::routes::<Disavow>("/not-me/{token}"))
        .merge(link_routes::<AnswerInquiry>(
            "/confirm/{token}",
            get(inquiries::show_inquiries).post(inquiries::answer),
        ))
        .merge(link_routes::<StopTakeover>(
            "/object/{token}",
            get(inquiries::show_takeovers).post(inquiries::object),
        ))
        .route("/email", get(change_email::show).post(change_email::submit))
        .route("/email/sent", get(change_email::sent))
        .route(
            "/password",
            get(change_password::show).post(change_password::submit),
        )
        .route("/contacts", get(contacts::show))
        .route("/contacts/add", ContactForm::Add.routes())
        .route("/contacts/{id}/change", ContactForm::Change.routes())
        .route("/contacts/{id}/hand-over", ContactForm::HandOver.routes())
        .route("/contacts/{id}/remove", ContactForm::Remove.routes())
        .route(
            "/contacts/requests/{id}",
            get(contact_request::show).post(contact_request::submit),
        )
        .route("/help", get(help::show))
        .route(
            "/help/sign-in",
            get(visitor_forms::show_trouble).post(visitor_forms::submit_trouble),
        )
        .route("/help/sign-in/sent", get(visitor_forms::trouble_sent))
        .route(
            "/help/registered",
            get(visitor_forms::show_inquiry).post(visitor_forms::submit_inquiry),
        )
        .route("/help/registered/sent", get(visitor_forms::inquiry_sent))
        .route("/language", post(language::choose))
        .route("/policy.json", get(policy::document))
        .route("/.well-known/change-password", get(policy::change_password))
        .route("/healthz", get(health::is_alive))
        .route("/readyz", get(health::is_ready))
        .route("/assets/{*path}", get(assets))
        .route("/brand/{version}/{file}", get(brand::serve))
        .fallback(async || PageError::Status(StatusCode::NOT_FOUND))
        .method_not_allowed_fallback(async || PageError::Status(StatusCode::METHOD_NOT_ALLOWED));
    for (path, route) in desk::routes() {
        router = router.route(path, route);
    }
    if app.webhook.is_some() {
        router = router.route("/bounces", post(bounces::receive));
    }
    if app.mailbox.is_some() {
        router = router
            .route("/mailbox", get(mailbox::list))
            .route("/mailbox/{name}", get(mailbox::show))
            .route("/mailbox/{name}/html", get(mailbox::show_html));
    }
    let largest = largest_form(app.service.policy_engine.policy().max_bytes());
    let router = router
        .layer(from_fn_with_state(Arc::clone(&app), admission::admit))
        .layer(DefaultBodyLimit::max(largest))
        .layer(from_fn_with_state(Arc::clone(&app), same_site::same_site))
        .layer(from_fn_with_state(Arc::clone(&app), error_page::render));
    let router = router
        .layer(from_fn_with_state(Arc::clone(&app), notice::forget))
        .layer(from_fn_with_state(Arc::clone(&app), language::remember))
        .layer(from_fn_with_state(Arc::clone(&app), proxy_mistakes::warn));
    let prefix: Arc<str> = app.prefix().into();
    let router = headers::add_headers(router, app.is_https())
        .layer(from_fn(access_log::log))
        .with_state(app);
    prefix::serve_below(prefix, router)
}
