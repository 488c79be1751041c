//! The letter with a decision, on paper: in English or Russian, whatever language the page is in.

use bellwether_exchange_rules::lifecycle::decision::Outcome;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::Timestamp;
use bellwether_paper::model::{Block, Column, Document, Moment, Run, Table};
use bellwether_web::api::Words;
use jiff::tz::TimeZone;

use super::parts;
use crate::model::consortium::Partner;
use crate::model::decision::Decision;
use crate::model::seen::Dossier;
use crate::model::undertaking::{Milestone, Undertaking};

/// What a letter says, beside the application.
pub struct Letter<'a> {
    /// The application with its team and undertaking.
    pub of: &'a Dossier,
    /// The decision that is announced.
    pub decision: &'a Decision,
    /// The name of the cluster.
    pub cluster: String,
    /// Where the application is on the web.
    pub address: String,
}

/// The letter in the language of the words.
pub fn document(words: &Words, letter: &Letter<'_>) -> Document {
    let (of, decision) = (letter.of, letter.decision);
    let one = &of.application;
    let call = one.call_title.best(words.lang).0.to_owned();
    let amount = |minor| parts::amount_in(words, Amount::new(minor, one.unit));
    let lead = of.names.get(&one.lead).cloned().unwrap_or_default();
    let args = [
        ("call", call.as_str().into()),
        ("title", one.title.as_str().into()),
        ("amount", amount(decision.amount_minor).into()),
        ("place", decision.place.into()),
        ("stage", of.content.stage(decision.stage).map_or("", |stage| stage.name.best(words.lang).0).into()),
        ("next", of.content.stage(decision.stage + 1).map_or("", |stage| stage.name.best(words.lang).0).into()),
    ];
    let key = match decision.outcome {
        // An award is above zero: a yes without money is to go on.
        Outcome::Accepted if decision.amount_minor == 0 => "calls-letter-advanced",
        Outcome::Accepted => "calls-letter-accepted",
        Outcome::Waitlisted => "calls-letter-waitlisted",
        Outcome::Rejected => "calls-letter-rejected",
    };
    let mut blocks = vec![
        Block::Paragraph(vec![Run::plain(words.t_with("calls-letter-dear", &[("name", lead.as_str().into())]))]),
        Block::Paragraph(vec![Run::plain(words.t_with(key, &args))]),
        Block::Heading(2, words.t("calls-letter-reasons")),
    ];
    // People write reasons in the language they choose; the letter does not guess which.
    blocks.extend(decision.why.split("\n\n").map(|part| Block::Paragraph(vec![Run::plain(part)])));
    if let Some(undertaking) = of.undertaking.as_ref().filter(|_| decision.amount_minor > 0) {
        blocks.push(Block::Table(milestones(words, undertaking)));
    }
    if !of.partners.is_empty() && decision.outcome != Outcome::Rejected {
        blocks.push(Block::Table(consortium(words, of)));
    }
    if decision.outcome == Outcome::Rejected {
        blocks.push(Block::Paragraph(vec![Run::plain(words.t("calls-letter-appeal"))]));
    }
    blocks.push(Block::Paragraph(vec![Run::plain(
        words.t_with("calls-letter-from", &[("cluster", letter.cluster.as_str().into())]),
    )]));
    let address = Run::plain(letter.address.as_str());
    let is_absolute = letter.address.starts_with("http");
    blocks.push(Block::Note(vec![if is_absolute { address.leading_to(letter.address.as_str()) } else { address }]));
    let day = Timestamp::from_millisecond(decision.announced_at_ms.unwrap_or(decision.at_ms)).unwrap_or_default();
    Document {
        title: words.t("calls-letter-title"),
        subtitle: call,
        facts: vec![
            (words.t("calls-number"), one.number.to_string()),
            (words.t("calls-letter-date"), bellwether_web::format::day(words.lang, day, &of.content.time_zone())),
        ],
        language: words.lang.code(),
        author: letter.cluster.clone(),
        subject: one.title.clone(),
        keywords: Vec::new(),
        made: moment(day),
        contents: None,
        footer: letter.cluster.clone(),
        blocks,
    }
}

/// Who is in the consortium, with the shares of what was asked for.
fn consortium(words: &Words, of: &Dossier) -> Table {
    let row = |one: &Partner| {
        let role = words.t(&format!("calls-partner-role-{}", one.role.name()));
        let share = parts::amount_in(words, Amount::new(one.share_minor, of.application.unit));
        [format!("{} ({})", one.name, one.country), role, share].map(|words| vec![Run::plain(words)]).into()
    };
    Table {
        caption: words.t("calls-letter-consortium"),
        columns: vec![
            Column::words(words.t("calls-partner-name"), 3.0),
            Column::words(words.t("calls-role"), 1.5),
            Column::numbers(words.t("calls-asked"), 1.5),
        ],
        rows: of.partners.iter().map(row).collect(),
    }
}

/// What is paid when.
fn milestones(words: &Words, undertaking: &Undertaking) -> Table {
    let amount = |minor| parts::amount_in(words, Amount::new(minor, undertaking.unit));
    let row = |one: &Milestone| {
        let cells = [one.name.best(words.lang).0.to_owned(), parts::date(words, one.due), amount(one.amount_minor)];
        cells.map(|words| vec![Run::plain(words)]).into()
    };
    Table {
        caption: words.t("calls-instalments"),
        columns: vec![
            Column::words(words.t("calls-milestone"), 3.0),
            Column::words(words.t("calls-due-on"), 1.5),
            Column::numbers(words.t("calls-amount"), 1.5),
        ],
        rows: undertaking.milestones.iter().map(row).collect(),
    }
}

pub(super) fn moment(at: Timestamp) -> Option<Moment> {
    let at = at.to_zoned(TimeZone::UTC);
    Some(Moment {
        year: at.year().try_into().ok()?,
        month: at.month().try_into().ok()?,
        day: at.day().try_into().ok()?,
        hour: at.hour().try_into().ok()?,
        minute: at.minute().try_into().ok()?,
        second: at.second().try_into().ok()?,
    })
}
