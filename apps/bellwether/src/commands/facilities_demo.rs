//! What makes the demo's facilities worth looking at: charge codes that pay out of the books, and two months of use with
//! all that happens: late cancellations, nobody coming, use beyond the booked time. People and amounts are invented.

use std::sync::Arc;

use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::user::Email;
use bellwether_exchange::api::{
    Accounts as FacilityAccounts, BookingId, Exchange, ExchangeError, Facility, NewCode, NewOrder, OrderStep, Side,
    Span, Training, Wish,
};
use bellwether_kernel::actor::{Actor, User};
use bellwether_kernel::clock::FixedClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use jiff::civil::{Date, Weekday, time};
use jiff::{SignedDuration, Timestamp, ToSpan};

/// The demo's people who use facilities; those who are not there are left out.
const PEOPLE: [&str; 4] =
    ["analyst@demo.example", "expert@demo.example", "officer@demo.example", "council@demo.example"];
/// Codes, the names of their projects, and organisations; the budgets that pay are those of the cluster in their order.
const CODES: [(&str, &str, &str, &str); 3] = [
    ("CARDIO-26", "Heart failure by single cells", "Сердечная недостаточность по одиночным клеткам", "Demo Institute"),
    ("ONCO-26", "Resistance of tumours", "Устойчивость опухолей", "Demo Institute"),
    ("PRINT-26", "Printed cartilage", "Печать хряща", "Demo Company"),
];
/// How far back use goes, in days.
const BACK: i64 = 62;

/// A person of the demo with the code that pays.
struct Person {
    actor: Actor,
    code: &'static str,
}

/// Codes, accounts, use in the past, and orders.
pub async fn fill(exchange: &Exchange, accounts: &Accounts, cluster: &str) -> anyhow::Result<()> {
    let system = Ctx::system();
    open_codes(exchange, cluster).await?;
    let facilities = exchange.facilities(&system, cluster).await?;
    pay_into_books(exchange, cluster, &facilities).await?;
    let people = people(exchange, accounts, cluster).await?;
    if people.is_empty() {
        return Ok(());
    }
    for facility in &facilities {
        train(exchange, facility, &people).await?;
    }
    let now = Timestamp::now();
    for back in (1..=BACK).rev() {
        for (number, facility) in (0_i64..).zip(&facilities) {
            let today = now.to_zoned(facility.time_zone()).date();
            let day = today.checked_sub(back.days())?;
            let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            // Each facility has a pattern of its own, so that some are busier than others.
            if !is_weekend && (back + number) % (2 + number % 3) != 0 {
                one_day(exchange, facility, day, (back, number), &people).await?;
            }
        }
    }
    order_some(exchange, &facilities, &people).await
}

/// An order in each of some states, by people in turn.
async fn order_some(exchange: &Exchange, facilities: &[Facility], people: &[Person]) -> anyhow::Result<()> {
    let ways: [&[OrderStep]; 4] = [
        &[],
        &[OrderStep::Accept],
        &[OrderStep::Accept, OrderStep::Begin],
        &[OrderStep::Accept, OrderStep::Begin, OrderStep::Finish],
    ];
    let keeper = Ctx::system();
    for facility in facilities.iter().filter(|one| one.orders.is_some()) {
        for (number, (steps, person)) in ways.into_iter().zip(people.iter().cycle()).enumerate() {
            let new = NewOrder {
                units: u32::try_from(number + 1)?,
                what: "Demo".to_owned(),
                project: person.code.to_owned(),
                samples: (0..=number).map(|sample| format!("D{number}-{sample}")).collect(),
            };
            let ctx = at(&person.actor, Timestamp::now());
            let id = exchange.order(&ctx, &facility.cluster, &facility.slug, &new).await?;
            for step in steps {
                exchange.order_step(&keeper, id, *step, "").await?;
            }
        }
    }
    Ok(())
}

async fn open_codes(exchange: &Exchange, cluster: &str) -> anyhow::Result<()> {
    let system = Ctx::system();
    let budgets: Vec<_> = exchange.accounts(&system, cluster).await?;
    let mut budgets = budgets.into_iter().filter(|one| one.side == Side::Pays && one.currency == "RUB").cycle();
    for (code, en, ru, organisation) in CODES {
        let new = NewCode {
            code: code.to_owned(),
            name: Text::both(en, ru),
            organisation: organisation.to_owned(),
            account: budgets.next().map(|one| one.id),
        };
        match exchange.add_code(&system, cluster, &new).await {
            // It is there since the demo was made before.
            Ok(_) | Err(ExchangeError::Field("code", _)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn pay_into_books(exchange: &Exchange, cluster: &str, facilities: &[Facility]) -> anyhow::Result<()> {
    let system = Ctx::system();
    let all = exchange.accounts(&system, cluster).await?;
    let last = |side: Side| all.iter().rev().find(|one| one.side == side && one.currency == "RUB").map(|one| one.id);
    let carries = last(Side::Pays);
    let to = FacilityAccounts {
        currency: "RUB".to_owned(),
        paid_id: last(Side::IsPaid),
        subsidy_id: carries,
        unassigned_id: carries,
    };
    for facility in facilities {
        exchange.set_accounts(&system, facility, &to).await?;
    }
    Ok(())
}

async fn people(exchange: &Exchange, accounts: &Accounts, cluster: &str) -> anyhow::Result<Vec<Person>> {
    let system = Ctx::system();
    let mut people = Vec::new();
    for (email, (code, ..)) in PEOPLE.into_iter().zip(CODES.into_iter().cycle()) {
        let Ok(email) = Email::parse(email) else { continue };
        let Ok(user) = accounts.user_by_email(&system, &email).await else { continue };
        exchange.let_use(&system, cluster, code, email.as_str()).await?;
        let actor = Actor::User(User::new(user.id, user.name, user.roles).working_for(vec![cluster.to_owned()]));
        people.push(Person { actor, code });
    }
    Ok(people)
}

async fn train(exchange: &Exchange, facility: &Facility, people: &[Person]) -> anyhow::Result<()> {
    for code in facility.qualifications() {
        for person in people.iter().filter_map(|person| person.actor.user_id()) {
            let training = Training { person, code: code.to_owned(), expires_at_ms: None };
            exchange.train(&Ctx::system(), facility, &training).await?;
        }
    }
    Ok(())
}

/// Two uses of a day, each asked for two days before; what the rules refuse is left out.
async fn one_day(
    exchange: &Exchange,
    facility: &Facility,
    day: Date,
    (back, number): (i64, i64),
    people: &[Person],
) -> anyhow::Result<()> {
    for (turn, hour) in [(0_i64, 10_i8), (1, 14)] {
        let which = back * 7 + number * 3 + turn;
        let place = usize::try_from(which).unwrap_or_default() % people.len();
        let Some(person) = people.get(place) else { continue };
        let begin = day.to_datetime(time(hour, 0, 0, 0)).to_zoned(facility.time_zone())?;
        let end = begin.checked_add((1 + which % 3).hours())?;
        let Some(span) = Span::new(begin.timestamp(), end.timestamp()) else { continue };
        let asked = span.from() - SignedDuration::from_hours(48);
        let wish = Wish {
            span,
            purpose: "Demo".to_owned(),
            project: person.code.to_owned(),
            waits: false,
            repeat: None,
            leaves_out: false,
            beyond_rules: None,
        };
        match exchange.book(&at(&person.actor, asked), &facility.cluster, &facility.slug, &wish).await {
            Ok(done) => {
                for id in done.booked {
                    live(exchange, person, id, span, which).await?;
                }
            }
            Err(ExchangeError::Refused(_) | ExchangeError::Short(_) | ExchangeError::Closed) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// What became of a booking.
async fn live(exchange: &Exchange, person: &Person, id: BookingId, span: Span, which: i64) -> anyhow::Result<()> {
    let before = |hours| span.from() - SignedDuration::from_hours(hours);
    let keeper = at(&Actor::System, before(40));
    if exchange.booking(&keeper, id).await?.state_name() == "held" {
        exchange.approve(&keeper, id).await?;
    }
    match which % 11 {
        3 => exchange.cancel(&at(&person.actor, before(30)), id, "Demo").await.map(|_| ())?,
        5 => exchange.cancel(&at(&person.actor, before(2)), id, "Demo").await.map(|_| ())?,
        7 => exchange.sweep(&at(&Actor::System, span.until())).await.map(|_| ())?,
        other => {
            exchange.start_use(&at(&person.actor, span.from()), id).await?;
            let over = SignedDuration::from_mins(if other == 9 { 20 } else { 0 });
            exchange.stop_use(&at(&person.actor, span.until() + over), id).await?;
        }
    }
    Ok(())
}

/// The actor at this moment.
fn at(actor: &Actor, moment: Timestamp) -> Ctx {
    Ctx::new(actor.clone(), Lang::En, Arc::new(FixedClock::at(moment)))
}
