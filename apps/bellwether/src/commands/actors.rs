//! `bellwether actors …`: the register at the command line. The installation acts.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use bellwether_actors::api::{ActorId, Actors, ActorsError, Plan, Wanted};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use clap::Subcommand;
use jiff::civil::Date;

use crate::config::Config;
use crate::install;

/// What to do with the register.
#[derive(Subcommand)]
pub enum Command {
    /// List actors, one a line: id, kind, clusters, name
    Find {
        /// Words that one of their names has
        words: Vec<String>,
        /// Only those of this cluster
        #[arg(long)]
        cluster: Option<String>,
        /// Only those that were involved on this day
        #[arg(long)]
        as_of: Option<Date>,
    },
    /// Show what a CSV or XLSX file would change in the register of a cluster, and change it with --apply
    Import {
        /// The file
        file: PathBuf,
        /// The cluster
        #[arg(long)]
        cluster: String,
        /// Do it
        #[arg(long)]
        apply: bool,
    },
    /// Write the register of a cluster as CSV, which can be imported again
    Export {
        /// The cluster
        cluster: String,
        /// As it was on this day
        #[arg(long)]
        as_of: Option<Date>,
        /// The file; the terminal without one
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// List pairs of records that may be of one actor, with the reasons
    Duplicates,
    /// Put two records of one actor together; the second leads to the first from then on
    Merge {
        /// The record that stays
        kept: ActorId,
        /// The record that leads to it
        dropped: ActorId,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Take two records apart again
    Unmerge {
        /// The merge, as `merge` printed it
        merge: uuid::Uuid,
    },
    /// Write all data on a person as JSON, to hand out to that person
    Data {
        /// The person
        person: ActorId,
    },
    /// Erase the data of a person; there is no way back but a backup
    Erase {
        /// The person
        person: ActorId,
        /// The same id again, to be sure
        #[arg(long, value_name = "ID")]
        confirm: ActorId,
    },
    /// Remove personal data that was kept for as long as its purpose allows
    Sweep,
}

/// Runs the command. `import` exits with 1 if rows are refused.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(config).await?;
    let (actors, ctx) = (Actors::new(db.clone()), Ctx::system());
    let mut code = ExitCode::SUCCESS;
    match command {
        Command::Find { words, cluster, as_of } => {
            find(&actors, &ctx, Wanted { words: words.join(" "), cluster, as_of, ..Wanted::default() }).await?;
        }
        Command::Import { file, cluster, apply } => {
            known_cluster(&db, &cluster).await?;
            if !import(&actors, &ctx, &file, &cluster, apply).await? {
                code = ExitCode::FAILURE;
            }
        }
        Command::Export { cluster, as_of, to } => {
            known_cluster(&db, &cluster).await?;
            let wanted = Wanted { cluster: Some(cluster), as_of, ..Wanted::default() };
            export(&actors.table(&ctx, &wanted).await?, to.as_deref())?;
        }
        Command::Duplicates => duplicates(&actors, &ctx).await?,
        Command::Merge { kept, dropped, reason } => {
            let merged = told(actors.merge(&ctx, kept, dropped, &reason).await)?;
            println!("{} now leads to {}; to undo it: bellwether actors unmerge {}", dropped, kept, merged.id);
        }
        Command::Unmerge { merge } => {
            let merged = told(actors.unmerge(&ctx, merge).await)?;
            println!("{} and {} are two again", merged.kept, merged.dropped);
        }
        Command::Data { person } => {
            let data = told(actors.data(&ctx, person).await)?;
            println!("{}", serde_json::to_string_pretty(&bellwether_actors::api::data_file(&data))?);
        }
        Command::Erase { person, confirm } => {
            if person != confirm {
                bail!("--confirm names another person, so nothing was erased");
            }
            told(actors.erase(&ctx, person).await)?;
            println!("erased {person}; backups made before hold the data until they are deleted");
        }
        Command::Sweep => {
            let swept = actors.sweep(&ctx).await?;
            println!("removed {} fields and {} files that waited", swept.fields, swept.files);
        }
    }
    db.close().await?;
    Ok(code)
}

/// The answer, or what was refused in words for people.
fn told<T>(answer: Result<T, ActorsError>) -> anyhow::Result<T> {
    match answer {
        Err(ActorsError::NotFound) => bail!("there is no such record; `bellwether actors find` lists them"),
        answer => Ok(answer?),
    }
}

async fn known_cluster(db: &bellwether_db::Db, cluster: &str) -> anyhow::Result<()> {
    let clusters = bellwether_cluster::api::clusters(&Ctx::system(), db).await?;
    if clusters.iter().any(|known| known.slug == cluster) {
        return Ok(());
    }
    let known: Vec<&str> = clusters.iter().map(|known| known.slug.as_str()).collect();
    bail!("there is no cluster `{cluster}`; there are: {}", known.join(", "))
}

async fn find(actors: &Actors, ctx: &Ctx, wanted: Wanted) -> anyhow::Result<()> {
    let page = actors.all(ctx, &wanted).await?;
    for actor in &page.actors {
        let name = actor.name_on(page.day);
        let mut clusters: Vec<&str> = actor.places.iter().map(|place| place.cluster.as_str()).collect();
        clusters.dedup();
        println!("{}\t{}\t{}\t{}", actor.id, actor.kind.name(), clusters.join(" "), name.best(Lang::En).0);
    }
    Ok(())
}

/// Shows what a file would change and, if that is wanted, changes it. `false` if rows are refused.
async fn import(actors: &Actors, ctx: &Ctx, file: &Path, cluster: &str, apply: bool) -> anyhow::Result<bool> {
    let bytes = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let rows = bellwether_tables::read(&bytes).with_context(|| format!("reading {}", file.display()))?.rows;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let preview = actors.preview(ctx, cluster, &name, &rows).await?;
    show(&preview.plan);
    if !preview.plan.refused.is_empty() {
        println!("nothing was changed; correct the refused rows first");
        return Ok(false);
    }
    if apply {
        let told = actors.take(ctx, cluster, &rows).await?;
        println!("done: {} added, {} changed, {} unchanged", told.added, told.changed, told.unchanged);
    } else {
        println!("nothing was changed; do it with --apply");
    }
    Ok(true)
}

fn show(plan: &Plan) {
    for item in plan.added().chain(plan.changed()) {
        let sign = if plan.added().any(|added| added == item) { '+' } else { '~' };
        println!("{sign} {}", item.name.best(Lang::En).0);
        for change in &item.changes {
            match change.before.as_str() {
                "" => println!("    {}: {}", change.column.name(), change.after),
                before => println!("    {}: {before} -> {}", change.column.name(), change.after),
            }
        }
    }
    for one in &plan.refused {
        let column = one.column.map_or("", |column| column.name());
        println!("! row {}, {column} {:?}: {}", one.row, one.value, one.problem.words());
    }
    let counts = (plan.added().count(), plan.changed().count(), plan.unchanged(), plan.refused.len());
    println!("{} added, {} changed, {} unchanged, {} refused", counts.0, counts.1, counts.2, counts.3);
}

fn export(rows: &[Vec<String>], to: Option<&Path>) -> anyhow::Result<()> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    for row in rows {
        lines.write_record(row.iter().map(|cell| bellwether_web::download::harmless(cell)))?;
    }
    let bytes = lines.into_inner().map_err(|error| error.into_error())?;
    match to {
        Some(file) => std::fs::write(file, bytes).with_context(|| format!("writing {}", file.display())),
        None => Ok(std::io::stdout().write_all(&bytes)?),
    }
}

async fn duplicates(actors: &Actors, ctx: &Ctx) -> anyhow::Result<()> {
    for pair in actors.duplicates(ctx).await? {
        let name = |(id, name): &(ActorId, bellwether_kernel::lang::Text)| format!("{id} {}", name.best(Lang::En).0);
        println!("{}\n{}", name(&pair.first), name(&pair.second));
        for reason in &pair.reasons {
            println!("    {reason}");
        }
    }
    Ok(())
}
