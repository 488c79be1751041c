//! Which tables there are, with their columns and keys, as either database tells.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::backup::{BackupError, Kind};
use crate::db::Engine;
use crate::error::DbError;
use crate::sql;

/// Tables that are not data: what was migrated is in the description, and nobody waits for a turn in a copy.
const NOT_DATA: [&str; 2] = ["db_migration", "db_turn"];

/// A table as the database describes it.
pub struct Shape {
    pub name: String,
    pub columns: Vec<(String, Kind)>,
    pub key: Vec<String>,
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

#[derive(FromQueryResult)]
struct Column {
    name: String,
    declared: String,
}

pub async fn table_names(conn: &impl ConnectionTrait, engine: Engine) -> Result<Vec<String>, DbError> {
    let sql = match engine {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        }
        Engine::Postgres => {
            "SELECT table_name::text AS name FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        }
    };
    Ok(sql::rows::<Name>(conn, sql, vec![]).await?.into_iter().map(|table| table.name).collect())
}

/// All tables with data.
pub async fn shapes(conn: &impl ConnectionTrait, engine: Engine) -> Result<Vec<Shape>, BackupError> {
    let mut shapes = Vec::new();
    for name in table_names(conn, engine).await? {
        if !NOT_DATA.contains(&name.as_str()) {
            shapes.push(shape(conn, engine, name).await?);
        }
    }
    Ok(shapes)
}

async fn shape(conn: &impl ConnectionTrait, engine: Engine, table: String) -> Result<Shape, BackupError> {
    let sql = match engine {
        Engine::Sqlite => "SELECT name, lower(type) AS declared FROM pragma_table_info($1) ORDER BY cid",
        Engine::Postgres => {
            "SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS declared FROM pg_attribute a
             WHERE a.attrelid = to_regclass(quote_ident($1)) AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attnum"
        }
    };
    let found = sql::rows::<Column>(conn, sql, vec![table.as_str().into()]).await?;
    let key = key_columns(conn, engine, &table).await?;
    let columns = found
        .into_iter()
        .map(|column| match kind(&column.declared) {
            Some(kind) => Ok((column.name, kind)),
            None => Err(BackupError::Table {
                table: table.clone(),
                problem: format!("has a column {} of the unknown type `{}`", column.name, column.declared),
            }),
        })
        .collect::<Result<Vec<_>, _>>()?;
    if key.is_empty() {
        return Err(BackupError::Table { table, problem: "has no primary key".to_owned() });
    }
    Ok(Shape { name: table, columns, key })
}

/// The columns of the primary key, in its order.
async fn key_columns(conn: &impl ConnectionTrait, engine: Engine, table: &str) -> Result<Vec<String>, DbError> {
    let sql = match engine {
        Engine::Sqlite => "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk",
        Engine::Postgres => {
            "SELECT a.attname::text AS name
             FROM pg_index i
             CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
             WHERE i.indrelid = to_regclass(quote_ident($1)) AND i.indisprimary ORDER BY k.place"
        }
    };
    let rows = sql::rows::<Name>(conn, sql, vec![table.into()]).await?;
    Ok(rows.into_iter().map(|column| column.name).collect())
}

fn kind(declared: &str) -> Option<Kind> {
    let has = |part: &str| declared.contains(part);
    if has("uuid") {
        Some(Kind::Uuid)
    } else if has("bool") {
        Some(Kind::Boolean)
    } else if has("int") {
        Some(Kind::Integer)
    } else if has("char") || has("text") {
        Some(Kind::Text)
    } else if has("real") || has("double") || has("float") {
        Some(Kind::Real)
    } else if has("blob") || has("bytea") {
        Some(Kind::Bytes)
    } else {
        None
    }
}
