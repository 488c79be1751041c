//! Applications to other funders as rows of a table: what an export holds is what an import takes.

use std::collections::HashMap;

use bellwether_kernel::actor::UserId;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::money::Unit;
use jiff::civil::{Date, DateTime};

use crate::model::outbound::{Facts, Outbound, OutboundState};

/// The columns of a table.
pub const COLUMNS: [&str; 12] = [
    "funder",
    "programme",
    "title",
    "deadline",
    "zone",
    "currency",
    "asked",
    "state",
    "reference",
    "decided_on",
    "granted",
    "responsible",
];
/// The most rows of one import.
pub const MOST_ROWS: usize = 5_000;

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboundRow {
    /// The line in the text, from 1.
    pub line: u64,
    /// To whom, for what, until when.
    pub facts: Facts,
    /// The title.
    pub title: String,
    /// How much is asked for.
    pub asked_minor: Option<i64>,
    /// Where it stands.
    pub state: OutboundState,
    /// The number that the funder gave it.
    pub reference: String,
    /// The day of the funder's decision.
    pub decided_on: Option<Date>,
    /// How much was granted.
    pub granted_minor: Option<i64>,
    /// The e-mail address of whoever answers for it.
    pub responsible: String,
}

/// A row that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWrong {
    /// The line in the text, from 1.
    pub line: u64,
    /// The column.
    pub column: String,
    /// The key of the message.
    pub what: &'static str,
}

/// What would come of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPlan {
    /// Rows that would be brought.
    pub new: Vec<OutboundRow>,
    /// Rows that are there already, by funder, programme and title.
    pub known: Vec<OutboundRow>,
    /// Rows that are not taken.
    pub wrong: Vec<RowWrong>,
}

/// A row of an export.
pub fn cells(one: &Outbound, responsible: &str) -> [String; 12] {
    let money =
        |minor: Option<i64>| minor.map(|minor| Amount::new(minor, one.facts.unit).decimal()).unwrap_or_default();
    [
        one.facts.funder.clone(),
        one.facts.programme.clone(),
        one.title.clone(),
        one.facts.deadline.strftime("%Y-%m-%dT%H:%M").to_string(),
        one.facts.zone.clone(),
        one.facts.unit.code().to_owned(),
        money(one.asked_minor),
        one.state.name().to_owned(),
        one.reference.clone(),
        one.decided_on.map(|day| day.to_string()).unwrap_or_default(),
        money(one.granted_minor),
        responsible.to_owned(),
    ]
}

/// Tables as texts.
pub struct OutboundRows;

impl OutboundRows {
    /// The table with this address where a row names nobody who answers for it.
    pub fn answered_by(text: &str, email: &str) -> String {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let heads = reader.headers().cloned().unwrap_or_default();
        let is_named = heads.iter().any(|head| head.trim().eq_ignore_ascii_case("responsible"));
        if email.is_empty() || is_named {
            return text.to_owned();
        }
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut put = |record: &csv::StringRecord, last: &str| {
            let cells = record.iter().chain(std::iter::once(last));
            writer.write_record(cells).is_ok()
        };
        let is_whole = put(&heads, "responsible") && reader.records().all(|one| one.is_ok_and(|one| put(&one, email)));
        // What cannot be read is refused by whoever reads it, with its line.
        let written = writer.into_inner().ok().filter(|_| is_whole).and_then(|bytes| String::from_utf8(bytes).ok());
        written.unwrap_or_else(|| text.to_owned())
    }

    /// The applications as a table.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(all: &[Outbound], emails: &HashMap<UserId, String>) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        for one in all {
            writer.write_record(cells(one, emails.get(&one.responsible).map_or("", String::as_str)))?;
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Reads a table with a line of heads; columns that are not there are empty.
pub fn read(text: &str) -> (Vec<OutboundRow>, Vec<RowWrong>) {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let heads: Vec<String> = match reader.headers() {
        Ok(heads) => heads.iter().map(|head| head.trim_start_matches('\u{feff}').to_lowercase()).collect(),
        Err(_) => Vec::new(),
    };
    if !text.trim().is_empty() && !heads.iter().any(|head| head == "funder") {
        wrong.push(RowWrong { line: 1, column: "funder".to_owned(), what: "calls-row-heads" });
        return (rows, wrong);
    }
    for record in reader.records().take(MOST_ROWS) {
        let line = |record: &csv::StringRecord| record.position().map_or(0, csv::Position::line);
        match record {
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                wrong.push(RowWrong { line, column: String::new(), what: "calls-row-broken" });
            }
            Ok(record) => {
                let cell = |name: &str| {
                    let at = heads.iter().position(|head| head == name);
                    // What an export marked so that no spreadsheet takes it for a formula.
                    let cell = at.and_then(|at| record.get(at)).unwrap_or("");
                    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
                };
                match row(line(&record), cell) {
                    Ok(row) => rows.push(row),
                    Err((column, what)) => {
                        wrong.push(RowWrong { line: line(&record), column: column.to_owned(), what })
                    }
                }
            }
        }
    }
    (rows, wrong)
}

fn row<'a>(line: u64, cell: impl Fn(&str) -> &'a str) -> Result<OutboundRow, (&'static str, &'static str)> {
    let unit: Unit = cell("currency").to_uppercase().parse().map_err(|_| ("currency", "calls-wrong-currency"))?;
    let deadline: DateTime = match cell("deadline").parse::<Date>() {
        // A day alone is its end.
        Ok(day) if !cell("deadline").contains('T') => day.at(23, 59, 0, 0),
        _ => cell("deadline").parse().map_err(|_| ("deadline", "calls-wrong-moment"))?,
    };
    let facts = Facts {
        funder: cell("funder").to_owned(),
        funder_actor: None,
        programme: cell("programme").to_owned(),
        deadline,
        zone: if cell("zone").is_empty() { "UTC".to_owned() } else { cell("zone").to_owned() },
        unit,
    };
    if let Some((field, what)) = facts.wrong().first() {
        return Err((field, what));
    }
    let money = |name: &'static str| match cell(name) {
        "" => Ok(None),
        typed => {
            let minor = Amount::parse(typed, unit).ok().map(|amount| amount.minor).filter(|minor| *minor > 0);
            minor.map(Some).ok_or((name, "calls-wrong-amount"))
        }
    };
    let state = match cell("state") {
        "" => OutboundState::Preparing,
        name => OutboundState::from_name(name).ok_or(("state", "calls-row-state"))?,
    };
    let granted_minor = money("granted")?;
    if (state == OutboundState::Granted) != granted_minor.is_some() {
        return Err(("granted", "calls-row-granted"));
    }
    let decided_on = match cell("decided_on") {
        "" => None,
        typed => Some(typed.parse().map_err(|_| ("decided_on", "calls-wrong-day"))?),
    };
    if cell("title").is_empty() || cell("title").chars().count() > 300 {
        return Err(("title", "calls-answer-missing"));
    }
    Ok(OutboundRow {
        line,
        asked_minor: money("asked")?,
        granted_minor,
        title: cell("title").to_owned(),
        // Whoever checked or approved it is not known here.
        state: if state.is_ahead() { OutboundState::Preparing } else { state },
        reference: cell("reference").chars().take(300).collect(),
        decided_on,
        responsible: cell("responsible").to_owned(),
        facts,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_wrong_row_is_named_with_its_line_and_column() {
        let text = "funder,title,deadline,currency,asked,state,granted,responsible\n\
                    ERC,Hearts,2027-03-01,EUR,1000.50,sent,,ann@example.org\n\
                    ,Hearts,2027-03-01,EUR,,sent,,ann@example.org\n\
                    ERC,Hearts,soon,EUR,,,,ann@example.org\n\
                    ERC,Hearts,2027-03-01T17:00,XX,,,,ann@example.org\n\
                    ERC,Hearts,2027-03-01T17:00,EUR,much,,,ann@example.org\n\
                    ERC,Hearts,2027-03-01T17:00,EUR,5,granted,,ann@example.org\n\
                    ERC,Hearts,2027-03-01T17:00,EUR,5,won,,ann@example.org\n\
                    ERC,,2027-03-01T17:00,EUR,5,,,ann@example.org\n";
        let (rows, wrong) = read(text);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].asked_minor, rows[0].state), (Some(100_050), OutboundState::Sent));
        let wrong: Vec<_> = wrong.iter().map(|one| (one.line, one.column.as_str())).collect();
        let expected =
            [(3, "funder"), (4, "deadline"), (5, "currency"), (6, "asked"), (7, "granted"), (8, "state"), (9, "title")];
        assert_eq!(wrong, expected);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_never_panics(text in "\\PC{0,200}") {
            let (rows, _) = read(&format!("funder,title,deadline,currency\n{text}"));
            prop_assert!(rows.iter().all(|row| !row.facts.funder.is_empty() && !row.title.is_empty()));
        }
    }
}
