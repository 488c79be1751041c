//! Measures the ledger at growing sizes: budgets, statements, any instant of the past, transfers, a race of 64 writers, the check.
//!
//! `cargo run --release -p bellwether-ledger --example bench_ledger -- fill|measure SIZE DATABASE…`, as in
//! `fill 1000000 sqlite:bench.db` and then `measure 1000000 sqlite:bench.db`. Filling makes transfers as the program does, many to a
//! transaction: most are posted at once, some held and then posted or voided. One JSON object for each measurement.

#[path = "books/fill.rs"]
mod fill;

use std::sync::Arc;
use std::time::Instant;

use bellwether_db::Db;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::PageSize;
use bellwether_ledger::api::{AccountId, Ledger, LedgerError, Show, StatementWanted, TransfersWanted};
use bellwether_ledger::migrations;
use fill::{BUDGETS, Failure, Places, cpu_seconds, new, places};
use serde_json::json;

const CLUSTER: &str = "bench";
const RUNS: usize = 200;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["fill", size, database] => fill::fill(&opened(database).await?, CLUSTER, size.parse()?).await,
        ["measure", size, database] => measure(&opened(database).await?, size.parse()?).await,
        _ => Err("usage: bench_ledger fill|measure ENTRIES DATABASE".into()),
    }
}

async fn opened(database: &str) -> Result<Db, Failure> {
    let db = Db::open(database).await?;
    db.migrate(migrations::all()).await?;
    Ok(db)
}

/// What people wait for, each many times; then 64 writers at once, and the check of everything.
async fn measure(db: &Db, size: usize) -> Result<(), Failure> {
    let (ledger, ctx) = (Ledger::new(db.clone()), Ctx::system());
    let places = places(&ledger, &ctx, CLUSTER).await?;
    let budget = places.budgets[0].id;
    let middle = middle(&ledger, &ctx, places.payee.id).await?;
    let newest = StatementWanted::default();
    let past = StatementWanted { as_of_ms: Some(middle.as_millisecond()), before: None };
    let page = PageSize::clamped(50);
    timed(size, "budgets now", async |_| ledger.books(&ctx, CLUSTER, None).await).await?;
    timed(size, "budgets in the past", async |_| ledger.books(&ctx, CLUSTER, Some(middle)).await).await?;
    timed(size, "accounts in the past", async |_| ledger.accounts(&ctx, CLUSTER, Some(middle)).await).await?;
    for (name, account) in [("a budget", budget), ("the payee", places.payee.id)] {
        for (when, wanted) in [("newest", &newest), ("past", &past)] {
            let what = format!("statement of {name}, {when}");
            timed(size, &what, async |_| ledger.statement(&ctx, CLUSTER, account, wanted, page).await).await?;
        }
    }
    for show in [Show::All, Show::Waiting, Show::Voided] {
        let wanted = TransfersWanted { show, before: None };
        let what = format!("transfers, {}", show.name());
        timed(size, &what, async |_| ledger.transfers(&ctx, CLUSTER, &wanted, page).await).await?;
    }
    timed(size, "what waits", async |_| ledger.waiting(&ctx).await).await?;
    let run = bellwether_kernel::ids::Uuid::now_v7();
    timed(size, "one transfer, flushed", async |n| {
        let transfer = new(format!("{run}-{n}"), &places.budgets[n % BUDGETS], &places.payee, 5);
        ledger.transfer(&ctx, CLUSTER, &transfer).await
    })
    .await?;
    race(size, &ledger, &places, run.to_string()).await?;
    let (started, cpu) = (Instant::now(), cpu_seconds());
    let verdict = ledger.verify(&ctx).await?;
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{}",
        json!({ "size": size, "what": "verify", "seconds": seconds, "cpu_seconds": cpu_seconds() - cpu,
            "entries": verdict.entries, "faults": verdict.fault_count })
    );
    Ok(())
}

/// An instant with about half of the entries before it: that of the middle line of the busiest account.
async fn middle(ledger: &Ledger, ctx: &Ctx, account: AccountId) -> Result<Timestamp, Failure> {
    let one = PageSize::clamped(1);
    let last = ledger.statement(ctx, CLUSTER, account, &StatementWanted::default(), one).await?;
    let half = last.lines.first().map(|line| line.seq / 2);
    let wanted = StatementWanted { as_of_ms: None, before: half };
    let half = ledger.statement(ctx, CLUSTER, account, &wanted, one).await?;
    Ok(Timestamp::from_millisecond(half.lines.first().ok_or("the books are empty")?.at_ms)?)
}

async fn timed<T>(size: usize, what: &str, work: impl AsyncFn(usize) -> Result<T, LedgerError>) -> Result<(), Failure> {
    let (mut times, cpu) = (Vec::with_capacity(RUNS), cpu_seconds());
    for n in 0..RUNS {
        let started = Instant::now();
        drop(work(n).await?);
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((share * (RUNS - 1) as f64) as usize).copied().unwrap_or_default();
    let cpu_ms = (cpu_seconds() - cpu) * 1_000.0 / RUNS as f64;
    println!("{}", json!({ "size": size, "what": what, "p50_ms": at(0.5), "p99_ms": at(0.99), "cpu_ms": cpu_ms }));
    Ok(())
}

/// 64 writers, 10 transfers each, all from one budget.
async fn race(size: usize, ledger: &Ledger, places: &Places, run: String) -> Result<(), Failure> {
    let (started, cpu) = (Instant::now(), cpu_seconds());
    let (from, to, run) = (Arc::new(places.budgets[0].clone()), Arc::new(places.payee.clone()), Arc::new(run));
    let writers = (0..64).map(|writer| {
        let (ledger, from, to, run) = (ledger.clone(), from.clone(), to.clone(), run.clone());
        tokio::spawn(async move {
            let mut longest: f64 = 0.0;
            for turn in 0..10 {
                let started = Instant::now();
                let transfer = new(format!("{run}-race-{writer}-{turn}"), &from, &to, 1);
                ledger.transfer(&Ctx::system(), CLUSTER, &transfer).await?;
                longest = longest.max(started.elapsed().as_secs_f64());
            }
            Ok::<f64, LedgerError>(longest)
        })
    });
    let mut longest: f64 = 0.0;
    for writer in writers.collect::<Vec<_>>() {
        longest = longest.max(writer.await??);
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{}",
        json!({ "size": size, "what": "64 writers, 640 transfers of one budget", "seconds": seconds,
            "per_second": 640.0 / seconds, "longest_s": longest, "cpu_seconds": cpu_seconds() - cpu })
    );
    Ok(())
}
