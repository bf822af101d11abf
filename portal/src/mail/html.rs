use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::texts::{EmailText, Line, if_button_fails};
use crate::config::{Brand, Color};

/// How emails look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'l> {
    pub(super) service_name: &'l str,
    pub(super) brand: &'l Brand,
}

/// The identity of the logo in the email (RFC 2392).
pub(super) const LOGO_ID: &str = "logo";

/// Returns an email as HTML.
///
/// Mail programs know only a part of HTML and CSS. So the layout is a table, and
/// each element has its own style; the style sheet has only what some programs add.
/// Nothing is loaded from elsewhere.
pub(super) fn html(email: &EmailText, look: Look<'_>) -> String {
    let (light, dark) = look.brand.accent.unwrap_or(Color::ACCENTS);
    let page = markup! {
        (DOCTYPE)
        html lang=(email.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (email.subject) }
                style { (PreEscaped(dark_style(dark))) }
            }
            body.ground style="margin:0;padding:0;background:#f2f4f7" {
                table.ground role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"
                    style="background:#f2f4f7" {
                    tr {
                        td align="center" style="padding:24px 12px" {
                            table.card role="presentation" width="100%" cellpadding="0" cellspacing="0"
                                border="0" style=(CARD) {
                                tr {
                                    td.text align="left" style=(TEXT) {
                                        p style="margin:0 0 20px;font-size:18px;font-weight:bold" {
                                            (sender(look))
                                        }
                                        @for line in &email.lines { (block(line, email, light)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn sender(look: Look<'_>) -> Markup {
    let name = look.service_name;
    markup! {
        @match look.brand.email_logo() {
            Some(_) => img src={ "cid:" (LOGO_ID) } alt=(name) height="32"
                style="display:block;height:32px;max-width:100%";,
            None => (name),
        }
    }
}

fn block(line: &Line, email: &EmailText, accent: Color) -> Markup {
    let color = format!("color:{accent}");
    match line {
        Line::Paragraph(text) => markup! { p style="margin:0 0 16px" { (breaks(text)) } },
        Line::Button { label, url } => markup! {
            table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px" {
                tr {
                    td.button style={ "border-radius:8px;background:" (accent) } {
                        a.on href=(url) style={ (BUTTON) "color:" (accent.text()) } { (label) }
                    }
                }
            }
            p.soft style=(SMALL) {
                (if_button_fails(email.language))
                br;
                a.link href=(url) style={ (color) ";word-break:break-all" } { (url) }
            }
        },
        Line::Link { label, url } => markup! {
            p style="margin:-8px 0 16px;font-size:14px" {
                a.link href=(url) style=(color) { (label) }
            }
        },
        Line::Signature(text) => markup! {
            p.soft.end style=(SIGNATURE) { (breaks(text)) }
        },
    }
}

fn breaks(text: &str) -> Markup {
    markup! {
        @for (at, line) in text.lines().enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

const CARD: &str = "max-width:560px;background:#ffffff;border:1px solid #dde2e8;border-radius:12px";
const TEXT: &str = "padding:28px 24px;color:#1c2530;font-size:16px;line-height:1.7;\
     font-family:system-ui,-apple-system,'Hiragino Sans','Yu Gothic UI','Noto Sans JP',Arial,sans-serif;\
     word-break:break-word;word-break:auto-phrase;overflow-wrap:anywhere";
const BUTTON: &str = "display:inline-block;padding:12px 24px;font-weight:bold;\
     text-decoration:none;";
const SMALL: &str = "margin:0 0 20px;color:#55616f;font-size:13px;line-height:1.6";
const SIGNATURE: &str = "margin:24px 0 0;padding-top:16px;border-top:1px solid #dde2e8;color:#55616f;\
     font-size:14px";

fn dark_style(accent: Color) -> String {
    let text = accent.text();
    format!(
        "@media (prefers-color-scheme: dark) {{\
         .ground {{ background: #11161c !important }}\
         .card {{ background: #1b222b !important; border-color: #3a4450 !important }}\
         .text {{ color: #e8ecf1 !important }}\
         .soft {{ color: #aeb9c6 !important; border-color: #3a4450 !important }}\
         .link {{ color: {accent} !important }}\
         .button {{ background: {accent} !important }}\
         .on {{ color: {text} !important }}\
         }}"
    )
}
