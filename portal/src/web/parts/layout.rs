//! What every page has around it.

use genkan::Language;
use maud::{DOCTYPE, Markup, html};

use crate::config::Localized;
use crate::web::assets::asset;
use crate::web::brand_files::{COLORS, ICON, LOGO, LOGO_DARK};
use crate::web::extract::Visitor;
use crate::web::link_page::LinkPage;
use crate::web::state::App;
use crate::web::texts::texts;

/// A page. `title` names it in the window and in the history.
pub(crate) fn page(app: &App, visitor: &Visitor, title: &str, body: Markup) -> Markup {
    let texts = texts(visitor.language);
    let header = html! {
        a.service href="/" { (service(app, visitor)) }
        @if let Some(name) = &visitor.contact {
            div.person {
                span { ((texts.layout.person)(name)) }
                form method="post" action="/signout" {
                    button.plain type="submit" { (texts.home.sign_out) }
                }
            }
        }
    };
    let brand = &app.brand;
    let links = html! {
        a href="/help" { (texts.help.title) }
        a href="/contacts" { (texts.contacts.title) }
        @for link in &brand.links {
            a href=(link.url) { (own(&link.name, visitor)) }
        }
    };
    document(app, visitor, title, header, links, body)
}

/// The logo, or the service's name.
pub(super) fn service(app: &App, visitor: &Visitor) -> Markup {
    let name = app.service_name.name(visitor.language);
    let files = &app.brand_files;
    html! {
        @if let Some(logo) = files.path(LOGO) {
            picture {
                @if let Some(dark) = files.path(LOGO_DARK) {
                    source media="(prefers-color-scheme: dark)" srcset=(dark);
                }
                img.logo src=(logo) alt=(name);
            }
        } @else {
            (name)
        }
    }
}

/// The provider's text in the visitor's language.
pub(crate) fn own<'t>(text: &'t Localized<String>, visitor: &Visitor) -> &'t str {
    text.get(visitor.language).map_or("", String::as_str)
}

/// The support address, as a link.
pub(crate) fn support_link(app: &App, visitor: &Visitor) -> Markup {
    let support = app.sender.support(visitor.language);
    html! { a href={ "mailto:" (support) } { (support) } }
}

/// A page with this header, and these links in its footer.
pub(super) fn document(
    app: &App,
    visitor: &Visitor,
    title: &str,
    header: Markup,
    links: Markup,
    body: Markup,
) -> Markup {
    let texts = texts(visitor.language);
    let service_name = app.service_name.name(visitor.language);
    let has_form = body.0.contains("<form");
    // A screen reader reads the title first, so it says that there is a problem.
    let has_problem = body.0.contains("role=\"alert\">");
    let has_link = LinkPage::has_link(&visitor.path);
    html! {
        (DOCTYPE)
        html lang=(visitor.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title {
                    @if has_problem { (texts.layout.problem) } (title) " – " (service_name)
                }
                @match app.brand_files.path(ICON) {
                    Some(icon) => link rel="icon" href=(icon);,
                    None => link rel="icon" href=(asset("icon.svg")) type="image/svg+xml";,
                }
                link rel="stylesheet" href=(asset("portal.css"));
                @if let Some(colors) = app.brand_files.path(COLORS) {
                    link rel="stylesheet" href=(colors);
                }
            }
            body {
                a.skip href="#main" { (texts.layout.skip) }
                header { (header) }
                main #main tabindex="-1" { (body) }
                footer {
                    nav aria-label=(texts.layout.footer) {
                        (links)
                        @if app.mailbox.is_some() {
                            a href="/mailbox" { (texts.mailbox.title) }
                        }
                    }
                    @if let Some(company) = &app.brand.company {
                        p.company { (own(company, visitor)) }
                    }
                    @if has_form { script type="module" src=(asset("keep-typed.js")) {} }
                    // The page of a link does not contain the link: its form leads to
                    // the address in the browser.
                    form.languages method=(if has_link { "get" } else { "post" })
                        action=[(!has_link).then_some("/language")] {
                        @if !has_link { input type="hidden" name="back" value=(visitor.path); }
                        @for language in Language::ALL {
                            @if language != visitor.language {
                                button.plain type="submit" name="language" value=(language.tag())
                                    lang=(language.tag()) { (language.name()) }
                            }
                        }
                    }
                }
            }
        }
    }
}
