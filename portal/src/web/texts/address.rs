//! What is said of a change of address to whoever is signed in.

pub(in crate::web) struct ChangeOfAddress {
    pub(in crate::web) change: &'static str,
    pub(in crate::web) present: &'static str,
    /// Above what will happen.
    pub(in crate::web) course: &'static str,
    pub(in crate::web) happens: &'static [&'static str],
    pub(in crate::web) send: &'static str,
    pub(in crate::web) unchanged: &'static str,
    pub(in crate::web) too_soon: &'static str,
    /// Until when the address cannot be changed.
    pub(in crate::web) blocked: fn(&str) -> String,
    pub(in crate::web) sent: &'static str,
    pub(in crate::web) sent_open: &'static str,
    pub(in crate::web) sent_notice: &'static str,
    pub(in crate::web) no_mail_checks: &'static [&'static str],
    pub(in crate::web) again: &'static str,
    /// The address that is not proven yet.
    pub(in crate::web) waiting: &'static str,
    /// Until when it can be.
    pub(in crate::web) until: fn(&str) -> String,
}

impl ChangeOfAddress {
    pub(in crate::web) fn blocked(&self, end: &str) -> String {
        (self.blocked)(end)
    }

    pub(in crate::web) fn until(&self, end: &str) -> String {
        (self.until)(end)
    }
}

pub(super) const JA: ChangeOfAddress = ChangeOfAddress {
    change: "メールアドレスを変更する",
    present: "いまのメールアドレス",
    course: "変更の流れ",
    happens: &[
        "新しいアドレスに、確認用のリンクをメールでお送りします。リンクを開いて確定するまで、アドレスは変わりません。",
        "いまのアドレスには、お知らせをお送りします。お心当たりがない場合は、そこから変更を取りやめられます。",
        "確定すると、すべての端末からサインアウトします。新しいアドレスと、いままでのパスワードでサインインしてください。しばらくの間は、変更前のアドレスから元に戻せます。",
    ],
    send: "確認のメールを受け取る",
    unchanged: "いまのメールアドレスと同じです。新しいアドレスを入力してください。",
    too_soon: "少し前にもお申し込みがありました。1分ほど待ってから、もう一度お試しください。",
    blocked: |end| {
        format!(
            "メールアドレスは変更されたばかりです。{end}までは、変更前のアドレスから元に戻せるようになっているため、続けて変更することはできません。お急ぎの場合は、サポート窓口へご連絡ください。"
        )
    },
    sent: "新しいアドレスのメールをご確認ください",
    sent_open: "新しいアドレスにお送りするメールのリンクを開いて、変更を確定してください。確定するまでは、いままでのアドレスをお使いいただけます。",
    sent_notice: "いままでのアドレスにも、お知らせをお送りします。",
    no_mail_checks: &[
        "新しいアドレスに間違いがないかご確認ください。間違っていた場合は、1分ほど待ってから、もう一度お申し込みください。",
        "数分待っても届かないときは、新しいアドレスの迷惑メールフォルダーをご確認ください。",
        "受信拒否やフィルターの設定をご確認ください。",
    ],
    again: "変更をもう一度申し込む",
    waiting: "変更先（確認待ち）",
    until: |end| format!("{end}までに、届いたメールのリンクから確定してください。"),
};

pub(super) const EN: ChangeOfAddress = ChangeOfAddress {
    change: "Change your email address",
    present: "Present email address",
    course: "How it goes",
    happens: &[
        "The new address gets a mail with a link to confirm it. Until you do, nothing changes.",
        "The present address gets a mail that says so, with a way to stop the change.",
        "Once it is confirmed, every device is signed out. Sign in with the new address and the password that you have. The former address can undo the change for a while.",
    ],
    send: "Send me a mail to confirm",
    unchanged: "This is your present email address. Enter the new one.",
    too_soon: "A change was requested a moment ago. Wait a minute and try again.",
    blocked: |end| {
        format!(
            "Your email address was changed a short time ago. Until {end} the former address can undo it, so it cannot be changed again before. If it is urgent, write to the support desk."
        )
    },
    sent: "Check the mail at your new address",
    sent_open: "Follow the link in the mail to the new address to confirm the change. Until you do, the present address stays in use.",
    sent_notice: "The present address gets a mail that says so.",
    no_mail_checks: &[
        "Make sure that you typed the new address correctly. If not, wait a minute and ask again.",
        "Wait a few minutes, then look in the spam folder of the new address.",
        "Check its filters and blocked senders.",
    ],
    again: "Ask for the change again",
    waiting: "New address, to be confirmed",
    until: |end| format!("Follow the link in the mail by {end}."),
};
