//! How all of it is known: the method, the data, what the report cannot say, and how anybody makes it again.

use bellwether_paper::model::{Block, Numbering};

use crate::model::report::ReportData;
use crate::views::report::phrase::Phrases;

/// The last chapters.
pub(super) fn method(phrases: &Phrases<'_>, data: &ReportData, blocks: &mut Vec<Block>) {
    blocks.push(Block::NewPage);
    blocks.push(Block::Heading(1, phrases.t("foresight-report-method")));
    let steps = ["terms", "near", "topics", "labels", "map", "growth", "intervals", "stages"];
    let steps = steps.map(|step| vec![phrases.t(&format!("foresight-report-method-{step}")).into()]);
    blocks.push(Block::List(Numbering::Numbers, steps.into()));
    blocks.push(Block::Heading(1, phrases.t("foresight-report-data")));
    let settings = &data.status.settings;
    let args = [
        ("generation", data.status.evidence.into()),
        ("seed", settings.seed.to_string().into()),
        ("dimensions", settings.dimensions.into()),
        ("neighbours", settings.neighbours.into()),
        ("query", settings.query.as_str().into()),
        ("left", data.status.left_out.into()),
    ];
    let key = if settings.query.is_empty() { "foresight-how-made" } else { "foresight-how-made-of" };
    blocks.push(Block::Paragraph(vec![phrases.say(key, &args).into()]));
    if let (Some((first, last)), Some((from, to))) = (data.status.years, data.status.run) {
        let args = [
            ("first", first.to_string().into()),
            ("last", last.to_string().into()),
            ("from", from.to_string().into()),
            ("to", to.to_string().into()),
        ];
        blocks.push(Block::Paragraph(vec![phrases.say("foresight-report-data-years", &args).into()]));
    }
    let args = [("command", again(data).into()), ("edition", data.edition.into())];
    blocks.push(Block::Paragraph(vec![phrases.say("foresight-report-again", &args).into()]));
    blocks.push(Block::Heading(1, phrases.t("foresight-report-limits")));
    let limits = ["corpus", "years", "labels", "stages", "forecast"];
    let limits = limits.map(|limit| vec![phrases.t(&format!("foresight-report-limit-{limit}")).into()]);
    blocks.push(Block::List(Numbering::Dots, limits.into()));
}

/// The command that builds the same landscape from the same evidence.
fn again(data: &ReportData) -> String {
    let settings = &data.status.settings;
    let mut command = format!(
        "bellwether landscape build --seed {} --dimensions {} --neighbours {}",
        settings.seed, settings.dimensions, settings.neighbours
    );
    if !settings.query.is_empty() {
        command += &format!(" --query '{}'", settings.query.replace('\'', "'\\''"));
    }
    command
}
