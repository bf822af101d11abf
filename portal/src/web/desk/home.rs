//! The first page of a signed-in operator.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use crate::web::extract::{DeskOperator, Visitor};
use crate::web::parts::desk_page::desk_page;
use crate::web::state::App;
use crate::web::texts::texts;

pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    DeskOperator { desk, .. }: DeskOperator,
) -> Markup {
    let texts = texts(visitor.language);
    let body = html! {
        h1 { ((texts.home.welcome)(desk.operator.name.as_str())) }
    };
    let operator = Some(&desk.operator);
    desk_page(&app, &visitor, operator, texts.desk.home, body)
}
