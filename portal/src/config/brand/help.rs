use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, html};

/// A text of the help page, as HTML. It was Markdown, whose own HTML is shown as
/// text.
#[derive(Clone, Debug)]
pub struct HelpText(String);

impl HelpText {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = path.display();
        let text =
            fs::read_to_string(path).map_err(|error| format!("cannot read {name}: {error}"))?;
        if text.len() > LONGEST {
            return Err(format!(
                "{name} is longer than {} KB; write less, or link to a page of your own",
                LONGEST / 1024
            ));
        }
        Self::parse(&text).map_err(|problem| format!("{name}: {problem}"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut events = Vec::new();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match &event {
                Event::Start(Tag::Link { dest_url, .. }) if !is_permitted(dest_url) => {
                    return Err(format!(
                        "the link {dest_url:?} does not begin with \"https://\", \"http://\", \
                         \"mailto:\", \"tel:\" or \"/\""
                    ));
                }
                // The page loads nothing from other sites.
                Event::Start(Tag::Image { .. }) => {
                    return Err("images are not supported; remove \"![…](…)\"".into());
                }
                // The page has a title of its own.
                Event::Start(Tag::Heading { level, .. }) if *level as usize == 1 => {
                    return Err("a heading has one \"#\"; begin headings with \"##\"".into());
                }
                _ => {}
            }
            events.push(match event {
                Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
                event => event,
            });
        }
        let mut written = String::new();
        html::push_html(&mut written, events.into_iter());
        Ok(Self(written))
    }

    /// Returns the HTML.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.0
    }
}

fn is_permitted(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    schemes.iter().any(|scheme| url.starts_with(scheme))
        || url.starts_with('/') && !url.starts_with("//")
}

const LONGEST: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_html_and_its_own_html_is_shown() {
        let help = HelpText::parse(
            "## 受付時間\n\n平日 [9時](https://example.com/a?b=1&c=2)<b onclick=x>",
        )
        .unwrap();
        assert_eq!(
            help.html(),
            "<h2>受付時間</h2>\n<p>平日 <a href=\"https://example.com/a?b=1&amp;c=2\">9時</a>&lt;b onclick=x&gt;</p>\n"
        );
        let help = HelpText::parse("<script>alert(1)</script>\n").unwrap();
        assert!(!help.html().contains("<script"), "{}", help.html());
    }

    #[test]
    fn what_no_page_may_have_is_refused() {
        for text in [
            "[x](javascript:alert(1))",
            "[x](JavaScript:alert(1))",
            "[x](//evil.example/)",
            "[x][y]\n\n[y]: data:text/html,x",
            "![x](https://example.com/x.png)",
            "# Title",
        ] {
            assert!(HelpText::parse(text).is_err(), "{text}");
        }
    }
}
