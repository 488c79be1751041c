//! Calls: who is told of what, what people are reminded of, and what is said. Before it is announced, a decision does not
//! exist here either: what is said comes from the services of calls, asked as the reader.

use async_trait::async_trait;
use bellwether_calls::api::{
    Application, ApplicationId, ApplicationState, Assessed, AssessmentId, Awarded, CallError, Calls, Coming, Dossier,
    Happened, Milestone, MilestoneState, Notifier, SeatState, UndertakingId,
};
use bellwether_db::{DbError, Tx};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Arg, Words};
use bellwether_web::format;
use jiff::tz::TimeZone;

use crate::frame::Frame;
use crate::model::kind::Kind;
use crate::model::notice::{Clock, Notice, Reminder, Said, Source, SourceError};
use crate::service::Notices;

const DAY_MS: i64 = 24 * 3_600_000;

/// What is reminded of: early enough to finish a draft, and on the last day; a fortnight before a report is due, and the day
/// after; a week after an assessment was asked for.
const CLOCKS: &[Clock] = &[
    Clock { name: "calls-closing", ahead_ms: 3 * DAY_MS },
    Clock { name: "calls-closing-last", ahead_ms: DAY_MS },
    Clock { name: "calls-reports-due", ahead_ms: 14 * DAY_MS },
    Clock { name: "calls-reports-overdue", ahead_ms: -DAY_MS },
    Clock { name: "calls-assessments", ahead_ms: -7 * DAY_MS },
];

const OF_APPLICATIONS: &[Kind] = &[
    Kind::CallInvited,
    Kind::CallCloses,
    Kind::CallHandedIn,
    Kind::CallReturned,
    Kind::CallAdvanced,
    Kind::CallInterview,
    Kind::CallAnnounced,
    Kind::CallAward,
    Kind::CallAppealDecided,
    Kind::CallToCheck,
];
const OF_ASSESSMENTS: &[Kind] = &[Kind::CallAssess, Kind::CallAssessDue];
const KINDS: &[Kind] = &[
    Kind::CallInvited,
    Kind::CallCloses,
    Kind::CallHandedIn,
    Kind::CallReturned,
    Kind::CallAdvanced,
    Kind::CallInterview,
    Kind::CallAnnounced,
    Kind::CallAward,
    Kind::CallAppealDecided,
    Kind::CallToCheck,
    Kind::CallAssess,
    Kind::CallAssessDue,
    Kind::CallOpened,
    Kind::CallReportDue,
    Kind::CallReportOverdue,
    Kind::CallReported,
    Kind::CallReportReturned,
    Kind::CallReportApproved,
];

/// Notes what happens to applications, assessments and undertakings.
pub struct CallNotices(pub Notices);

#[async_trait]
impl Notifier for CallNotices {
    async fn note(&self, tx: &Tx, happened: Happened, person: UserId) -> Result<(), DbError> {
        self.0.note(tx, person, kind_of(happened), (happened.about(), &data_of(happened))).await
    }
}

fn kind_of(happened: Happened) -> Kind {
    match happened {
        Happened::Invited(_) => Kind::CallInvited,
        Happened::Closing(_) => Kind::CallCloses,
        Happened::HandedIn(_) => Kind::CallHandedIn,
        Happened::ToCheck(_) => Kind::CallToCheck,
        Happened::Returned(_) => Kind::CallReturned,
        Happened::AskedToAssess(_) => Kind::CallAssess,
        Happened::AssessmentDue(_) => Kind::CallAssessDue,
        Happened::Advanced(_) => Kind::CallAdvanced,
        Happened::InterviewSet(_) => Kind::CallInterview,
        Happened::Announced(_) => Kind::CallAnnounced,
        Happened::Awarded(_) => Kind::CallAward,
        Happened::AppealDecided(_) => Kind::CallAppealDecided,
        Happened::Opened(_) => Kind::CallOpened,
        Happened::ReportDue(..) => Kind::CallReportDue,
        Happened::ReportOverdue(..) => Kind::CallReportOverdue,
        Happened::Reported(..) => Kind::CallReported,
        Happened::ReportReturned(..) => Kind::CallReportReturned,
        Happened::ReportApproved(..) => Kind::CallReportApproved,
    }
}

/// The number of the milestone, which the undertaking does not say.
fn data_of(happened: Happened) -> String {
    happened.milestone().map(|number| number.to_string()).unwrap_or_default()
}

/// Says what happened in these calls.
pub struct CallSource {
    /// For the words.
    pub notices: Notices,
    /// For the applications.
    pub calls: Calls,
}

#[async_trait]
impl Source for CallSource {
    fn kinds(&self) -> &'static [Kind] {
        KINDS
    }

    async fn say(&self, ctx: &Ctx, notice: &Notice) -> Result<Option<Said>, SourceError> {
        let words = self.notices.words(ctx.lang);
        if OF_APPLICATIONS.contains(&notice.kind) {
            let Some(of) = seen(self.calls.dossier(ctx, ApplicationId(notice.about)).await)? else { return Ok(None) };
            let closes = match notice.kind {
                Kind::CallCloses => closes(&self.calls, ctx, &of.application).await?,
                _ => None,
            };
            return Ok(is_true_of(notice, &of, closes.is_some()).then(|| of_application(&words, notice, &of, closes)));
        }
        if OF_ASSESSMENTS.contains(&notice.kind) {
            let Some(of) = seen(self.calls.asked(ctx, AssessmentId(notice.about)).await)? else { return Ok(None) };
            return Ok(of.waits.then(|| of_assessment(&words, notice, &of)));
        }
        let found = seen(self.calls.undertaking(ctx, UndertakingId(notice.about)).await)?;
        Ok(found.and_then(|of| of_undertaking(ctx, &words, notice, &of)))
    }

    fn clocks(&self) -> &'static [Clock] {
        CLOCKS
    }

    async fn reminders(&self, ctx: &Ctx, clock: &Clock, span: (i64, i64)) -> Result<Vec<Reminder>, SourceError> {
        let what = match clock.name {
            "calls-reports-due" => Coming::ReportsDue,
            "calls-reports-overdue" => Coming::ReportsOverdue,
            "calls-assessments" => Coming::Assessments,
            _ => Coming::Closing,
        };
        let coming = self.calls.coming(ctx, what, span).await.map_err(SourceError::of)?;
        let reminder = |(happened, person): (Happened, UserId)| Reminder {
            person,
            kind: kind_of(happened),
            about: happened.about(),
            data: data_of(happened),
        };
        Ok(coming.into_iter().map(reminder).collect())
    }
}

/// What the page does not show is not told by mail.
fn seen<T>(found: Result<T, CallError>) -> Result<Option<T>, SourceError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(CallError::Denied(_) | CallError::NotFound) => Ok(None),
        Err(error) => Err(SourceError::of(error)),
    }
}

/// When the call closes, if it is not over.
async fn closes(calls: &Calls, ctx: &Ctx, one: &Application) -> Result<Option<String>, SourceError> {
    let call = calls.call(ctx, &one.cluster, &one.call_slug).await;
    let Some(call) = seen(call)?.filter(|call| call.closes_ms > ctx.now().as_millisecond()) else { return Ok(None) };
    let at = Timestamp::from_millisecond(call.closes_ms).map_err(SourceError::of)?;
    let zone = call.time_zone();
    let name = zone.iana_name().unwrap_or("UTC");
    Ok(Some(format!("{} ({name})", format::moment(ctx.lang, at, &zone))))
}

/// Is what the notice says the case now? What came after it is told by a notice of its own.
fn is_true_of(notice: &Notice, of: &Dossier, is_open: bool) -> bool {
    use ApplicationState as State;
    let one = &of.application;
    let is_written = one.is_written();
    let is_announced = of.decision.as_ref().is_some_and(|decision| decision.announced_at_ms.is_some());
    match notice.kind {
        Kind::CallInvited => {
            let is_asked = |state: SeatState| state == SeatState::Invited;
            is_written && of.team.iter().any(|seat| seat.person == notice.person && is_asked(seat.state))
        }
        Kind::CallCloses => is_written && is_open,
        Kind::CallHandedIn => one.submitted_at_ms.is_some() && !is_written && one.state != State::Withdrawn,
        Kind::CallToCheck => matches!(one.state, State::Submitted | State::Appealed),
        Kind::CallReturned => one.state == State::Returned,
        Kind::CallAdvanced => one.state == State::Advanced,
        Kind::CallInterview => of.interview.is_some() && one.can_be_judged(),
        Kind::CallAnnounced | Kind::CallAppealDecided => is_announced && one.state != State::Withdrawn,
        Kind::CallAward => one.state == State::Accepted && one.lead == notice.person,
        _ => false,
    }
}

/// A title that may be empty, as pages show it.
fn title(words: &Words, title: &str) -> String {
    if title.trim().is_empty() { words.t("notices-untitled") } else { title.to_owned() }
}

fn amount(words: &Words, amount: Amount) -> String {
    format!("{}\u{a0}{}", format::minor_units(words.lang, amount.minor, amount.unit.digits()), amount.unit.code())
}

fn of_application(words: &Words, notice: &Notice, of: &Dossier, closes: Option<String>) -> Said {
    let one = &of.application;
    let (title, call) = (title(words, &one.title), one.call_title.best(words.lang).0);
    let args: [(&str, Arg<'_>); 2] = [("title", (&title).into()), ("call", call.into())];
    let mut frame = Frame::of(words, notice.kind, &args);
    frame.fact("notices-fact-application", &title);
    frame.fact("notices-fact-call", call);
    let money = |minor: Option<i64>| minor.map(|minor| amount(words, Amount::new(minor, one.unit)));
    match notice.kind {
        Kind::CallCloses => frame.fact("notices-fact-closes", &closes.unwrap_or_default()),
        Kind::CallReturned => frame.fact("notices-fact-why", &one.returned_why),
        Kind::CallAdvanced => frame.fact("notices-fact-stage", one.stage.name.best(words.lang).0),
        Kind::CallInterview => {
            if let Some(set) = &of.interview {
                let zone = of.content.time_zone();
                let at = Timestamp::from_millisecond(set.at_ms).unwrap_or_default();
                let name = zone.iana_name().unwrap_or("UTC");
                frame.fact("notices-fact-when", &format!("{} ({name})", format::moment(words.lang, at, &zone)));
                frame.fact("notices-fact-where", &set.place);
                frame.fact("notices-fact-link", &set.link);
            }
        }
        Kind::CallHandedIn | Kind::CallToCheck => {
            frame.fact("notices-fact-asked", &money(one.asked_minor).unwrap_or_default());
        }
        _ => {}
    }
    let decision = of.decision.as_ref().filter(|decision| decision.announced_at_ms.is_some());
    if matches!(notice.kind, Kind::CallAnnounced | Kind::CallAppealDecided | Kind::CallAward)
        && let Some(decision) = decision
    {
        frame.fact("notices-fact-decision", &words.t(&format!("notices-outcome-{}", decision.outcome.name())));
        frame.fact("notices-fact-given", &money(one.awarded_minor).unwrap_or_default());
        // Reasons are long and about people: they stay on the page.
        frame.sentence("notices-reasons-there");
    }
    frame.said(format!("/applications/{}", one.id), format!("application-{}", one.id))
}

fn of_assessment(words: &Words, notice: &Notice, of: &Assessed) -> Said {
    let (title, call) = (title(words, &of.title), of.call_title.best(words.lang).0);
    let args: [(&str, Arg<'_>); 2] = [("title", (&title).into()), ("call", call.into())];
    let mut frame = Frame::of(words, notice.kind, &args);
    frame.fact("notices-fact-application", &title);
    frame.fact("notices-fact-call", call);
    frame.said(format!("/assessments/{}", of.id), format!("assessment-{}", of.id))
}

/// `None` where it is not true any more.
fn of_undertaking(ctx: &Ctx, words: &Words, notice: &Notice, of: &Awarded) -> Option<Said> {
    let opened = &of.undertaking;
    let milestone = match notice.kind {
        Kind::CallOpened => opened.milestones.first(),
        _ => opened.milestones.iter().find(|one| one.number.to_string() == notice.data),
    };
    let milestone = milestone.filter(|one| is_true_of_milestone(ctx, notice.kind, of, one))?;
    let title = title(words, &of.application.title);
    let args: [(&str, Arg<'_>); 2] = [("title", (&title).into()), ("number", f64::from(milestone.number).into())];
    let mut frame = Frame::of(words, notice.kind, &args);
    frame.fact("notices-fact-application", &title);
    frame.fact("notices-fact-call", of.application.call_title.best(words.lang).0);
    if notice.kind == Kind::CallOpened {
        frame.fact("notices-fact-given", &amount(words, Amount::new(opened.amount_minor, opened.unit)));
    }
    frame.fact("notices-fact-report", &format!("{}. {}", milestone.number, milestone.name.best(words.lang).0));
    let due = milestone.due;
    let (month, day) = (due.month().try_into().ok(), due.day().try_into().ok());
    frame.fact("notices-fact-due", &format::date(words.lang, due.year(), month, day));
    frame.fact("notices-fact-part", &amount(words, Amount::new(milestone.amount_minor, opened.unit)));
    if notice.kind == Kind::CallReportReturned {
        frame.fact("notices-fact-why", &milestone.why);
    }
    Some(frame.said(format!("/undertakings/{}", opened.id), format!("undertaking-{}", opened.id)))
}

fn is_true_of_milestone(ctx: &Ctx, kind: Kind, of: &Awarded, milestone: &Milestone) -> bool {
    let is_active = of.application.state == ApplicationState::Active;
    let is_missing = matches!(milestone.state, MilestoneState::Planned | MilestoneState::Returned);
    let today = ctx.now().to_zoned(TimeZone::UTC).date();
    match kind {
        Kind::CallOpened => is_active,
        Kind::CallReportDue => is_active && is_missing && milestone.due >= today,
        Kind::CallReportOverdue => is_active && is_missing && milestone.due < today,
        Kind::CallReported => milestone.state == MilestoneState::Requested,
        Kind::CallReportReturned => milestone.state == MilestoneState::Returned,
        Kind::CallReportApproved => milestone.state == MilestoneState::Paid,
        _ => false,
    }
}
