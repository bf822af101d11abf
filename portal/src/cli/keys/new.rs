use crate::cli::output::texts;
use crate::config::Config;
use crate::keys::{Error, prepare};

pub(super) fn run(config: &Config) -> Result<(), Error> {
    let key = prepare(&config.data)?;
    println!("{}", (texts().keys.ready)(key.number()));
    Ok(())
}
