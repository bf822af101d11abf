//! Sends a test email.

use std::process::ExitCode;

use clap::Args;

use crate::FileError;
use crate::cli::open::runtime;
use crate::cli::options::ConfigFile;
use crate::cli::output::{done, language, texts};
use crate::cli::{Failure, input};
use crate::config::Config;
use crate::mail::{Composer, NotSent, Transport};

#[derive(Args)]
pub(in crate::cli) struct Test {
    #[arg(help = texts().mail.address)]
    address: String,
    #[command(flatten)]
    config: ConfigFile,
}

impl Test {
    pub(in crate::cli) fn run(self) -> Result<ExitCode, Failure> {
        let texts = &texts().mail;
        let address = input::address(&self.address)?;
        let config = Config::read(&self.config)?;
        let transport = Transport::open(&config)?;
        let email = Composer::new(&config).compose_test(&address, language())?;
        runtime("warn")?.block_on(async {
            let sender = config.sender.from(language());
            match transport.send_test(&email).await {
                Ok(reply) => {
                    let Some(smtp) = &config.smtp else {
                        return done(format_args!("{}: {reply}", texts.no_server));
                    };
                    let server = (texts.server)(smtp, sender);
                    done(format_args!("{server}\n{}", (texts.sent)(&address, &reply)))
                }
                Err(NotSent::Fault(fault)) => {
                    let host = config.smtp.as_ref().map_or("", |smtp| smtp.host.as_str());
                    let explained = (texts.fault)(&fault, host);
                    Err(Failure::refused(format_args!(
                        "mail-server: {explained} ({fault})"
                    )))
                }
                Err(NotSent::Error(error)) => Err(error.into()),
                Err(NotSent::Mailbox(error)) => {
                    let folder = config.data.join("mailbox");
                    Err(FileError::at(&folder)(error).into())
                }
            }
        })
    }
}
