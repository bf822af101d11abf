//! Accounts, cases, companies, operators and tokens are read as of the last commit.

use genkan::address::Address;
use genkan::id::{AccountId, CaseId, CompanyId, OperatorId};
use genkan::onboarding::case::Case;
use genkan::onboarding::{
    Account, Accounts, Cases, Companies, Company, Name, Operator, Operators, Tokens,
};
use genkan::time::Timestamp;
use genkan::token::{Ended, Record, Selector};

use super::super::columns::{Read, Value, values};
use super::super::{Error, search, sql};
use super::{Sqlite, query};

impl Sqlite {
    /// Finds a row.
    pub(super) fn one<T: Read>(&self, sql: &str, values: &[Value<'_>]) -> Result<Option<T>, Error> {
        self.readers
            .look(|connection| query::one(connection, sql, values))
    }

    /// Lists rows.
    pub(super) async fn all<T: Read + Send + 'static>(
        &self,
        sql: &'static str,
        values: impl AsRef<[Value<'static>]> + Send + 'static,
    ) -> Result<Vec<T>, Error> {
        let work = move |connection: &_| query::all(connection, sql, values.as_ref());
        self.readers.read(work).await
    }
}

impl Accounts for Sqlite {
    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Error> {
        self.one(sql::ACCOUNT_BY_ADDRESS, &values![self.realm, address.key()])
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Error> {
        self.one(sql::ACCOUNT, &values![self.realm, id.to_bytes()])
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Error> {
        let after = after.map(Address::key).unwrap_or_default();
        self.all(sql::ACCOUNTS, values![self.realm, after, limit])
            .await
    }

    async fn accounts_by_addresses(&self, addresses: &[Address]) -> Result<Vec<Account>, Error> {
        let values = values![self.realm, sql::keys(addresses)];
        self.all(ACCOUNTS_BY_ADDRESSES, values).await
    }

    async fn accounts_by_ids(&self, ids: &[AccountId]) -> Result<Vec<Account>, Error> {
        let ids = sql::identities(ids.iter().map(|id| id.to_bytes()));
        self.all(ACCOUNTS_BY_IDS, values![self.realm, ids]).await
    }

    async fn company(&self, id: CompanyId) -> Result<Option<Company>, Error> {
        self.one(sql::COMPANY, &values![self.realm, id.to_bytes()])
    }

    async fn company_by_name(&self, name: &Name) -> Result<Option<Company>, Error> {
        self.one(sql::COMPANY_BY_NAME, &values![self.realm, name.as_str()])
    }

    async fn companies(&self, after: Option<&Name>, limit: u32) -> Result<Vec<Company>, Error> {
        let after = after.map_or_else(String::new, ToString::to_string);
        self.all(sql::COMPANIES, values![self.realm, after, limit])
            .await
    }
}

pub(super) const ACCOUNTS_BY_ADDRESSES: &str = "
    SELECT * FROM accounts
        WHERE realm = $1 AND address_key IN (SELECT value FROM json_each($2))
    UNION SELECT * FROM accounts
        WHERE realm = $1 AND former_address_key IN (SELECT value FROM json_each($2))
            AND address_key IS NOT NULL
    ORDER BY id";

pub(super) const IN_EACH: search::InEach = search::InEach::RowIds;

sql::by_identities!("IN (SELECT unhex(value) FROM json_each(", "))");

impl Cases for Sqlite {
    async fn case(&self, id: CaseId) -> Result<Option<Case>, Error> {
        self.one(sql::CASE, &values![self.realm, id.to_bytes()])
    }

    async fn open_cases(
        &self,
        matter: Option<&str>,
        scope: &Companies,
        after: Option<&Case>,
        limit: u32,
    ) -> Result<Vec<Case>, Error> {
        self.find(search::open_cases(
            IN_EACH, self.realm, matter, scope, after, limit,
        ))
        .await
    }

    async fn cases_of(
        &self,
        company: CompanyId,
        after: Option<&Case>,
        limit: u32,
    ) -> Result<Vec<Case>, Error> {
        let (opened_at, id) = sql::cases_of_after(after);
        let values = values![self.realm, company.to_bytes(), opened_at, id, limit];
        self.all(sql::CASES_OF, values).await
    }

    async fn cases_to_act_on(&self, now: Timestamp, limit: u32) -> Result<Vec<Case>, Error> {
        let values = values![self.realm, now, limit];
        self.all(sql::CASES_TO_ACT_ON, values).await
    }
}

/// The statement that finds operators, with their companies.
macro_rules! operators {
    ($condition:literal) => {
        concat!(
            "SELECT *, (SELECT group_concat(lower(hex(company))) FROM operator_companies
                 WHERE realm = operators.realm AND operator = operators.id) AS companies
             FROM operators WHERE realm = $1 ",
            $condition
        )
    };
}
impl Operators for Sqlite {
    async fn operator(&self, id: OperatorId) -> Result<Option<Operator>, Error> {
        let sql = operators!("AND id = $2");
        self.one(sql, &values![self.realm, id.to_bytes()])
    }

    async fn operator_by_name(&self, name: &Name) -> Result<Option<Operator>, Error> {
        let sql = operators!("AND name = $2 AND removed_at IS NULL");
        self.one(sql, &values![self.realm, name.as_str()])
    }

    async fn operators(&self) -> Result<Vec<Operator>, Error> {
        let sql = operators!("AND removed_at IS NULL ORDER BY name");
        self.all(sql, values![self.realm]).await
    }
}

impl Tokens for Sqlite {
    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Error> {
        self.one(sql::TOKEN, &values![self.realm, selector.to_bytes()])
    }

    async fn ended_token(
        &self,
        selector: Selector,
    ) -> Result<Option<(Record, Account, Ended)>, Error> {
        self.one(sql::ENDED_TOKEN, &values![self.realm, selector.to_bytes()])
    }
}
