//! Statements that are sent together: one round trip for all of them.

use std::borrow::Cow;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::TryStreamExt as _;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Row, RowStream};

use super::super::Error;
use super::super::columns::{Read, Value};
use super::super::table::Statement;
use super::pool::Statements;
use super::session::{Session, typed};

/// A statement with its values.
pub(super) struct Query<'v> {
    sql: Cow<'v, str>,
    values: Vec<(Box<dyn ToSql + Sync + Send + 'v>, Type)>,
}

/// The rows that a statement returned, and how many it returned or changed.
pub(super) struct Answer {
    rows: Vec<Row>,
    pub(super) count: u64,
}

impl<'v> Query<'v> {
    pub(super) fn new(
        sql: impl Into<Cow<'v, str>>,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Self {
        Self {
            sql: sql.into(),
            values: values.into_iter().map(typed).collect(),
        }
    }

    /// Adds a value that [`Value`] has no variant for.
    pub(super) fn with(mut self, value: impl ToSql + Sync + Send + 'v, of: Type) -> Self {
        self.values.push((Box::new(value), of));
        self
    }

    /// Statements without values, such as `COMMIT`.
    pub(super) fn plain(sql: &'v str) -> Self {
        Self::new(sql, [])
    }
}

impl<'v> From<Statement<'v>> for Query<'v> {
    fn from(statement: Statement<'v>) -> Self {
        Self::new(statement.sql, statement.values)
    }
}

impl Answer {
    async fn read(rows: RowStream) -> Result<Self, tokio_postgres::Error> {
        let mut rows = std::pin::pin!(rows);
        let mut read = Vec::new();
        while let Some(row) = rows.try_next().await? {
            read.push(row);
        }
        // Of a SELECT, too, this is the number of rows.
        let count = rows.rows_affected().unwrap_or(0);
        Ok(Self { rows: read, count })
    }

    pub(super) fn one<T: Read>(&self) -> Result<Option<T>, Error> {
        self.rows.first().map(T::read).transpose()
    }

    pub(super) fn all<T: Read>(&self) -> Result<Vec<T>, Error> {
        self.rows.iter().map(T::read).collect()
    }
}

/// The error of one of several statements, and which one.
pub(super) struct Failed {
    pub(super) at: usize,
    pub(super) error: Error,
}

/// Executes statements in their order and returns their answers. In a
/// transaction, none after the first that fails has an effect.
///
/// All of them are sent before the first answer is waited for. A statement that
/// this connection prepares for the first time costs a round trip of its own.
pub(super) async fn execute(
    session: &Session,
    queries: &[Query<'_>],
) -> Result<Vec<Answer>, Failed> {
    let mut prepared = Vec::with_capacity(queries.len());
    if session.statements == Statements::Prepared {
        for query in queries {
            let statement = session.prepare_cached(&query.sql).await;
            // Nothing was sent.
            prepared.push(statement.map_err(|error| Failed {
                at: 0,
                error: session.failed(error.into()),
            })?);
        }
    }
    type Sent<'s> =
        Pin<Box<dyn Future<Output = Result<Answer, tokio_postgres::Error>> + Send + 's>>;
    let sent = queries.iter().enumerate().map(|(n, query)| {
        let statement = prepared.get(n);
        let mut answer: Sent<'_> = Box::pin(async move {
            let values = query.values.iter();
            let rows = match statement {
                Some(statement) => {
                    let values = values.map(|(value, _)| &**value as &(dyn ToSql + Sync));
                    let values: Vec<_> = values.collect();
                    session.query_raw(statement, values).await?
                }
                None => {
                    let values =
                        values.map(|(value, of)| (&**value as &(dyn ToSql + Sync), of.clone()));
                    let values: Vec<_> = values.collect();
                    session.query_typed_raw(&query.sql, values).await?
                }
            };
            Answer::read(rows).await
        });
        // A query is sent when its future is polled for the first time.
        let polled = answer
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        (answer, polled)
    });
    let sent: Vec<_> = sent.collect();
    let mut answers = Vec::with_capacity(sent.len());
    let mut failed = None;
    // The server answers in the same order. Every answer is waited for, so that
    // the connection is idle afterwards.
    for (at, (answer, polled)) in sent.into_iter().enumerate() {
        let answer = match polled {
            Poll::Ready(answer) => answer,
            Poll::Pending => answer.await,
        };
        match answer {
            Ok(answer) => answers.push(answer),
            Err(error) if failed.is_none() => {
                let error = session.failed(error.into());
                failed = Some(Failed { at, error });
            }
            Err(_) => {}
        }
    }
    match failed {
        Some(failed) => Err(failed),
        None => Ok(answers),
    }
}

/// How often a transaction is tried that was rolled back for another one.
pub(super) const TRIES: u32 = 8;
pub(super) const PAUSE: Duration = Duration::from_millis(5);
