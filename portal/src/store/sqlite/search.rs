//! What operators search and look up.

use genkan::audit_log::{Entry, SubjectId};
use genkan::onboarding::{Account, Companies, Company, ContactSearch, Search};

use super::super::Error;
use super::super::columns::Read;
use super::super::search;
use super::super::sql;
use super::super::table::Statement;
use super::reads::{IN_EACH, NAMES};
use super::{Sqlite, query};

impl Sqlite {
    pub(super) async fn find<T: Read + Send + 'static>(
        &self,
        statement: Statement<'static>,
    ) -> Result<Vec<T>, Error> {
        let work = move |connection: &_| {
            let Statement { sql, values, .. } = &statement;
            query::all(connection, sql, values)
        };
        self.readers.read(work).await
    }
}

impl Search for Sqlite {
    async fn search_contacts(
        &self,
        search: ContactSearch<'_>,
        scope: &Companies,
        after: Option<&Account>,
        limit: u32,
    ) -> Result<Vec<Account>, Error> {
        let statement = search::contacts(IN_EACH, self.realm, search, scope, after, limit);
        match statement {
            Some(statement) => self.find(statement).await,
            None => Ok(Vec::new()),
        }
    }

    async fn search_companies(
        &self,
        name: &str,
        scope: &Companies,
        after: Option<&Company>,
        limit: u32,
    ) -> Result<Vec<Company>, Error> {
        let statement = search::companies(IN_EACH, self.realm, name, scope, after, limit);
        self.find(statement).await
    }

    async fn names(&self, subjects: &[SubjectId]) -> Result<Vec<(SubjectId, String)>, Error> {
        self.all(NAMES, sql::names(self.realm, subjects)).await
    }

    async fn history(
        &self,
        subject: Option<SubjectId>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Entry>, Error> {
        self.find(search::history(IN_EACH, self.realm, subject, before, limit))
            .await
    }
}
