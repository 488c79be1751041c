//! `bellwether landscape emerging`: which topics are emerging, and why.

use std::process::ExitCode;

use anyhow::Context;
use bellwether_foresight::api::{EmergingFilter, EmergingSort, edition, emerging, sentence, words};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;

use crate::config::Config;
use crate::install;

/// What to show.
#[derive(clap::Args)]
pub struct EmergingArgs {
    /// Words that the topics' labels, terms or headings hold
    #[arg(default_value = "")]
    words: String,
    /// 0 for the coarsest topics, 2 for the finest
    #[arg(long, default_value_t = 1)]
    level: u8,
    /// Only topics whose middle record is at this stage: 0 laboratory to 4 practice
    #[arg(long)]
    stage: Option<u8>,
    /// Only topics with at least so many records
    #[arg(long)]
    min: Option<u32>,
    /// Only topics with at most so many records
    #[arg(long)]
    max: Option<u32>,
    /// The order: score, growth, change, novelty, size or name
    #[arg(long, default_value = "score")]
    sort: EmergingSort,
    /// Years of the earlier period, such as 2016-2018; usually the last years without a gap are halved
    #[arg(long, value_parser = years)]
    earlier: Option<(u16, u16)>,
    /// Years of the later period, such as 2019-2021
    #[arg(long, value_parser = years)]
    later: Option<(u16, u16)>,
    /// So many topics
    #[arg(long, default_value_t = 20)]
    limit: u32,
    /// The language of the sentences: en or ru
    #[arg(long, default_value = "en", value_parser = language)]
    lang: Lang,
    /// As JSON, with all numbers
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: EmergingArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system();
    let Some(edition) = edition(&ctx, &install::open_landscapes(config)?)? else {
        println!("no landscape yet; `bellwether landscape build` makes one");
        return Ok(ExitCode::SUCCESS);
    };
    let filter = EmergingFilter {
        level: Some(args.level),
        stage: args.stage,
        min: args.min,
        max: args.max,
        q: args.words,
        sort: args.sort,
        early_from: args.earlier.map(|years| years.0),
        early_to: args.earlier.map(|years| years.1),
        late_from: args.later.map(|years| years.0),
        late_to: args.later.map(|years| years.1),
        after: None,
    };
    let (mut found, grounds) = emerging(&ctx, &edition, &filter, args.limit).context("comparing the periods")?;
    let words = words(args.lang)?;
    for topic in &mut found.rows {
        topic.why = sentence(&words, topic, grounds.periods.as_ref());
    }
    if args.json {
        println!("{}", serde_json::to_string(&serde_json::json!({ "rows": found.rows, "grounds": grounds }))?);
        return Ok(ExitCode::SUCCESS);
    }
    for topic in &found.rows {
        let score = topic.score.map_or_else(
            || "-".to_owned(),
            |score| format!("{:.0} ({:.0} to {:.0})", score.value * 100.0, score.low * 100.0, score.high * 100.0),
        );
        println!("{}\t{}\t{score}\t{}\n\t{}", topic.id, topic.size, topic.label, topic.why);
    }
    let left_out: Vec<&str> = grounds.parts.iter().filter(|part| !part.counts).map(|part| part.name.as_str()).collect();
    eprintln!("{} of {} topics; {} compared", found.rows.len(), found.total, grounds.topics);
    if !left_out.is_empty() {
        eprintln!("known of too few topics to count in the score: {}", left_out.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}

fn years(text: &str) -> Result<(u16, u16), String> {
    let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
    let year = |text: &str| text.trim().parse::<u16>().map_err(|_| format!("{text:?} is not a year"));
    Ok((year(from)?, year(to)?))
}

fn language(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| format!("no language {code:?}; there are en and ru"))
}
