//! Books with many entries, made by transfers as the program makes them, many to a transaction: most are posted at once,
//! some held and then posted or voided.

use std::error::Error;
use std::time::Instant;

use bellwether_db::Db;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_kernel::paging::PageSize;
use bellwether_ledger::api::{
    Account, AccountKind, Ledger, LedgerError, NewAccount, NewFund, NewTransfer, OutsideParty, Side, StatementWanted,
};
use serde_json::json;

pub type Failure = Box<dyn Error + Send + Sync>;

pub const BUDGETS: usize = 12;
const AT_ONCE: usize = 500;

fn text(words: &str) -> Text {
    Text { en: Some(words.to_owned()), ru: None }
}

/// The accounts of the books: the source, the pool, the budgets, the payee.
pub struct Places {
    pub source: Account,
    pub pool: Account,
    pub budgets: Vec<Account>,
    pub payee: Account,
}

/// Opens them where there are none yet.
pub async fn places(ledger: &Ledger, ctx: &Ctx, cluster: &str) -> Result<Places, Failure> {
    if ledger.accounts(ctx, cluster, None).await?.is_empty() {
        let unit = "RUB".parse()?;
        let fund = NewFund { slug: "main".into(), name: text("Fund"), unit, approval_above_minor: None, sample: true };
        let fund = ledger.open_fund(ctx, cluster, &fund).await?.fund.id;
        let concepts: Vec<_> = (0..BUDGETS).map(|n| (format!("area-{n}"), text(&format!("Area {n}")))).collect();
        for (concept, _) in &concepts {
            let budget = NewAccount::Budget { fund, concept: concept.clone() };
            ledger.open_account(ctx, cluster, &budget, &concepts).await?;
        }
        for (side, slug) in [(Side::Source, "founders"), (Side::Payee, "teams")] {
            let party = OutsideParty { side, slug: slug.to_owned(), name: text(slug), unit };
            ledger.open_account(ctx, cluster, &NewAccount::Outside(party), &[]).await?;
        }
    }
    let mut accounts: Vec<Account> =
        ledger.accounts(ctx, cluster, None).await?.into_iter().map(|held| held.account).collect();
    let mut take = |kind| -> Vec<Account> { accounts.extract_if(.., |account| account.kind == kind).collect() };
    let mut one = |kind| take(kind).pop().ok_or("an account is missing");
    let (source, pool, payee) = (one(AccountKind::Source)?, one(AccountKind::Pool)?, one(AccountKind::Payee)?);
    Ok(Places { source, pool, payee, budgets: take(AccountKind::Budget) })
}

/// A payment of these books.
pub fn new(key: String, from: &Account, to: &Account, minor: i64) -> NewTransfer {
    NewTransfer::simple(key, from.id, to.id, minor, text("Stage of an invented project"))
}

/// Makes transfers until there are so many entries.
pub async fn fill(db: &Db, cluster: &str, size: usize) -> Result<(), Failure> {
    let (ledger, ctx) = (Ledger::new(db.clone()), Ctx::system());
    let places = places(&ledger, &ctx, cluster).await?;
    let mut have = entries(&ledger, &ctx, cluster, &places).await?;
    if have == 0 {
        let much = 1_000_000_000_000;
        ledger.transfer(&ctx, cluster, &new("in".into(), &places.source, &places.pool, much)).await?;
        for budget in &places.budgets {
            let share = much / BUDGETS as i64;
            ledger.transfer(&ctx, cluster, &new(format!("to-{}", budget.id), &places.pool, budget, share)).await?;
        }
        have = 2 + 2 * BUDGETS;
    }
    let (started, cpu, from) = (Instant::now(), cpu_seconds(), have);
    while have < size {
        let wanted = AT_ONCE.min((size - have).div_ceil(2));
        let made = db.write(&ctx, async |tx| {
            let mut entries = 0;
            for n in 0..wanted {
                let at = have + n * 2;
                let budget = &places.budgets[at / 2 % BUDGETS];
                let transfer = new(format!("fill-{at}"), budget, &places.payee, 100 + (at % 997) as i64);
                entries += 2;
                if n % 10 < 7 {
                    ledger.propose(&ctx, &tx, cluster, &transfer).await?;
                    continue;
                }
                let held = ledger.propose(&ctx, &tx, cluster, &transfer.held_until(None)).await?;
                entries += 2;
                if n % 10 < 9 {
                    ledger.post(&ctx, &tx, cluster, held.id).await?;
                } else {
                    ledger.void(&ctx, &tx, cluster, held.id, "not needed").await?;
                }
            }
            Ok::<_, LedgerError>(entries)
        });
        have += made.await?;
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("{}", json!({ "filled": have - from, "seconds": seconds, "cpu_seconds": cpu_seconds() - cpu }));
    Ok(())
}

/// How many entries there are, as the newest line of each account tells.
async fn entries(ledger: &Ledger, ctx: &Ctx, cluster: &str, places: &Places) -> Result<usize, Failure> {
    let mut sum = 0;
    for account in places.budgets.iter().chain([&places.source, &places.pool, &places.payee]) {
        let one = PageSize::clamped(1);
        let statement = ledger.statement(ctx, cluster, account.id, &StatementWanted::default(), one).await?;
        sum += statement.lines.first().map_or(0, |line| usize::try_from(line.seq).unwrap_or(0));
    }
    Ok(sum)
}

/// From the 14th and 15th field of `/proc/self/stat`, in hundredths of seconds.
pub fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}
