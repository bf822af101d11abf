use crate::web::texts::Mailbox;

pub(super) const TEXTS: Mailbox = Mailbox {
    title: "Demo mailbox",
    text: "In production, a mail server sends these emails. In the demo, you can read them here.",
    empty: "There are no emails yet.",
    from: "From",
    to: "To",
    date: "Date",
    html: "As HTML",
    plain: "As plain text",
};
