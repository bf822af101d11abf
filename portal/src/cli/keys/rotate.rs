use crate::cli::output::texts;
use crate::cli::times::shown;
use crate::config::Config;
use crate::keys::{Error, rotate};

pub(super) fn run(config: &Config) -> Result<(), Error> {
    let rotation = rotate(&config.data)?;
    let (current, retired) = (rotation.current.number(), rotation.retired.number());
    let until = shown(rotation.until, &config.time_zone);
    println!("{}", (texts().keys.rotated)(current, retired, &until));
    Ok(())
}
