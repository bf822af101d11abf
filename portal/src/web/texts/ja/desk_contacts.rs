use genkan::audit_log::EventKind;
use genkan::onboarding::{FailureCause, InvalidContact, MessageKind, Progress, Refusal, State};

use crate::web::texts::{ActionText, DeskContacts};

pub(super) const TEXTS: DeskContacts = DeskContacts {
    actions: "操作",
    back: "担当者へ戻る",
    cancel: "キャンセル",
    companies: "会社",
    contacts: "担当者",
    email: "メールアドレス",
    emails: "メール",
    event: |kind| match kind {
        EventKind::Registered => "登録",
        EventKind::LinkRequested => "リンクの依頼",
        EventKind::LinkResent => "サポート窓口からのリンクの送信",
        EventKind::LinkMinted => "メールのリンクの発行",
        EventKind::LinksDeclined => "心当たりがないとの申し出によるリンクの無効化",
        EventKind::PasswordSet => "リンクによるパスワードの設定",
        EventKind::PasswordChanged => "パスワードの変更",
        EventKind::NewPasswordRequired => "サインイン時に新しいパスワードを要求",
        EventKind::PasswordDisowned => "心当たりがないとの申し出によるパスワードの無効化",
        EventKind::LinkUsedAgain => "使用済みのリンクの再使用",
        EventKind::Undeliverable => "メール不達の通知",
        EventKind::SignedIn => "サインイン",
        EventKind::SignedOut => "サインアウト",
        EventKind::ReplacementRequested => "メールアドレス変更の申し込み",
        EventKind::AddressReplaced => "メールアドレスの変更",
        EventKind::AddressRestored => "以前のメールアドレスへの復元",
        EventKind::HandedOver => "別の方への引き継ぎ",
        EventKind::Held => "利用停止",
        EventKind::Released => "利用再開",
        EventKind::Removed => "削除",
        EventKind::Edited => "編集",
        EventKind::CompanyCreated => "会社の登録",
        EventKind::CompanyRenamed => "会社名の変更",
        EventKind::OperatorAdded => "オペレーターの追加",
        EventKind::OperatorRemoved => "オペレーターの削除",
        EventKind::OperatorChanged => "オペレーターの役割または担当する会社の変更",
        EventKind::CaseOpened => "案件の受付",
        EventKind::CaseConfirmed => "案件の確認",
        EventKind::CaseApproved => "案件の承認",
        EventKind::CaseScheduled => "案件の予定日の設定",
        EventKind::CaseReminded => "案件の再通知",
        EventKind::CaseDone => "案件の完了",
        EventKind::CaseRefused => "案件の却下",
        EventKind::CaseWithdrawn => "案件の取り下げ",
        EventKind::CaseExpired => "案件の期限切れ",
        EventKind::ContactsAsked => "登録済みの担当者への確認",
        EventKind::PersonUnknown => "担当者が知らない方との回答",
        EventKind::ContactUnreachable => "登録済みの担当者へのメールの不達",
        EventKind::ContactsUnreachable => "登録済みの担当者による確認ができない",
        EventKind::ProofRecorded => "証拠の記録",
        EventKind::TakeoverAnnounced => "担当者への登録の告知",
        EventKind::TakeoverObjected => "登録への異議の申し立て",
        EventKind::ManagerNamed => "管理者への指定",
        EventKind::ManagerUnnamed => "管理者の解除",
        EventKind::RequestsSet => "申し込みの設定の変更",
        EventKind::PasswordProven => "オペレーターのパスワードの確認",
        EventKind::FactorProven => "2段階認証の確認",
        EventKind::RecoveryCodeUsed => "リカバリーコードの使用",
        EventKind::FactorEnrolled => "2段階認証の設定",
        EventKind::FactorRemoved => "2段階認証の方法の削除",
        EventKind::PasskeyBlocked => "パスキーの停止（複製の可能性）",
        EventKind::RecoveryCodesIssued => "リカバリーコードの発行",
        EventKind::FactorsReset => "2段階認証のリセット",
        other => other.code(),
    },
    explanation: "メールが届かない理由",
    former_email: "以前のメールアドレス",
    history: "履歴",
    language: "メールの言語",
    message: |kind| match kind {
        MessageKind::Registered => "登録のお知らせ",
        MessageKind::Link => "パスワード設定のリンク",
        MessageKind::Invited => "オペレーターの招待",
        MessageKind::SecondFactorChanged => "2段階認証の変更のお知らせ",
        MessageKind::PasswordChanged => "パスワード設定・変更のお知らせ",
        MessageKind::ProveAddress => "新しいアドレスの確認のリンク",
        MessageKind::ReplacementRequested => "アドレス変更の申し込みのお知らせ",
        MessageKind::AddressReplaced => "アドレス変更のお知らせ",
        MessageKind::AddressWelcome => "新しいアドレスへのお知らせ",
        MessageKind::AddressRestored => "アドレス復元のお知らせ",
        MessageKind::Held => "利用停止のお知らせ",
        MessageKind::Released => "利用再開のお知らせ",
        MessageKind::HandedOver => "引き継ぎのお知らせ",
        MessageKind::Removed => "削除のお知らせ",
        MessageKind::ConfirmRequest => "申し込みの確認のリンク",
        MessageKind::RequestDone => "申し込みの完了のお知らせ",
        MessageKind::RequestRefused => "申し込みの却下のお知らせ",
        MessageKind::HandoverReminder => "引き継ぎの予定のお知らせ",
        MessageKind::ConfirmInquiry => "問い合わせの確認のリンク",
        MessageKind::InquiryRefused => "問い合わせの却下のお知らせ",
        MessageKind::TakeoverAnnounced => "登録の告知",
        MessageKind::TakeoverStopped => "登録の取りやめのお知らせ",
    },
    more: "次のページ",
    name: "氏名",
    new_email: "新しいメールアドレス",
    newest: "最新",
    no_company: "（なし）",
    none: "担当する会社の中には見つかりませんでした。氏名、メールアドレス、会社名のいずれかの先頭を入力してください。",
    nothing_yet: "まだありません",
    notify: "パスワードの設定方法をメールで案内する",
    progress: |progress, time| match progress {
        Progress::Queued { due_at, .. } => format!("送信待ち：{} に送信予定", time(*due_at)),
        Progress::Sent { at, .. } => format!("送信済み：{}", time(*at)),
        Progress::Failed { at, cause, .. } => format!("送信失敗：{}、{}", time(*at), why(*cause)),
        Progress::Bounced { at, .. } => format!("不達：{}", time(*at)),
    },
    reason: "理由",
    reason_erased: "（削除済み）",
    reason_is: |reason| format!("理由：{reason}"),
    reason_needed: "理由を1行、500文字以内で入力してください。",
    reason_optional: "理由（任意）",
    registered_at: "登録日時",
    search: "検索",
    search_hint: "会社名の「株式会社」などは省略できます。",
    search_label: "氏名、メールアドレス、会社名のいずれかの先頭",
    state: "状態",
    state_of: |account, now| match &account.state {
        State::Registered { expires_at } if *expires_at <= now => "登録の期限切れ",
        State::Registered { .. } => "登録済み（パスワード未設定）",
        State::Active { .. } => "利用中",
        State::Held { .. } => "利用停止中",
        State::Removed { .. } => "削除済み",
    },
    undeliverable: "メール不達の通知",
    system: "システム",
    visitor: "訪問者",

    edit: ActionText {
        title: "編集する",
        what: |name, address| {
            format!("{name} 様（{address}）の登録内容を修正します。メールは送信しません。")
        },
        submit: "保存する",
        done: "保存しました。",
    },
    hand_over: ActionText {
        title: "引き継ぐ",
        what: |name, address| {
            format!(
                "{name} 様（{address}）のアカウントを終了し、後任の方を登録します。お二人にメールでお知らせします。"
            )
        },
        submit: "引き継ぐ",
        done: "引き継ぎました。こちらは後任の方のページです。",
    },
    hold: ActionText {
        title: "利用を停止する",
        what: |name, address| {
            format!(
                "{name} 様（{address}）は、すべての端末からサインアウトし、サインインできなくなります。リンクも送信しません。ご本人にメールでお知らせします。"
            )
        },
        submit: "停止する",
        done: "利用を停止しました。",
    },
    name_manager: ActionText {
        title: "管理者にする",
        what: |name, address| {
            format!(
                "{name} 様（{address}）は、同じ会社の方のお申し込みを承認または却下できるようになり、ご担当者のメールアドレスも確認できます。メールは送信しません。"
            )
        },
        submit: "管理者にする",
        done: "管理者にしました。",
    },
    unname_manager: ActionText {
        title: "管理者から外す",
        what: |name, address| {
            format!(
                "{name} 様（{address}）は、同じ会社の方のお申し込みを承認できなくなります。ほかに管理者がいない場合、お申し込みはサポート窓口が判断します。メールは送信しません。"
            )
        },
        submit: "管理者から外す",
        done: "管理者から外しました。",
    },
    register: ActionText {
        title: "担当者を登録する",
        what: |_, _| {
            "登録した方は、このメールアドレスに届くリンクからパスワードを設定できます。".into()
        },
        submit: "登録する",
        done: "登録しました。",
    },
    release: ActionText {
        title: "利用を再開する",
        what: |name, address| {
            format!(
                "{name} 様（{address}）は、以前のパスワードでサインインできるようになります。ご本人にメールでお知らせします。"
            )
        },
        submit: "再開する",
        done: "利用を再開しました。",
    },
    remove: ActionText {
        title: "削除する",
        what: |name, address| {
            format!(
                "{name} 様（{address}）のアカウントを終了します。パスワード、セッション、リンクはすべて無効になります。ご本人にメールでお知らせします。元には戻せません。会社の最後の担当者の場合は、先にほかのオペレーターの承認が必要です。"
            )
        },
        submit: "削除する",
        done: "削除しました。",
    },
    replace_address: ActionText {
        title: "メールアドレスを変更する",
        what: |name, address| {
            format!(
                "{name} 様のアカウントはそのままで、メールアドレスを {address} から変更します。ご本人が現在のメールを受信できない場合に使います。ほかのオペレーターが承認すると変更され、両方のアドレスにメールでお知らせします。"
            )
        },
        submit: "変更を提案する",
        done: "メールアドレスを変更しました。",
    },
    resend: ActionText {
        title: "リンクを送る",
        what: |name, address| {
            format!(
                "{name} 様に、パスワードを設定するリンクを {address} 宛てに送信します。以前のリンクは無効になります。"
            )
        },
        submit: "送信する",
        done: "リンクを送信します。",
    },

    address_known: "このメールアドレスは登録済みです。",
    address_reserved: "このメールアドレスは、以前の持ち主が取り戻せる期間中です。",
    address_of_operator: "このメールアドレスはオペレーターのものです。",
    company_not_permitted: "その会社に対する権限がありません。",
    invalid_address: INVALID_ADDRESS,
    invalid_contact: |invalid| match invalid {
        InvalidContact::Address(_) => INVALID_ADDRESS,
        _ => "氏名を1行、200文字以内で入力してください。",
    },
    not_done: "変更されていません。担当者の状態がその間に変わりました。もう一度確認してください。",
    refused: |refusal| match refusal {
        Refusal::AddressTaken => "このメールアドレスは登録済みです。",
        Refusal::LastContact => "会社の最後の担当者です。先に別の担当者を登録してください。",
        Refusal::SameAddress => "同じメールアドレスです。",
        _ => "変更されていません。担当者の状態では、この操作はできません。",
    },

    audit_log: "監査ログ",
    outbox: "送信トレイ",
    outbox_note: "送信待ち、送信失敗、不達のメールを古い順に表示します。",
    retried: "もう一度送信します。",
    retry: "再送する",
    not_retried: "送信済みか、送信中です。",
    verify: "ログを検証する",
    verify_note: "ログ全体を読み、編集、削除、挿入、移動された記録がないかを調べます。",
    verified: |entries, head| {
        format!("ログは変更されていません（{entries}件）。次の値を別の場所に控えてください：{head}")
    },
    broken: |entry, why| format!("{entry}件目でログが変更されています：{why}"),
};

const INVALID_ADDRESS: &str = "taro@example.co.jp のようなメールアドレスを入力してください。";

const fn why(cause: FailureCause) -> &'static str {
    match cause {
        FailureCause::Rejected => "メールサーバーが拒否",
        FailureCause::GivenUp => "再送を打ち切り",
        FailureCause::NoLongerApplies => "送信前に不要となった",
        FailureCause::NotComposed => "メールを作成できない",
    }
}
