//! Where a visitor comes back to after signing in, proving a second factor or
//! choosing a language.

use axum::http::request::Parts;
use url::form_urlencoded::Serializer;

/// The path of a page, with its query. It is never that of another site.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Back {
    path: String,
    /// The page that is come back to if no other is named.
    first: &'static str,
}

/// A page that an operator must visit first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DeskStep {
    /// Address and password.
    SignIn,
    /// A second factor.
    Factor,
    /// The first second factor is set up.
    SetUp,
}

impl DeskStep {
    /// Returns the path of the page, which leads back.
    pub(crate) fn path(self, back: &Back) -> String {
        back.after(match self {
            Self::SignIn => "/desk/signin",
            Self::Factor => "/desk/factor",
            Self::SetUp => "/desk/set-up",
        })
    }
}

impl Back {
    /// Returns the path that was sent, or the first page of the support desk if it
    /// is not one of its pages.
    pub(crate) fn to_desk(path: &str) -> Self {
        let rest = path.strip_prefix(DESK);
        let is_desk = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        Self::new(if is_desk { path } else { "" }, DESK)
    }

    /// Returns the path that was sent, or the first page if it is not a path of
    /// this site.
    pub(crate) fn to_site(path: &str) -> Self {
        Self::new(path, "/")
    }

    fn new(path: &str, first: &'static str) -> Self {
        let is_plain = path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
        // Two slashes would begin the name of another host.
        let is_local = path.starts_with('/') && !path.contains("//");
        let path = match is_local && is_plain && path.len() <= LONGEST {
            true => path,
            false => first,
        };
        Self {
            path: path.to_owned(),
            first,
        }
    }

    /// Returns the page of a request; if the request sends a form, which is lost,
    /// the page that has the form.
    pub(crate) fn to_page_of(parts: &Parts) -> Self {
        let path = match parts.method.is_safe() {
            true => parts.uri.path_and_query().map_or("", |path| path.as_str()),
            false => parts.uri.path(),
        };
        match is_desk_page(parts) {
            true => Self::to_desk(path),
            false => Self::to_site(path),
        }
    }

    /// Returns the path of a page that is visited before and leads back.
    pub(crate) fn after(&self, page: &str) -> String {
        if self.path == self.first {
            return page.to_owned();
        }
        let mut query = Serializer::new(String::new());
        query.append_pair("back", &self.path);
        format!("{page}?{}", query.finish())
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

/// Returns whether a request is for a page of the support desk.
pub(crate) fn is_desk_page(parts: &Parts) -> bool {
    parts.uri.path().starts_with(DESK)
}

const DESK: &str = "/desk";
const LONGEST: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_support_desk_are_come_back_to() {
        for path in [
            "/desk",
            "/desk/account",
            "/desk/contacts?q=%E5%B1%B1&after=a",
        ] {
            assert_eq!(Back::to_desk(path).path(), path);
        }
        let default = Back::to_desk("/desk");
        for path in [
            "",
            "/",
            "/deskx",
            "/desk//evil.example",
            "//evil.example/desk",
            "/desk\\evil.example",
            "/desk/a b",
            "/desk/\r\nx",
            "/desk/é",
            "https://evil.example/desk",
            &format!("/desk/{}", "x".repeat(LONGEST)),
        ] {
            assert_eq!(Back::to_desk(path), default, "{path}");
        }
        let back = Back::to_desk("/desk/contacts?q=a&b");
        assert_eq!(
            DeskStep::Factor.path(&back),
            "/desk/factor?back=%2Fdesk%2Fcontacts%3Fq%3Da%26b"
        );
        assert_eq!(DeskStep::SignIn.path(&default), "/desk/signin");
    }

    #[test]
    fn no_other_site_is_come_back_to() {
        for path in [
            "/",
            "/contacts/add",
            "/contacts?after=a",
            "/signin?back=%2Fhelp",
        ] {
            assert_eq!(Back::to_site(path).path(), path);
        }
        for path in [
            "",
            "contacts",
            "//evil.example",
            "/contacts//evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/ü\r\nx",
            &format!("/{}", "x".repeat(LONGEST)),
        ] {
            assert_eq!(Back::to_site(path), Back::to_site("/"), "{path}");
        }
        assert_eq!(
            Back::to_site("/contacts").after("/signin"),
            "/signin?back=%2Fcontacts"
        );
        assert_eq!(Back::to_site("/").after("/signin"), "/signin");
    }
}
