//! Commands and replies on a connection.

use std::io;

use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader,
};

use super::SmtpReply;
use super::fault::{Cause, Fault, Stage};

/// A connection in the clear or under TLS.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for S {}

/// Commands are written to it, and replies are read.
pub(super) struct Wire<S>(BufReader<S>);

impl<S: Stream> Wire<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(BufReader::new(stream))
    }

    /// Returns the stream, unless the server has sent what it was not asked for.
    /// A person between it and this client could have added that (RFC 3207,
    /// section 4.2).
    pub(super) fn into_silent(self) -> Result<S, Fault> {
        self.is_silent()?;
        Ok(self.0.into_inner())
    }

    pub(super) fn is_silent(&self) -> Result<(), Fault> {
        if self.0.buffer().is_empty() {
            return Ok(());
        }
        Err(Fault::new(Stage::Starttls, Cause::Injected))
    }

    /// Sends a command and returns its reply, which must have this code.
    pub(super) async fn command(
        &mut self,
        stage: Stage,
        line: &str,
        code: u16,
    ) -> Result<SmtpReply, Fault> {
        accepted(stage, self.ask(stage, line).await?, code)
    }

    /// Sends a command and returns its reply, whatever it is.
    pub(super) async fn ask(&mut self, stage: Stage, line: &str) -> Result<SmtpReply, Fault> {
        self.send(stage, format!("{line}\r\n").as_bytes()).await?;
        self.reply(stage).await
    }

    pub(super) async fn send(&mut self, stage: Stage, bytes: &[u8]) -> Result<(), Fault> {
        let sent = async {
            self.0.write_all(bytes).await?;
            self.0.flush().await
        };
        match sent.await {
            Ok(()) => Ok(()),
            // A server that closes the connection may have said why.
            Err(error) => match self.reply(stage).await {
                Ok(reply) => Err(Fault::new(stage, Cause::Replied(reply))),
                Err(_) => Err(Fault::network(stage, &error)),
            },
        }
    }

    /// Reads a reply, which must have this code.
    pub(super) async fn expect(&mut self, stage: Stage, code: u16) -> Result<SmtpReply, Fault> {
        accepted(stage, self.reply(stage).await?, code)
    }

    async fn reply(&mut self, stage: Stage) -> Result<SmtpReply, Fault> {
        let mut reply = None;
        let mut left = LONGEST_REPLY;
        loop {
            let mut line = Vec::new();
            let read = (&mut self.0).take(left).read_until(b'\n', &mut line).await;
            let read = read.map_err(|error| Fault::network(stage, &error))?;
            if read == 0 && left > 0 {
                let closed = io::Error::new(
                    io::ErrorKind::UnexpectedEof,
                    "the server closed the connection",
                );
                return Err(Fault::network(stage, &closed));
            }
            left = left.saturating_sub(read as u64);
            match SmtpReply::read_line(&mut reply, &line) {
                None => return Err(Fault::new(stage, Cause::NotSmtp)),
                Some(false) => {}
                Some(true) => {
                    return reply.ok_or(Fault::new(stage, Cause::NotSmtp));
                }
            }
        }
    }
}

/// Returns a reply if it accepts the command to which `code` is the usual one.
pub(super) fn accepted(stage: Stage, reply: SmtpReply, code: u16) -> Result<SmtpReply, Fault> {
    if reply.is_like(code) {
        Ok(reply)
    } else {
        Err(Fault::new(stage, Cause::Replied(reply)))
    }
}

const LONGEST_REPLY: u64 = 256 * 1024;
