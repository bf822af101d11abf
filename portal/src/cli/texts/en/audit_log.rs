use crate::cli::texts::audit_log::AuditLogTexts;

pub(super) const TEXTS: AuditLogTexts = AuditLogTexts {
    about: "Verify, list and export the audit log",
    export: "Print every entry as one JSON object per line, without personal data",
    list: "List the entries for people",
    list_note: "Prints number, time, event, subject, actor and reason as tab-separated lines, with names, addresses and reasons as far as they are still stored.",
    verify: "Find entries that were edited, removed, inserted or moved",
    verify_note: "Exits with 0 if the log is unchanged, with 1 if it was changed.",
    after: "Only entries after the one of this number",
    head: "The head that an earlier run printed, to check that the log up to it is unchanged and \
           that nothing was cut off",
    invalid_head: "write the head that \"genkan audit-log verify\" printed: a number, a colon and 64 \
                   hexadecimal digits",
    broken: |entry, code, why| format!("audit-log-broken: entry {entry}: {code}: {why}"),
    reason_erased: "(the reason was erased)",
    valid: |head| {
        format!(
            "the audit log is unchanged ({} entries)\n\
             keep this head elsewhere, for the next check: {head}",
            head.seq
        )
    },
    why: |why| why.to_string(),
};
