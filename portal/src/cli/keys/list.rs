use crate::config::Config;
use crate::keys::{Error, Role, list};

pub(super) fn run(config: &Config) -> Result<(), Error> {
    for (id, role) in list(&config.data)? {
        let end = match role {
            Role::Retired(until) => until.to_string(),
            Role::Current | Role::Next => String::new(),
        };
        println!("{}\t{}\t{end}", id.number(), role.code());
    }
    Ok(())
}
