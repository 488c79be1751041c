//! `bellwether facilities`: shared facilities from and to files, their bookings; and the clock that lets requests lapse.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use bellwether_accounts::api::Accounts;
use bellwether_exchange::api::{DEMO, Exchange, ExchangeError, FileSort, Part, Whose, Wish};
use bellwether_kernel::ctx::Ctx;
use clap::Subcommand;
use jiff::civil::{Weekday, time};
use jiff::{Timestamp, ToSpan};

use crate::config::Config;
use crate::install;

/// What to do with facilities.
#[derive(Subcommand)]
pub enum Command {
    /// Load facilities from TOML files; each names its cluster. Those that a file does not name stay
    Import {
        /// The files
        #[arg(required_unless_present = "demo")]
        files: Vec<PathBuf>,
        /// Load the facilities of the demo, with charge codes, two months of use and bookings in the days to come
        #[arg(long)]
        demo: bool,
        /// E-mail address of the person who is to keep those that nobody keeps yet
        #[arg(long)]
        keeper: Option<String>,
    },
    /// Print the facilities of a cluster as a TOML file that can be imported
    Export {
        /// The cluster's slug
        cluster: String,
    },
    /// Print what facilities of a cluster cost in a month, one charge a line, separated by tabs
    Statement {
        /// The cluster's slug
        cluster: String,
        /// The month, such as 2026-11
        month: String,
        /// Only this charge code
        #[arg(long, conflicts_with = "organisation")]
        code: Option<String>,
        /// Only codes of this organisation
        #[arg(long)]
        organisation: Option<String>,
    },
    /// Put charges into the books that they could not take before
    Settle {
        /// The cluster's slug
        cluster: String,
    },
    /// Add a photo (PNG, JPEG or WebP) to a facility
    Photo {
        /// The cluster's slug
        cluster: String,
        /// The facility's slug
        facility: String,
        /// The picture
        file: PathBuf,
        /// What it shows, in English
        #[arg(long)]
        en: String,
        /// What it shows, in Russian
        #[arg(long)]
        ru: String,
    },
    /// Add a manual (PDF or plain text) to a facility; of the same title it is the next version
    Manual {
        /// The cluster's slug
        cluster: String,
        /// The facility's slug
        facility: String,
        /// The manual
        file: PathBuf,
        /// Its title in English
        #[arg(long)]
        en: String,
        /// Its title in Russian
        #[arg(long)]
        ru: String,
    },
    /// Compare the sums of use that are kept with the bookings themselves; fails where they differ
    Verify {
        /// Write the sums anew where they differ
        #[arg(long)]
        mend: bool,
    },
    /// Print the bookings to come, one a line
    Bookings {
        /// Only those of this cluster
        #[arg(long)]
        cluster: Option<String>,
        /// Also those that are over
        #[arg(long)]
        all: bool,
        /// At most so many
        #[arg(long, default_value_t = 200)]
        limit: u32,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(config).await?;
    let accounts = Accounts::new(db.clone());
    let exchange = install::exchange(&db, &accounts);
    match command {
        Command::Import { files, demo, keeper } => import(&exchange, &accounts, files, demo, keeper).await?,
        Command::Export { cluster } => print!("{}", exchange.written(&Ctx::system(), &cluster).await?),
        Command::Statement { cluster, month, code, organisation } => {
            statement(&exchange, &cluster, &month, (code, organisation)).await?;
        }
        Command::Settle { cluster } => {
            let (done, left) = exchange.settle_due(&Ctx::system(), &cluster).await?;
            println!("{done} charges are in the books now, {left} are not");
        }
        Command::Photo { cluster, facility, file, en, ru } => {
            super::facilities_files::send(&exchange, (&cluster, &facility), FileSort::Photo, &file, (&en, &ru)).await?;
        }
        Command::Manual { cluster, facility, file, en, ru } => {
            super::facilities_files::send(&exchange, (&cluster, &facility), FileSort::Manual, &file, (&en, &ru))
                .await?;
        }
        Command::Verify { mend } => return verify(&exchange, mend).await,
        Command::Bookings { cluster, all, limit } => {
            let part = Part { is_ahead: !all, after: None, limit };
            for one in exchange.bookings(&Ctx::system(), cluster.as_deref(), part).await? {
                let (from, until, state) = (one.span.from(), one.span.until(), one.state_name());
                println!("{}  {from}  {until}  {state:<14}  {}/{}", one.id, one.cluster, one.slug);
            }
        }
    }
    db.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Tells each sum that is not that of the bookings.
async fn verify(exchange: &Exchange, mend: bool) -> anyhow::Result<ExitCode> {
    let odd = exchange.odd_sums(&Ctx::system()).await?;
    for one in &odd {
        let (kept, anew) = (one.kept, one.anew);
        println!("{}  {}  {}: kept {kept:?}, bookings {anew:?}", one.resource, one.month, one.class);
    }
    if odd.is_empty() {
        println!("all sums of use are those of the bookings");
        return Ok(ExitCode::SUCCESS);
    }
    if mend {
        exchange.count_anew(&Ctx::system()).await?;
        println!("{} sums were written anew", odd.len());
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} sums differ; --mend writes them anew", odd.len());
    Ok(ExitCode::FAILURE)
}

/// The statement of a code, of an organisation, or of all codes and what has none.
async fn statement(
    exchange: &Exchange,
    cluster: &str,
    month: &str,
    of: (Option<String>, Option<String>),
) -> anyhow::Result<()> {
    let ctx = Ctx::system();
    let all = match of {
        (Some(code), _) => vec![Whose::Code(code)],
        (None, Some(name)) => vec![Whose::Organisation(name)],
        (None, None) => {
            let rows = exchange.totals(&ctx, cluster, month).await?.rows;
            let mut all: Vec<Whose> =
                rows.into_iter().map(|row| row.code.map_or(Whose::WithoutCode, Whose::Code)).collect();
            all.dedup();
            all
        }
    };
    for whose in all {
        for line in exchange.statement(&ctx, cluster, month, &whose).await?.lines {
            let at = Timestamp::from_millisecond(line.at_ms).unwrap_or_default();
            let (code, kind, state) = (line.code.unwrap_or_default(), line.kind.name(), line.state.name());
            let facility = line.facility.en.unwrap_or_default();
            let quote = line.quoted.quote;
            let (gross, subsidy, net) = (quote.gross_minor, quote.subsidy_minor, quote.net_minor);
            println!("{at}\t{code}\t{facility}\t{kind}\t{state}\t{gross}\t{subsidy}\t{net}\t{}", line.quoted.currency);
        }
    }
    Ok(())
}

async fn import(
    exchange: &Exchange,
    accounts: &Accounts,
    files: Vec<PathBuf>,
    demo: bool,
    keeper: Option<String>,
) -> anyhow::Result<()> {
    let keeper = match keeper {
        Some(email) => {
            let email = bellwether_accounts::model::user::Email::parse(&email).context("reading the e-mail address")?;
            Some(accounts.user_by_email(&Ctx::system(), &email).await?.id)
        }
        None => None,
    };
    let mut sources = Vec::new();
    if demo {
        sources.extend(DEMO.map(|(name, source)| (name.to_owned(), source.to_owned(), true)));
    }
    for file in files {
        let name = file.display().to_string();
        let source = std::fs::read_to_string(&file).with_context(|| format!("reading {name}"))?;
        sources.push((name, source, false));
    }
    for (name, source, is_demo) in sources {
        let loaded = exchange.load(&Ctx::system(), &source, keeper).await;
        let loaded = loaded.with_context(|| format!("importing {name}"))?;
        println!("{name}: {} new, {} changed, {} as before", loaded.added, loaded.changed, loaded.same);
        if is_demo && loaded.added > 0 {
            super::facilities_demo::fill(exchange, accounts, &loaded.cluster).await?;
            book_some(exchange, &loaded.cluster).await?;
        }
        if is_demo {
            // What is there already stays as it is.
            let facilities = exchange.facilities(&Ctx::system(), &loaded.cluster).await?;
            super::facilities_files::demo(exchange, &facilities).await?;
        }
    }
    Ok(())
}

/// Bookings of the demo: some of the days to come, each facility in a pattern of its own.
async fn book_some(exchange: &Exchange, cluster: &str) -> anyhow::Result<()> {
    let ctx = Ctx::system();
    for (number, facility) in (0_i64..).zip(exchange.facilities(&ctx, cluster).await?) {
        let today = Timestamp::now().to_zoned(facility.time_zone()).date();
        for ahead in 1..12_i64 {
            let day = today.checked_add(ahead.days())?;
            let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            if is_weekend || (ahead + number) % 3 == 0 {
                continue;
            }
            let hour = i8::try_from(9 + (ahead * 2 + number) % 7)?;
            let begin = day.to_datetime(time(hour, 0, 0, 0)).to_zoned(facility.time_zone())?;
            let end = begin.checked_add((1 + (number + ahead) % 3).hours())?;
            let Some(span) = bellwether_exchange::api::Span::new(begin.timestamp(), end.timestamp()) else {
                bail!("a booking of the demo has no length");
            };
            let wish = Wish {
                span,
                purpose: "Demo".to_owned(),
                project: String::new(),
                waits: false,
                repeat: None,
                leaves_out: true,
                beyond_rules: Some("a booking of the demo".to_owned()),
            };
            match exchange.book(&ctx, cluster, &facility.slug, &wish).await {
                // Taken already, by the buffers of the one before; or it takes orders.
                Ok(_) | Err(ExchangeError::Refused(_) | ExchangeError::Closed) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(())
}
