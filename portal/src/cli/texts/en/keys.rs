use crate::cli::texts::keys::KeysTexts;

pub(super) const TEXTS: KeysTexts = KeysTexts {
    about: "Rotate the keys of links and sessions",
    note: "A running node uses the keys that it was started with. If the file changes, its log says \
           so; restart it then.",
    list: "List the keys: number, role and end as tab-separated lines",
    new: "Create the next key, which is accepted and does not issue yet, so that every node can know \
          it before the rotation",
    rotate: "Let the next key issue links and sessions. The key before is accepted until everything \
             that it issued has ended",
    missing: |folder| {
        format!(
            "keys-missing: {folder}: no keys are here. If the service has run before, look at \
             \"data\" in the configuration; the first \"genkan serve\" creates the keys"
        )
    },
    ready: |key| {
        format!(
            "key {key} is ready: it is accepted and does not issue yet\n\
             copy genkan.keys to every node, restart every node, then run \"genkan keys rotate\""
        )
    },
    rotated: |current, retired, until| {
        format!(
            "key {current} issues from now on; what key {retired} issued is accepted until \
             {until}\n\
             copy genkan.keys to every node and restart every node within two days"
        )
    },
};
