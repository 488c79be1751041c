//! `bellwether forecast …`: what may follow a series of a file, or the topics of the landscape.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use bellwether_foresight::api::{IntervalSource, SeriesForecast, Topic, edition, forecast};
use bellwether_kernel::ctx::Ctx;
use clap::{Subcommand, ValueEnum};

use crate::config::Config;
use crate::install;

/// What to forecast.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    of: Option<Of>,
    /// A CSV file with the columns name, period (2021, 2021-Q3, 2021-07) and value; - reads what is sent in
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Years, quarters or months ahead, 1 to 24
    #[arg(long, default_value_t = 3)]
    steps: u32,
    /// How to write it
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// Where to write it, instead of the terminal
    #[arg(long)]
    out: Option<PathBuf>,
}

/// What else can be forecast.
#[derive(Subcommand)]
pub enum Of {
    /// The topics of the landscape, as they were forecast when it was built
    Topics(TopicsArgs),
}

/// Which topics.
#[derive(clap::Args)]
pub struct TopicsArgs {
    /// Level of the topics: 0 for the coarsest, 2 for the finest
    #[arg(long, default_value_t = 0)]
    level: u8,
    /// How to write it
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// Where to write it, instead of the terminal
    #[arg(long)]
    out: Option<PathBuf>,
}

/// How to write.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// A table for spreadsheets
    Csv,
    /// For programs, with everything
    Json,
}

/// Runs the command.
pub fn run(args: Args, config: &Config) -> anyhow::Result<ExitCode> {
    match args {
        Args { of: Some(Of::Topics(args)), .. } => topics(&args, config),
        Args { file: Some(file), steps, format, out, .. } => series(&file, steps, format, out.as_deref()),
        Args { .. } => bail!("name a CSV file, or `topics`"),
    }
}

fn series(file: &Path, steps: u32, format: Format, out: Option<&Path>) -> anyhow::Result<ExitCode> {
    let text = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("reading what is sent in")?;
        text
    } else {
        std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?
    };
    let found =
        forecast(&Ctx::system(), &text, steps, None).with_context(|| format!("forecasting {}", file.display()))?;
    let bytes = match format {
        Format::Json => serde_json::to_vec_pretty(&found)?,
        Format::Csv => table(&found)?,
    };
    write(out, &bytes)?;
    for series in &found {
        if let Some(problem) = &series.problem {
            eprintln!("{}: no forecast: {problem}", series.name);
        }
    }
    let forecast_any = found.iter().any(|series| series.problem.is_none());
    Ok(if forecast_any { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const HEAD: [&str; 10] =
    ["name", "period", "middle", "low80", "high80", "low95", "high95", "method", "intervals80", "intervals95"];

fn table(found: &[SeriesForecast]) -> anyhow::Result<Vec<u8>> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(HEAD)?;
    for series in found {
        for one in &series.expected {
            let number = |value: f64| format!("{value:.4}");
            lines.write_record([
                series.name.clone(),
                one.period.clone(),
                number(one.middle),
                number(one.wide80.0),
                number(one.wide80.1),
                number(one.wide95.0),
                number(one.wide95.1),
                series.method.clone(),
                source(series.source80),
                source(series.source95),
            ])?;
        }
    }
    lines.into_inner().context("writing the table")
}

fn source(source: IntervalSource) -> String {
    match source {
        IntervalSource::Learnt(errors) => format!("learnt from {errors} earlier errors"),
        IntervalSource::Model => "the model's own account".to_owned(),
    }
}

fn topics(args: &TopicsArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system();
    let Some(edition) = edition(&ctx, &install::open_landscapes(config)?)? else {
        bail!("there is no landscape yet; `bellwether landscape build` makes one");
    };
    let of_level: Vec<&Topic> = edition.topics.iter().filter(|topic| topic.level == args.level).collect();
    if of_level.is_empty() {
        bail!(
            "there is no level {}; this landscape has the levels 0 to {}",
            args.level,
            edition.status.topics.len().saturating_sub(1)
        );
    }
    let told: Vec<&Topic> = of_level.iter().copied().filter(|topic| topic.outlook.is_some()).collect();
    if told.is_empty() {
        let years = edition.status.run.map_or_else(
            || "the records have no years".to_owned(),
            |(first, last)| {
                format!(
                    "without a gap the evidence has only the years {first} to {last}; a forecast needs 8 and topics \
                     from whose past errors can be learnt"
                )
            },
        );
        eprintln!("no topic has a forecast: {years}");
        return Ok(ExitCode::FAILURE);
    }
    let bytes = match args.format {
        Format::Json => serde_json::to_vec_pretty(&told)?,
        Format::Csv => outlooks(&told)?,
    };
    write(args.out.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn outlooks(told: &[&Topic]) -> anyhow::Result<Vec<u8>> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(["id", "label", "year", "middle", "low80", "high80", "low95", "high95", "method"])?;
    for topic in told {
        for (outlook, year) in
            topic.outlook.iter().flat_map(|outlook| outlook.years.iter().map(move |year| (outlook, year)))
        {
            let number = |value: f64| format!("{value:.4}");
            lines.write_record([
                topic.id.clone(),
                topic.label.clone(),
                year.year.to_string(),
                number(year.middle),
                number(year.wide80.0),
                number(year.wide80.1),
                number(year.wide95.0),
                number(year.wide95.1),
                outlook.method.clone(),
            ])?;
        }
    }
    lines.into_inner().context("writing the table")
}

fn write(out: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    match out {
        Some(out) => std::fs::write(out, bytes).with_context(|| format!("writing {}", out.display())),
        None => std::io::stdout().write_all(bytes).context("writing to the terminal"),
    }
}
