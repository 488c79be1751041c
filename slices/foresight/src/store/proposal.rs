//! Proposals with their frozen evidence in the database. There is no function that deletes one; triggers refuse it too.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::model::proposal::{Frozen, Proposal, ProposalId, ProposalState};
use crate::store::tables::{TableError, json, text};

const COLUMNS: &str = "id, cluster, topic, title, rationale, sha256, proposed_by, proposed_at_ms, state, \
                       withdrawn_at_ms, withdrawn_why";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    topic: String,
    title: String,
    rationale: String,
    sha256: String,
    proposed_by: Option<Uuid>,
    proposed_at_ms: i64,
    state: String,
    withdrawn_at_ms: Option<i64>,
    withdrawn_why: Option<String>,
}

#[derive(FromQueryResult)]
struct EvidenceRow {
    evidence: String,
}

impl Row {
    fn proposal(self) -> Result<Proposal, TableError> {
        let state = ProposalState::from_name(&self.state);
        Ok(Proposal {
            id: ProposalId(self.id),
            cluster: self.cluster,
            topic: self.topic,
            title: json("a title", self.title)?,
            rationale: json("a rationale", self.rationale)?,
            sha256: self.sha256,
            proposed_by: self.proposed_by.map(UserId),
            proposed_at_ms: self.proposed_at_ms,
            state: state.ok_or(TableError::Unknown { what: "a state of a proposal", value: self.state })?,
            withdrawn_at_ms: self.withdrawn_at_ms,
            withdrawn_why: self.withdrawn_why,
        })
    }
}

/// The newest proposals that the filter admits, of one cluster where one is named, older than `before`.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    cluster: Option<&str>,
    before: Option<ProposalId>,
    limit: u32,
) -> Result<Vec<Proposal>, TableError> {
    let mut values: Vec<Value> = Vec::new();
    let columns = Columns { owner: Some("proposed_by"), state: Some("state"), cluster: Some("cluster") };
    let mut wanted = vec![condition(filter, columns, &mut values)];
    if let Some(cluster) = cluster {
        values.push(cluster.into());
        wanted.push(format!("cluster = ${}", values.len()));
    }
    if let Some(before) = before {
        values.push(before.0.into());
        wanted.push(format!("id < ${}", values.len()));
    }
    values.push(i64::from(limit).into());
    let sql = format!(
        "SELECT {COLUMNS} FROM foresight_proposal WHERE {} ORDER BY id DESC LIMIT ${}",
        wanted.join(" AND "),
        values.len()
    );
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::proposal).collect()
}

/// One proposal.
pub async fn find(conn: &impl ConnectionTrait, id: ProposalId) -> Result<Option<Proposal>, TableError> {
    let sql = format!("SELECT {COLUMNS} FROM foresight_proposal WHERE id = $1");
    sql::row::<Row>(conn, &sql, vec![id.0.into()]).await?.map(Row::proposal).transpose()
}

/// The exact bytes of a proposal's evidence, as they are stored.
pub async fn evidence(conn: &impl ConnectionTrait, id: ProposalId) -> Result<Option<String>, TableError> {
    let sql = "SELECT evidence FROM foresight_proposal WHERE id = $1";
    Ok(sql::row::<EvidenceRow>(conn, sql, vec![id.0.into()]).await?.map(|row| row.evidence))
}

/// Stores a proposal with its evidence.
pub async fn add(conn: &impl ConnectionTrait, proposal: &Proposal, frozen: &Frozen) -> Result<(), TableError> {
    let sql = "INSERT INTO foresight_proposal (id, cluster, topic, title, rationale, evidence, sha256, proposed_by, \
               proposed_at_ms, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = vec![
        proposal.id.0.into(),
        proposal.cluster.as_str().into(),
        proposal.topic.as_str().into(),
        text("a title", &proposal.title)?.into(),
        text("a rationale", &proposal.rationale)?.into(),
        frozen.text().into(),
        frozen.sha256().into(),
        proposal.proposed_by.map(|user| user.0).into(),
        proposal.proposed_at_ms.into(),
        proposal.state.name().into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Notes that a proposal was withdrawn. Tells whether it stood until now.
pub async fn withdraw(conn: &impl ConnectionTrait, id: ProposalId, why: &str, now_ms: i64) -> Result<bool, TableError> {
    let sql = "UPDATE foresight_proposal SET state = 'withdrawn', withdrawn_at_ms = $2, withdrawn_why = $3 \
               WHERE id = $1 AND state = 'proposed'";
    Ok(sql::run(conn, sql, vec![id.0.into(), now_ms.into(), why.into()]).await? == 1)
}
