use crate::web::texts::ResetPassword;

pub(super) const TEXTS: ResetPassword = ResetPassword {
    title: "パスワードを再設定する",
    first_title: "パスワードを設定する",
    submit: "このパスワードに設定する",
    not_set: "パスワードはまだ設定されていません",
    other_link: "このブラウザーで別のリンクが開かれたため、パスワードはまだ設定していません。この画面は、下に表示したアカウントのものです。",
};
