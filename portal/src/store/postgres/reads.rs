//! Accounts, cases, companies, operators and tokens.

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
use super::Postgres;

impl Postgres {
    pub(super) async fn one<T: Read>(
        &self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<Option<T>, Error> {
        self.session().await?.one(sql, values).await
    }

    pub(super) async fn all<T: Read>(
        &self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<Vec<T>, Error> {
        self.session().await?.all(sql, values).await
    }
}

impl Accounts for Postgres {
    async fn account_by_address(&self, address: &Address) -> Result<Option<Account>, Error> {
        let values = values![self.realm, address.key()];
        self.one(sql::ACCOUNT_BY_ADDRESS, &values).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, Error> {
        self.one(sql::ACCOUNT, &values![self.realm, id.to_bytes()])
            .await
    }

    async fn accounts(&self, after: Option<&Address>, limit: u32) -> Result<Vec<Account>, Error> {
        let after = after.map(Address::key).unwrap_or_default();
        self.all(sql::ACCOUNTS, &values![self.realm, after, limit])
            .await
    }

    async fn accounts_by_addresses(&self, addresses: &[Address]) -> Result<Vec<Account>, Error> {
        let values = values![self.realm, sql::keys(addresses)];
        self.all(ACCOUNTS_BY_ADDRESSES, &values).await
    }

    async fn accounts_by_ids(&self, ids: &[AccountId]) -> Result<Vec<Account>, Error> {
        let ids = sql::identities(ids.iter().map(|id| id.to_bytes()));
        self.all(ACCOUNTS_BY_IDS, &values![self.realm, ids]).await
    }

    async fn company(&self, id: CompanyId) -> Result<Option<Company>, Error> {
        self.one(sql::COMPANY, &values![self.realm, id.to_bytes()])
            .await
    }

    async fn company_by_name(&self, name: &Name) -> Result<Option<Company>, Error> {
        let values = values![self.realm, name.as_str()];
        self.one(sql::COMPANY_BY_NAME, &values).await
    }

    async fn companies(&self, after: Option<&Name>, limit: u32) -> Result<Vec<Company>, Error> {
        let after = after.map_or("", Name::as_str);
        self.all(sql::COMPANIES, &values![self.realm, after, limit])
            .await
    }
}

const ACCOUNTS_BY_ADDRESSES: &str = "
    WITH keys AS MATERIALIZED (
        SELECT ARRAY(SELECT jsonb_array_elements_text($2::text::jsonb)) AS keys
    )
    SELECT * FROM accounts
        WHERE realm = $1 AND address_key = ANY ((SELECT keys FROM keys)::text[])
    UNION SELECT * FROM accounts
        WHERE realm = $1 AND former_address_key = ANY ((SELECT keys FROM keys)::text[])
            AND address_key IS NOT NULL
    ORDER BY id";

pub(super) const IN_EACH: search::InEach = search::InEach::Lateral;

sql::by_identities!(
    "= ANY (ARRAY(SELECT decode(jsonb_array_elements_text(",
    "::text::jsonb), 'hex')))"
);

impl Cases for Postgres {
    async fn case(&self, id: CaseId) -> Result<Option<Case>, Error> {
        self.one(sql::CASE, &values![self.realm, id.to_bytes()])
            .await
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
        self.all(sql::CASES_OF, &values).await
    }

    async fn cases_to_act_on(&self, now: Timestamp, limit: u32) -> Result<Vec<Case>, Error> {
        let values = values![self.realm, now, limit];
        self.all(sql::CASES_TO_ACT_ON, &values).await
    }
}

/// The statement that finds operators, with their companies.
macro_rules! operators {
    ($condition:literal) => {
        concat!(
            "SELECT *, (SELECT string_agg(encode(company, 'hex'), ',') FROM operator_companies
                 WHERE realm = operators.realm AND operator = operators.id) AS companies
             FROM operators WHERE realm = $1 ",
            $condition
        )
    };
}

impl Operators for Postgres {
    async fn operator(&self, id: OperatorId) -> Result<Option<Operator>, Error> {
        let sql = operators!("AND id = $2");
        self.one(sql, &values![self.realm, id.to_bytes()]).await
    }

    async fn operator_by_name(&self, name: &Name) -> Result<Option<Operator>, Error> {
        let sql = operators!("AND name = $2 AND removed_at IS NULL");
        self.one(sql, &values![self.realm, name.as_str()]).await
    }

    async fn operators(&self) -> Result<Vec<Operator>, Error> {
        let sql = operators!("AND removed_at IS NULL ORDER BY name");
        self.all(sql, &values![self.realm]).await
    }
}

impl Tokens for Postgres {
    async fn token(&self, selector: Selector) -> Result<Option<(Record, Account)>, Error> {
        self.one(sql::TOKEN, &values![self.realm, selector.to_bytes()])
            .await
    }

    async fn ended_token(
        &self,
        selector: Selector,
    ) -> Result<Option<(Record, Account, Ended)>, Error> {
        let values = values![self.realm, selector.to_bytes()];
        self.one(sql::ENDED_TOKEN, &values).await
    }
}
