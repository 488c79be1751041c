//! Invented calls and applications for the samples of pages.

use std::collections::HashMap;

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
use crate::model::assessing::{Assessment, AssessmentId, Recommendation, Summary};
use crate::model::call::{Call, CallId, Content, Question};
use crate::model::consortium::{ConsortiumRule, Partner, PartnerKind, PartnerRole};
use crate::model::decision::{Decision, DecisionId};
use crate::model::draft::Kept;
use crate::model::file::{Attached, FileId, FileKind};
use crate::model::form::{Choice, Field, ShownIf, Wanted};
use crate::model::interview::Interview;
use crate::model::outbound::{Facts, Outbound, OutboundId, OutboundState, Report, Whole};
use crate::model::pack::{Pack, PackDetails};
use crate::model::seen::Dossier;
use crate::model::stage::{Stage, StageAt, StageKind};
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
        stages: Vec::new(),
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
        stage: StageAt::default(),
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
        stage: 0,
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
        stage: 0,
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
        before: Vec::new(),
        partners: Vec::new(),
        interview: None,
        handed_in: Vec::new(),
        shown: 0,
        rubrics: Vec::new(),
        undertaking: matches!(state, RequestState::Active).then(undertaking),
        names: [(person(1), "Ann <Example>".to_owned()), (person(3), "Carl".to_owned())].into(),
        application,
    }
}

/// A call with three stages.
pub fn staged(state: OfferState) -> Call {
    let at = |text: &str| text.parse().ok();
    let mut call = call(state);
    let stage = |key: &str, en: &str, ru: &str, kind, closes: Option<&str>, most| Stage {
        key: key.to_owned(),
        name: Text::both(en, ru),
        kind,
        opens: None,
        closes: closes.and_then(at),
        most,
        rubric: None,
    };
    call.content.consortium = Some(rule());
    call.content.stages = vec![
        stage("concept", "Concept note", "Краткая заявка", StageKind::Written, None, Some(10)),
        stage("full", "Full application", "Полная заявка", StageKind::Written, Some("2027-04-30T18:00"), Some(4)),
        stage("interview", "Interview <b>", "Собеседование <b>", StageKind::Interview, None, None),
    ];
    if let Some(field) = call.content.form.sections.first_mut().and_then(|section| section.fields.get_mut(2)) {
        field.stages = vec!["full".to_owned()];
    }
    call
}

/// A dossier of an application in this state of this stage of a call with three.
pub fn staged_dossier(state: RequestState, at: u32) -> Dossier {
    let call = staged(OfferState::Closed);
    let mut of = dossier(state);
    of.application.stage = call.content.stage_at(at);
    of.rubrics = (0..3).map(|at| call.content.in_stage(at).rubric).collect();
    of.content = call.content.in_stage(at);
    of.before = (0..at)
        .map(|stage| Decision { stage, amount_minor: 0, ..decision(Outcome::Accepted, DecisionState::Effective) })
        .collect();
    of.handed_in = (0..at.min(2)).collect();
    of.shown = at;
    of.interview = (of.application.stage.kind == StageKind::Interview).then(interview);
    of
}

/// An appointment.
pub fn interview() -> Interview {
    Interview {
        at_ms: NOW_MS + 86_400_000,
        minutes: 40,
        place: HOSTILE.to_owned(),
        link: "https://example.org/room?a=1&b=2".to_owned(),
        revision: 1,
        set_at_ms: NOW_MS,
    }
}

/// What a call asks of a consortium.
pub fn rule() -> ConsortiumRule {
    ConsortiumRule {
        least: 2,
        most: 5,
        countries: vec!["RU".to_owned(), "KZ".to_owned()],
        least_countries: 2,
        kinds: vec![PartnerKind::Clinic],
        signatures: true,
    }
}

/// A dossier of a consortium in this state.
pub fn consortium(state: RequestState) -> Dossier {
    let partner = |number, name: &str, role, share_minor, signed| Partner {
        number,
        actor: (number == 1).then(|| id(0x700)),
        name: name.to_owned(),
        country: "RU".to_owned(),
        kind: PartnerKind::Clinic,
        role,
        share_minor,
        signatory: person(1),
        signs_as: HOSTILE.to_owned(),
        signed,
    };
    let mut of = dossier(state);
    of.content.consortium = Some(rule());
    of.partners = vec![
        partner(1, "First clinic", PartnerRole::Coordinator, 123_456_700, true),
        partner(2, HOSTILE, PartnerRole::Associated, 0, false),
    ];
    of
}

/// A decision pack of a stage: judged, decided and with a conflict of interest.
pub fn pack(call: Call, stage: u32) -> Pack {
    let one = |number, state| Application { stage: call.content.stage_at(stage), ..application(number, state) };
    let rows = vec![one(1, RequestState::InReview), one(2, RequestState::Decided)];
    let judged = |mean: Option<f64>| Summary {
        asked: 2,
        handed_in: 2,
        mean_percent: mean,
        spread_percent: mean.map(|mean| (mean - 12.0, mean + 12.0)),
        recommend: [1, 0, 1],
    };
    let summaries = HashMap::from([(rows[0].id, judged(None)), (rows[1].id, judged(Some(88.0)))]);
    let is_last = call.content.is_last_stage(stage);
    let decided = match is_last {
        true => decision(Outcome::Waitlisted, DecisionState::Carried),
        false => Decision { amount_minor: 0, ..decision(Outcome::Accepted, DecisionState::Carried) },
    };
    let decisions = HashMap::from([(rows[1].id, Decision { application: rows[1].id, stage, ..decided })]);
    let partners = HashMap::from([(rows[0].id, consortium(RequestState::InReview).partners)]);
    let conflicts = HashMap::from([(rows[0].id, vec![person(3)])]);
    let content = call.content.in_stage(stage);
    Pack { call, content, stage, rows, summaries, decisions, partners, conflicts, is_cut: false }.ranked()
}

/// What stands beside a pack on paper.
pub fn pack_details(pack: &Pack) -> PackDetails {
    PackDetails {
        answers: pack.rows.iter().map(|one| (one.id, answers())).collect(),
        assessments: pack.rows.iter().map(|one| (one.id, vec![assessment(AssessmentState::Submitted)])).collect(),
        names: [(person(1), "Ann <Example>".to_owned()), (person(3), "Carl".to_owned())].into(),
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
