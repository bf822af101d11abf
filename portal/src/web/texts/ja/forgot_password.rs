use crate::web::texts::ForgotPassword;

pub(super) const TEXTS: ForgotPassword = ForgotPassword {
    title: "パスワードの設定・再設定",
    text: "登録されているメールアドレスを入力してください。パスワードを設定するためのリンクをメールでお送りします。はじめてご利用の方も同じ手順です。",
    email: "登録されているメールアドレス",
    submit: "リンクをメールで受け取る",
    sent: "メールをご確認ください",
    sent_if_registered: "入力されたメールアドレスが登録されていれば、パスワードを設定するためのリンクをお送りしました。",
    sent_open: "メールのリンクを開いて、パスワードを設定してください。リンクの有効期限はメールに記載しています。",
    again: "リンクをもう一度受け取る",
};
