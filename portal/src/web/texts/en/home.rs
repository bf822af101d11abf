use crate::web::texts::Home;

pub(super) const TEXTS: Home = Home {
    title: "My page",
    welcome: |name| format!("Welcome, {name}"),
    name: "Name",
    company: "Company",
    sign_out: "Sign out",
};
