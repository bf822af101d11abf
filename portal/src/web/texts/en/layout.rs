use crate::web::texts::Layout;

pub(super) const TEXTS: Layout = Layout {
    skip: "Skip to main content",
    footer: "Information",
};
