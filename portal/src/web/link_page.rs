//! The pages that links in emails open. The link stays in the address bar, so
//! that it can be opened again in another browser, and without cookies. Its pages
//! have no referrer, and the log has only the route.

use crate::web::texts::{Links, ResultText};

/// A page that links open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LinkPage {
    /// Sets a password.
    ResetPassword,
    /// Confirms a new address.
    ConfirmEmail,
    /// Restores the former address.
    UndoEmail,
    /// Declines a request, or disowns a password.
    Disavow,
    /// Answers inquiries.
    AnswerInquiry,
    /// Stops takeovers.
    StopTakeover,
}

/// A page's handler, for links that open it.
pub(crate) trait LinksTo {
    const PAGE: LinkPage;
}

impl LinkPage {
    const ALL: [Self; 6] = [
        Self::ResetPassword,
        Self::ConfirmEmail,
        Self::UndoEmail,
        Self::Disavow,
        Self::AnswerInquiry,
        Self::StopTakeover,
    ];

    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::ResetPassword => "/reset",
            Self::ConfirmEmail => "/address",
            Self::UndoEmail => "/undo",
            Self::Disavow => "/not-me",
            Self::AnswerInquiry => "/confirm",
            Self::StopTakeover => "/object",
        }
    }

    /// Returns what to do if a link does not work.
    pub(crate) const fn unusable(self, links: &Links) -> &ResultText {
        match self {
            Self::ResetPassword => &links.unusable_reset,
            Self::ConfirmEmail => &links.unusable_confirm,
            Self::UndoEmail => &links.unusable_undo,
            Self::Disavow => &links.unusable_disavow,
            Self::AnswerInquiry => &links.unusable_answer,
            Self::StopTakeover => &links.unusable_object,
        }
    }

    /// Returns whether a path is that of a page with a link.
    pub(crate) fn has_link(path: &str) -> bool {
        Self::ALL.iter().any(|page| {
            let rest = path.strip_prefix(page.path());
            rest.is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
        })
    }

    /// Returns the path of a link.
    pub(crate) fn link(self, token: &str) -> String {
        format!("{}/{token}", self.path())
    }
}
