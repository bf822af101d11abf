use crate::cli::texts::status::StatusTexts;

pub(super) const TEXTS: StatusTexts = StatusTexts {
    about: "Show whether configuration, keys, database, outbox and mail server work",
    note: "It exits with 1 if a part has failed. Each line is a state (ok, warning or failed), a \
           part, and what was found.",
    answered: |milliseconds| format!("answers in {milliseconds} ms"),
    base_url: |url| format!("serves {url}"),
    connects: |place| {
        format!(
            "{place} accepts the sign-in and the sender; to send an email: genkan mail test ADDRESS"
        )
    },
    keys: |count| format!("{count} in the key file"),
    keys_differ: |one, other| {
        format!(
            "{one} and {other} have different keys: links of one do not work on the other; copy \
             genkan.keys to each node and restart it"
        )
    },
    nodes: |count| format!("{count} running"),
    no_answer: |place| format!("{place} does not answer; check host, port and firewall"),
    no_keys: "there is no key file; \"genkan serve\" creates one, or copy it from another node",
    no_mail_server: "no mail server is configured: emails are written to files",
    outbox: |waiting, failed, bounced, since| {
        let counts = format!("{waiting} waiting; within a day: {failed} failed, {bounced} bounced");
        match since {
            None => counts,
            Some(since) => format!(
                "{counts}; one waits since {since}: check \"genkan serve\", its log and \"genkan \
                 outbox list\""
            ),
        }
    },
};
