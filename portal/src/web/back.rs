//! Where an operator comes back to after signing in or proving a second factor.

use url::form_urlencoded::Serializer;

/// The path of a page of the support desk, with its query. It is never that of
/// another site.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Back(String);

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
        let path = match self {
            Self::SignIn => "/desk/signin",
            Self::Factor => "/desk/factor",
            Self::SetUp => "/desk/set-up",
        };
        if *back == Back::default() {
            return path.to_owned();
        }
        let mut query = Serializer::new(String::new());
        query.append_pair("back", back.path());
        format!("{path}?{}", query.finish())
    }
}

impl Back {
    /// Returns the path that was sent, or the first page of the support desk if it
    /// is not one of its pages.
    pub(crate) fn new(path: &str) -> Self {
        let rest = path.strip_prefix("/desk");
        let is_desk = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        let is_plain = path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
        if is_desk && is_plain && !path.contains("//") && path.len() <= LONGEST {
            Self(path.to_owned())
        } else {
            Self::default()
        }
    }

    pub(crate) fn path(&self) -> &str {
        &self.0
    }
}

impl Default for Back {
    fn default() -> Self {
        Self("/desk".into())
    }
}

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
            assert_eq!(Back::new(path).path(), path);
        }
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
            assert_eq!(Back::new(path), Back::default(), "{path}");
        }
        let back = Back::new("/desk/contacts?q=a&b");
        assert_eq!(
            DeskStep::Factor.path(&back),
            "/desk/factor?back=%2Fdesk%2Fcontacts%3Fq%3Da%26b"
        );
        assert_eq!(DeskStep::SignIn.path(&Back::default()), "/desk/signin");
    }
}
