//! Series as people keep them: a table with the columns `name`, `period` and `value`, as CSV.

use std::collections::BTreeMap;

use crate::model::rhythm::{Period, Rhythm};

/// Most rows of a table.
const MOST_ROWS: usize = 200_000;
/// Most periods from the first of a series to its last: a slip of the pen in a year must not make a thousand gaps.
const MOST_STEPS: i32 = 2_000;

/// A series of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its first period.
    pub first: Period,
    /// Its values from there on; `None` was not observed.
    pub values: Vec<Option<f64>>,
}

/// Why a table is refused. Lines are counted from 1, as editors do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {field}: {fault}")]
pub struct TableError {
    /// The line.
    pub line: u64,
    /// The column.
    pub field: &'static str,
    /// What is wrong, and what would be right.
    pub fault: Fault,
}

/// What can be wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Quotes that do not close, for example.
    #[error("cannot be read as comma-separated values")]
    Unreadable,
    /// More rows than are read.
    #[error("a table has up to {MOST_ROWS} rows")]
    TooLong,
    /// Nothing but empty lines and names of columns.
    #[error("there are no rows; expected lines of name, period and value")]
    NoRows,
    /// The first line names columns, but not this one.
    #[error("no column of this name; expected name, period, value")]
    NoColumn,
    /// The cell is empty and may not be.
    #[error("is empty")]
    Empty,
    /// This text is no period.
    #[error("{0:?} is none; expected such as 2021, 2021-Q3 or 2021-07")]
    NoPeriod(String),
    /// Years beside months, for example; the line has the first of the other kind.
    #[error("{0:?} is of another kind than the period on line {1}")]
    OtherRhythm(String, u64),
    /// This text is no number.
    #[error("{0:?} is no number; leave it empty where nothing was observed")]
    NoNumber(String),
    /// This series has this period twice; the line has the first.
    #[error("{period} of {name:?} is on line {before} already")]
    Twice {
        /// The period.
        period: String,
        /// The series.
        name: String,
        /// The line that has it already.
        before: u64,
    },
    /// This series spans too many periods.
    #[error("{0:?} spans more than {MOST_STEPS} periods; is one of its years a slip?")]
    TooWide(String),
}

impl Fault {
    /// The end of the name of the message that says so.
    pub fn key(&self) -> &'static str {
        match self {
            Fault::Unreadable => "unreadable",
            Fault::TooLong => "too-long",
            Fault::NoRows => "no-rows",
            Fault::NoColumn => "no-column",
            Fault::Empty => "empty",
            Fault::NoPeriod(_) => "no-period",
            Fault::OtherRhythm(..) => "other-rhythm",
            Fault::NoNumber(_) => "no-number",
            Fault::Twice { .. } => "twice",
            Fault::TooWide(_) => "too-wide",
        }
    }

    /// What that message speaks of.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Fault::Unreadable | Fault::NoRows | Fault::NoColumn | Fault::Empty => Vec::new(),
            Fault::TooLong => vec![("most", MOST_ROWS.to_string())],
            Fault::NoPeriod(text) | Fault::NoNumber(text) => vec![("text", text.clone())],
            Fault::OtherRhythm(text, before) => vec![("text", text.clone()), ("before", before.to_string())],
            Fault::Twice { period, name, before } => {
                vec![("period", period.clone()), ("name", name.clone()), ("before", before.to_string())]
            }
            Fault::TooWide(name) => vec![("name", name.clone()), ("most", MOST_STEPS.to_string())],
        }
    }
}

fn wrong(line: u64, field: &'static str, fault: Fault) -> TableError {
    TableError { line, field, fault }
}

/// Reads a table, in the order in which its series first appear. Commas, semicolons and tabs part cells; with semicolons or tabs,
/// decimals may have a comma. A table whose first line names no columns has them in the order name, period, value; one of two
/// columns is a single series of periods and values.
pub fn read(text: &str) -> Result<Vec<Column>, TableError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let parting = [b'\t', b';', b','].into_iter().find(|sign| first.as_bytes().contains(sign)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(parting)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut columns: Option<[Option<usize>; 3]> = None;
    let mut order: Vec<String> = Vec::new();
    let mut found: BTreeMap<String, BTreeMap<i32, (Option<f64>, u64)>> = BTreeMap::new();
    let mut rhythm: Option<(Rhythm, u64)> = None;
    // The reader counts a record from the empty lines before it.
    let (mut counted, mut line) = (0, 1);
    for (at, row) in reader.records().enumerate() {
        let row =
            row.map_err(|error| wrong(error.position().map_or(0, csv::Position::line), "row", Fault::Unreadable))?;
        let begins = row.position().map_or(counted, |position| position.byte() as usize);
        let empty = text.as_bytes()[begins..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        line += text.as_bytes()[counted..begins + empty].iter().filter(|byte| **byte == b'\n').count() as u64;
        counted = begins + empty;
        if row.iter().all(str::is_empty) {
            continue;
        }
        if at >= MOST_ROWS {
            return Err(wrong(line, "row", Fault::TooLong));
        }
        let Some(places) = columns else {
            let (places, is_head) = head(&row, line)?;
            columns = Some(places);
            if !is_head {
                take(&row, line, places, parting, &mut rhythm, &mut order, &mut found)?;
            }
            continue;
        };
        take(&row, line, places, parting, &mut rhythm, &mut order, &mut found)?;
    }
    if order.is_empty() {
        return Err(wrong(1, "row", Fault::NoRows));
    }
    let rhythm = rhythm.map_or(Rhythm::Annual, |(rhythm, _)| rhythm);
    order.into_iter().map(|name| column(&name, rhythm, found.get(&name))).collect()
}

/// Where the columns are, and whether this line names them.
fn head(row: &csv::StringRecord, line: u64) -> Result<([Option<usize>; 3], bool), TableError> {
    let names: Vec<String> = row.iter().map(str::to_lowercase).collect();
    let at = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
    let period = at(&["period", "year", "date", "month", "quarter", "период", "год", "дата"]);
    let value = at(&["value", "count", "records", "значение", "число"]);
    let name = at(&["name", "series", "topic", "имя", "название", "ряд"]);
    match (period, value) {
        (Some(period), Some(value)) => Ok(([name, Some(period), Some(value)], true)),
        _ if Period::read(row.get(1).unwrap_or_default()).is_some() => Ok(([Some(0), Some(1), Some(2)], false)),
        _ if Period::read(row.get(0).unwrap_or_default()).is_some() => Ok(([None, Some(0), Some(1)], false)),
        (None, _) => Err(wrong(line, "period", Fault::NoColumn)),
        (_, None) => Err(wrong(line, "value", Fault::NoColumn)),
    }
}

fn take(
    row: &csv::StringRecord,
    line: u64,
    places: [Option<usize>; 3],
    parting: u8,
    rhythm: &mut Option<(Rhythm, u64)>,
    order: &mut Vec<String>,
    found: &mut BTreeMap<String, BTreeMap<i32, (Option<f64>, u64)>>,
) -> Result<(), TableError> {
    let cell = |place: Option<usize>| place.and_then(|place| row.get(place)).unwrap_or_default();
    let name = if places[0].is_some() { cell(places[0]) } else { "series" };
    if name.is_empty() {
        return Err(wrong(line, "name", Fault::Empty));
    }
    let text = cell(places[1]);
    let period = Period::read(text).ok_or_else(|| wrong(line, "period", Fault::NoPeriod(short(text))))?;
    match *rhythm {
        Some((known, before)) if known != period.rhythm => {
            return Err(wrong(line, "period", Fault::OtherRhythm(short(text), before)));
        }
        Some(_) => {}
        None => *rhythm = Some((period.rhythm, line)),
    }
    let text = cell(places[2]);
    let value = number(text, parting).map_err(|()| wrong(line, "value", Fault::NoNumber(short(text))))?;
    if !found.contains_key(name) {
        order.push(name.to_owned());
    }
    let known = found.entry(name.to_owned()).or_default().insert(period.number, (value, line));
    match known {
        Some((_, before)) => {
            Err(wrong(line, "period", Fault::Twice { period: period.to_string(), name: short(name), before }))
        }
        None => Ok(()),
    }
}

fn number(text: &str, parting: u8) -> Result<Option<f64>, ()> {
    if matches!(text, "" | "NA" | "na" | "-" | "…") {
        return Ok(None);
    }
    let plain = if parting == b',' { text.to_owned() } else { text.replace(',', ".") };
    let plain: String = plain.chars().filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let number: f64 = plain.parse().map_err(|_| ())?;
    if number.is_finite() { Ok(Some(number)) } else { Err(()) }
}

fn column(
    name: &str,
    rhythm: Rhythm,
    values: Option<&BTreeMap<i32, (Option<f64>, u64)>>,
) -> Result<Column, TableError> {
    let ends = values.and_then(|values| Some((values.first_key_value()?, values.last_key_value()?)));
    let Some(((first, _), (last, (_, line)))) = ends else {
        return Err(wrong(1, "period", Fault::NoRows));
    };
    if last - first >= MOST_STEPS {
        return Err(wrong(*line, "period", Fault::TooWide(short(name))));
    }
    let value = |at: i32| values.and_then(|values| values.get(&at)).and_then(|(value, _)| *value);
    Ok(Column {
        name: name.to_owned(),
        first: Period { rhythm, number: *first },
        values: (*first..=*last).map(value).collect(),
    })
}

/// So much of a text that a message stays readable.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Column, read};
    use crate::model::rhythm::Period;

    fn period(text: &str) -> Period {
        Period::read(text).expect("a period")
    }

    #[test]
    fn series_are_read_with_their_gaps() {
        let found = read("name,period,value\nb,2021,3\na,2019,1\nb,2019,\nb,2023,5.5\n").expect("a table");
        let b = Column {
            name: "b".to_owned(),
            first: period("2019"),
            values: vec![None, None, Some(3.0), None, Some(5.5)],
        };
        let a = Column { name: "a".to_owned(), first: period("2019"), values: vec![Some(1.0)] };
        assert_eq!(found, [b, a]);
    }

    #[test]
    fn tables_of_spreadsheets_and_of_two_columns_are_read() {
        let quarters = read("\u{feff}Год;Значение\n2020-Q1;1 234,5\n2020-Q2;2\n").expect("a table");
        assert_eq!((quarters[0].name.as_str(), quarters[0].values[0]), ("series", Some(1234.5)));
        assert_eq!(read("2020-01\t4\n2020-02\t5\n").expect("a table")[0].values.len(), 2);
        assert_eq!(read("genes,2020,4\n").expect("a table")[0].name, "genes");
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_field() {
        let told = |text: &str| read(text).expect_err("a refusal").to_string();
        let cases = [
            ("", "line 1, row: there are no rows; expected lines of name, period and value"),
            ("name,value\na,1\n", "line 1, period: no column of this name; expected name, period, value"),
            ("name,period\na,2021\n", "line 1, value: no column of this name; expected name, period, value"),
            (
                "name,period,value\na,20x1,1\n",
                "line 2, period: \"20x1\" is none; expected such as 2021, 2021-Q3 or 2021-07",
            ),
            (
                "name,period,value\n\na,2021,x\n",
                "line 3, value: \"x\" is no number; leave it empty where nothing was observed",
            ),
            (
                "name,period,value\na,2021,inf\n",
                "line 2, value: \"inf\" is no number; leave it empty where nothing was observed",
            ),
            (
                "name,period,value\na,2021,1\nb,2021-02,1\n",
                "line 3, period: \"2021-02\" is of another kind than the period on line 2",
            ),
            ("name,period,value\na,2021,1\na,2021,2\n", "line 3, period: 2021 of \"a\" is on line 2 already"),
            ("name,period,value\n,2021,1\n", "line 2, name: is empty"),
            (
                "name,period,value\na,0001,1\na,2021,2\n",
                "line 3, period: \"a\" spans more than 2000 periods; is one of its years a slip?",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = read(&text);
        }

        #[test]
        fn rows_may_stand_in_any_order(values in prop::collection::vec(0..1_000_u32, 1..30), seed in any::<u64>()) {
            let mut rows: Vec<String> =
                values.iter().enumerate().map(|(at, value)| format!("a,{},{value}", 1990 + at)).collect();
            let turn = seed as usize % rows.len();
            rows.rotate_left(turn);
            let found = read(&format!("name,period,value\n{}\n", rows.join("\n"))).expect("a table");
            let expected: Vec<Option<f64>> = values.iter().map(|value| Some(f64::from(*value))).collect();
            prop_assert_eq!(&found[0].values, &expected);
        }
    }
}
