use super::fields::wait;
use crate::web::texts::DeskFactor;

pub(super) const TEXTS: DeskFactor = DeskFactor {
    title: "2段階認証",
    again: "安全のため、続ける前にもう一度ご本人であることを確認します。",
    app: "認証アプリ",
    app_changed: "新しい認証アプリを設定しました。以前のアプリのコードは使えません。",
    app_why: "スマートフォンの認証アプリに表示されるコードを、サインインのたびに入力します。",
    app_since: |time| format!("{time}に設定"),
    change_methods: "パスキーの登録、認証アプリの設定",
    code: "コード",
    code_of_app: "6桁の数字",
    code_or_recovery: "認証アプリの6桁のコード、またはリカバリーコードを入力してください。",
    code_recovery: "リカバリーコードを入力してください。",
    codes_left: |count| format!("残り{count}個"),
    codes_saved: "コードを保管しました",
    codes_texts: &[
        "端末を紛失したときは、このコードのどれか1つでサインインできます。1つのコードは1回だけ使えます。",
        "今すぐ印刷するか、安全な場所に保管してください。このページを閉じると、もう表示できません。",
    ],
    codes_title: "リカバリーコード",
    last_method: "最後の認証方法は削除できません。先に別の方法を設定するか、ほかのオペレーターに2段階認証のリセットを依頼してください。",
    leads_to: "確認後は、次のページに進みます。",
    lost: "端末もリカバリーコードもない場合は、ほかのオペレーターに2段階認証のリセットを依頼してください。",
    method_removed: "認証方法を削除しました。",
    methods: |factor| {
        let app = factor.totp.map(|_| "認証アプリ".to_owned());
        let (all, usable) = (factor.passkeys.len(), factor.usable_passkeys().count());
        let passkeys = (usable > 0).then(|| format!("パスキー{usable}個"));
        let blocked = all - usable;
        let blocked = (blocked > 0).then(|| format!("停止中のパスキー{blocked}個"));
        let methods: Vec<String> = [app, passkeys, blocked].into_iter().flatten().collect();
        match methods.is_empty() {
            true => "未設定".into(),
            false => methods.join("、"),
        }
    },
    or_code: "コードを使う",
    passkey: "パスキー",
    passkey_added: "パスキーを登録しました。",
    passkey_blocked: "パスキーが複製された可能性があるため、このパスキーを停止し、すべての端末からサインアウトしました。別の方法でサインインしてこのパスキーを削除し、ほかのオペレーターに知らせてください。",
    passkey_blocked_since: |time| {
        format!("{time}に停止（複製された可能性があります。削除してください）")
    },
    passkey_failed: "パスキーを使用できませんでした。操作が取り消されたか、時間切れになりました。もう一度お試しください。",
    passkey_known: "この端末またはパスワードマネージャーには、このアカウントのパスキーがすでに登録されています。",
    passkey_name: "パスキーの名前",
    passkey_name_hint: "あとで見分けられる名前を入力してください。例：業務用ノートPC、セキュリティキー",
    passkey_name_invalid: "名前は1～200文字で入力してください。",
    passkey_needs_script: "パスキーを使うには、JavaScriptを有効にしてください。",
    passkey_refused: "パスキーを確認できませんでした。もう一度お試しいただくか、別の方法をお使いください。",
    passkey_register: "パスキーを登録する",
    passkey_since: |time| format!("{time}に登録"),
    passkey_unsupported: "お使いのブラウザーはパスキーに対応していません。",
    passkey_use: "パスキーを使う",
    passkey_why: "パスキーは、お使いの端末、セキュリティキー、またはパスワードマネージャーに保存され、指紋・顔認証やPINで使えます。本物のサイトでしか使えないため、偽サイトに盗まれることがありません。",
    passkeys_need_a_domain: "このサイトのアドレスがドメイン名ではなくIPアドレスのため、パスキーは使えません。",
    passkeys_need_https: "このサイトのアドレスがhttpsで始まらないため、パスキーは使えません。",
    passkeys_too_many: "登録できるパスキーの上限に達しています。先に不要なパスキーを削除してください。",
    qr_code: "認証アプリ用のQRコード",
    refused: "コードが正しくないか、すでに使われています。次のコードが表示されるのを待ってから、もう一度お試しください。",
    remove: "削除",
    remove_named: |name| format!("「{name}」を削除"),
    remove_refused: "ほかの操作で内容が変わったため、削除しませんでした。",
    renew: "リカバリーコードを作り直す",
    renew_needed: "システムの鍵が更新されたため、現在のリカバリーコードはまもなく使えなくなります。作り直してください。",
    renew_note: "作り直すと、以前のコードは使えなくなります。",
    set_up_confirm: "アプリに表示されたコードを入力します。",
    set_up_scan: "スマートフォンの認証アプリで、次のQRコードを読み取ります。",
    set_up_submit: "アプリを設定する",
    set_up_title: "2段階認証の設定",
    set_up_type: "読み取れない場合は、次のキーをアプリに入力してください。",
    set_up_why: "サポート窓口では、パスワードに加えて、パスキーか認証アプリで本人確認をします。どちらか1つを設定してください。ほかの方法はあとから追加できます。",
    submit: "確認する",
    try_again_in: |seconds| {
        let wait = wait(seconds);
        format!(
            "誤ったコードが続いたため、一時的に受け付けを止めています。{wait}ほど待ってからもう一度お試しください。誤るたびに待ち時間は2倍になります（最長1日）。リカバリーコードはすぐに使えます。"
        )
    },
};
