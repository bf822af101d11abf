use crate::cli::texts::outbox::OutboxTexts;

pub(super) const TEXTS: OutboxTexts = OutboxTexts {
    about: "List the emails that were not delivered, and retry them",
    list: "List the messages that are waiting, have failed or have bounced, the oldest first",
    list_note: "Prints identity, state, kind, address, tries, time queued, time of the next attempt or of the failure, cause and last reply as tab-separated lines.",
    retry: "Retry messages at once, and count their tries from the start",
    all_failed: "Every failed message except those that no longer apply",
    failed: "Only messages that will not be retried",
    id: "The message's identity, as \"genkan outbox list\" shows it",
    json: "Print one JSON object per line, for programs",
    invalid_id: "write the 32 hexadecimal digits that \"genkan outbox list\" shows",
    not_waiting: "message-not-waiting: there is no such message, or it was sent or is being sent. \
                  See the identities: genkan outbox list",
    retried: |count| format!("to be retried: {count}"),
};
