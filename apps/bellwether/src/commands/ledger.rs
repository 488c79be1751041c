//! `bellwether ledger …`: the books of clusters at the command line.
//!
//! The installation acts, or with `--as` a person with what it may do: so a transfer that one person proposed is approved
//! by another here as well.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::user::Email;
use bellwether_db::{Db, DbError};
use bellwether_kernel::actor::{Actor, User};
use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::{SystemClock, Timestamp};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_kernel::paging::PageSize;
use bellwether_ledger::api::{AccountId, Ledger, Loaded, NewTransfer, SAMPLES, StatementWanted, Transfer, TransferId};
use clap::Subcommand;

use crate::config::Config;
use crate::install;

/// What to do with the books.
#[derive(Subcommand)]
pub enum Command {
    /// List the accounts of a cluster, one a line: id, kind, owner, posted, committed, coming, free, unit, name
    Balances {
        /// The cluster, by its name in addresses
        cluster: String,
        /// At this instant (RFC 3339) instead of now
        #[arg(long)]
        as_of: Option<Timestamp>,
    },
    /// List what happened to an account, newest first: number, when, event, change, after, free, transfer, what for
    Statement {
        /// The cluster
        cluster: String,
        /// The account
        account: AccountId,
        /// Up to this instant (RFC 3339)
        #[arg(long)]
        as_of: Option<Timestamp>,
        /// At most so many lines
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
    /// Move an amount from one account to another
    Transfer {
        /// The cluster
        cluster: String,
        /// From this account
        #[arg(long)]
        from: AccountId,
        /// To this account
        #[arg(long)]
        to: AccountId,
        /// So much, in major units: 1250000.50
        #[arg(long)]
        amount: String,
        /// What for
        #[arg(long)]
        memo: String,
        /// The same key again makes no other transfer; made up if absent
        #[arg(long)]
        key: Option<String>,
        /// Only hold the amount
        #[arg(long)]
        hold: bool,
        /// Act as the person with this e-mail address
        #[arg(long = "as", value_name = "EMAIL")]
        person: Option<String>,
    },
    /// Approve a transfer that another person proposed
    Approve {
        /// The cluster
        cluster: String,
        /// The transfer
        transfer: TransferId,
        /// Act as the person with this e-mail address
        #[arg(long = "as", value_name = "EMAIL")]
        person: String,
    },
    /// Replay the journal and compare all accounts, transfers and entries with it
    Verify,
    /// Write all accounts (or with --account a statement) as CSV to a file or the terminal
    Export {
        /// The cluster
        cluster: String,
        /// The statement of this account
        #[arg(long)]
        account: Option<AccountId>,
        /// At this instant (RFC 3339) instead of now
        #[arg(long)]
        as_of: Option<Timestamp>,
        /// The file
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// Load invented funds from TOML files, for demonstrations; what is there already is left alone
    LoadSample {
        /// The files; each describes one fund
        #[arg(required_unless_present = "demo")]
        files: Vec<PathBuf>,
        /// Load the invented funds of the clusters of the demo
        #[arg(long)]
        demo: bool,
    },
}

/// Runs the command. `verify` exits with 1 if something differs.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(config).await?;
    let (ledger, ctx) = (Ledger::new(db.clone()), Ctx::system());
    match command {
        Command::Balances { cluster, as_of } => balances(&ledger, &ctx, &cluster, as_of).await?,
        Command::Statement { cluster, account, as_of, limit } => {
            statement(&ledger, &ctx, &cluster, account, as_of, limit).await?;
        }
        Command::Transfer { cluster, from, to, amount, memo, key, hold, person } => {
            let ctx = acting(&db, person.as_deref()).await?;
            let check = ledger.check(&ctx, &cluster, from, 0).await.context("the account to take from")?;
            let amount = Amount::parse(&amount, check.held.account.unit).with_context(|| format!("`{amount}`"))?;
            let key = key.unwrap_or_else(|| format!("command-line-{}", TransferId::new()));
            let new = NewTransfer::simple(key, from, to, amount.minor, Text { en: Some(memo), ru: None });
            let new = if hold { new.held_until(None) } else { new };
            print_transfer(&ledger.transfer(&ctx, &cluster, &new).await?);
        }
        Command::Approve { cluster, transfer, person } => {
            let ctx = acting(&db, Some(&person)).await?;
            print_transfer(&ledger.approve(&ctx, &cluster, transfer).await?);
        }
        Command::Verify => return verify(&db, &ledger, &ctx).await,
        Command::Export { cluster, account, as_of, to } => export(&ledger, &ctx, &cluster, account, as_of, to).await?,
        Command::LoadSample { files, demo } => load_samples(&db, &ledger, &ctx, files, demo).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The installation, or a person with what it may do.
async fn acting(db: &Db, email: Option<&str>) -> anyhow::Result<Ctx> {
    let Some(email) = email else { return Ok(Ctx::system()) };
    let parsed = Email::parse(email).with_context(|| format!("`{email}`"))?;
    let user = Accounts::new(db.clone()).user_by_email(&Ctx::system(), &parsed).await;
    let user = user.with_context(|| format!("the account {parsed}"))?;
    if !user.active {
        bail!("{parsed} may not sign in");
    }
    let person = User::new(user.id, user.name, user.roles).working_for(user.clusters);
    Ok(Ctx::new(Actor::User(person), Lang::En, Arc::new(SystemClock)))
}

fn print_transfer(transfer: &Transfer) {
    let waits = if transfer.waits_for_approval() { "\twaits for approval" } else { "" };
    println!("{}\t{}{waits}", transfer.id, transfer.state.name());
}

async fn balances(ledger: &Ledger, ctx: &Ctx, cluster: &str, as_of: Option<Timestamp>) -> anyhow::Result<()> {
    for held in ledger.accounts(ctx, cluster, as_of).await? {
        let (account, balance) = (&held.account, held.balance);
        let [posted, out, into, free] = [balance.posted, balance.held_out, balance.held_in, balance.free()]
            .map(|minor| held.amount(minor).decimal());
        let (kind, name) = (account.kind.name(), one_line(account.name.best(Lang::En).0));
        println!(
            "{}\t{kind}\t{}\t{posted}\t{out}\t{into}\t{free}\t{}\t{name}",
            account.id, account.owner, account.unit
        );
    }
    Ok(())
}

async fn statement(
    ledger: &Ledger,
    ctx: &Ctx,
    cluster: &str,
    account: AccountId,
    as_of: Option<Timestamp>,
    limit: usize,
) -> anyhow::Result<()> {
    let mut wanted = StatementWanted { as_of_ms: as_of.map(Timestamp::as_millisecond), before: None };
    let mut left = limit;
    while left > 0 {
        let size = PageSize::clamped(u32::try_from(left).unwrap_or(u32::MAX));
        let part = ledger.statement(ctx, cluster, account, &wanted, size).await?;
        left = left.saturating_sub(part.lines.len());
        for line in &part.lines {
            let [change, after, free] = [line.change.posted, line.after.posted, line.after.free()]
                .map(|minor| part.held.amount(minor).decimal());
            let (at, memo) = (instant(line.at_ms), one_line(line.memo.best(Lang::En).0));
            let event = line.event.name();
            println!("{}\t{at}\t{event}\t{change}\t{after}\t{free}\t{}\t{memo}", line.seq, line.transfer);
        }
        match part.next {
            Some(next) => wanted.before = Some(next),
            None => break,
        }
    }
    Ok(())
}

async fn verify(db: &Db, ledger: &Ledger, ctx: &Ctx) -> anyhow::Result<ExitCode> {
    match db.verify_journal(None).await {
        Ok(head) => println!("journal\t{head}"),
        Err(DbError::Journal(broken)) => {
            eprintln!("the journal is broken: {broken}");
            return Ok(ExitCode::FAILURE);
        }
        Err(error) => return Err(error.into()),
    }
    let verdict = ledger.verify(ctx).await?;
    println!("journal entries replayed\t{}", verdict.journal_entries);
    println!("accounts\t{}", verdict.accounts);
    println!("transfers\t{}", verdict.transfers);
    println!("entries\t{}", verdict.entries);
    verdict.faults.iter().for_each(|fault| eprintln!("{fault}"));
    if verdict.is_sound() {
        eprintln!("the ledger is what the journal makes of it");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("{} differences", verdict.fault_count);
    Ok(ExitCode::FAILURE)
}

async fn export(
    ledger: &Ledger,
    ctx: &Ctx,
    cluster: &str,
    account: Option<AccountId>,
    as_of: Option<Timestamp>,
    to: Option<PathBuf>,
) -> anyhow::Result<()> {
    let mut out: Box<dyn Write> = match &to {
        Some(path) => Box::new(std::fs::File::create(path).with_context(|| format!("making {}", path.display()))?),
        None => Box::new(std::io::stdout()),
    };
    match account {
        None => {
            writeln!(out, "id,kind,owner,unit,posted,held_out,held_in,free")?;
            for held in ledger.accounts(ctx, cluster, as_of).await? {
                let (account, balance) = (&held.account, held.balance);
                let amounts = [balance.posted, balance.held_out, balance.held_in, balance.free()]
                    .map(|minor| held.amount(minor).decimal())
                    .join(",");
                // Owners are slugs and ids, units are codes: nothing in a line needs quotes.
                writeln!(out, "{},{},{},{},{amounts}", account.id, account.kind.name(), account.owner, account.unit)?;
            }
        }
        Some(account) => {
            writeln!(out, "number,at,event,transfer,change,held_change,after,free_after")?;
            let mut wanted = StatementWanted { as_of_ms: as_of.map(Timestamp::as_millisecond), before: None };
            loop {
                let part = ledger.statement(ctx, cluster, account, &wanted, PageSize::clamped(200)).await?;
                for line in &part.lines {
                    let amounts = [line.change.posted, line.change.held_out, line.after.posted, line.after.free()]
                        .map(|minor| part.held.amount(minor).decimal())
                        .join(",");
                    let (at, event) = (instant(line.at_ms), line.event.name());
                    writeln!(out, "{},{at},{event},{},{amounts}", line.seq, line.transfer)?;
                }
                match part.next {
                    Some(next) => wanted.before = Some(next),
                    None => break,
                }
            }
        }
    }
    out.flush()?;
    Ok(())
}

async fn load_samples(db: &Db, ledger: &Ledger, ctx: &Ctx, files: Vec<PathBuf>, demo: bool) -> anyhow::Result<()> {
    if demo {
        for (name, source) in SAMPLES {
            load_sample(db, ledger, ctx, name, source).await?;
        }
    }
    for file in files {
        let name = file.display().to_string();
        let source = std::fs::read_to_string(&file).with_context(|| format!("reading {name}"))?;
        load_sample(db, ledger, ctx, &name, &source).await?;
    }
    Ok(())
}

async fn load_sample(db: &Db, ledger: &Ledger, ctx: &Ctx, name: &str, source: &str) -> anyhow::Result<()> {
    let mut concepts = Vec::new();
    for cluster in bellwether_cluster::api::clusters(ctx, db).await? {
        let profile = bellwether_cluster::api::profile(ctx, db, &cluster.slug).await?;
        let all = profile.into_iter().flat_map(|profile| profile.schemes).flat_map(|scheme| scheme.concepts);
        concepts.extend(all.map(|concept| (concept.slug.clone(), concept.title().clone())));
    }
    match ledger.load_sample(ctx, source, &concepts).await.with_context(|| format!("loading {name}"))? {
        Loaded::Opened(transfers) => println!("loaded: {name}, {transfers} transfers"),
        Loaded::Known => println!("unchanged: {name}"),
    }
    Ok(())
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

/// Texts of elsewhere must not break lines or columns, nor command the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
