//! The sentence that a topic's own numbers make: why it stands where it stands in the table of emerging topics.

use bellwether_web::api::{Arg, Words};

use crate::model::emerging::{Change, EmergingTopic};
use crate::model::period::{Period, Periods};
use crate::model::topic::Indicator;

/// A row in one sentence, or two where something is missing. Numbers that are none are left out.
pub fn sentence(words: &Words, topic: &EmergingTopic, periods: Option<&Periods>) -> String {
    let clauses = [
        topic.part("novelty").and_then(|part| novelty(words, part)),
        topic.part("growth").and_then(|part| growth(words, part)),
        topic.change.zip(periods).and_then(|(change, periods)| changed(words, &change, periods)),
        topic.score.filter(|score| can_be_said(&[score.value, score.low, score.high])).map(|score| {
            let percent = |share: f64| Arg::from((share * 100.0).round());
            words.t_with(
                "foresight-why-score",
                &[("n", percent(score.value)), ("low", percent(score.low)), ("high", percent(score.high))],
            )
        }),
    ];
    let told: Vec<String> = clauses.into_iter().flatten().collect();
    let mut whole = if told.is_empty() { words.t("foresight-why-nothing") } else { told.join("; ") + "." };
    if !topic.missing.is_empty() {
        let names: Vec<String> = topic.missing.iter().map(|name| name_of(words, name)).collect();
        whole.push(' ');
        whole.push_str(&words.t_with("foresight-why-missing", &[("names", names.join(", ").into())]));
    }
    capitalised(&whole)
}

/// A part's name as it stands inside a sentence.
pub fn name_of(words: &Words, part: &str) -> String {
    words.t(&format!("foresight-part-{part}"))
}

/// `2016–2018`, or one year.
pub fn years(period: Period) -> String {
    if period.from == period.to { period.from.to_string() } else { format!("{}–{}", period.from, period.to) }
}

fn novelty(words: &Words, part: &Indicator) -> Option<String> {
    let [recent, all, years] = part.because.as_slice() else { return None };
    can_be_said(&[*recent, *all, *years]).then(|| {
        let args = [("recent", (*recent).into()), ("all", (*all).into()), ("years", (*years).into())];
        words.t_with("foresight-why-novelty", &args)
    })
}

fn growth(words: &Words, part: &Indicator) -> Option<String> {
    let (low, high) = part.interval?;
    if !can_be_said(&[part.value, low, high]) {
        return None;
    }
    let key = if part.value < 0.0 { "foresight-why-fell" } else { "foresight-why-grew" };
    let args = [("n", tenths(part.value.abs()).into()), ("low", tenths(low).into()), ("high", tenths(high).into())];
    Some(words.t_with(key, &args))
}

fn changed(words: &Words, change: &Change, periods: &Periods) -> Option<String> {
    let times = change.times;
    if !can_be_said(&[times.value, times.low, times.high]) {
        return None;
    }
    let key = match (times.low > 1.0, times.high < 1.0) {
        (true, _) => "foresight-why-rose",
        (_, true) => "foresight-why-sank",
        _ => "foresight-why-chance",
    };
    let args = [
        ("earlier", years(periods.earlier).into()),
        ("later", years(periods.later).into()),
        ("a", change.earlier.records.into()),
        ("of_a", change.earlier.corpus.into()),
        ("b", change.later.records.into()),
        ("of_b", change.later.corpus.into()),
        ("times", short(times.value).into()),
        ("low", short(times.low).into()),
        ("high", short(times.high).into()),
    ];
    Some(words.t_with(key, &args))
}

/// Numbers that people can read; others say nothing.
fn can_be_said(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.abs() < 1e12)
}

/// Per cent with one decimal.
fn tenths(share: f64) -> f64 {
    let rounded = (share * 1000.0).round() / 10.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// Two decimals of what is small, none of what is large.
pub fn short(times: f64) -> f64 {
    let scale = if times.abs() < 10.0 { 100.0 } else { 1.0 };
    (times * scale).round() / scale
}

/// With a capital letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
