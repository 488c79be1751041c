//! What assessments say of an application in its stage, kept beside it, so that long lists can be filtered and put in order
//! by it.

use bellwether_db::Tx;

use crate::model::application::Application;
use crate::model::assessing::{Assessment, Summary};
use crate::service::error::CallError;
use crate::store::{application as store, assessment, call as calls};

/// Writes down what the assessments of the stage that an application has reached say now.
pub(super) async fn scored(tx: &Tx, one: &Application) -> Result<(), CallError> {
    let content = calls::content_of(tx.conn(), one).await?.ok_or(CallError::NotFound)?;
    let all = assessment::of(tx.conn(), &[one.id]).await?;
    let of: Vec<&Assessment> = all.iter().filter(|judged| judged.stage == one.stage.at).collect();
    store::save_score(tx.conn(), one.id, score_of(&Summary::of(&content.rubric, &of))).await?;
    Ok(())
}

/// The mean in hundredths of a percent, as it is kept.
pub(super) fn score_of(summary: &Summary) -> Option<i64> {
    // Between nothing and ten thousand, so that no digit is lost.
    summary.mean_percent.map(|percent| (percent * 100.0).round() as i64)
}
