use genkan::onboarding::case::TroubleKind;

use crate::web::texts::{VisitorForm, VisitorForms};

pub(super) const TEXTS: VisitorForms = VisitorForms {
    trouble: VisitorForm {
        title: "サインインできない・メールが届かない",
        text: "アカウントのメールアドレスと、お困りの内容をお知らせください。早くお答えできます。",
        submit: "サポート窓口に送信する",
        sent: "お知らせいただき、ありがとうございます",
        sent_texts: &[
            "サポート窓口で状況を確認します。入力されたアドレスが登録されている場合は、そのご担当者にご連絡します。",
            "自動のメールはお送りしません。パスワードを設定するためのリンクが必要な場合は、もう一度受け取ることができます。",
            MANY,
        ],
    },
    inquiry: VisitorForm {
        title: "登録されている方が分からない",
        text: "ご自身または同じ会社の方が登録されていると思われる場合に、お使いいただく方法を確認します。次の項目をお知らせください。",
        submit: "サポート窓口に送信する",
        sent: "お問い合わせいただき、ありがとうございます",
        sent_texts: &[
            "入力されたメールアドレスが登録されていて、利用停止中でなければ、パスワードを設定するためのリンクをお送りします（少し前にお送りした場合を除きます）。メールをご確認ください。",
            "登録されていない場合は、貴社の登録済みのご担当者に、登録してよいかどうかを確認します。数日かかることがあります。どなたにも確認できない場合は、別の方法でのご本人確認について、サポート窓口からご連絡します。",
            MANY,
        ],
    },
    account_email: "アカウントのメールアドレス",
    kind: "お困りの内容",
    kinds: |kind| match kind {
        TroubleKind::NoEmail => "メールが届かない",
        TroubleKind::Link => "メールのリンクが使えない",
        TroubleKind::Password => "パスワードが受け付けられない",
        _ => "その他",
    },
    no_kind: "お困りの内容を選択してください。",
    details: "詳しい内容（任意）",
    details_hint: "パスワードは入力しないでください。",
    own_name: "お名前",
    own_email: "お仕事で使うメールアドレス",
    own_email_hint: "登録されていると思われる場合は、登録されていると思われるアドレスを入力してください。",
    company: "会社名",
    no_company: "会社名を、1行で200文字以内で入力してください。",
    to_help: "よくあるご質問へ戻る",
};

/// True for everybody, since no page tells whether a limit was reached.
const MANY: &str = "同じアドレスまたは同じネットワークから何度も送信された場合は、受け付けられないことがあります。ご連絡が届かないときは、サポート窓口にメールでお問い合わせください。";
