use crate::cli::texts::config::ConfigTexts;

pub(super) const TEXTS: ConfigTexts = ConfigTexts {
    problem: str::to_owned,
    about: "Check the configuration, and list its keys",
    check: "Check the configuration and the files that it names",
    check_note: "It connects to nothing: see \"genkan status\". What is probably a mistake is \
                 printed as a warning.",
    keys: "List every key with the environment variable that replaces it",
    usable: |url| format!("the configuration of {url} can be used"),
};
