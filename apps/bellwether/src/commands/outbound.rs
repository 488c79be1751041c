//! `bellwether calls outbound`: applications of a cluster to other funders, from and to tables.

use std::path::PathBuf;

use anyhow::{Context, bail};
use bellwether_calls::api::{Calls, OUTBOUND, OutboundRows, Sought};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{Catalogue, Words};
use clap::Subcommand;

/// What to do with them.
#[derive(Subcommand)]
pub enum Command {
    /// Show what would come of a CSV table; bring it with --bring. Rows that are there already stay as they are
    Import {
        /// The cluster's slug
        cluster: String,
        /// The table
        #[arg(required_unless_present = "demo")]
        file: Option<PathBuf>,
        /// The invented applications of the demo
        #[arg(long)]
        demo: bool,
        /// E-mail address of whoever answers for rows that name nobody
        #[arg(long)]
        responsible: Option<String>,
        /// Bring the rows
        #[arg(long)]
        bring: bool,
    },
    /// Print the applications of a cluster as a table that can be imported
    Export {
        /// The cluster's slug
        cluster: String,
    },
}

/// Runs the command.
pub async fn run(command: Command, calls: &Calls) -> anyhow::Result<()> {
    let ctx = Ctx::system();
    match command {
        Command::Import { cluster, file, demo, responsible, bring } => {
            let text = match file.filter(|_| !demo) {
                Some(file) => std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?,
                None => OUTBOUND.1.to_owned(),
            };
            let text = OutboundRows::answered_by(&text, responsible.as_deref().unwrap_or_default());
            let plan = calls.plan_outbound(&ctx, &cluster, &text).await?;
            let words = words()?;
            for one in &plan.wrong {
                println!("line {}: {}: {}", one.line, one.column, words.t(one.what));
            }
            println!("{} new, {} as before, {} wrong", plan.new.len(), plan.known.len(), plan.wrong.len());
            if !plan.wrong.is_empty() {
                bail!("nothing was brought, because some rows are wrong");
            }
            if bring {
                println!("{} brought", calls.bring_outbound(&ctx, &cluster, &text, demo).await?);
            } else {
                println!("nothing was changed; bring the rows with --bring");
            }
        }
        Command::Export { cluster } => {
            let sought = Sought { cluster, ..Sought::default() };
            let (rows, ..) = calls.outbounds(&ctx, &sought, 100_000).await?;
            let emails = calls.responsible_addresses(&ctx, &rows).await?;
            print!("{}", OutboundRows::write(&rows, &emails)?);
        }
    }
    Ok(())
}

/// The words of the pages of calls, for what is wrong with rows.
fn words() -> anyhow::Result<Words> {
    let files: Vec<_> = bellwether_calls::slice::MESSAGES.iter().map(|(lang, text)| ("calls", *lang, *text)).collect();
    let words = Catalogue::load(&files).map_err(|error| anyhow::anyhow!("reading the words of calls: {error}"))?;
    Ok(Words::new(std::sync::Arc::new(words), Lang::En))
}
