//! Assessments.

use bellwether_db::sql;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::among;
use super::error::{StoreError, json, known, text};
use crate::model::application::ApplicationId;
use crate::model::assessing::{Assessment, AssessmentId, Recommendation};

const SELECT: &str = "SELECT id, application_id, stage, assessor, state, scores, recommendation, comment, asked_at_ms FROM calls_assessment";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    application_id: Uuid,
    stage: i64,
    assessor: Uuid,
    state: String,
    scores: String,
    recommendation: Option<String>,
    comment: String,
    asked_at_ms: i64,
}

impl Row {
    fn assessment(self) -> Result<Assessment, StoreError> {
        let recommendation =
            self.recommendation.as_deref().map(|name| known("a recommendation", name, Recommendation::from_name(name)));
        Ok(Assessment {
            id: AssessmentId(self.id),
            application: ApplicationId(self.application_id),
            stage: u32::try_from(self.stage).unwrap_or(u32::MAX),
            assessor: UserId(self.assessor),
            state: known("a state of an assessment", &self.state, AssessmentState::from_name(&self.state))?,
            scores: json("scores", &self.scores)?,
            recommendation: recommendation.transpose()?,
            comment: self.comment,
            asked_at_ms: self.asked_at_ms,
        })
    }
}

/// One assessment.
pub async fn find(conn: &impl ConnectionTrait, id: AssessmentId) -> Result<Option<Assessment>, StoreError> {
    sql::row::<Row>(conn, &format!("{SELECT} WHERE id = $1"), vec![id.0.into()]).await?.map(Row::assessment).transpose()
}

/// The assessments of these applications.
pub async fn of(conn: &impl ConnectionTrait, ids: &[ApplicationId]) -> Result<Vec<Assessment>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = among(ids);
    let sql = format!("{SELECT} WHERE application_id IN ({places}) ORDER BY application_id, stage, asked_at_ms, id");
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::assessment).collect()
}

/// The assessments of a person that show their application, the newest first; at most 200.
pub async fn of_person(conn: &impl ConnectionTrait, person: UserId) -> Result<Vec<Assessment>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE assessor = $1 AND state NOT IN ('conflicted', 'recused') ORDER BY asked_at_ms DESC, id LIMIT 200"
    );
    sql::rows::<Row>(conn, &sql, vec![person.0.into()]).await?.into_iter().map(Row::assessment).collect()
}

/// Stores an assessment that is asked for. `false` if the person was asked before.
pub async fn add(conn: &impl ConnectionTrait, one: &Assessment) -> Result<bool, StoreError> {
    let sql = "INSERT INTO calls_assessment (id, application_id, assessor, state, scores, comment, asked_at_ms, stage) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let values = vec![
        one.id.0.into(),
        one.application.0.into(),
        one.assessor.0.into(),
        one.state.name().into(),
        text("scores", &one.scores)?.into(),
        one.comment.as_str().into(),
        one.asked_at_ms.into(),
        i64::from(one.stage).into(),
    ];
    Ok(sql::run(conn, sql, values).await? == 1)
}

/// Writes an assessment.
pub async fn save(conn: &impl ConnectionTrait, one: &Assessment) -> Result<(), StoreError> {
    let sql = "UPDATE calls_assessment SET state = $2, scores = $3, recommendation = $4, comment = $5 WHERE id = $1";
    let values = vec![
        one.id.0.into(),
        one.state.name().into(),
        text("scores", &one.scores)?.into(),
        one.recommendation.map(|one| one.name().to_owned()).into(),
        one.comment.as_str().into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}
