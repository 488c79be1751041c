//! What people chose.

use std::collections::BTreeMap;

use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Lang;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::choice::Choices;
use crate::model::kind::{Kind, Moment};

#[derive(FromQueryResult)]
struct Chosen {
    kind: String,
    moment: String,
}

#[derive(FromQueryResult)]
struct Person {
    person: Uuid,
    lang: String,
    hour: i64,
    token: String,
}

/// A person's choices; the usual ones where nothing was chosen.
pub async fn of(conn: &impl ConnectionTrait, person: UserId) -> Result<Choices, DbError> {
    let mut choices = Choices::default();
    let found = "SELECT person, lang, hour, token FROM notices_person WHERE person = $1";
    if let Some(found) = sql::row::<Person>(conn, found, vec![person.0.into()]).await? {
        choices.lang = Lang::from_code(&found.lang);
        choices.hour = u8::try_from(found.hour).unwrap_or(choices.hour);
    }
    let chosen = "SELECT kind, moment FROM notices_choice WHERE person = $1";
    let chosen = sql::rows::<Chosen>(conn, chosen, vec![person.0.into()]).await?;
    // A kind that is gone has nothing to choose for.
    choices.by_kind = chosen
        .into_iter()
        .filter_map(|one| Some((Kind::from_name(&one.kind)?, Moment::from_name(&one.moment)?)))
        .collect::<BTreeMap<_, _>>();
    Ok(choices)
}

/// Makes sure that a person has a token, and gives it. `new` is used where there was none.
pub async fn token(conn: &impl ConnectionTrait, person: UserId, hour: u8, new: &str) -> Result<String, DbError> {
    let sql = "INSERT INTO notices_person (person, lang, hour, token) VALUES ($1, '', $2, $3) ON CONFLICT (person) DO NOTHING";
    sql::run(conn, sql, vec![person.0.into(), i64::from(hour).into(), new.into()]).await?;
    let found = "SELECT person, lang, hour, token FROM notices_person WHERE person = $1";
    let found = sql::row::<Person>(conn, found, vec![person.0.into()]).await?;
    Ok(found.map(|found| found.token).unwrap_or_default())
}

/// The person with this token.
pub async fn with_token(conn: &impl ConnectionTrait, token: &str) -> Result<Option<UserId>, DbError> {
    let sql = "SELECT person, lang, hour, token FROM notices_person WHERE token = $1";
    Ok(sql::row::<Person>(conn, sql, vec![token.into()]).await?.map(|found| UserId(found.person)))
}

/// Writes the language and the hour of the daily letter of a person who has a token.
pub async fn set_person(
    conn: &impl ConnectionTrait,
    person: UserId,
    lang: Option<Lang>,
    hour: u8,
) -> Result<(), DbError> {
    let sql = "UPDATE notices_person SET lang = $1, hour = $2 WHERE person = $3";
    let lang = lang.map_or("", Lang::code);
    sql::run(conn, sql, vec![lang.into(), i64::from(hour).into(), person.0.into()]).await?;
    Ok(())
}

/// Writes what was chosen for a kind.
pub async fn set(conn: &impl ConnectionTrait, person: UserId, kind: Kind, moment: Moment) -> Result<(), DbError> {
    let sql = "INSERT INTO notices_choice (person, kind, moment) VALUES ($1, $2, $3)
               ON CONFLICT (person, kind) DO UPDATE SET moment = excluded.moment";
    sql::run(conn, sql, vec![person.0.into(), kind.name().into(), moment.name().into()]).await?;
    Ok(())
}
