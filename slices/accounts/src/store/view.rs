//! Saved views in the database.

use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::view::{SavedView, ViewId};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    path: String,
    query: String,
}

impl Row {
    fn view(self) -> SavedView {
        SavedView { id: ViewId(self.id), name: self.name, path: self.path, query: self.query }
    }
}

/// The views that a person saved of one list, by name.
pub async fn list(conn: &impl ConnectionTrait, user: UserId, path: &str) -> Result<Vec<SavedView>, DbError> {
    let sql =
        "SELECT id, name, path, query FROM accounts_view WHERE user_id = $1 AND path = $2 ORDER BY name LIMIT 100";
    let rows = sql::rows::<Row>(conn, sql, vec![user.0.into(), path.into()]).await?;
    Ok(rows.into_iter().map(Row::view).collect())
}

/// One of a person's own views.
pub async fn find(conn: &impl ConnectionTrait, user: UserId, id: ViewId) -> Result<Option<SavedView>, DbError> {
    let sql = "SELECT id, name, path, query FROM accounts_view WHERE user_id = $1 AND id = $2";
    Ok(sql::row::<Row>(conn, sql, vec![user.0.into(), id.0.into()]).await?.map(Row::view))
}

/// Saves a view; one of the same name of the same list is replaced.
pub async fn save(conn: &impl ConnectionTrait, user: UserId, view: &SavedView, now_ms: i64) -> Result<(), DbError> {
    sql::run(
        conn,
        "DELETE FROM accounts_view WHERE user_id = $1 AND path = $2 AND name = $3",
        vec![user.0.into(), view.path.as_str().into(), view.name.as_str().into()],
    )
    .await?;
    sql::run(
        conn,
        "INSERT INTO accounts_view (id, user_id, path, name, query, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6)",
        vec![
            view.id.0.into(),
            user.0.into(),
            view.path.as_str().into(),
            view.name.as_str().into(),
            view.query.as_str().into(),
            now_ms.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Removes a view.
pub async fn delete(conn: &impl ConnectionTrait, user: UserId, id: ViewId) -> Result<(), DbError> {
    let sql = "DELETE FROM accounts_view WHERE user_id = $1 AND id = $2";
    sql::run(conn, sql, vec![user.0.into(), id.0.into()]).await?;
    Ok(())
}
