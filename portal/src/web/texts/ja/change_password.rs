use crate::web::texts::ChangePassword;

pub(super) const TEXTS: ChangePassword = ChangePassword {
    title: "パスワードを変更する",
    not_changed: "パスワードは変更されていません",
    changed: "パスワードを変更しました。ほかの端末はすべてサインアウトしました。この端末ではこのままご利用いただけます。",
};
