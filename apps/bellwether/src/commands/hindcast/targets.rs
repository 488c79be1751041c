//! `bellwether hindcast targets`.

use std::process::ExitCode;

use bellwether_kernel::ctx::Ctx;
use bellwether_targets_lens::api::{Hindcast, Mark, edition};

use crate::commands::targets::NOTHING;
use crate::config::Config;
use crate::install;

/// How to print.
#[derive(clap::Args)]
pub struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, config: &Config) -> anyhow::Result<ExitCode> {
    let Some(edition) = edition(&Ctx::system(), &install::open_targets(config)?)? else {
        println!("{NOTHING}");
        return Ok(ExitCode::SUCCESS);
    };
    if args.json {
        println!("{}", serde_json::to_string_pretty(&edition.hindcast)?);
    } else {
        print(&edition.hindcast);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(hindcast: &Hindcast) {
    println!(
        "Does the share of all papers grow at least {:.0} % a year over {} years? Targets with at least {} papers in the year; 95 % intervals",
        hindcast.growth * 100.0,
        hindcast.years,
        hindcast.least
    );
    if hindcast.cutoffs.is_empty() {
        println!("too few years or targets to judge");
    }
    for cutoff in &hindcast.cutoffs {
        println!(
            "{}: {} of {} grew, learnt from {} examples; AUROC above the best simple rule {}{}",
            cutoff.year,
            cutoff.grew,
            cutoff.targets,
            cutoff.examples,
            shown(cutoff.advantage, 3),
            if cutoff.is_clearly_better() { "" } else { ", so not clearly better" }
        );
        for marks in &cutoff.rules {
            println!(
                "  {:<12} AUROC {}  precision@50 {}  threat {}",
                marks.rule,
                shown(marks.auroc, 3),
                shown(marks.precision_at_50, 2),
                shown(marks.threat, 1)
            );
        }
    }
}

fn shown(mark: Mark, digits: usize) -> String {
    let interval = mark.interval.map(|(low, high)| format!(" [{low:.digits$}, {high:.digits$}]")).unwrap_or_default();
    format!("{:.digits$}{interval}", mark.value)
}
