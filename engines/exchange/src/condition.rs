//! Conditions of an offer, as data that people edit and tables keep.

use jiff::civil::{Date, DateTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::named::named;

named!(
    /// What somebody is to the owner of a resource; rates and eligibility go by it.
    CustomerClass {
        /// A member of the cluster.
        Member = "member",
        /// Science outside of the cluster.
        Academic = "academic",
        /// Everybody else.
        Commercial = "commercial",
    }
);

named!(
    /// Over what a quota adds up.
    QuotaPeriod {
        /// A day in the zone of the offer.
        Day = "day",
        /// A week from Monday.
        Week = "week",
        /// All time, for one project.
        Project = "project",
    }
);

/// Open hours of one day of the week, in minutes since midnight in the zone of the offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i8,
    /// When it opens.
    pub from_minute: u16,
    /// When it closes; 1440 is midnight.
    pub until_minute: u16,
}

impl Opening {
    /// Its day of the week, if there is such a day.
    pub fn day(self) -> Option<Weekday> {
        Weekday::from_monday_one_offset(self.weekday).ok()
    }
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Condition {
    /// Only these may ask.
    Eligible {
        /// Who.
        classes: Vec<CustomerClass>,
    },
    /// Who asks must hold this qualification to the end of the use.
    Qualified {
        /// Its code, such as `laser-safety`.
        code: String,
    },
    /// Ask at least so long before.
    LeadTime {
        /// How long.
        minutes: u32,
    },
    /// Ask at most so many days before.
    MaximumAhead {
        /// How many.
        days: u16,
    },
    /// How long one use may be.
    SlotLength {
        /// The shortest.
        least_minutes: u32,
        /// The longest.
        most_minutes: u32,
        /// The length and the beginning are multiples of it, counted from midnight.
        step_minutes: u32,
    },
    /// Between two uses of one person.
    MinimumGap {
        /// How long.
        minutes: u32,
    },
    /// Kept free around each use, for setting up and cleaning.
    Buffers {
        /// Before it.
        before_minutes: u32,
        /// After it.
        after_minutes: u32,
    },
    /// Open hours; a day of the week without any is closed.
    OpeningHours {
        /// The hours.
        week: Vec<Opening>,
    },
    /// Closed on these days.
    Holidays {
        /// The days.
        days: Vec<Date>,
    },
    /// At most so much for one person.
    Quota {
        /// In what time.
        per: QuotaPeriod,
        /// How much.
        minutes: u32,
    },
    /// What is asked for must be left in the budget.
    Budget {
        /// The code of the currency.
        currency: String,
    },
    /// Requests are taken until then, in the zone of the offer.
    Deadline {
        /// The last moment.
        at: DateTime,
    },
    /// Somebody approves each request.
    Approval,
    /// Cancelling later than so long before is late.
    CancelBefore {
        /// How long.
        minutes: u32,
    },
}

/// How much time is kept free around each use: before and after, in minutes.
pub fn buffers(conditions: &[Condition]) -> (u32, u32) {
    let of = |condition: &Condition| match condition {
        Condition::Buffers { before_minutes, after_minutes } => Some((*before_minutes, *after_minutes)),
        _ => None,
    };
    let all = conditions.iter().filter_map(of);
    all.fold((0, 0), |(before, after), (b, a)| (before.max(b), after.max(a)))
}

/// Does somebody approve each request?
pub fn needs_approval(conditions: &[Condition]) -> bool {
    conditions.contains(&Condition::Approval)
}

/// How long before its beginning a use must be cancelled, in minutes; zero where nothing is said.
pub fn cancel_before_minutes(conditions: &[Condition]) -> u32 {
    let of = |condition: &Condition| match condition {
        Condition::CancelBefore { minutes } => Some(*minutes),
        _ => None,
    };
    conditions.iter().filter_map(of).max().unwrap_or(0)
}
