//! Charge codes with their people, and the accounts of the books that facilities use.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, json, text};
use crate::model::charges::Accounts;
use crate::model::code::{Code, CodeId};
use crate::model::facility::ResourceId;

const SELECT: &str =
    "SELECT c.id, c.cluster, c.code, c.name, c.organisation, c.account_id, c.is_open FROM exchange_code c";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    code: String,
    name: String,
    organisation: String,
    account_id: Option<Uuid>,
    is_open: i64,
}

impl Row {
    fn code(self) -> Result<Code, StoreError> {
        Ok(Code {
            id: CodeId(self.id),
            name: json("a name", &self.name)?,
            account: self.account_id,
            is_open: self.is_open == 1,
            cluster: self.cluster,
            code: self.code,
            organisation: self.organisation,
        })
    }
}

/// The codes of a cluster by their names; at most 2,000.
pub async fn of_cluster(conn: &impl ConnectionTrait, cluster: &str) -> Result<Vec<Code>, StoreError> {
    let sql = format!("{SELECT} WHERE c.cluster = $1 ORDER BY c.code LIMIT 2000");
    sql::rows::<Row>(conn, &sql, vec![cluster.into()]).await?.into_iter().map(Row::code).collect()
}

/// The codes of a cluster that a person may use, open or not; at most 200.
pub async fn of_person(conn: &impl ConnectionTrait, cluster: &str, person: UserId) -> Result<Vec<Code>, StoreError> {
    let sql = format!(
        "{SELECT} JOIN exchange_code_person p ON p.code_id = c.id WHERE p.person = $2 AND c.cluster = $1 \
         ORDER BY c.code LIMIT 200"
    );
    let values = vec![cluster.into(), person.0.into()];
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::code).collect()
}

/// One code.
pub async fn find(conn: &impl ConnectionTrait, cluster: &str, code: &str) -> Result<Option<Code>, StoreError> {
    let sql = format!("{SELECT} WHERE c.cluster = $1 AND c.code = $2");
    sql::row::<Row>(conn, &sql, vec![cluster.into(), code.into()]).await?.map(Row::code).transpose()
}

#[derive(FromQueryResult)]
struct AccountRow {
    account_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// Does a cluster keep any codes?
pub async fn is_any(conn: &impl ConnectionTrait, cluster: &str) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM exchange_code WHERE cluster = $1 LIMIT 1) AS some";
    Ok(sql::row::<Count>(conn, sql, vec![cluster.into()]).await?.is_some_and(|count| count.n > 0))
}

/// May a person use a code?
pub async fn may_use(conn: &impl ConnectionTrait, id: CodeId, person: UserId) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM exchange_code_person WHERE code_id = $1 AND person = $2";
    Ok(sql::row::<Count>(conn, sql, vec![id.0.into(), person.0.into()]).await?.is_some_and(|count| count.n > 0))
}

/// The account of a code.
pub async fn account(conn: &impl ConnectionTrait, id: CodeId) -> Result<Option<Uuid>, StoreError> {
    let sql = "SELECT account_id FROM exchange_code WHERE id = $1";
    let row = sql::row::<AccountRow>(conn, sql, vec![id.0.into()]).await?;
    Ok(row.and_then(|row| row.account_id))
}

/// Stores a new code.
pub async fn add(conn: &impl ConnectionTrait, one: &Code, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_code (id, cluster, code, name, organisation, account_id, is_open, made_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        one.id.0.into(),
        one.cluster.as_str().into(),
        one.code.as_str().into(),
        text("a name", &one.name)?.into(),
        one.organisation.as_str().into(),
        one.account.into(),
        i64::from(one.is_open).into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Opens or closes a code.
pub async fn set_open(conn: &impl ConnectionTrait, id: CodeId, is_open: bool) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_code SET is_open = $2 WHERE id = $1";
    sql::run(conn, sql, vec![id.0.into(), i64::from(is_open).into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct PersonRow {
    person: Uuid,
}

/// Who may use a code; at most 500.
pub async fn people(conn: &impl ConnectionTrait, id: CodeId) -> Result<Vec<UserId>, StoreError> {
    let sql = "SELECT person FROM exchange_code_person WHERE code_id = $1 ORDER BY person LIMIT 500";
    let rows = sql::rows::<PersonRow>(conn, sql, vec![id.0.into()]).await?;
    Ok(rows.into_iter().map(|row| UserId(row.person)).collect())
}

/// Lets a person use a code.
pub async fn add_person(conn: &impl ConnectionTrait, id: CodeId, person: UserId) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO exchange_code_person (code_id, person) VALUES ($1, $2) ON CONFLICT (code_id, person) DO NOTHING";
    sql::run(conn, sql, vec![id.0.into(), person.0.into()]).await?;
    Ok(())
}

/// Lets a person use a code no more.
pub async fn remove_person(conn: &impl ConnectionTrait, id: CodeId, person: UserId) -> Result<(), StoreError> {
    let sql = "DELETE FROM exchange_code_person WHERE code_id = $1 AND person = $2";
    sql::run(conn, sql, vec![id.0.into(), person.0.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct AccountsRow {
    currency: String,
    paid_id: Option<Uuid>,
    subsidy_id: Option<Uuid>,
    unassigned_id: Option<Uuid>,
}

/// The accounts of a facility in all currencies.
pub async fn accounts(conn: &impl ConnectionTrait, resource: ResourceId) -> Result<Vec<Accounts>, StoreError> {
    let sql = "SELECT currency, paid_id, subsidy_id, unassigned_id FROM exchange_account WHERE resource_id = $1 ORDER BY currency LIMIT 20";
    let rows = sql::rows::<AccountsRow>(conn, sql, vec![resource.0.into()]).await?;
    let one = |row: AccountsRow| Accounts {
        currency: row.currency,
        paid_id: row.paid_id,
        subsidy_id: row.subsidy_id,
        unassigned_id: row.unassigned_id,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Says which accounts a facility uses in a currency.
pub async fn set_accounts(conn: &impl ConnectionTrait, resource: ResourceId, to: &Accounts) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_account (resource_id, currency, paid_id, subsidy_id, unassigned_id) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (resource_id, currency) DO UPDATE SET paid_id = $3, subsidy_id = $4, unassigned_id = $5";
    let (paid, subsidy, unassigned) = (to.paid_id.into(), to.subsidy_id.into(), to.unassigned_id.into());
    let values = vec![resource.0.into(), to.currency.as_str().into(), paid, subsidy, unassigned];
    sql::run(conn, sql, values).await?;
    Ok(())
}
