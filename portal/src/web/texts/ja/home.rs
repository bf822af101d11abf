use crate::web::texts::Home;

pub(super) const TEXTS: Home = Home {
    title: "マイページ",
    welcome: |name| format!("ようこそ、{name} 様"),
    name: "お名前",
    company: "会社名",
    sign_out: "サインアウト",
};
