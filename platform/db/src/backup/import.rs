//! Taking a copy back, into an empty database only.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use bellwether_kernel::ctx::Ctx;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use sea_orm_migration::MigrationTrait;
use sha2::{Digest, Sha256};

use crate::backup::catalogue::{shapes, table_names};
use crate::backup::{BackupError, DESCRIPTION, Description, Kind, Table, file_error, value};
use crate::db::{Db, Engine};
use crate::error::DbError;
use crate::journal::hex;
use crate::sql;
use crate::tx::Tx;

/// Values in one statement; both databases take several times more.
const VALUES_AT_ONCE: usize = 4000;
/// The one row of this table is made by its migration, and cannot be deleted.
const JOURNAL_HEAD: &str = "db_journal_head";

impl Db {
    /// Takes the copy in this folder back: all of it or nothing. `migrations` are those of this version; the tables
    /// are made as they were in the copy, so call [`Db::migrate`] afterwards.
    ///
    /// # Errors
    /// If the database holds anything, a file is damaged, the copy is of a newer version, or the journal is broken.
    pub async fn import(
        &self,
        folder: &Path,
        migrations: Vec<Box<dyn MigrationTrait>>,
    ) -> Result<Description, BackupError> {
        let description = read_description(folder)?;
        for table in &description.tables {
            check_file(folder, table)?;
        }
        if !table_names(self.reader(), self.engine()).await?.is_empty() {
            return Err(BackupError::NotEmpty);
        }
        self.migrate_only(migrations, &description.migrations).await?;
        self.write(&Ctx::system(), async |tx| {
            let constraints = defer_references(&tx).await?;
            for table in &description.tables {
                fill(&tx, folder, table).await?;
            }
            enforce_references(&tx, &constraints).await?;
            Ok::<_, BackupError>(())
        })
        .await?;
        let head = description.journal_head.parse().map_err(|_| BackupError::Damaged {
            file: DESCRIPTION.to_owned(),
            problem: "the head of the journal cannot be read".to_owned(),
        })?;
        self.verify_journal(Some(&head)).await?;
        Ok(description)
    }
}

/// The description of the copy in this folder.
fn read_description(folder: &Path) -> Result<Description, BackupError> {
    let path = folder.join(DESCRIPTION);
    let text = std::fs::read(&path).map_err(file_error(&path))?;
    let description: Description = serde_json::from_slice(&text).map_err(|error| damaged(DESCRIPTION, error))?;
    if description.format != 1 {
        return Err(damaged(DESCRIPTION, format!("format {} is not known to this version", description.format)));
    }
    let is_plain = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let names = description
        .tables
        .iter()
        .flat_map(|table| std::iter::once(&table.name).chain(table.columns.iter().map(|(name, _)| name)));
    match names.into_iter().find(|name| !is_plain(name)) {
        Some(name) => Err(damaged(DESCRIPTION, format!("`{name}` is not a name of ours"))),
        None => Ok(description),
    }
}

fn damaged(file: &str, problem: impl ToString) -> BackupError {
    BackupError::Damaged { file: file.to_owned(), problem: problem.to_string() }
}

fn check_file(folder: &Path, table: &Table) -> Result<(), BackupError> {
    let path = folder.join(format!("{}.jsonl", table.name));
    let mut file = File::open(&path).map_err(file_error(&path))?;
    let mut digest = Sha256::new();
    let mut bytes = vec![0; 1 << 16];
    loop {
        match file.read(&mut bytes).map_err(file_error(&path))? {
            0 => break,
            n => digest.update(&bytes[..n]),
        }
    }
    if hex(&digest.finalize()) == table.sha256 {
        return Ok(());
    }
    Err(damaged(&format!("{}.jsonl", table.name), "its SHA-256 is not the one in the description"))
}

async fn fill(tx: &Tx, folder: &Path, table: &Table) -> Result<(), BackupError> {
    let now = shapes(tx.conn(), tx.engine()).await?;
    let Some(shape) = now.iter().find(|shape| shape.name == table.name) else {
        return Err(damaged(DESCRIPTION, format!("no migration makes the table {}", table.name)));
    };
    // A database may call the same column otherwise (a yes or no is a number in SQLite): the table's own kinds count.
    let kinds: Option<Vec<Kind>> = table
        .columns
        .iter()
        .map(|(name, _)| shape.columns.iter().find(|(of, _)| of == name).map(|(_, kind)| *kind))
        .collect();
    let kinds = kinds.ok_or_else(|| damaged(DESCRIPTION, format!("{} has other columns now", table.name)))?;
    if table.name != JOURNAL_HEAD {
        let seeded = format!("SELECT COUNT(*) AS n FROM \"{}\"", table.name);
        if sql::row::<Count>(tx.conn(), &seeded, vec![]).await?.is_some_and(|count| count.n > 0) {
            sql::run(tx.conn(), &format!("DELETE FROM \"{}\"", table.name), vec![]).await?;
        }
    }
    let path = folder.join(format!("{}.jsonl", table.name));
    let lines = BufReader::new(File::open(&path).map_err(file_error(&path))?).lines();
    let rows_at_once = (VALUES_AT_ONCE / kinds.len().max(1)).max(1);
    let mut values: Vec<Value> = Vec::new();
    let mut rows = 0;
    for line in lines {
        let line = line.map_err(file_error(&path))?;
        values.extend(row_values(table, &kinds, &line)?);
        rows += 1;
        if rows == rows_at_once {
            insert(tx, table, rows, std::mem::take(&mut values)).await?;
            rows = 0;
        }
    }
    insert(tx, table, rows, values).await
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

fn row_values(table: &Table, kinds: &[Kind], line: &str) -> Result<Vec<Value>, BackupError> {
    let file = format!("{}.jsonl", table.name);
    let json: Vec<serde_json::Value> = serde_json::from_str(line).map_err(|error| damaged(&file, error))?;
    if json.len() != kinds.len() {
        return Err(damaged(&file, "a row has too few or too many values"));
    }
    let values: Option<Vec<Value>> = json.iter().zip(kinds).map(|(json, kind)| value::write(json, *kind)).collect();
    values.ok_or_else(|| damaged(&file, "a value is of another kind than its column"))
}

async fn insert(tx: &Tx, table: &Table, rows: usize, values: Vec<Value>) -> Result<(), BackupError> {
    if rows == 0 {
        return Ok(());
    }
    let columns: Vec<String> = table.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    if table.name == JOURNAL_HEAD {
        let places: Vec<String> = columns.iter().enumerate().map(|(at, c)| format!("{c} = ${}", at + 1)).collect();
        sql::run(tx.conn(), &format!("UPDATE \"{JOURNAL_HEAD}\" SET {}", places.join(", ")), values).await?;
        return Ok(());
    }
    let width = columns.len();
    let places: Vec<String> = (0..rows)
        .map(|row| {
            let of_row: Vec<String> = (1..=width).map(|at| format!("${}", row * width + at)).collect();
            format!("({})", of_row.join(", "))
        })
        .collect();
    let sql = format!("INSERT INTO \"{}\" ({}) VALUES {}", table.name, columns.join(", "), places.join(", "));
    sql::run(tx.conn(), &sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Constraint {
    name: String,
    of: String,
}

/// Lets references be checked at the end, so that the order of tables and rows does not matter.
async fn defer_references(tx: &Tx) -> Result<Vec<Constraint>, DbError> {
    if tx.engine() == Engine::Sqlite {
        tx.conn().execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
        return Ok(Vec::new());
    }
    let sql = "SELECT quote_ident(conname) AS name, conrelid::regclass::text AS of FROM pg_constraint
               WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND NOT condeferrable";
    let constraints = sql::rows::<Constraint>(tx.conn(), sql, vec![]).await?;
    for Constraint { name, of } in &constraints {
        let sql = format!("ALTER TABLE {of} ALTER CONSTRAINT {name} DEFERRABLE INITIALLY DEFERRED");
        tx.conn().execute_unprepared(&sql).await?;
    }
    Ok(constraints)
}

async fn enforce_references(tx: &Tx, constraints: &[Constraint]) -> Result<(), DbError> {
    if constraints.is_empty() {
        // SQLite checks what was deferred when it commits.
        return Ok(());
    }
    tx.conn().execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE").await?;
    for Constraint { name, of } in constraints {
        let sql = format!("ALTER TABLE {of} ALTER CONSTRAINT {name} NOT DEFERRABLE");
        tx.conn().execute_unprepared(&sql).await?;
    }
    Ok(())
}
