use crate::cli::texts::arguments::ArgumentTexts;

pub(super) const TEXTS: ArgumentTexts = ArgumentTexts {
    clap: None,
    by: "The operator who orders it, added by \"genkan operators add\"; by default the administrator \
         of this machine",
    config: "The configuration file; by default GENKAN_CONFIG, or variables such as GENKAN_BASE_URL alone",
    json: "Print JSON, for programs",
    lang: "The language; by default the terminal's",
    reason: "The reason. The audit log has its digest; the text is stored beside it and can be erased",
    invalid_address_and_port: "write an IP address and a port, such as 127.0.0.1:8080",
    invalid_number: |from, to| format!("write a whole number from {from} to {to}"),
};
