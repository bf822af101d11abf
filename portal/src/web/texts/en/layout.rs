use crate::web::texts::Layout;

pub(super) const TEXTS: Layout = Layout {
    skip: "Skip to main content",
    footer: "Information",
    person: |name| name.to_owned(),
    problem: "Error: ",
};
