//! `bellwether evidence search`

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use bellwether_evidence::api::{Counting, Engine, Format, Matching, SearchAnswer, SearchRequest, Sort, Wanted, export};
use clap::ValueEnum;

use crate::config::Config;
use crate::install;

/// Options of `search`.
#[derive(clap::Args)]
pub struct Args {
    /// The query, such as `asthma AND year:2019..2021`; `*` for everything
    query: Vec<String>,
    /// A table or JSON of the first hits, or a file with every hit
    #[arg(long, value_enum, default_value_t = Output::Table)]
    format: Output,
    /// How words without operators are taken
    #[arg(long = "match", value_enum, default_value_t = Match::Auto)]
    matching: Match,
    /// The order of the first hits
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// How many of the first hits to show
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// Hits to leave out at the start
    #[arg(long, default_value_t = 0)]
    offset: usize,
    /// Count every hit, whatever it costs
    #[arg(long)]
    exact: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    Table,
    Json,
    Ris,
    Bibtex,
    Csv,
    Jsonl,
    Parquet,
}

#[derive(Clone, Copy, ValueEnum)]
enum Match {
    Auto,
    All,
    Any,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    Relevance,
    Newest,
    Oldest,
    Title,
}

/// Runs the command.
pub fn run(args: &Args, config: &Config) -> anyhow::Result<ExitCode> {
    let text = args.query.join(" ");
    let query = bellwether_evidence::api::parse_query(&text).map_err(|error| anyhow!("{error}\n  {text}"))?;
    let snapshot = install::open_evidence(config)?.snapshot();
    let engine = Engine::over(&snapshot, install::vocabularies(config).mesh());
    let request = SearchRequest {
        matching: match args.matching {
            Match::Auto => Matching::Auto,
            Match::All => Matching::All,
            Match::Any => Matching::Any,
        },
        sort: match args.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
            Order::Title => Sort::Title,
        },
        offset: args.offset,
        limit: args.limit,
        counting: if args.exact { Counting::Exact } else { Counting::Bounded },
        facets: if matches!(args.format, Output::Json) { Wanted::Yes } else { Wanted::No },
        ..SearchRequest::new(query.clone())
    };
    let format = match args.format {
        Output::Table | Output::Json => None,
        Output::Ris => Some(Format::Ris),
        Output::Bibtex => Some(Format::BibTex),
        Output::Csv => Some(Format::Csv),
        Output::Jsonl => Some(Format::JsonLines),
        Output::Parquet => Some(Format::Parquet),
    };
    if let Some(format) = format {
        let written = export(&engine, &snapshot, &request, format, io::BufWriter::new(io::stdout()));
        eprintln!("{} records", written.context("exporting the result")?);
        return Ok(ExitCode::SUCCESS);
    }
    let answer = SearchAnswer::of(&query, engine.search(&request).context("searching")?, None);
    let mut out = io::stdout().lock();
    if matches!(args.format, Output::Json) {
        writeln!(out, "{}", serde_json::to_string_pretty(&answer)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let about = if answer.total.one_in == 1 { "" } else { "about " };
    writeln!(out, "{about}{} records", answer.total.hits)?;
    for notice in &answer.notices {
        writeln!(out, "note: {notice}")?;
    }
    for (at, hit) in answer.hits.iter().enumerate() {
        let record = &hit.record;
        writeln!(out, "{:>4}  {:<20} {:<10} {}", args.offset + at + 1, record.key, record.date, record.title)?;
    }
    Ok(ExitCode::SUCCESS)
}
