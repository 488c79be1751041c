//! Fills an installation with the daily work of a large cluster: `fill_exchange DATA PERCENT`, where 100 % are 10,000 applications,
//! 200,000 bookings, 1 million ledger entries and 20,000 organisations in the register. `cargo xtask bench exchange` runs it and measures the pages.
//!
//! Applications and transfers are made by the services, as people make them; bookings are written as the services write them.

#[path = "../../../slices/exchange/examples/bookings/fill.rs"]
mod bookings;
#[path = "../../../slices/ledger/examples/books/fill.rs"]
mod books;

use std::collections::BTreeMap;
use std::sync::Arc;

use bellwether::config::{self, Overrides};
use bellwether::install::{self, Installation};
use bellwether_accounts::model::password::Password;
use bellwether_accounts::model::user::{Email, NewUser};
use bellwether_actors::api::{ActorKind, Actors, Addition, NewActor, RelationKind, Role as Part, Validity, Visibility};
use bellwether_calls::api::{ApplicationId, AssessmentStep, Call, Calls, Content, Draft, Handling, Outcome, Verdict};
use bellwether_calls::model::assessing::Recommendation;
use bellwether_calls::service::assess::Judgement;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::SystemClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_ledger::api::Ledger;
use bookings::{CLUSTER, HOUR_MS};
use books::Failure;

const PEOPLE: usize = 200;
const APPLICATIONS: usize = 10_000;
const BOOKINGS: usize = 200_000;
const ENTRIES: usize = 1_000_000;
const ORGANISATIONS: usize = 20_000;
/// The one call that all applications belong to: the worst case for every list.
const CALL: &str = "large";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, percent] = arguments.as_slice() else { return Err("usage: fill_exchange DATA PERCENT".into()) };
    let percent: usize = percent.parse()?;
    let overrides = Overrides { config: None, data_dir: Some(data.into()) };
    let config = config::load(&overrides, &BTreeMap::new()).map_err(|mistakes| format!("{mistakes:?}"))?;
    let installation = install::open(&config).await?;
    let people = people(&installation).await?;
    let now_ms = Ctx::system().now().as_millisecond() / HOUR_MS * HOUR_MS;
    let world = bookings::World { people: &people, now_ms };
    bookings::fill(&installation.db, &installation.exchange, &world, BOOKINGS * percent / 100).await?;
    books::fill(&installation.db, CLUSTER, ENTRIES * percent / 100).await?;
    organisations(&installation, ORGANISATIONS * percent / 100).await?;
    applications(&installation, &people, APPLICATIONS * percent / 100).await?;
    installation.db.close().await?;
    Ok(())
}

/// Residents of the cluster who book, apply and judge.
async fn people(installation: &Installation) -> Result<Vec<UserId>, Failure> {
    let mut all = Vec::with_capacity(PEOPLE);
    for number in 0..PEOPLE {
        let email = Email::parse(&format!("resident{number}@bench.example"))?;
        let password = Password::choose("nobody signs in with this one", &email)?;
        let new = NewUser {
            email,
            name: format!("Resident {number}"),
            roles: vec![Role::Resident, Role::Expert],
            clusters: vec![CLUSTER.to_owned()],
        };
        all.push(installation.accounts.create_user(&Ctx::system(), new, Some(password)).await?.0.id);
    }
    Ok(all)
}

/// Public members of the register, each third a part of the one before.
async fn organisations(installation: &Installation, many: usize) -> Result<(), Failure> {
    let (actors, ctx) = (Actors::new(installation.db.clone()), Ctx::system());
    let mut before = None;
    for number in 0..many {
        let kind = ["Institute", "Clinic", "Firm", "Centre", "Foundation"][number % 5];
        let new = NewActor {
            kind: ActorKind::Organisation,
            form: None,
            name: Text::both(format!("{kind} {number}"), format!("Организация {number}")),
            slug: None,
            visibility: Visibility::Public,
            role: Some(Part::Participant),
            valid: Validity::ALWAYS,
        };
        let id = actors.add(&ctx, CLUSTER, &new).await?;
        if let Some(other) = before.replace(id).filter(|_| number % 3 == 0) {
            let tie = Addition::Relation { kind: RelationKind::PartOf, other, valid: Validity::ALWAYS };
            actors.tell(&ctx, id, &tie).await?;
        }
    }
    Ok(())
}

fn acting(person: UserId) -> Ctx {
    let user = User::new(person, "Resident".to_owned(), vec![Role::Resident, Role::Expert]);
    Ctx::new(Actor::User(user.working_for(vec![CLUSTER.to_owned()])), Lang::En, Arc::new(SystemClock))
}

fn words(words: &str) -> Text {
    Text::both(words, words)
}

async fn call(installation: &Installation, calls: &Calls) -> Result<Call, Failure> {
    let ctx = Ctx::system();
    let places = books::places(&Ledger::new(installation.db.clone()), &ctx, CLUSTER).await?;
    let content = Content {
        title: words("A large call"),
        summary: words("For everybody"),
        text: words("All that one should know"),
        least_minor: 100,
        most_minor: 10_000_000,
        per_person: 1_000,
        ..Content::first("2026-01-01T09:00".parse()?, "2099-01-01T09:00".parse()?, "Europe/Moscow")
    };
    let draft = Draft { content, source: places.budgets[0].id, budget_minor: 1_000_000_000 };
    calls.make(&ctx, CLUSTER, CALL, &draft, true).await?;
    Ok(calls.publish(&ctx, CLUSTER, CALL).await?)
}

/// One in ten stays a draft, one in ten waits to be checked; the others are judged by one person, and one in twenty is decided about.
async fn applications(installation: &Installation, people: &[UserId], many: usize) -> Result<(), Failure> {
    let (calls, ctx) = (install::calls(&installation.db, &installation.accounts), Ctx::system());
    let call = call(installation, &calls).await?;
    let mut in_review = Vec::new();
    for number in 0..many {
        let id = draft(&calls, &acting(people[number % people.len()]), number).await?;
        if number % 10 == 0 {
            continue;
        }
        calls.submit(&acting(people[number % people.len()]), id).await?;
        if number % 10 > 1 {
            let judge = format!("resident{}@bench.example", (number + 1) % people.len());
            calls.handle_one(&ctx, id, &Handling::Assign(judge)).await?;
            in_review.push(id);
        }
    }
    for person in people {
        judge(&calls, &acting(*person)).await?;
    }
    let decided: Vec<ApplicationId> = in_review.iter().copied().step_by(20).collect();
    for (place, id) in decided.iter().enumerate() {
        let accepted = place % 3 == 0;
        let outcome = if accepted { Outcome::Accepted } else { Outcome::Rejected };
        let amount_minor = if accepted { 100_000 } else { 0 };
        calls.decide(&ctx, *id, &Verdict { outcome, amount_minor, place: 0, why: "As judged".to_owned() }).await?;
    }
    calls.announce(&ctx, &call, &decided[..decided.len() / 2]).await?;
    Ok(())
}

async fn draft(calls: &Calls, lead: &Ctx, number: usize) -> Result<ApplicationId, Failure> {
    let id = calls.begin(lead, CLUSTER, CALL, &[]).await?;
    let budget = format!(r#"[{{"what":"Reagents","amount":"{}"}}]"#, 1_000 + number % 90_000);
    let title = format!("{} in a dish, study {number}", ["Hearts", "Lungs", "Livers", "Nerves", "Bones"][number % 5]);
    let answers = [("title", title.as_str()), ("summary", "We grow tissue and look at it"), ("budget", &budget)];
    let answers: Vec<_> = answers.iter().map(|(code, typed)| ((*code).to_owned(), (*typed).to_owned(), 0)).collect();
    calls.save_answers(lead, id, &answers).await?;
    Ok(id)
}

/// Half of what a person was asked to judge is handed in.
async fn judge(calls: &Calls, judge: &Ctx) -> Result<(), Failure> {
    for (number, (asked, _)) in calls.to_assess(judge).await?.into_iter().enumerate() {
        calls.declare(judge, asked.id, AssessmentStep::DeclareNone).await?;
        if number % 2 == 0 {
            let score = u8::try_from(1 + number % 5)?;
            let scores = ["quality", "feasibility", "impact"].map(|code| (code.to_owned(), score));
            let recommendation = Some(if score > 2 { Recommendation::Fund } else { Recommendation::Reject });
            let judgement = Judgement { scores: scores.into(), recommendation, comment: "Sound".to_owned() };
            calls.judge(judge, asked.id, &judgement, true).await?;
        }
    }
    Ok(())
}
