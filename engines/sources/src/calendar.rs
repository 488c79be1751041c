//! Dates as JSON registers and reference managers write them.

use crate::date::PartialDate;

/// `2018-04-13`, `2018-04`, `2018`, also with a time or an ISO offset after the day, which is dropped: registers give
/// instants for what are days in their own place.
pub(crate) fn iso(text: &str) -> Option<PartialDate> {
    let day = text.trim().split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let year = year(parts.next()?)?;
    let mut number = || parts.next().and_then(|part| part.parse().ok());
    let (month, day) = (number(), number());
    Some(PartialDate::new(year, month, day))
}

/// `24/04/2024`, the day first.
pub(crate) fn day_first(text: &str) -> Option<PartialDate> {
    let mut parts = text.trim().split('/');
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(PartialDate::new(year(parts.next()?)?, Some(month), Some(day)))
}

/// `September 27, 2017` or `May 2021`.
pub(crate) fn english(text: &str) -> Option<PartialDate> {
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let month = month(words.next()?)?;
    let second = words.next()?;
    match words.next() {
        Some(third) => Some(PartialDate::new(year(third)?, Some(month), second.parse().ok())),
        None => Some(PartialDate::new(year(second)?, Some(month), None)),
    }
}

/// A year of four digits.
pub(crate) fn year(text: &str) -> Option<i16> {
    let text = text.trim();
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// The month that a word begins with (`AUG`, `August`), by its first three letters.
pub(crate) fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| *month == start)?;
    word.chars().all(|c| c.is_alphabetic() || c == '.').then(|| u8::try_from(found + 1).ok())?
}

/// The first month of a season, counted as for PubMed.
pub(crate) fn season(word: &str) -> Option<u8> {
    match word.get(..3)?.to_ascii_lowercase().as_str() {
        "win" => Some(1),
        "spr" => Some(4),
        "sum" => Some(7),
        "fal" | "aut" => Some(10),
        _ => None,
    }
}

/// A year with words for the rest of the date, as reference managers give them: `AUG`, `FEB 28`, `SEP-OCT`, `SPR`, `08/15`.
///
/// Words that say more than one month are kept as they are printed.
pub(crate) fn year_and_words(year: i16, words: &str) -> PartialDate {
    let parts: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &&str| part.parse::<u8>().ok();
    let named = |part: &&str| month(part).or_else(|| season(part));
    let month = parts.first().and_then(|part| named(part).or_else(|| number(part)));
    let day = parts.get(1).and_then(number).filter(|_| parts.len() == 2);
    let mut date = PartialDate::new(year, month, day);
    let is_span = parts.get(1).and_then(named).is_some() || parts.first().and_then(|part| season(part)).is_some();
    let is_strange = date.month.is_none() && !parts.is_empty();
    if is_span || is_strange {
        date.verbatim = format!("{year} {}", words.trim());
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(date: Option<PartialDate>) -> String {
        date.map_or("none".to_owned(), |date| date.iso() + &date.verbatim)
    }

    #[test]
    fn dates_keep_the_precision_they_were_given_with() {
        assert_eq!(text(iso("2019-01-18T00:00:00+01:00")), "2019-01-18");
        assert_eq!([text(iso("2021-12")), text(iso("1999")), text(iso("99"))], ["2021-12", "1999", "none"]);
        assert_eq!(text(day_first("24/04/2024")), "2024-04-24");
        assert_eq!(text(english("September 27, 2017")), "2017-09-27");
        assert_eq!([text(english("May 2021")), text(english("soon"))], ["2021-05", "none"]);
    }

    #[test]
    fn words_beside_a_year_become_month_and_day() {
        let date = |words| text(Some(year_and_words(2017, words)));
        assert_eq!(
            [date("AUG"), date("FEB 28"), date("08/15"), date("")],
            ["2017-08", "2017-02-28", "2017-08-15", "2017"]
        );
        assert_eq!(
            [date("SEP-OCT"), date("SPR"), date("Q1")],
            ["2017-092017 SEP-OCT", "2017-042017 SPR", "20172017 Q1"]
        );
    }
}
