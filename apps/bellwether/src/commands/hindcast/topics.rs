//! `bellwether hindcast topics`.

use std::process::ExitCode;

use anyhow::bail;
use bellwether_foresight::api::{Score, edition, hindcast_topics};
use bellwether_kernel::ctx::Ctx;

use crate::config::Config;
use crate::install;

/// Which topics.
#[derive(clap::Args)]
pub struct Args {
    /// Level of the topics: 0 for the coarsest; the finest if not given
    #[arg(long)]
    level: Option<u8>,
    /// As JSON, with everything
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, config: &Config) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system();
    let Some(edition) = edition(&ctx, &install::open_landscapes(config)?)? else {
        bail!("there is no landscape yet; `bellwether landscape build` makes one");
    };
    let report = hindcast_topics(&ctx, &edition, args.level)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
        return Ok(ExitCode::SUCCESS);
    }
    println!(
        "{} topics of level {}: does the share of all records grow at least {:.0} % a year over {} years?",
        report.topics,
        report.level,
        report.growth * 100.0,
        report.ahead
    );
    if let Some(reason) = &report.reason {
        println!("no hindcast: {reason}");
    }
    for cutoff in &report.cutoffs {
        println!(
            "{}: {} of {} grew, learnt from {} examples; AUROC above the best simple rule {}",
            cutoff.year,
            cutoff.grew,
            cutoff.topics,
            cutoff.examples,
            shown(cutoff.advantage)
        );
        for marks in &cutoff.marks {
            println!(
                "  {:<12} AUROC {}  precision@50 {}  threat {}",
                marks.rule,
                shown(marks.auroc),
                shown(marks.precision_at_50),
                shown(marks.threat)
            );
        }
    }
    for skipped in &report.skipped {
        println!("{}: {}", skipped.year, skipped.reason);
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(score: Score) -> String {
    let interval = score.interval.map(|(low, high)| format!(" [{low:.3}, {high:.3}]"));
    format!("{:.3}{}", score.value, interval.unwrap_or_default())
}
