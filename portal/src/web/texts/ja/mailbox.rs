use crate::web::texts::Mailbox;

pub(super) const TEXTS: Mailbox = Mailbox {
    title: "デモのメールボックス",
    text: "本番では、メールサーバーがこれらのメールを送信します。デモでは、ここで読むことができます。",
    empty: "まだメールはありません。",
    from: "差出人",
    to: "宛先",
    date: "日時",
    html: "HTML形式",
    plain: "テキスト形式",
};
