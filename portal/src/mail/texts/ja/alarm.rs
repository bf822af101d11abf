use crate::alarm::AlarmKind;

pub(super) const fn alarm(kind: AlarmKind) -> [&'static str; 3] {
    match kind {
        AlarmKind::EmailAccount => [
            "アラーム: 1つのアカウント宛てのメールを遅らせています",
            "1つのアカウント宛てのメールが、短い時間に多数依頼されました。送信を遅らせています。失われるメールはありません。",
            "プロキシのアクセスログで依頼元を確認してください。上限は [limits] の email_account です。",
        ],
        AlarmKind::EmailCompany => [
            "アラーム: 1つの会社宛てのメールを遅らせています",
            "1つの会社のご担当者宛てのメールが、短い時間に多数依頼されました。送信を遅らせています。失われるメールはありません。ほかの会社宛てのメールには影響しません。",
            "genkan outbox list で宛先を、プロキシのアクセスログで依頼元を確認してください。会社が一斉に利用を始めた場合は、問題ありません。次回からは genkan contacts import --notify で登録すると、最初のリンクは制限されません。上限は [limits] の email_company です。",
        ],
        AlarmKind::EmailSystem => [
            "アラーム: メールの送信を遅らせています",
            "メールが、短い時間に多数依頼されました。送信を遅らせています。失われるメールはありません。",
            "genkan outbox list で宛先を、プロキシのアクセスログで依頼元を確認してください。上限は [limits] の email_system です。",
        ],
        AlarmKind::ReplacementAccount => [
            "アラーム: メールアドレスの変更が多数申し込まれました",
            "1つのアカウントから、メールアドレスの変更が、1日の上限を超えて申し込まれました。上限を超えた申し込みは受け付けていません。",
            "genkan audit-log list で replacement-requested の多いアカウントを確認してください。ご本人に心当たりがない場合は、genkan contacts hold で利用を停止します。上限は [limits] の replacement_account です。",
        ],
        AlarmKind::MailServer => [
            "アラーム: メールサーバーを利用できません",
            "メールサーバーが、1分以上、どのメールも受け付けていません。メールは失われず、再送されます。",
            "ポータルのマシンで genkan mail test アドレス を実行すると、原因と対処が表示されます。",
        ],
        AlarmKind::EmailGivenUp => [
            "アラーム: 送信を取りやめたメールがあります",
            "再送しても送れなかったメールの送信を、取りやめました。",
            "genkan outbox list --failed で確認し、原因が解消していれば genkan outbox retry で再送してください。",
        ],
    }
}
