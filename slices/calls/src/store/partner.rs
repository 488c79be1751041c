//! Organisations that apply together, each with the signature of the seat of who signs for it.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::among;
use super::error::{StoreError, known};
use crate::model::application::ApplicationId;
use crate::model::consortium::{Partner, PartnerKind, PartnerRole};

#[derive(FromQueryResult)]
struct Row {
    application_id: Uuid,
    number: i64,
    actor: Option<Uuid>,
    name: String,
    country: String,
    kind: String,
    role: String,
    share_minor: i64,
    signatory: Uuid,
    signs_as: String,
    signed: i64,
}

impl Row {
    fn partner(self) -> Result<(ApplicationId, Partner), StoreError> {
        let partner = Partner {
            number: u32::try_from(self.number).unwrap_or(u32::MAX),
            actor: self.actor,
            kind: known("a kind of organisation", &self.kind, PartnerKind::from_name(&self.kind))?,
            role: known("a role in a consortium", &self.role, PartnerRole::from_name(&self.role))?,
            name: self.name,
            country: self.country,
            share_minor: self.share_minor,
            signatory: UserId(self.signatory),
            signs_as: self.signs_as,
            signed: self.signed > 0,
        };
        Ok((ApplicationId(self.application_id), partner))
    }
}

/// The organisations of these applications, in their order.
pub async fn of_all(
    conn: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, Partner)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = among(ids);
    let sql = format!(
        "SELECT p.application_id, p.number, p.actor, p.name, p.country, p.kind, p.role, p.share_minor, p.signatory, p.signs_as, \
         CAST(CASE WHEN s.state = 'signed' THEN 1 ELSE 0 END AS BIGINT) AS signed FROM calls_partner p \
         LEFT JOIN calls_seat s ON s.application_id = p.application_id AND s.person = p.signatory \
         WHERE p.application_id IN ({places}) ORDER BY p.application_id, p.number"
    );
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::partner).collect()
}

/// The organisations of one application, in their order.
pub async fn of(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Partner>, StoreError> {
    Ok(of_all(conn, &[id]).await?.into_iter().map(|(_, partner)| partner).collect())
}

/// Writes an organisation. `brought` says that who signs for it came into the team by that alone.
pub async fn save(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    one: &Partner,
    brought: bool,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_partner (application_id, number, actor, name, country, kind, role, share_minor, signatory, signs_as, \
               brought) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = vec![
        id.0.into(),
        i64::from(one.number).into(),
        one.actor.into(),
        one.name.as_str().into(),
        one.country.as_str().into(),
        one.kind.name().into(),
        one.role.name().into(),
        one.share_minor.into(),
        one.signatory.0.into(),
        one.signs_as.as_str().into(),
        i64::from(brought).into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Takes an organisation out. Who came into the team only to sign for it, and signs for no other, is told; `None` if there is
/// no such organisation.
pub async fn remove(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    number: u32,
) -> Result<Option<Option<UserId>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Gone {
        signatory: Uuid,
        brought: i64,
        others: i64,
    }
    let values = || vec![id.0.into(), i64::from(number).into()];
    let sql = "SELECT p.signatory, p.brought, (SELECT COUNT(*) FROM calls_partner o WHERE o.application_id = $1 \
               AND o.number <> $2 AND o.signatory = p.signatory) AS others FROM calls_partner p \
               WHERE p.application_id = $1 AND p.number = $2";
    let Some(gone) = sql::row::<Gone>(conn, sql, values()).await? else { return Ok(None) };
    sql::run(conn, "DELETE FROM calls_partner WHERE application_id = $1 AND number = $2", values()).await?;
    Ok(Some((gone.brought > 0 && gone.others == 0).then_some(UserId(gone.signatory))))
}
