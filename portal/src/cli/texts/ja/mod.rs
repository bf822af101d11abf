//! Japanese.

mod arguments;
mod audit_log;
mod blocklist;
mod cases;
mod companies;
mod config;
mod config_problems;
mod contacts;
mod explain;
mod failures;
mod keys;
mod mail;
mod operators;
mod outbox;
mod passwords;
mod policy;
mod portal;
mod status;

use super::Texts;

pub(super) static TEXTS: Texts = Texts {
    about: "サポートセンターのためのパスワードポリシー、初回サインイン、再設定リンク",
    arguments: arguments::TEXTS,
    audit_log: audit_log::TEXTS,
    blocklist: blocklist::TEXTS,
    check: passwords::CHECK,
    cases: cases::TEXTS,
    companies: companies::TEXTS,
    config: config::TEXTS,
    contacts: contacts::TEXTS,
    demo: portal::DEMO,
    explain: explain::TEXTS,
    failures: failures::TEXTS,
    generate: passwords::GENERATE,
    keys: keys::TEXTS,
    mail: mail::TEXTS,
    operators: operators::TEXTS,
    outbox: outbox::TEXTS,
    policy: policy::TEXTS,
    serve: portal::SERVE,
    status: status::TEXTS,
};
