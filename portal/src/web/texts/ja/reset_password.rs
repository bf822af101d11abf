use genkan::onboarding::NewPasswordReason;

use crate::web::texts::ResetPassword;

pub(super) const TEXTS: ResetPassword = ResetPassword {
    title: "パスワードを再設定する",
    first_title: "パスワードを設定する",
    submit: "このパスワードに設定する",
    not_set: "パスワードはまだ設定されていません",
    required: |reason| match reason {
        NewPasswordReason::Breached => {
            "入力されたパスワードは正しいものですが、他のサービスから流出したパスワードの一覧に含まれています。サインインするには、新しいパスワードを設定してください。"
        }
        NewPasswordReason::Policy => {
            "入力されたパスワードは正しいものですが、現在のルールを満たしていません。サインインするには、新しいパスワードを設定してください。"
        }
        NewPasswordReason::Expired => {
            "入力されたパスワードは正しいものですが、有効期限が切れています。サインインするには、新しいパスワードを設定してください。"
        }
    },
};
