//! May this be asked for? Every condition that says no says why.
//!
//! Costs O(conditions × own uses). All conditions are looked at, so that a person learns everything at once.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use crate::condition::{Condition, CustomerClass, Opening, QuotaPeriod};
use crate::explanation::{Refusal, Value};
use crate::span::Span;

/// A qualification that somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its code.
    pub code: String,
    /// When it ends; `None`: never.
    pub expires_at: Option<Timestamp>,
}

/// Another use of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnUse {
    /// When.
    pub span: Span,
    /// For which project; empty for none.
    pub project: String,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Time.
    Time(Span),
    /// Money, in minor units, with what is left of the budget in the same.
    Money {
        /// How much.
        minor: i64,
        /// How much there is.
        left_minor: i64,
    },
}

/// All that is known about a request.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Now.
    pub now: Timestamp,
    /// The zone of the offer.
    pub zone: &'a TimeZone,
    /// What who asks is to the owner.
    pub class: CustomerClass,
    /// What who asks holds.
    pub held: &'a [Held],
    /// Other uses of the same person, not those that are over without use.
    pub own: &'a [OwnUse],
    /// What is asked for.
    pub asked: Asked,
    /// For which project; empty for none.
    pub project: &'a str,
}

/// Why the request is refused; empty if it is not.
pub fn refusals(conditions: &[Condition], facts: &Facts<'_>) -> Vec<Refusal> {
    let mut all = Vec::new();
    if let Asked::Time(span) = &facts.asked
        && span.from() < facts.now
    {
        all.push(Refusal::new("past", vec![("from", Value::Moment(span.from()))]));
    }
    all.extend(conditions.iter().filter_map(|condition| refusal(condition, facts)));
    all
}

fn refusal(condition: &Condition, facts: &Facts<'_>) -> Option<Refusal> {
    match (condition, &facts.asked) {
        (Condition::Eligible { classes }, _) => eligible(classes, facts),
        (Condition::Qualified { code }, asked) => qualified(code, asked, facts),
        (Condition::Deadline { at }, _) => {
            let last = facts.zone.to_ambiguous_timestamp(*at).compatible().ok()?;
            (facts.now > last).then(|| Refusal::new("deadline", vec![("at", Value::Moment(last))]))
        }
        (Condition::Budget { currency }, Asked::Money { minor, left_minor }) => (minor > left_minor).then(|| {
            let currency = ("currency", Value::Word(currency.clone()));
            Refusal::new(
                "budget",
                vec![("asked", Value::Number(*minor)), ("left", Value::Number(*left_minor)), currency],
            )
        }),
        (condition, Asked::Time(span)) => of_time(condition, *span, facts),
        _ => None,
    }
}

fn eligible(classes: &[CustomerClass], facts: &Facts<'_>) -> Option<Refusal> {
    let names: Vec<&str> = classes.iter().map(|class| class.name()).collect();
    let words = Value::Word(names.join(" "));
    (!classes.contains(&facts.class)).then(|| Refusal::new("not-eligible", vec![("classes", words)]))
}

fn qualified(code: &str, asked: &Asked, facts: &Facts<'_>) -> Option<Refusal> {
    let word = ("code", Value::Word(code.to_owned()));
    let needed_until = match asked {
        Asked::Time(span) => span.until(),
        Asked::Money { .. } => facts.now,
    };
    let of_code = facts.held.iter().filter(|held| held.code == code);
    // Never ending counts as ending last.
    let best = of_code.map(|held| held.expires_at.unwrap_or(Timestamp::MAX)).max();
    let Some(expires) = best else { return Some(Refusal::new("qualification-missing", vec![word])) };
    if expires >= needed_until {
        return None;
    }
    let day = ("day", Value::Day(day_of(expires, facts.zone)));
    let key = if expires <= facts.now { "qualification-expired" } else { "qualification-expires" };
    Some(Refusal::new(key, vec![word, day]))
}

fn of_time(condition: &Condition, span: Span, facts: &Facts<'_>) -> Option<Refusal> {
    match condition {
        Condition::LeadTime { minutes } => {
            let first = facts.now.checked_add(SignedDuration::from_mins(i64::from(*minutes))).ok()?;
            let values = || vec![("minutes", Value::Minutes(i64::from(*minutes))), ("first", Value::Moment(first))];
            (span.from() >= facts.now && span.from() < first).then(|| Refusal::new("lead-time", values()))
        }
        Condition::MaximumAhead { days } => {
            let last = local(facts.now, facts.zone).date().checked_add(i64::from(*days).days()).ok()?;
            let values = || vec![("days", Value::Number(i64::from(*days))), ("last", Value::Day(last))];
            (day_of(span.from(), facts.zone) > last).then(|| Refusal::new("ahead", values()))
        }
        Condition::SlotLength { least_minutes, most_minutes, step_minutes } => {
            slot_length(span, (*least_minutes).into(), (*most_minutes).into(), (*step_minutes).into(), facts)
        }
        Condition::MinimumGap { minutes } => {
            let near = span.widened(*minutes, *minutes)?;
            let other = facts.own.iter().find(|own| own.span.overlaps(near))?;
            let other = ("other", Value::Moment(other.span.from()));
            Some(Refusal::new("gap", vec![("minutes", Value::Minutes(i64::from(*minutes))), other]))
        }
        Condition::OpeningHours { week } => opening_hours(week, span, facts.zone),
        Condition::Holidays { days } => {
            let touched = days_of(span, facts.zone).into_iter().find(|day| days.contains(day))?;
            Some(Refusal::new("holiday", vec![("day", Value::Day(touched))]))
        }
        Condition::Quota { per, minutes } => quota(*per, i64::from(*minutes), span, facts),
        _ => None,
    }
}

fn slot_length(span: Span, least: i64, most: i64, step: i64, facts: &Facts<'_>) -> Option<Refusal> {
    let minutes = ("minutes", Value::Minutes(span.minutes()));
    if span.minutes() < least {
        return Some(Refusal::new("short", vec![minutes, ("least", Value::Minutes(least))]));
    }
    if span.minutes() > most {
        return Some(Refusal::new("long", vec![minutes, ("most", Value::Minutes(most))]));
    }
    let begin = local(span.from(), facts.zone);
    let of_day = i64::from(begin.hour()) * 60 + i64::from(begin.minute());
    let length_ms = span.until_ms() - span.from_ms();
    let is_even = begin.second() == 0
        && begin.subsec_nanosecond() == 0
        && step > 0
        && of_day % step == 0
        && length_ms % (step * 60_000) == 0;
    (!is_even).then(|| Refusal::new("step", vec![("step", Value::Minutes(step))]))
}

fn opening_hours(week: &[Opening], span: Span, zone: &TimeZone) -> Option<Refusal> {
    for day in days_of(span, zone) {
        let hours: Vec<&Opening> = week.iter().filter(|hours| hours.day() == Some(day.weekday())).collect();
        if hours.is_empty() {
            return Some(Refusal::new("closed-day", vec![("day", Value::Day(day))]));
        }
        let (from, until) = within_day(span, day, zone);
        // Hours that touch are one.
        if !is_covered(&hours, from, until) {
            let open: Vec<String> = hours.iter().map(|one| written(one)).collect();
            let open = ("open", Value::Word(open.join(", ")));
            return Some(Refusal::new("closed-hours", vec![("day", Value::Day(day)), open]));
        }
    }
    None
}

fn is_covered(hours: &[&Opening], from: u16, until: u16) -> bool {
    let mut reached = from;
    let mut sorted: Vec<&&Opening> = hours.iter().collect();
    sorted.sort_by_key(|one| one.from_minute);
    for one in sorted {
        if one.from_minute <= reached {
            reached = reached.max(one.until_minute);
        }
    }
    reached >= until
}

fn written(hours: &Opening) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}–{}", clock(hours.from_minute), clock(hours.until_minute))
}

fn quota(per: QuotaPeriod, limit: i64, span: Span, facts: &Facts<'_>) -> Option<Refusal> {
    let day = day_of(span.from(), facts.zone);
    if per == QuotaPeriod::Project && facts.project.is_empty() {
        return Some(Refusal::new("quota-project-unnamed", Vec::new()));
    }
    // A use counts where it begins.
    let counts = |own: &&OwnUse| match per {
        QuotaPeriod::Day => day_of(own.span.from(), facts.zone) == day,
        QuotaPeriod::Week => monday(day_of(own.span.from(), facts.zone)) == monday(day),
        QuotaPeriod::Project => own.project == facts.project,
    };
    let used: i64 = facts.own.iter().filter(counts).map(|own| own.span.minutes()).sum();
    if used + span.minutes() <= limit {
        return None;
    }
    let minutes = |minutes| Value::Minutes(minutes);
    let mut values = vec![("limit", minutes(limit)), ("used", minutes(used)), ("asked", minutes(span.minutes()))];
    let key = match per {
        QuotaPeriod::Day => "quota-day",
        QuotaPeriod::Week => "quota-week",
        QuotaPeriod::Project => "quota-project",
    };
    values.push(match per {
        QuotaPeriod::Day => ("day", Value::Day(day)),
        QuotaPeriod::Week => ("day", Value::Day(monday(day))),
        QuotaPeriod::Project => ("project", Value::Word(facts.project.to_owned())),
    });
    Some(Refusal::new(key, values))
}

fn local(at: Timestamp, zone: &TimeZone) -> Zoned {
    at.to_zoned(zone.clone())
}

/// The day of an instant in a zone.
pub fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    local(at, zone).date()
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().since(Weekday::Monday));
    day.checked_sub(back.days()).unwrap_or(day)
}

/// The days that a span touches, in a zone; at most 400, which is more than any use may last.
pub fn days_of(span: Span, zone: &TimeZone) -> Vec<Date> {
    let last_moment = Timestamp::from_millisecond(span.until_ms() - 1).unwrap_or(span.from());
    let (first, last) = (day_of(span.from(), zone), day_of(last_moment, zone));
    first.series(1.day()).take(400).take_while(|day| *day <= last).collect()
}

/// The part of a span in one day, as minutes of the clock since midnight.
fn within_day(span: Span, day: Date, zone: &TimeZone) -> (u16, u16) {
    let (begin, end) = (local(span.from(), zone), local(span.until(), zone));
    let minute = |at: &Zoned| u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
    let from = if begin.date() == day { minute(&begin) } else { 0 };
    let until = if end.date() == day { minute(&end) } else { 24 * 60 };
    (from, until)
}
