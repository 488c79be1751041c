//! The decision pack on paper, in English or Russian: the ranking with the line of the budget, then each application with what
//! it says and what was said of it.

use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::Timestamp;
use bellwether_paper::model::{Block, Cell, Column, Document, Numbering, Run, Table};
use bellwether_web::api::Words;
use bellwether_web::format;

use super::{letter, pack, parts};
use crate::model::application::Application;
use crate::model::assessing::{Assessment, Summary};
use crate::model::form::{TITLE, Wanted};
use crate::model::pack::{Pack, PackDetails};

/// The most letters of one text of an application or an assessor.
const EXCERPT: usize = 1500;

/// What is set on paper.
pub struct PackPaper {
    /// The pack.
    pub pack: Pack,
    /// What stands beside it.
    pub details: PackDetails,
    /// The name of the cluster.
    pub cluster: String,
    /// When it is made.
    pub now: Timestamp,
}

/// The pack in the language of the words.
pub fn document(words: &Words, paper: &PackPaper) -> Document {
    let pack = &paper.pack;
    let call = &pack.call;
    let money = |minor| parts::amount_in(words, call.amount(minor));
    let title = call.content.title.best(words.lang).0.to_owned();
    let mut facts = vec![
        (words.t("calls-letter-date"), format::day(words.lang, paper.now, &call.time_zone())),
        (words.t("calls-budget"), money(call.budget_minor)),
        (words.t("calls-committed"), money(call.committed_minor)),
        (words.t("calls-left"), money(call.budget_minor - call.committed_minor)),
    ];
    if let Some(stage) = call.content.stage(pack.stage) {
        facts.insert(0, (words.t("calls-stage"), stage.name.best(words.lang).0.to_owned()));
    }
    let mut blocks = vec![Block::Heading(1, words.t("calls-pack-ranking")), Block::Table(ranking(words, paper))];
    blocks.push(Block::Note(vec![Run::plain(words.t("calls-pack-note"))]));
    blocks.push(Block::Heading(1, words.t("calls-applications")));
    for one in &pack.rows {
        if paper.details.answers.contains_key(&one.id) {
            blocks.extend(told(words, paper, one));
        }
    }
    let left = pack.rows.len().saturating_sub(paper.details.answers.len());
    if pack.is_cut {
        let cut = words.t_with("calls-pack-cut", &[("n", (pack.rows.len() as f64).into())]);
        blocks.push(Block::Note(vec![Run::plain(cut)]));
    }
    if left > 0 {
        let more = words.t_with("calls-pack-more", &[("n", (left as f64).into())]);
        blocks.push(Block::Note(vec![Run::plain(more)]));
    }
    Document {
        title: words.t("calls-pack"),
        subtitle: title.clone(),
        facts,
        language: words.lang.code(),
        author: paper.cluster.clone(),
        subject: title,
        keywords: Vec::new(),
        made: letter::moment(day(paper.now)),
        contents: None,
        footer: words.t_with("calls-pack-footer", &[("cluster", paper.cluster.as_str().into())]),
        blocks,
    }
}

/// The beginning of the day: a pack that says the same is the same bytes all day.
fn day(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second().div_euclid(86_400) * 86_400).unwrap_or(at)
}

fn cell(text: impl Into<String>) -> Cell {
    vec![Run::plain(text)]
}

/// The ranking; the line of the budget is a row of its own.
fn ranking(words: &Words, paper: &PackPaper) -> Table {
    let pack = &paper.pack;
    let money = |minor| parts::amount_in(words, pack.call.amount(minor));
    // The head of a column names the currency once.
    let bare = |minor| format::minor_units(words.lang, minor, pack.call.unit.digits());
    let in_unit = |key: &str| format!("{}, {}", words.t(key), pack.call.unit.code());
    let (running, above) = (pack.running_minor(), pack.above_the_line());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (at, one) in pack.rows.iter().enumerate() {
        if above == Some(at) {
            rows.push(line(words));
        }
        let summary = pack.summaries.get(&one.id).copied().unwrap_or_default();
        let decision = pack.decisions.get(&one.id);
        let decided = decision.map(|of| {
            let outcome = pack::outcome_in(words, of);
            if of.amount_minor > 0 { format!("{outcome}, {}", money(of.amount_minor)) } else { outcome }
        });
        let sum = running.get(at).filter(|_| pack.is_last()).map(|sum| bare(*sum));
        rows.push(vec![
            cell(one.number.to_string()),
            cell(one.title.as_str()),
            cell([marks(words, &summary), pack::recommended(words, &summary)].join(" ").trim()),
            cell(one.asked_minor.map(bare).unwrap_or_default()),
            cell(sum.unwrap_or_default()),
            cell(decided.unwrap_or_default()),
        ]);
    }
    if above == Some(pack.rows.len()) {
        rows.push(line(words));
    }
    Table {
        caption: words.t("calls-pack-ranking"),
        columns: vec![
            Column::numbers("№", 0.5),
            Column::words(words.t("calls-application"), 3.0),
            Column::words(words.t("calls-judged"), 2.0),
            Column::numbers(in_unit("calls-asked"), 1.7),
            Column::numbers(in_unit("calls-pack-running"), 1.7),
            Column::words(words.t("calls-decision"), 1.8),
        ],
        rows,
    }
}

fn line(words: &Words) -> Vec<Cell> {
    let mut row: Vec<Cell> = (0..6).map(|_| Vec::new()).collect();
    row[1] = vec![Run::bold(words.t("calls-pack-line"))];
    row
}

/// The mean with how far opinions are apart.
fn marks(words: &Words, of: &Summary) -> String {
    let percent = |value: f64| format!("{}\u{a0}%", format::number(words.lang, value.round()));
    match (of.mean_percent, of.spread_percent.filter(|_| of.handed_in > 1)) {
        (Some(mean), Some((least, most))) => format!("{} ({}–{})", percent(mean), percent(least), percent(most)),
        (Some(mean), None) => percent(mean),
        (None, _) => String::new(),
    }
}

/// One application: who applies, what it says, what was said of it.
fn told(words: &Words, paper: &PackPaper, one: &Application) -> Vec<Block> {
    let pack = &paper.pack;
    let names = &paper.details.names;
    let name = |person| names.get(person).cloned().unwrap_or_else(|| words.t("calls-somebody"));
    let mut blocks = vec![Block::Heading(2, format!("{}. {}", one.number, one.title))];
    let mut facts = vec![vec![Run::bold(format!("{}: ", words.t("calls-lead-name"))), Run::plain(name(&one.lead))]];
    if let Some(minor) = one.asked_minor {
        let asked = parts::amount_in(words, Amount::new(minor, one.unit));
        facts.push(vec![Run::bold(format!("{}: ", words.t("calls-asked"))), Run::plain(asked)]);
    }
    for partner in pack.partners.get(&one.id).into_iter().flatten() {
        let role = words.t(&format!("calls-partner-role-{}", partner.role.name()));
        let share = parts::amount_in(words, Amount::new(partner.share_minor, one.unit));
        facts.push(vec![Run::plain(format!("{} ({}), {role}, {share}", partner.name, partner.country))]);
    }
    if let Some(conflicts) = pack.conflicts.get(&one.id) {
        let all: Vec<String> = conflicts.iter().map(name).collect();
        facts.push(vec![Run::bold(format!("{}: ", words.t("calls-pack-conflicts"))), Run::plain(all.join(", "))]);
    }
    blocks.push(Block::List(Numbering::Dots, facts));
    blocks.extend(summary(words, paper, one));
    for judged in paper.details.assessments.get(&one.id).into_iter().flatten().filter(|of| of.state.counts()) {
        blocks.extend(said(words, paper, judged, name(&judged.assessor)));
    }
    blocks
}

/// The first long text of the application: its summary, in most forms.
fn summary(words: &Words, paper: &PackPaper, one: &Application) -> Vec<Block> {
    let Some(answers) = paper.details.answers.get(&one.id) else { return Vec::new() };
    let is_long = |field: &&crate::model::form::Field| {
        field.code != TITLE && matches!(field.answer, Wanted::Lines { .. }) && answers.contains_key(&field.code)
    };
    let Some(field) = paper.pack.content.form.fields().find(is_long) else { return Vec::new() };
    let label = Block::Paragraph(vec![Run::bold(field.label.best(words.lang).0)]);
    let text = answers.get(&field.code).map_or("", String::as_str);
    std::iter::once(label).chain(paragraphs(&excerpt(text))).collect()
}

fn said(words: &Words, paper: &PackPaper, one: &Assessment, name: String) -> Vec<Block> {
    let rubric = &paper.pack.content.rubric;
    let score = |of: &crate::model::assessing::Criterion| {
        let given = one.scores.get(&of.code).copied().unwrap_or(0);
        format!("{}: {given}/{}", of.label.best(words.lang).0, of.most)
    };
    let scores: Vec<String> = rubric.criteria.iter().map(score).collect();
    let recommends = one
        .recommendation
        .map(|of| format!(" {}.", words.t(&format!("calls-recommend-{}", of.name().replace('_', "-")))));
    let first = vec![
        Run::bold(format!("{name}. ")),
        Run::plain(format!("{}.{}", scores.join("; "), recommends.unwrap_or_default())),
    ];
    std::iter::once(Block::Paragraph(first)).chain(paragraphs(&excerpt(&one.comment))).collect()
}

fn paragraphs(text: &str) -> Vec<Block> {
    let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
    parts.map(|part| Block::Paragraph(vec![Run::plain(part)])).collect()
}

fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
