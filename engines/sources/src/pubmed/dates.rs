//! Dates of PubMed: parts in elements of their own, or the free words of `MedlineDate`.

use std::borrow::Cow;

use crate::date::PartialDate;
use crate::problem::Fault;
use crate::pubmed::scanner::{Scanner, Tag};
use crate::record::DatedEvent;

/// The parts of a date element.
#[derive(Default)]
pub(crate) struct DateParts<'a> {
    year: Cow<'a, str>,
    month: Cow<'a, str>,
    day: Cow<'a, str>,
    season: Cow<'a, str>,
    words: Cow<'a, str>,
}

/// Adds the date of this element as an event, unless it has no year.
pub(crate) fn read_event<'a>(
    scanner: &mut Scanner<'a>,
    tag: Tag<'a>,
    what: &str,
    into: &mut Vec<DatedEvent>,
) -> Result<(), Fault> {
    if let Some(date) = DateParts::read(scanner, tag)?.date() {
        into.push(DatedEvent { what: what.to_owned(), date });
    }
    Ok(())
}

impl<'a> DateParts<'a> {
    /// Reads the parts of an element such as `PubDate`.
    pub fn read(scanner: &mut Scanner<'a>, tag: Tag<'a>) -> Result<Self, Fault> {
        let mut parts = DateParts::default();
        scanner.children(tag, |scanner, child| {
            match child.name {
                "Year" => parts.year = scanner.value(child)?,
                "Month" => parts.month = scanner.value(child)?,
                "Day" => parts.day = scanner.value(child)?,
                "Season" => parts.season = scanner.value(child)?,
                "MedlineDate" => parts.words = scanner.value(child)?,
                _ => scanner.skip(child)?,
            }
            Ok(())
        })?;
        Ok(parts)
    }

    /// The date; `None` without a year. Its `verbatim` holds the source's words whenever the numbers do not say it all.
    pub fn date(&self) -> Option<PartialDate> {
        let Some(year) = year(&self.year) else { return from_words(self.words.trim()) };
        let month_number = month(&self.month);
        let day_number = self.day.parse().ok();
        let start = month_number.or_else(|| season(&self.season));
        let mut date = PartialDate::new(year, start, day_number);
        let is_whole = self.season.is_empty()
            && (self.month.is_empty() || month_number.is_some())
            && (self.day.is_empty() || date.day.is_some());
        if !is_whole {
            let words = [&self.year, &self.season, &self.month, &self.day];
            let words: Vec<&str> = words.into_iter().map(AsRef::as_ref).filter(|word| !word.is_empty()).collect();
            date.verbatim = words.join(" ");
        }
        Some(date)
    }
}

/// The first date in words such as `1998 Dec-1999 Jan`, `1979 Jul 15-Aug 1`, `Spring-Summer 1979`, `1976-1977`,
/// `2021 3rd Quarter`.
pub(crate) fn from_words(words: &str) -> Option<PartialDate> {
    let parts = words.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty());
    let first_year = parts.clone().find_map(year)?;
    let mut start = None;
    let mut day = None;
    for part in parts {
        if let Some(found) = month(part).filter(|_| part.len() > 2).or_else(|| season(part)).or_else(|| quarter(part)) {
            start = Some(found);
            // A day follows its month; a span `Jul-Aug 15` has none for its first month.
            let is_month = month(part).is_some();
            day = words.split_once(part).filter(|_| is_month).and_then(|(_, after)| leading_day(after));
            break;
        }
    }
    let mut date = PartialDate::new(first_year, start, day);
    words.clone_into(&mut date.verbatim);
    Some(date)
}

/// The day in ` 15-Aug 1`; none in `-Aug 15` or ` 1979`.
fn leading_day(after: &str) -> Option<u8> {
    let digits = after.strip_prefix(' ')?;
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits[..length].parse().ok()
}

fn year(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_year)
}

/// `6`, `06`, `Jun`, `June`.
fn month(text: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Ok(number) = text.parse::<u8>() {
        return Some(number).filter(|number| (1..=12).contains(number));
    }
    let text = text.to_ascii_lowercase();
    let index = NAMES.iter().position(|name| text.len() >= 3 && name.starts_with(&text))?;
    u8::try_from(index + 1).ok()
}

/// The first month of a season, as PubMed itself counts it.
fn season(text: &str) -> Option<u8> {
    let first = text.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    match first.to_ascii_lowercase().as_str() {
        "winter" => Some(1),
        "spring" => Some(4),
        "summer" => Some(7),
        "autumn" | "fall" => Some(10),
        _ => None,
    }
}

/// The first month of the quarter `1st`, `2nd`, `3rd` or `4th`; nothing else in these dates is counted so.
fn quarter(text: &str) -> Option<u8> {
    let number = ["1st", "2nd", "3rd", "4th"].iter().position(|name| text.eq_ignore_ascii_case(name))?;
    u8::try_from(number * 3 + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::from_words;

    fn read(words: &str) -> String {
        from_words(words).map_or_else(String::new, |date| {
            assert_eq!(date.verbatim, words);
            date.iso()
        })
    }

    #[test]
    fn words_give_their_first_date() {
        let dates = [
            ("1998 Dec-1999 Jan", "1998-12"),
            ("1979 Jul 15-Aug 1", "1979-07-15"),
            ("1979 Apr-Jun 10", "1979-04"),
            ("1979 Jan-Feb", "1979-01"),
            ("1976-1977", "1976"),
            ("1979-1980 Fall-Winter", "1979-10"),
            ("Spring-Summer 1979", "1979-04"),
            ("Winter 1979", "1979-01"),
            ("2021 3rd Quarter", "2021-07"),
            ("2000 1st Quart", "2000-01"),
            ("2000 Feb 31-Mar 2", "2000-02"),
            ("1998 September 3", "1998-09-03"),
            ("Dec 25, 1998", "1998-12-25"),
            ("1998", "1998"),
            ("19989", ""),
            ("no year", ""),
            ("", ""),
        ];
        assert_eq!(dates.map(|(words, _)| read(words)), dates.map(|(_, iso)| iso.to_owned()));
    }
}
