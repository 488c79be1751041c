//! Copying all tables into a folder, while others write.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, Value};
use sha2::{Digest, Sha256};

use crate::backup::catalogue::{Shape, shapes};
use crate::backup::{BackupError, DESCRIPTION, Description, Kind, Table, file_error, value};
use crate::db::{Db, Engine};
use crate::error::DbError;
use crate::journal::{hex, verify};

/// Rows read at once.
const BATCH: usize = 1000;

impl Db {
    /// Copies all tables into this folder, as they are at one instant. Writers are not held up.
    pub async fn export(&self, folder: &Path) -> Result<Description, BackupError> {
        std::fs::create_dir_all(folder).map_err(file_error(folder))?;
        let description = self
            .read(async |snapshot| {
                let mut tables = Vec::new();
                for shape in shapes(&*snapshot, self.engine()).await? {
                    tables.push(copy(&snapshot, self.engine(), &shape, folder).await?);
                }
                Ok::<_, BackupError>(Description {
                    format: 1,
                    migrations: crate::migrate::applied(&*snapshot, self.engine()).await?,
                    journal_head: verify::head(&snapshot).await?.to_string(),
                    tables,
                })
            })
            .await?;
        let path = folder.join(DESCRIPTION);
        let text = serde_json::to_vec_pretty(&description).expect("names and numbers always serialise");
        let mut file = File::create(&path).map_err(file_error(&path))?;
        file.write_all(&text).and_then(|()| file.sync_all()).map_err(file_error(&path))?;
        Ok(description)
    }
}

async fn copy(
    snapshot: &DatabaseTransaction,
    engine: Engine,
    shape: &Shape,
    folder: &Path,
) -> Result<Table, BackupError> {
    let path = folder.join(format!("{}.jsonl", shape.name));
    let mut file = BufWriter::new(File::create(&path).map_err(file_error(&path))?);
    let mut digest = Sha256::new();
    let mut rows = 0;
    let mut last: Option<Vec<Value>> = None;
    loop {
        let statement = select(engine, shape, last.take());
        let found = snapshot.query_all_raw(statement).await.map_err(DbError::from)?;
        for row in &found {
            let values = shape
                .columns
                .iter()
                .map(|(name, kind)| value::read(row, name, *kind))
                .collect::<Result<Vec<_>, _>>()
                .map_err(DbError::from)?;
            let mut line = serde_json::to_vec(&values).expect("JSON values always serialise");
            line.push(b'\n');
            digest.update(&line);
            file.write_all(&line).map_err(file_error(&path))?;
            rows += 1;
            last = Some(key_of(shape, &values)?);
        }
        if found.len() < BATCH {
            break;
        }
    }
    let file = file.into_inner().map_err(|error| file_error(&path)(error.into_error()))?;
    file.sync_all().map_err(file_error(&path))?;
    Ok(Table { name: shape.name.clone(), columns: shape.columns.clone(), rows, sha256: hex(&digest.finalize()) })
}

/// The next rows by the primary key, which needs no counting of rows before.
fn select(engine: Engine, shape: &Shape, last: Option<Vec<Value>>) -> Statement {
    let quoted = |name: &String| format!("\"{name}\"");
    let columns: Vec<String> = shape
        .columns
        .iter()
        .map(|(name, kind)| match kind {
            // Narrower numbers become one kind.
            Kind::Integer => format!("CAST(\"{name}\" AS BIGINT) AS \"{name}\""),
            Kind::Real => format!("CAST(\"{name}\" AS DOUBLE PRECISION) AS \"{name}\""),
            _ => quoted(name),
        })
        .collect();
    let key = shape.key.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let values = last.unwrap_or_default();
    let after = match values.len() {
        0 => String::new(),
        n => {
            let places: Vec<String> = (1..=n).map(|place| format!("${place}")).collect();
            format!("WHERE ({key}) > ({})", places.join(", "))
        }
    };
    let sql = format!("SELECT {} FROM \"{}\" {after} ORDER BY {key} LIMIT {BATCH}", columns.join(", "), shape.name);
    let backend = match engine {
        Engine::Sqlite => sea_orm::DbBackend::Sqlite,
        Engine::Postgres => sea_orm::DbBackend::Postgres,
    };
    Statement::from_sql_and_values(backend, sql, values)
}

fn key_of(shape: &Shape, values: &[serde_json::Value]) -> Result<Vec<Value>, BackupError> {
    let of = |name: &String| {
        let at = shape.columns.iter().position(|(column, _)| column == name)?;
        value::write(&values[at], shape.columns[at].1)
    };
    let key: Option<Vec<Value>> = shape.key.iter().map(of).collect();
    key.ok_or_else(|| BackupError::Table { table: shape.name.clone(), problem: "has an unreadable key".to_owned() })
}
