use std::io::ErrorKind;

use crate::cli::texts::portal::{DemoTexts, ServeTexts};

pub(super) const DEMO: DemoTexts = DemoTexts {
    about: "Try the whole flow on this machine; emails are shown on a page",
    contact: "Another contact; may be given again",
    data: "The folder for the data; by default a temporary folder, removed at the end",
    listen: "The IP address and port to listen on",
    invalid_contact: "write NAME:ADDRESS, such as \"Taro:taro@example.com\"",
    no_folder: |error| {
        format!("a temporary folder cannot be created ({error}); name a folder with --data")
    },
    label_config: "configuration",
    label_mailbox: "mailbox",
    label_open: "open",
    label_registered: "registered",
    what_to_do: "Choose \"Forgot your password?\" and enter a registered address. Ctrl+C ends the demo.",
};

pub(super) const SERVE: ServeTexts = ServeTexts {
    about: "Run the portal",
    cannot_listen: |address, error| {
        let remedy = match error.kind() {
            ErrorKind::AddrNotAvailable => "write an address of this machine, or 0.0.0.0 for all",
            ErrorKind::PermissionDenied => {
                "choose a port from 1024, or permit the program to use it (CAP_NET_BIND_SERVICE)"
            }
            _ => "choose another port",
        };
        format!("cannot listen on {address}: {error}; {remedy}")
    },
    log: "How the log is written: lines for people, or JSON",
};
