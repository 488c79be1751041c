//! Calendars of others (RFC 5545): when something is taken elsewhere, to be put out of service here.
//!
//! Reads events with a beginning and an end or a length, also those that repeat by the rules of the engine, with exceptions and
//! times that were changed. What it does not understand it refuses, with the line, rather than
//! guess: a busy time that is read wrongly leads to a clash in the laboratory. Nothing is read by recursion, and the number of
//! events is bounded.

use bellwether_exchange_rules::calendar_rule::{CalendarRule, End};
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
    /// A repetition of a kind that is not read; each time has to be an event of its own.
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
    from: Option<Moment>,
    until: Option<Timestamp>,
    minutes: Option<i64>,
    is_free: bool,
    is_off: bool,
    rule: Option<(usize, CalendarRule)>,
    without: Vec<Moment>,
    instead_of: Option<Moment>,
}

/// A moment as it is written: on the clock of a place, or a whole day.
#[derive(Clone, Debug, PartialEq)]
struct Moment {
    clock: DateTime,
    zone: TimeZone,
    is_day: bool,
}

impl Moment {
    fn at(&self) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(self.clock).compatible().ok()
    }

    /// Is it the same moment, or the day of it?
    fn means(&self, other: Timestamp) -> bool {
        if self.is_day {
            other.to_zoned(self.zone.clone()).date() == self.clock.date()
        } else {
            self.at() == Some(other)
        }
    }
}

/// Reads a calendar; times without a zone are those of `zone`. Cancelled events, and those that leave the time free, are left
/// out. Of what repeats the times that touch `within` are given.
///
/// # Errors
/// The first line that is wrong.
pub fn read(text: &str, zone: &TimeZone, within: Span) -> Result<Vec<BusyTime>, Wrong> {
    times(drafts(text, zone)?, within, Free::LeftOut)
}

/// The same with events that leave the time free.
///
/// # Errors
/// The first line that is wrong.
pub fn read_all(text: &str, zone: &TimeZone, within: Span) -> Result<Vec<BusyTime>, Wrong> {
    times(drafts(text, zone)?, within, Free::Taken)
}

/// What becomes of events that leave the time free.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Free {
    LeftOut,
    Taken,
}

fn drafts(text: &str, zone: &TimeZone) -> Result<Vec<Draft>, Wrong> {
    let wrong = |line, fault| Err(Wrong { line, fault });
    if text.len() > BYTES {
        return wrong(1, Fault::TooMuch);
    }
    let lines = unfolded(text);
    let last = lines.last().map_or(1, |(number, _)| *number);
    if !lines.first().is_some_and(|(_, line)| line.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return wrong(1, Fault::NoCalendar);
    }
    let (mut drafts, mut draft) = (Vec::new(), None::<Draft>);
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
                if drafts.len() == MOST {
                    return wrong(*number, Fault::TooMuch);
                }
                drafts.push(done);
            }
            ("END", _) => {
                let Some(less) = skipped.checked_sub(1) else { return wrong(*number, Fault::Nesting) };
                skipped = less;
            }
            _ if skipped > 0 => {}
            (name, _) => {
                if let Some(draft) = &mut draft {
                    take(draft, *number, (name, parameters, value), zone)
                        .map_err(|fault| Wrong { line: *number, fault })?;
                }
            }
        }
    }
    if is_over { Ok(drafts) } else { wrong(last, Fault::NoCalendar) }
}

/// What is taken of a calendar: two years from a moment on.
pub fn ahead(now: Timestamp) -> Span {
    let until_ms = now.as_millisecond() + 731 * 86_400_000;
    Span::of_ms(now.as_millisecond(), until_ms).unwrap_or_else(|| Span::of_ms(0, 1).expect("one millisecond is a span"))
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

fn take(
    draft: &mut Draft,
    line: usize,
    (name, parameters, value): (&str, &str, &str),
    zone: &TimeZone,
) -> Result<(), Fault> {
    match name {
        "UID" => draft.uid = value.chars().take(160).collect(),
        "SUMMARY" => draft.summary = plain(value),
        "DTSTART" => draft.from = Some(moment(parameters, value, zone)?),
        "DTEND" => draft.until = Some(moment(parameters, value, zone)?.at().ok_or(Fault::Time)?),
        "DURATION" => draft.minutes = Some(minutes(value).ok_or(Fault::Time)?),
        "TRANSP" => draft.is_free |= value.eq_ignore_ascii_case("TRANSPARENT"),
        "STATUS" => draft.is_off |= value.eq_ignore_ascii_case("CANCELLED"),
        "RRULE" if draft.rule.is_none() => {
            draft.rule = Some((line, CalendarRule::read(value).map_err(|_| Fault::Repeats)?));
        }
        "EXDATE" => {
            for one in value.split(',') {
                draft.without.push(moment(parameters, one, zone)?);
            }
        }
        // From one time on all the others: where calendars disagree most.
        "RECURRENCE-ID" if !parameters.to_ascii_uppercase().contains("THISANDFUTURE") => {
            draft.instead_of = Some(moment(parameters, value, zone)?);
        }
        "RRULE" | "RDATE" | "EXRULE" | "RECURRENCE-ID" => return Err(Fault::Repeats),
        _ => {}
    }
    Ok(())
}

/// The busy times of events. One that stands instead of a time of another takes its place, also where it leaves it free.
fn times(drafts: Vec<Draft>, within: Span, free: Free) -> Result<Vec<BusyTime>, Wrong> {
    let instead = |uid: &str, at: Timestamp| {
        let is_it =
            |other: &Draft| other.uid == uid && other.instead_of.as_ref().is_some_and(|moment| moment.means(at));
        !uid.is_empty() && drafts.iter().any(is_it)
    };
    let mut all = Vec::new();
    for draft in &drafts {
        if draft.is_off || (draft.is_free && free == Free::LeftOut) {
            continue;
        }
        let span = span_of(draft).ok_or(Wrong { line: draft.line, fault: Fault::NoSpan })?;
        let busy = |span: Span, uid: String| BusyTime { uid, span, summary: draft.summary.clone() };
        let uid =
            if draft.uid.is_empty() { format!("{}-{}", span.from_ms(), span.until_ms()) } else { draft.uid.clone() };
        match (&draft.rule, &draft.from, &draft.instead_of) {
            (None, _, None) => all.push(busy(span, uid)),
            // The id of the time that it stands for, so that it moves when the calendar is sent again.
            (None, _, Some(of)) => {
                let at = of.at().ok_or(Wrong { line: draft.line, fault: Fault::Time })?;
                all.push(busy(span, format!("{uid} {at}")));
            }
            (Some((line, rule)), Some(first), None) => {
                for one in repeated(rule, first, span, within) {
                    let at = one.from();
                    if !draft.without.iter().any(|without| without.means(at)) && !instead(&draft.uid, at) {
                        all.push(busy(one, format!("{uid} {at}")));
                    }
                    if all.len() > MOST {
                        return Err(Wrong { line: *line, fault: Fault::TooMuch });
                    }
                }
            }
            (Some((line, _)), ..) => return Err(Wrong { line: *line, fault: Fault::Repeats }),
        }
    }
    Ok(all)
}

/// The times of an event that repeats: at the same hour on the clock of its zone, each as long as the first.
fn repeated(rule: &CalendarRule, first: &Moment, span: Span, within: Span) -> Vec<Span> {
    let length_ms = span.until_ms() - span.from_ms();
    let last = within.until().to_zoned(first.zone.clone()).date();
    let at = |day: Date| {
        let from_ms = Moment { clock: day.to_datetime(first.clock.time()), ..first.clone() }.at()?.as_millisecond();
        Span::of_ms(from_ms, from_ms + length_ms)
    };
    let is_before_end = |span: &Span| match rule.end {
        End::At(end) => span.from() <= end,
        _ => true,
    };
    // Those that are over count for the number of times as well, so they are cut off last.
    let days = rule.days(first.clock.date(), last, usize::MAX);
    days.into_iter().filter_map(at).take_while(is_before_end).filter(|span| span.overlaps(within)).collect()
}

fn span_of(draft: &Draft) -> Option<Span> {
    let from = draft.from.as_ref()?;
    let begin = from.at()?;
    let length = draft.minutes.and_then(|minutes| begin.checked_add(minutes.minutes()).ok());
    // An event of a day without an end lasts that day.
    let day = if from.is_day { begin.checked_add(24.hours()).ok() } else { None };
    Span::new(begin, draft.until.or(length).or(day)?)
}

/// A moment as it is written.
fn moment(parameters: &str, value: &str, zone: &TimeZone) -> Result<Moment, Fault> {
    let named = parameters.split(';').find_map(|one| one.strip_prefix("TZID=")).map(|name| name.trim_matches('"'));
    let zone = match named {
        Some(name) => TimeZone::get(name).map_err(|_| Fault::Zone)?,
        None => zone.clone(),
    };
    let of = |clock: DateTime, zone: TimeZone, is_day: bool| {
        let moment = Moment { clock, zone, is_day };
        if moment.at().is_some() { Ok(moment) } else { Err(Fault::Time) }
    };
    if value.len() == 8 {
        let day = Date::strptime("%Y%m%d", value).map_err(|_| Fault::Time)?;
        return of(day.at(0, 0, 0, 0), zone, true);
    }
    let (clock, zone) = match value.strip_suffix('Z') {
        Some(utc) => (utc, TimeZone::UTC),
        None => (value, zone),
    };
    of(DateTime::strptime("%Y%m%dT%H%M%S", clock).map_err(|_| Fault::Time)?, zone, false)
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

    /// The two years from 26 November 2026.
    fn within() -> Span {
        let at = |text: &str| text.parse::<Timestamp>().expect("a moment");
        Span::new(at("2026-11-26T00:00:00Z"), at("2028-11-26T00:00:00Z")).expect("a span")
    }

    fn begins(body: &str, zone: &str) -> Vec<String> {
        let zone = TimeZone::get(zone).expect("a zone");
        let all = read(&event(body), &zone, within()).expect("a calendar");
        all.iter().map(|one| one.span.from().to_zoned(zone.clone()).strftime("%m-%d %H:%M").to_string()).collect()
    }

    #[test]
    fn nine_stays_nine_when_clocks_change_and_exceptions_are_left_out() {
        // Clocks change in Berlin on 28 March 2027.
        let weekly =
            "UID:w\r\nDTSTART;TZID=Europe/Berlin:20270318T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=4";
        assert_eq!(begins(weekly, "Europe/Berlin"), ["03-18 09:00", "03-25 09:00", "04-01 09:00", "04-08 09:00"]);
        let without = format!("{weekly}\r\nEXDATE;TZID=Europe/Berlin:20270325T090000,20270408T090000");
        assert_eq!(begins(&without, "Europe/Berlin"), ["03-18 09:00", "04-01 09:00"]);
        // An hour that a day does not have is the one after it.
        let night = "DTSTART;TZID=Europe/Berlin:20270327T023000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3";
        assert_eq!(begins(night, "Europe/Berlin"), ["03-27 02:30", "03-28 03:30", "03-29 02:30"]);
        // Until is a moment: the last time begins at it or before.
        let until =
            "DTSTART;TZID=Europe/Berlin:20270318T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;UNTIL=20270401T070000Z";
        assert_eq!(begins(until, "Europe/Berlin").len(), 3);
        let before = until.replace("070000Z", "065959Z");
        assert_eq!(begins(&before, "Europe/Berlin").len(), 2);
    }

    #[test]
    fn times_that_are_over_count_and_are_not_given() {
        let old = "DTSTART:20261120T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=10";
        assert_eq!(begins(old, "UTC"), ["11-26 09:00", "11-27 09:00", "11-28 09:00", "11-29 09:00"]);
        let long_ago = "DTSTART:19900101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY";
        assert_eq!(begins(long_ago, "UTC"), ["01-01 09:00", "01-01 09:00"]);
        let daily = "DTSTART:20261126T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY";
        assert_eq!(begins(daily, "UTC").len(), 731);
        let twice = format!("{}{}", event(daily), event(daily)).replace("END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n", "");
        assert_eq!(fault(&twice).1, Fault::TooMuch);
    }

    #[test]
    fn a_time_that_was_moved_or_called_off_takes_the_place_of_its_own() {
        let series =
            "BEGIN:VEVENT\nUID:s\nDTSTART:20261201T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n";
        let moved = "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20261202T090000Z\nDTSTART:20261202T150000Z\nDURATION:PT2H\nEND:VEVENT\n";
        let off = "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20261203T090000Z\nDTSTART:20261203T090000Z\nDURATION:PT1H\nSTATUS:CANCELLED\nEND:VEVENT\n";
        let of = |body: &str| {
            let all = read(&format!("BEGIN:VCALENDAR\n{body}END:VCALENDAR"), &zone(), within()).expect("a calendar");
            all.into_iter().map(|one| (one.uid, one.span.from().to_string())).collect::<Vec<_>>()
        };
        let plain = of(series);
        let changed = of(&format!("{series}{moved}{off}"));
        assert_eq!(plain.len(), 3);
        let expected = [(plain[0].0.as_str(), "2026-12-01T09:00:00Z"), (plain[1].0.as_str(), "2026-12-02T15:00:00Z")];
        assert_eq!(changed.iter().map(|(uid, at)| (uid.as_str(), at.as_str())).collect::<Vec<_>>(), expected);
    }

    fn fault(text: &str) -> (usize, Fault) {
        let wrong = read(text, &zone(), within()).expect_err("a fault");
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
        let read = read(&calendar("Mine", &[one, gone]), &zone(), within()).expect("a calendar");
        assert_eq!(read, [BusyTime { uid: "1@x".into(), span: Span::new(from, until).expect("a span"), summary }]);
    }

    #[test]
    fn times_are_those_of_their_zone() {
        let spans = |body: &str| {
            let all = read(&event(body), &zone(), within()).expect("a calendar");
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
        for odd in ["RRULE:FREQ=HOURLY", "RDATE:20261126T120000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261126T120000Z"]
        {
            assert_eq!(fault(&event(odd)), (3, Fault::Repeats), "{odd}");
        }
        let many = "BEGIN:VEVENT\nDTSTART:20261126T120000Z\nDURATION:PT1H\nEND:VEVENT\n".repeat(MOST + 1);
        assert_eq!(fault(&format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR")).1, Fault::TooMuch);
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail_but_with_a_line(text in "(BEGIN:VCALENDAR\n)?([A-Z;:=\" 0-9T\n\\\\]|BEGIN:VEVENT\n|END:VEVENT\n|DTSTART:20261126T120000Z\n|RRULE:FREQ=DAILY\n|EXDATE:20261127T120000Z\n|DURATION:PT1H\n){0,60}") {
            if let Err(wrong) = read(&text, &zone(), within()) {
                proptest::prop_assert!(wrong.line >= 1 && wrong.line <= text.lines().count().max(1));
            }
        }
    }
}
