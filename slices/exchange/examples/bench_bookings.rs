//! Measures pages and bookings with many bookings: `fill SIZE DATABASE`, then `measure SIZE DATABASE`.
//!
//! `cargo xtask bench bookings fill 200000 sqlite:bench.db`, for example. A page is all that its handler asks of the services,
//! and its HTML but for the frame around it. One JSON object for each measurement, in milliseconds.

#[path = "bookings/fill.rs"]
mod fill;

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use bellwether_cluster::api as clusters;
use bellwether_db::Db;
use bellwether_exchange::api::{Exchange, NoCharges, Part, People, PeopleError, Span, Whose, Wish};
use bellwether_exchange::model::calendar;
use bellwether_exchange::slice::MESSAGES;
use bellwether_exchange::views::bookings::{BookingsPage, Named};
use bellwether_exchange::views::calendar::Calendar;
use bellwether_exchange::views::days::DaysPage;
use bellwether_exchange::views::facility::FacilityPage;
use bellwether_exchange::views::utilisation::UtilisationPage;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::clock::FixedClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::View;
use bellwether_web::testing;
use fill::{CLUSTER, FACILITIES, HOUR_MS, World};
use jiff::Timestamp;
use serde_json::json;

type Failure = Box<dyn Error + Send + Sync>;

const PEOPLE: u128 = 500;
/// 26 November 2026, 09:00 UTC.
const NOW_MS: i64 = 1_795_683_600_000;
const RUNS: usize = 200;

/// Always the same.
static EVERYBODY: LazyLock<Vec<UserId>> = LazyLock::new(|| {
    let first = 0x0190_0000_0000_7000_8000_0000_0000_0000;
    (0..PEOPLE).map(|number| UserId(Uuid::from_u128(first + number))).collect()
});

fn person(number: usize) -> UserId {
    EVERYBODY[number % EVERYBODY.len()]
}

/// Everybody is called by a piece of the id.
struct Numbers;

#[async_trait]
impl People for Numbers {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError> {
        Ok(ids.iter().map(|id| (*id, id.to_string())).collect())
    }

    async fn by_email(&self, _: &str) -> Result<Option<UserId>, PeopleError> {
        Ok(None)
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["fill", size, database] => {
            let (db, exchange) = opened(database).await?;
            let world = World { people: &EVERYBODY, now_ms: NOW_MS };
            fill::fill(&db, &exchange, &world, size.parse()?).await?;
            Ok(db.close().await?)
        }
        ["measure", size, database] => {
            let (db, exchange) = opened(database).await?;
            measure(&exchange, size.parse()?).await?;
            Ok(db.close().await?)
        }
        _ => Err("usage: bench_bookings fill|measure BOOKINGS DATABASE".into()),
    }
}

async fn opened(database: &str) -> Result<(Db, Exchange), Failure> {
    let db = Db::open(database).await?;
    let mut all = bellwether_exchange::migrations::all();
    all.extend(clusters::migrations());
    db.migrate(all).await?;
    if clusters::clusters(&Ctx::system(), &db).await?.is_empty() {
        clusters::load(&Ctx::system(), &db, clusters::DEMO[0].1).await?;
    }
    Ok((db.clone(), Exchange::new(db, Arc::new(Numbers), Arc::new(NoCharges))))
}

fn acting(person: UserId, roles: &[Role]) -> Ctx {
    let user = User::new(person, "Ann".to_owned(), roles.to_vec()).working_for(vec![CLUSTER.to_owned()]);
    let now = Timestamp::from_millisecond(NOW_MS).unwrap_or_default();
    Ctx::new(Actor::User(user), Lang::En, Arc::new(FixedClock::at(now)))
}

/// The installation, at the moment of the bench.
fn clocked() -> Ctx {
    Ctx::new(Actor::System, Lang::En, Arc::new(FixedClock::at(Timestamp::from_millisecond(NOW_MS).unwrap_or_default())))
}

fn told(size: usize, what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default().as_secs_f64() * 1e3;
    println!("{}", json!({ "bookings": size, "what": what, "runs": times.len(), "p50_ms": at(50), "p99_ms": at(99) }));
}

/// Runs the same work many times, after once that is not counted.
async fn timed<F: Future<Output = Result<(), Failure>>>(
    size: usize,
    what: &str,
    work: impl Fn(usize) -> F,
) -> Result<(), Failure> {
    work(0).await?;
    let mut times = Vec::with_capacity(RUNS);
    for run in 0..RUNS {
        let start = Instant::now();
        work(run).await?;
        times.push(start.elapsed());
    }
    told(size, what, times);
    Ok(())
}

async fn measure(exchange: &Exchange, size: usize) -> Result<(), Failure> {
    let resident = acting(person(7), &[Role::Resident]);
    let keeper = acting(person(0), &[Role::Resident]);
    let analyst = acting(person(1), &[Role::Analyst]);
    let slug = |run: usize| format!("f{}", run % FACILITIES);
    let today = Timestamp::from_millisecond(NOW_MS)?.to_zoned(jiff::tz::TimeZone::UTC).date();
    timed(size, "page of a facility with a week", |run| calendar_page(exchange, &resident, slug(run), today)).await?;
    timed(size, "all facilities on one day", |_| days_page(exchange, &resident, today)).await?;
    timed(size, "one's own bookings", |_| own_page(exchange, &resident, true)).await?;
    timed(size, "one's own bookings, all", |_| own_page(exchange, &resident, false)).await?;
    timed(size, "a keeper's bookings to come", |run| kept(exchange, &keeper, slug(run))).await?;
    timed(size, "what waits for a keeper", |_| async { Ok(exchange.waiting(&keeper).await.map(|_| ())?) }).await?;
    timed(size, "what the clock has to look at", |_| async { Ok(exchange.sweep(&clocked()).await.map(|_| ())?) })
        .await?;
    let month = today.first_of_month();
    timed(size, "use of a month", |_| use_page(exchange, &analyst, month, 1)).await?;
    timed(size, "use of twelve months", |_| use_page(exchange, &analyst, month, 12)).await?;
    timed(size, "totals of a month", |_| async {
        Ok(exchange.totals(&analyst, CLUSTER, "2026-11").await.map(|_| ())?)
    })
    .await?;
    timed(size, "a statement, at most 5,000 lines", |_| async {
        Ok(exchange.statement(&analyst, CLUSTER, "2026-11", &Whose::WithoutCode).await.map(|_| ())?)
    })
    .await?;
    timed(size, "one booking, flushed to the disk", |run| book(exchange, run)).await?;
    timed(size, "one that is taken, refused", |run| refused(exchange, slug(run))).await
}

async fn calendar_page(exchange: &Exchange, ctx: &Ctx, slug: String, day: jiff::civil::Date) -> Result<(), Failure> {
    let facility = exchange.facility(ctx, CLUSTER, &slug).await?;
    let downtimes = exchange.downtimes(ctx, &facility).await?;
    let files = exchange.files(ctx, &facility).await?;
    exchange.admission(ctx, CLUSTER).await?;
    let days = calendar::days("week", day);
    let within = calendar::whole(&days, &facility.time_zone()).and_then(|span| span.widened(1440, 1440));
    let busy = exchange.busy(ctx, CLUSTER, Some(&facility), within.ok_or("no week")?).await?;
    let calendar = Some(Calendar { view: "week", day, now: ctx.now(), busy, may_book: true });
    let page = testing::page_for(ctx.actor.clone(), Lang::En, MESSAGES);
    FacilityPage { facility, files, settings: Vec::new(), downtimes, calendar, may_keep: false, may_keep_money: false }
        .body(&page);
    Ok(())
}

async fn days_page(exchange: &Exchange, ctx: &Ctx, day: jiff::civil::Date) -> Result<(), Failure> {
    let facilities = exchange.facilities(ctx, CLUSTER).await?;
    exchange.admission(ctx, CLUSTER).await?;
    let within = calendar::whole(&[day], &jiff::tz::TimeZone::UTC).and_then(|span| span.widened(1440, 1440));
    let busy = exchange.busy(ctx, CLUSTER, None, within.ok_or("no day")?).await?;
    let calendar = Calendar { view: "day", day, now: ctx.now(), busy, may_book: true };
    let page = testing::page_for(ctx.actor.clone(), Lang::En, MESSAGES);
    DaysPage { cluster: CLUSTER.to_owned(), facilities, calendar }.body(&page);
    Ok(())
}

async fn own_page(exchange: &Exchange, ctx: &Ctx, is_ahead: bool) -> Result<(), Failure> {
    let own = exchange.own_bookings(ctx, Part { is_ahead, after: None, limit: 51 }).await?;
    let to_decide = exchange.to_decide(ctx).await?;
    let names = exchange.names(ctx, &to_decide).await?;
    let named = |booking: bellwether_exchange::api::Booking| Named {
        by: booking.person.and_then(|person| names.get(&person)).cloned().unwrap_or_default(),
        booking,
    };
    let to_decide = to_decide.into_iter().map(named).collect();
    let page = testing::page_for(ctx.actor.clone(), Lang::En, MESSAGES);
    BookingsPage { to_decide, own, is_ahead, next: None }.body(&page);
    Ok(())
}

async fn kept(exchange: &Exchange, ctx: &Ctx, slug: String) -> Result<(), Failure> {
    let facility = exchange.facility(ctx, CLUSTER, &slug).await?;
    let all = exchange.of_facility(ctx, &facility, Part { is_ahead: true, after: None, limit: 100 }).await?;
    exchange.names(ctx, &all).await?;
    Ok(())
}

async fn use_page(exchange: &Exchange, ctx: &Ctx, month: jiff::civil::Date, many: i64) -> Result<(), Failure> {
    let of = exchange.utilisation(ctx, CLUSTER, (month, many)).await?;
    let page = testing::page_for(ctx.actor.clone(), Lang::En, MESSAGES);
    UtilisationPage { cluster: CLUSTER.to_owned(), of }.body(&page);
    Ok(())
}

fn wish(from_ms: i64) -> Result<Wish, Failure> {
    Ok(Wish {
        span: Span::of_ms(from_ms, from_ms + HOUR_MS).ok_or("no span")?,
        purpose: "A measured use".to_owned(),
        project: String::new(),
        waits: false,
        repeat: None,
        leaves_out: false,
        beyond_rules: None,
    })
}

/// Every run books another hour, far behind all that is there.
async fn book(exchange: &Exchange, run: usize) -> Result<(), Failure> {
    static NEXT: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);
    let hour = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let ctx = acting(person(run), &[Role::Resident]);
    let wish = wish(NOW_MS + (40_000 + hour) * HOUR_MS)?;
    exchange.book(&ctx, CLUSTER, &format!("f{}", run % FACILITIES), &wish).await?;
    Ok(())
}

async fn refused(exchange: &Exchange, slug: String) -> Result<(), Failure> {
    let ctx = acting(person(11), &[Role::Resident]);
    // The first hours from now are taken, but for every fourth.
    let first = exchange.book(&ctx, CLUSTER, &slug, &wish(NOW_MS + HOUR_MS)?).await;
    let second = exchange.book(&ctx, CLUSTER, &slug, &wish(NOW_MS + 2 * HOUR_MS)?).await;
    if first.is_ok() && second.is_ok() { Err("nothing was taken".into()) } else { Ok(()) }
}
