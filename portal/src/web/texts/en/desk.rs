use genkan::onboarding::Role;

use crate::web::texts::Desk;

pub(super) const TEXTS: Desk = Desk {
    title: "Support desk",
    account: "My account",
    home: "Home",
    role: "Role",
    role_name: |role| match role {
        Role::Administrator => "Administrator",
        Role::Agent => "Agent",
        _ => "Viewer",
    },
    sign_in: "Sign in to the support desk",
};
