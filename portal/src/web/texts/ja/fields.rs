use genkan::address::InvalidAddress;

use crate::web::texts::Fields;

pub(super) const TEXTS: Fields = Fields {
    account: "アカウント",
    email: "メールアドレス",
    invalid_address: |invalid| match invalid {
        InvalidAddress::Empty => "メールアドレスを入力してください。",
        InvalidAddress::TooLong => "メールアドレスが長すぎます。254文字以内で入力してください。",
        InvalidAddress::NotAscii => {
            "使えない文字（目に見えない文字の場合もあります）が含まれています。メールアドレスを、半角の英数字・記号で入力し直してください。"
        }
        InvalidAddress::NoAt => "メールアドレスに「@」がありません。例：taro@example.co.jp",
        InvalidAddress::LocalPart => "メールアドレスの「@」より前の部分をご確認ください。",
        _ => "メールアドレスの「@」より後ろの部分をご確認ください。例：example.co.jp",
    },
    current_password: "現在のパスワード",
    current_password_wrong: "現在のパスワードが正しくありません。",
    show: "表示",
    show_password: "パスワードを表示",
    caps_lock: "Caps Lockがオンになっています。",
    new_password: "新しいパスワード",
    confirmation: "新しいパスワード（確認）",
    confirmation_differs: "2つの欄のパスワードが一致していません。同じものを入力してください。",
    policy_changed: "ページを開いたあとに、パスワードの条件が変わりました。現在の条件を表示しています。",
    own_words: |words| {
        let words: String = words.iter().map(|word| format!("「{word}」")).collect();
        format!("{words}を含むパスワードは設定できません。")
    },
    parenthesis: |text| format!("（{text}）"),
    try_again_in: |seconds| {
        let wait = wait(seconds);
        format!(
            "試行回数が多すぎるため、一時的に受け付けを止めています。{wait}ほど待ってからもう一度お試しください。お急ぎの場合は、「パスワードをお忘れですか？」から再設定できます。"
        )
    },
};

/// Says how long to wait.
pub(super) fn wait(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds}秒"),
        60..=7_200 => format!("{}分", seconds.div_ceil(60)),
        _ => format!("{}時間", seconds.div_ceil(3_600)),
    }
}
