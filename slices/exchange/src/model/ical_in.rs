//! Calendars of others (RFC 5545): when something is taken elsewhere, to be put out of service here.
//!
//! Reads events with a beginning and an end or a length. What it does not understand it refuses, with the line, rather than
//! guess: a busy time that is read wrongly leads to a clash in the laboratory. Nothing is read by recursion, and the number of
//! events is bounded.

use bellwether_exchange_rules::span::Span;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// The most events of one file.
pub const MOST: usize = 1_000;
/// The longest file, in bytes.
pub const BYTES: usize = 2_000_000;

/// A busy time in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyTime {
    /// Its id, the same when the calendar is sent again.
    pub uid: String,
    /// When.
    pub span: Span,
    /// What it is called.
    pub summary: String,
}

/// What came of a calendar of somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Times that are out of service now.
    pub taken: usize,
    /// Times that were so before.
    pub same: usize,
    /// Times that are over.
    pub over: usize,
    /// Times with bookings in the way.
    pub in_the_way: Vec<Span>,
}

/// What is wrong in a file, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault:?}")]
pub struct Wrong {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file does not begin with a calendar, or ends before it does.
    NoCalendar,
    /// A line has no name and value.
    NoValue,
    /// An event in an event, or an end without a beginning.
    Nesting,
    /// A time that cannot be read.
    Time,
    /// A time zone that is not known.
    Zone,
    /// An event without a beginning or an end, or that ends before it begins.
    NoSpan,
    /// An event that repeats; each time has to be an event of its own.
    Repeats,
    /// More events, or more text, than are taken.
    TooMuch,
}

impl Fault {
    /// All of them.
    pub const ALL: [Fault; 8] = [
        Fault::NoCalendar,
        Fault::NoValue,
        Fault::Nesting,
        Fault::Time,
        Fault::Zone,
        Fault::NoSpan,
        Fault::Repeats,
        Fault::TooMuch,
    ];

    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Fault::NoCalendar => "exchange-ical-no-calendar",
            Fault::NoValue => "exchange-ical-no-value",
            Fault::Nesting => "exchange-ical-nesting",
            Fault::Time => "exchange-ical-time",
            Fault::Zone => "exchange-ical-zone",
            Fault::NoSpan => "exchange-ical-no-span",
            Fault::Repeats => "exchange-ical-repeats",
            Fault::TooMuch => "exchange-ical-too-much",
        }
    }
}

/// An event that is being read.
#[derive(Default)]
struct Draft {
    line: usize,
    uid: String,
    summary: String,
    from: Option<(Timestamp, bool)>,
    until: Option<Timestamp>,
    minutes: Option<i64>,
    is_free: bool,
}

/// Reads a calendar; times without a zone are those of `zone`. Cancelled events, and those that leave the time free, are left out.
///
/// # Errors
/// The first line that is wrong.
pub fn read(text: &str, zone: &TimeZone) -> Result<Vec<BusyTime>, Wrong> {
    let wrong = |line, fault| Err(Wrong { line, fault });
    if text.len() > BYTES {
        return wrong(1, Fault::TooMuch);
    }
    let lines = unfolded(text);
    let last = lines.last().map_or(1, |(number, _)| *number);
    if !lines.first().is_some_and(|(_, line)| line.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return wrong(1, Fault::NoCalendar);
    }
    let (mut events, mut draft) = (Vec::new(), None::<Draft>);
    // Parts of events and of the calendar that do not matter, such as alarms: how deep we are in them.
    let (mut skipped, mut is_over) = (0_usize, false);
    for (number, line) in lines.iter().skip(1) {
        let Some((name, parameters, value)) = property(line) else { return wrong(*number, Fault::NoValue) };
        match (name.as_str(), value.to_ascii_uppercase().as_str()) {
            ("END", "VCALENDAR") if draft.is_none() && skipped == 0 => {
                is_over = true;
                break;
            }
            ("BEGIN", "VEVENT") if skipped == 0 => {
                if draft.is_some() {
                    return wrong(*number, Fault::Nesting);
                }
                draft = Some(Draft { line: *number, ..Draft::default() });
            }
            ("BEGIN", _) => skipped += 1,
            ("END", "VEVENT") if skipped == 0 => {
                let Some(done) = draft.take() else { return wrong(*number, Fault::Nesting) };
                if events.len() == MOST {
                    return wrong(*number, Fault::TooMuch);
                }
                events.extend(finished(done)?);
            }
            ("END", _) => {
                let Some(less) = skipped.checked_sub(1) else { return wrong(*number, Fault::Nesting) };
                skipped = less;
            }
            _ if skipped > 0 => {}
            (name, _) => {
                if let Some(draft) = &mut draft {
                    take(draft, name, parameters, value, zone).map_err(|fault| Wrong { line: *number, fault })?;
                }
            }
        }
    }
    if is_over { Ok(events) } else { wrong(last, Fault::NoCalendar) }
}

/// Lines with their numbers; one that begins with a blank goes on from the one before.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((number, line.trim_end().to_owned())),
        }
    }
    lines
}

/// Name, parameters and value of a line. A colon in a quoted parameter does not end them.
fn property(line: &str) -> Option<(String, &str, &str)> {
    let mut is_quoted = false;
    let colon = line.char_indices().find(|(_, letter)| {
        is_quoted ^= *letter == '"';
        *letter == ':' && !is_quoted
    })?;
    let (head, value) = (line.get(..colon.0)?, line.get(colon.0 + 1..)?);
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    is_name.then(|| (name.to_ascii_uppercase(), parameters, value))
}

fn take(draft: &mut Draft, name: &str, parameters: &str, value: &str, zone: &TimeZone) -> Result<(), Fault> {
    match name {
        "UID" => draft.uid = value.chars().take(200).collect(),
        "SUMMARY" => draft.summary = plain(value),
        "DTSTART" => draft.from = Some(moment(parameters, value, zone)?),
        "DTEND" => draft.until = Some(moment(parameters, value, zone)?.0),
        "DURATION" => draft.minutes = Some(minutes(value).ok_or(Fault::Time)?),
        "TRANSP" => draft.is_free |= value.eq_ignore_ascii_case("TRANSPARENT"),
        "STATUS" => draft.is_free |= value.eq_ignore_ascii_case("CANCELLED"),
        "RRULE" | "RDATE" => return Err(Fault::Repeats),
        _ => {}
    }
    Ok(())
}

fn finished(draft: Draft) -> Result<Option<BusyTime>, Wrong> {
    if draft.is_free {
        return Ok(None);
    }
    let span = draft.from.and_then(|(from, is_day)| {
        let length = draft.minutes.and_then(|minutes| from.checked_add(minutes.minutes()).ok());
        // An event of a day without an end lasts that day.
        let day = if is_day { from.checked_add(24.hours()).ok() } else { None };
        Span::new(from, draft.until.or(length).or(day)?)
    });
    let span = span.ok_or(Wrong { line: draft.line, fault: Fault::NoSpan })?;
    let uid = if draft.uid.is_empty() { format!("{}-{}", span.from_ms(), span.until_ms()) } else { draft.uid };
    Ok(Some(BusyTime { uid, span, summary: draft.summary }))
}

/// A moment, and whether it is a whole day.
fn moment(parameters: &str, value: &str, zone: &TimeZone) -> Result<(Timestamp, bool), Fault> {
    let named = parameters.split(';').find_map(|one| one.strip_prefix("TZID=")).map(|name| name.trim_matches('"'));
    let zone = match named {
        Some(name) => TimeZone::get(name).map_err(|_| Fault::Zone)?,
        None => zone.clone(),
    };
    let at = |clock: DateTime, zone: TimeZone| zone.to_ambiguous_timestamp(clock).compatible().map_err(|_| Fault::Time);
    if value.len() == 8 {
        let day = Date::strptime("%Y%m%d", value).map_err(|_| Fault::Time)?;
        return Ok((at(day.at(0, 0, 0, 0), zone)?, true));
    }
    let (clock, zone) = match value.strip_suffix('Z') {
        Some(utc) => (utc, TimeZone::UTC),
        None => (value, zone),
    };
    let clock = DateTime::strptime("%Y%m%dT%H%M%S", clock).map_err(|_| Fault::Time)?;
    Ok((at(clock, zone)?, false))
}

/// A length such as `PT1H30M` or `P1D`, in minutes.
fn minutes(value: &str) -> Option<i64> {
    let rest = value.strip_prefix('P')?;
    let (mut number, mut sum, mut is_time) = (None::<i64>, 0_i64, false);
    for letter in rest.chars() {
        if let Some(digit) = letter.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit.into())?);
            continue;
        }
        let each = match (letter, is_time) {
            ('T', false) if number.is_none() => {
                is_time = true;
                continue;
            }
            ('W', false) => 7 * 1440,
            ('D', false) => 1440,
            ('H', true) => 60,
            ('M', true) => 1,
            // Seconds do not fit into minutes.
            _ => return None,
        };
        sum = sum.checked_add(number.take()?.checked_mul(each)?)?;
    }
    (number.is_none() && sum > 0).then_some(sum)
}

fn plain(value: &str) -> String {
    let mut words = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') | None => words.push(' '),
                Some(other) => words.push(other),
            },
            other if other.is_control() => {}
            other => words.push(other),
        }
    }
    words.trim().chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bellwether_web::ical::{Event, calendar};

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Moscow").expect("a zone")
    }

    fn fault(text: &str) -> (usize, Fault) {
        let wrong = read(text, &zone()).expect_err("a fault");
        (wrong.line, wrong.fault)
    }

    fn event(body: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    }

    #[test]
    fn what_we_write_we_read() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a moment");
        let (from, until) = (at("2026-11-26T09:00:00Z"), at("2026-11-26T10:30:00Z"));
        let summary = "Ядро; опыт, долгое описание того, чем занят прибор в это время".to_owned();
        let one = Event {
            uid: "1@x".into(),
            stamp: from,
            from,
            until,
            summary: summary.clone(),
            location: "L".into(),
            status: "CONFIRMED",
        };
        let gone = Event { uid: "2@x".into(), status: "CANCELLED", ..one.clone() };
        let read = read(&calendar("Mine", &[one, gone]), &zone()).expect("a calendar");
        assert_eq!(read, [BusyTime { uid: "1@x".into(), span: Span::new(from, until).expect("a span"), summary }]);
    }

    #[test]
    fn times_are_those_of_their_zone() {
        let spans = |body: &str| {
            let all = read(&event(body), &zone()).expect("a calendar");
            all.iter().map(|one| format!("{} {}", one.span.from(), one.span.until())).collect::<Vec<_>>()
        };
        assert_eq!(spans("DTSTART:20261126T120000\r\nDURATION:PT1H30M"), ["2026-11-26T09:00:00Z 2026-11-26T10:30:00Z"]);
        assert_eq!(
            spans("DTSTART;TZID=Asia/Tokyo:20261126T120000\r\nDTEND;TZID=\"Asia/Tokyo\":20261126T130000"),
            ["2026-11-26T03:00:00Z 2026-11-26T04:00:00Z"]
        );
        assert_eq!(spans("DTSTART;VALUE=DATE:20261126"), ["2026-11-25T21:00:00Z 2026-11-26T21:00:00Z"]);
        assert_eq!(spans("DTSTART:20261126T120000Z\r\nDURATION:P1D\r\nTRANSP:TRANSPARENT"), Vec::<String>::new());
    }

    #[test]
    fn every_fault_names_its_line() {
        assert_eq!(fault("hello"), (1, Fault::NoCalendar));
        assert_eq!(fault("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"), (2, Fault::NoCalendar));
        assert_eq!(fault(&event("no value here")), (3, Fault::NoValue));
        assert_eq!(fault(&event("BEGIN:VEVENT")), (3, Fault::Nesting));
        assert_eq!(fault(&event("DTSTART:2026-11-26")), (3, Fault::Time));
        assert_eq!(fault(&event("UID:1\r\n DTSTART\r\nDTSTART;TZID=Moon/Base:20261126T120000")), (5, Fault::Zone));
        assert_eq!(fault(&event("DTSTART:20261126T120000Z\r\nDTEND:20261126T110000Z")), (2, Fault::NoSpan));
        assert_eq!(fault(&event("RRULE:FREQ=DAILY")), (3, Fault::Repeats));
        let many = "BEGIN:VEVENT\nDTSTART:20261126T120000Z\nDURATION:PT1H\nEND:VEVENT\n".repeat(MOST + 1);
        assert_eq!(fault(&format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR")).1, Fault::TooMuch);
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail_but_with_a_line(text in "(BEGIN:VCALENDAR\n)?([A-Z;:=\" 0-9T\n\\\\]|BEGIN:VEVENT\n|END:VEVENT\n|DTSTART:20261126T120000Z\n){0,60}") {
            if let Err(wrong) = read(&text, &zone()) {
                proptest::prop_assert!(wrong.line >= 1 && wrong.line <= text.lines().count().max(1));
            }
        }
    }
}
