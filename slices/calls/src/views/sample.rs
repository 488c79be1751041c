//! Invented calls and applications for the samples of pages.

use bellwether_exchange_rules::lifecycle::assessment::AssessmentState;
use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::lang::Text;
use bellwether_ledger::api::AccountId;

use crate::model::answers::Answers;
use crate::model::application::{Application, ApplicationId, Seat, SeatRole, SeatState};
use crate::model::assessing::{Assessment, AssessmentId, Recommendation};
use crate::model::call::{Call, CallId, Content, Question};
use crate::model::decision::{Decision, DecisionId};
use crate::model::draft::Kept;
use crate::model::file::{Attached, FileId, FileKind};
use crate::model::form::{Choice, Field, ShownIf, Wanted};
use crate::model::outbound::{Facts, Outbound, OutboundId, OutboundState, Report, Whole};
use crate::model::seen::Dossier;
use crate::model::undertaking::{Milestone, MilestoneState, Undertaking, UndertakingId};

/// 1 December 2026, 09:00 UTC.
pub const NOW_MS: i64 = 1_796_115_600_000;
/// What tries to be more than text.
pub const HOSTILE: &str = "<script>alert(1)</script> & \"quotes\"";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + number)
}

/// A person.
pub fn person(number: u128) -> UserId {
    UserId(id(0x100 + number))
}

/// What a call says.
pub fn content() -> Content {
    let at = |text: &str| text.parse().unwrap_or_default();
    let mut content = Content {
        title: Text::both("Young teams 2027", "Молодые команды 2027"),
        summary: Text::both("Grants for first projects of young teams.", "Гранты на первые проекты молодых команд."),
        text: Text::both("Who may apply.\n\nWhat is paid.", "Кто может подать заявку.\n\nЧто оплачивается."),
        area: Some("foresight".to_owned()),
        least_minor: 10_000_000,
        most_minor: 300_000_000,
        quiz: vec![Question {
            code: "young".to_owned(),
            text: Text::both("Is everybody in the team younger than 39?", "Всем в команде меньше 39 лет?"),
            yes: true,
        }],
        ..Content::first(at("2026-11-20T09:00"), at("2027-01-31T18:00"), "Europe/Moscow")
    };
    if let Some(section) = content.form.sections.first_mut() {
        section.fields.extend(more_fields());
    }
    content
}

fn more_fields() -> Vec<Field> {
    let field = |code: &str, en: &str, ru: &str, answer| Field {
        code: code.to_owned(),
        label: Text::both(en, ru),
        help: Text::both("In plain words", "Простыми словами"),
        answer,
        required: false,
        identifying: false,
        shown_if: None,
    };
    let option = |code: &str, en: &str, ru: &str| Choice { code: code.to_owned(), label: Text::both(en, ru) };
    let shown_if = Some(ShownIf { field: "patients".to_owned(), is: "yes".to_owned() });
    vec![
        field("patients", "Do patients take part?", "Участвуют ли пациенты?", Wanted::YesNo),
        Field { shown_if, ..field("ethics", "Ethics", "Этика", Wanted::Lines { words: 100 }) },
        field("months", "Months", "Месяцев", Wanted::Number { least: 1, most: 36 }),
        field("begins", "Begin", "Начало", Wanted::Date),
        field(
            "stage",
            "Stage",
            "Стадия",
            Wanted::Choice {
                options: vec![option("idea", "Idea", "Идея"), option("proof", "Proof", "Проверка")]
            },
        ),
        Field {
            identifying: true,
            ..field("plan", "Plan", "План", Wanted::File { kinds: vec![FileKind::Pdf], most_bytes: 2 << 20 })
        },
    ]
}

/// A call in this state.
pub fn call(state: OfferState) -> Call {
    let content = content();
    Call {
        id: CallId(id(1)),
        cluster: "translational-medicine".to_owned(),
        slug: "young-teams".to_owned(),
        written: state,
        sample: true,
        content,
        revision: 3,
        version: i64::from(state != OfferState::Draft),
        is_changed: true,
        source: AccountId(id(2)),
        account: None,
        payee: None,
        unit: "RUB".parse().unwrap_or(bellwether_kernel::money::Unit::Seat),
        budget_minor: 1_500_000_000,
        committed_minor: 300_000_000,
        opens_ms: NOW_MS - 900_000_000,
        closes_ms: NOW_MS + 5_000_000_000,
    }
}

/// A call whose words try to be more than that.
pub fn hostile() -> Call {
    let mut call = call(OfferState::Open);
    let text = Text { en: None, ru: Some(HOSTILE.to_owned()) };
    (call.content.title, call.content.summary, call.content.text) = (text.clone(), text.clone(), text);
    call
}

/// An application in this state.
pub fn application(number: i64, state: RequestState) -> Application {
    let call = call(OfferState::Open);
    Application {
        id: ApplicationId(id(0x200 + u128::try_from(number).unwrap_or_default())),
        call: call.id,
        cluster: call.cluster,
        call_slug: call.slug,
        call_title: call.content.title,
        version: 1,
        number,
        state,
        lead: person(1),
        title: if number % 2 == 0 { HOSTILE.to_owned() } else { "Hearts in a dish".to_owned() },
        asked_minor: Some(123_456_789),
        awarded_minor: (state == RequestState::Accepted).then_some(100_000_000),
        unit: call.unit,
        returned_why: if state == RequestState::Returned { HOSTILE.to_owned() } else { String::new() },
        appeal: if state == RequestState::Appealed { HOSTILE.to_owned() } else { String::new() },
        begun_at_ms: NOW_MS - 100_000_000,
        submitted_at_ms: (state != RequestState::Draft).then_some(NOW_MS - 50_000_000),
        viewer: None,
    }
}

/// Answers to the form.
pub fn answers() -> Answers {
    let all = [
        ("title", "Hearts in a dish"),
        ("summary", HOSTILE),
        ("budget", r#"[{"what":"<b>Reagents</b>","amount":"1 000 000"},{"what":"Work","amount":"234567.89"}]"#),
        ("patients", "yes"),
        ("ethics", "Approved.\n\nTwice."),
        ("months", "12"),
        ("begins", "2027-03-01"),
        ("stage", "proof"),
    ];
    all.map(|(code, typed)| (code.to_owned(), typed.to_owned())).into()
}

/// A file.
pub fn file() -> Attached {
    Attached {
        id: FileId(id(0x300)),
        of: ApplicationId(id(0x201)).into(),
        field: "plan".to_owned(),
        name: "<plan>.pdf".to_owned(),
        kind: FileKind::Pdf,
        bytes: 123_456,
        sha256: "00".repeat(32),
    }
}

/// An assessment in this state.
pub fn assessment(state: AssessmentState) -> Assessment {
    Assessment {
        id: AssessmentId(id(0x400)),
        application: ApplicationId(id(0x201)),
        assessor: person(3),
        state,
        scores: [("quality".to_owned(), 4), ("feasibility".to_owned(), 3)].into(),
        recommendation: state.counts().then_some(Recommendation::FundIf),
        comment: HOSTILE.to_owned(),
        asked_at_ms: NOW_MS,
    }
}

/// A decision.
pub fn decision(outcome: Outcome, state: DecisionState) -> Decision {
    Decision {
        id: DecisionId(id(0x500)),
        application: ApplicationId(id(0x201)),
        outcome,
        amount_minor: 100_000_000,
        place: 2,
        why: "A sound plan.".to_owned(),
        state,
        by: Some(person(4)),
        at_ms: NOW_MS,
        announced_at_ms: (state == DecisionState::Effective).then_some(NOW_MS),
    }
}

/// An undertaking with a milestone in each state.
pub fn undertaking() -> Undertaking {
    let milestone = |(number, state): (u32, &MilestoneState)| Milestone {
        number,
        name: Text::both("Report", "Отчёт"),
        due: jiff::civil::Date::constant(2027, 3, 1),
        amount_minor: 20_000_000,
        state: *state,
        transfer: None,
        report: if *state == MilestoneState::Planned { String::new() } else { HOSTILE.to_owned() },
        why: if *state == MilestoneState::Returned { "How?".to_owned() } else { String::new() },
    };
    Undertaking {
        id: UndertakingId(id(0x600)),
        application: ApplicationId(id(0x201)),
        amount_minor: 100_000_000,
        unit: call(OfferState::Open).unit,
        opened_at_ms: NOW_MS,
        milestones: (1..).zip(MilestoneState::ALL).map(milestone).collect(),
    }
}

/// A dossier of an application in this state.
pub fn dossier(state: RequestState) -> Dossier {
    let application = application(1, state);
    let seat = |number, role, state| Seat { person: person(number), role, state };
    let is_announced = matches!(state, RequestState::Accepted | RequestState::Rejected | RequestState::Active);
    Dossier {
        content: content(),
        answers: answers(),
        files: vec![file()],
        team: vec![seat(1, SeatRole::Lead, SeatState::Signed), seat(2, SeatRole::Member, SeatState::Invited)],
        sha256: application.submitted_at_ms.map(|_| "ab".repeat(32)),
        decision: is_announced.then(|| decision(Outcome::Accepted, DecisionState::Effective)),
        assessments: if is_announced { vec![assessment(AssessmentState::Released)] } else { Vec::new() },
        undertaking: matches!(state, RequestState::Active).then(undertaking),
        names: [(person(1), "Ann <Example>".to_owned()), (person(3), "Carl".to_owned())].into(),
        application,
    }
}

/// An application to another funder in this state.
pub fn outbound(state: OutboundState) -> Outbound {
    let is_over = matches!(state, OutboundState::Granted | OutboundState::Refused);
    Outbound {
        id: OutboundId(id(0x500)),
        cluster: "translational-medicine".to_owned(),
        state,
        sample: state == OutboundState::Granted,
        facts: Facts {
            funder: HOSTILE.to_owned(),
            funder_actor: (state == OutboundState::Sent).then_some(id(0x501)),
            programme: "Horizon 2030".to_owned(),
            deadline: jiff::civil::date(2027, 3, 1).at(17, 0, 0, 0),
            zone: "Europe/Brussels".to_owned(),
            unit: content_unit(),
        },
        form: content().form,
        title: if state == OutboundState::Preparing { String::new() } else { HOSTILE.to_owned() },
        asked_minor: (state != OutboundState::Preparing).then_some(12_345_600),
        granted_minor: (state == OutboundState::Granted).then_some(10_000_000),
        responsible: person(1),
        reference: if is_over { "<101>".to_owned() } else { String::new() },
        why: if state == OutboundState::Preparing { HOSTILE.to_owned() } else { String::new() },
        asked_by: Some(person(1)),
        sent_at_ms: is_over.then_some(NOW_MS),
        decided_on: is_over.then_some(jiff::civil::date(2027, 9, 1)),
        begun_at_ms: NOW_MS,
        viewer: Some(person(1)),
    }
}

fn content_unit() -> bellwether_kernel::money::Unit {
    application(1, RequestState::Draft).unit
}

/// All of one in this state.
pub fn whole(state: OutboundState) -> Whole {
    let kept = |(field, typed): (String, String)| Kept { field, typed, revision: 2, saved_at_ms: NOW_MS };
    let report =
        |number, done_on| Report { number, name: HOSTILE.to_owned(), due: jiff::civil::date(2028, 1, 31), done_on };
    Whole {
        one: outbound(state),
        kept: answers().into_iter().map(kept).collect(),
        files: vec![file()],
        team: vec![person(1), person(2)],
        reports: vec![report(1, Some(jiff::civil::date(2028, 1, 30))), report(2, None)],
        frozen: None,
        names: [(person(1), "Ann".to_owned()), (person(2), HOSTILE.to_owned())].into(),
    }
}
