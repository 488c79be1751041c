//! Bookings in the books: what is shown before booking is what is held, posted, and printed on the statement.

use std::sync::Arc;

use bellwether_exchange::api::{
    BookingId, CustomerClass, ExchangeError, Fees, NewCode, Rate, Span, Subsidy, Whose, Wish, quoted,
};
use bellwether_kernel::clock::{FixedClock, SignedDuration};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_ledger::api::{AccountKind, Held, Ledger};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::seed::{CLUSTER, Site};

const MONTH: &str = "2026-11";
const HOUR_MS: i64 = 3_600_000;
const CODE: &str = "RSF-26-15";

/// An installation with books, a charge code of a budget, and one facility.
struct World {
    site: Site,
    clock: Arc<FixedClock>,
    ann: Ctx,
    ledger: Ledger,
}

impl World {
    async fn open() -> World {
        let mut site = Site::empty().await;
        site.cluster().await;
        site.books().await;
        let user = site.user("ann", &[bellwether_kernel::actor::Role::Resident]).await;
        let clock = bellwether_testkit::clock();
        let ann = Ctx::new(super::seed::acting(&user).actor, Lang::En, clock.clone());
        let world = World { ledger: site.ledger(), site, clock, ann };
        let exchange = &world.site.installation.exchange;
        exchange.load(&world.system(), FACILITY, None).await.unwrap();
        let system = world.system();
        let accounts = exchange.accounts(&system, CLUSTER).await.unwrap();
        let (budget, payee) = (world.account(AccountKind::Budget).await, world.account(AccountKind::Payee).await);
        assert!(accounts.iter().any(|one| one.id == budget.account.id.0));
        let new = NewCode {
            code: CODE.to_owned(),
            name: Text::both("A project", "Проект"),
            organisation: "An institute".to_owned(),
            account: Some(budget.account.id.0),
        };
        exchange.add_code(&system, CLUSTER, &new).await.unwrap();
        exchange.let_use(&system, CLUSTER, CODE, "ann@example.org").await.unwrap();
        let facility = exchange.facility(&system, CLUSTER, "bench").await.unwrap();
        let to = bellwether_exchange::api::Accounts {
            currency: "RUB".to_owned(),
            paid_id: Some(payee.account.id.0),
            subsidy_id: accounts.iter().map(|one| one.id).find(|id| {
                *id != budget.account.id.0
                    && accounts.iter().any(|one| one.id == *id && one.side == bellwether_exchange::api::Side::Pays)
            }),
            unassigned_id: None,
        };
        exchange.set_accounts(&system, &facility, &to).await.unwrap();
        world
    }

    fn system(&self) -> Ctx {
        Ctx::new(bellwether_kernel::actor::Actor::System, Lang::En, self.clock.clone())
    }

    async fn account(&self, kind: AccountKind) -> Held {
        let all = self.ledger.accounts(&self.system(), CLUSTER, None).await.unwrap();
        all.into_iter().find(|held| held.account.kind == kind).unwrap()
    }

    async fn sum(&self, kind: AccountKind) -> (i64, i64) {
        let all = self.ledger.accounts(&self.system(), CLUSTER, None).await.unwrap();
        let of = |held: &&Held| held.account.kind == kind;
        let parts = all.iter().filter(of).map(|held| (held.balance.posted, held.balance.held_out));
        parts.fold((0, 0), |(a, b), (posted, held)| (a + posted, b + held))
    }

    fn span(&self, ahead_hours: i64, minutes: i64) -> Span {
        let from_ms = self.ann.now().as_millisecond() + ahead_hours * HOUR_MS;
        Span::of_ms(from_ms, from_ms + minutes * 60_000).unwrap()
    }

    async fn book(&self, span: Span) -> Result<BookingId, ExchangeError> {
        let wish = Wish {
            span,
            purpose: String::new(),
            project: CODE.to_owned(),
            waits: false,
            repeat: None,
            leaves_out: false,
            beyond_rules: None,
        };
        let done = self.site.installation.exchange.book(&self.ann, CLUSTER, "bench", &wish).await?;
        Ok(done.booked[0])
    }

    async fn lines(&self) -> Vec<(String, String, i64, i64, i64)> {
        let whose = Whose::Code(CODE.to_owned());
        let of = self.site.installation.exchange.statement(&self.ann, CLUSTER, MONTH, &whose).await.unwrap();
        let line = |one: &bellwether_exchange::api::Line| {
            let quote = one.quoted.quote;
            let (kind, state) = (one.kind.name().to_owned(), one.state.name().to_owned());
            (kind, state, quote.gross_minor, quote.subsidy_minor, quote.net_minor)
        };
        of.lines.iter().map(line).collect()
    }

    async fn price(&self, rate: i64, percent: u8, fees: Fees) {
        let exchange = &self.site.installation.exchange;
        let facility = exchange.facility(&self.system(), CLUSTER, "bench").await.unwrap();
        let (class, from) = (CustomerClass::Member, "2026-01-01".parse().unwrap());
        let rate = Rate { class, from, minor_per_hour: rate, currency: "RUB".to_owned() };
        exchange.set_rate(&self.system(), &facility, &rate).await.unwrap();
        let subsidy = Subsidy { class, from, until: None, percent, most_minor: None };
        exchange.set_subsidy(&self.system(), &facility, &subsidy).await.unwrap();
        exchange.set_fees(&self.system(), &facility, fees).await.unwrap();
    }

    async fn is_true(&self) {
        let verdict = self.ledger.verify(&self.system()).await.unwrap();
        assert!(verdict.fault_count == 0, "{verdict:?}");
        self.site.installation.db.verify_journal(None).await.unwrap();
    }
}

const FACILITY: &str = r#"
cluster = "translational-medicine"
[[facility]]
slug = "bench"
sort = "instrument"
zone = "UTC"
places = 3
name = { en = "Bench", ru = "Стенд" }
about = { en = "A bench", ru = "Стенд" }
location = { en = "Here", ru = "Здесь" }
owner = { en = "Us", ru = "Мы" }
[[facility.condition]]
rule = "cancel_before"
minutes = 120
"#;

/// What is shown, what is held, what is posted, and what stands on the statement.
async fn one_use(world: &World, (rate, percent, minutes): (i64, u8, i64)) -> Result<(), TestCaseError> {
    let exchange = &world.site.installation.exchange;
    world.price(rate, percent, Fees::default()).await;
    let facility = exchange.facility(&world.ann, CLUSTER, "bench").await.unwrap();
    let span = world.span(3, minutes);
    let shown = quoted(&facility, CustomerClass::Member, span).unwrap();
    let (before, held_before) = world.sum(AccountKind::Budget).await;
    let (payee_before, _) = world.sum(AccountKind::Payee).await;
    let lines_before = world.lines().await.len();
    let id = world.book(span).await.unwrap();
    let (posted, held) = world.sum(AccountKind::Budget).await;
    prop_assert_eq!((posted, held - held_before), (before, shown.quote.gross_minor));
    // Prices of later bookings change nothing about this one.
    world.price(rate / 2 + 1, 0, Fees::default()).await;
    world.clock.advance(SignedDuration::from_hours(3));
    exchange.start_use(&world.ann, id).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(minutes));
    exchange.stop_use(&world.ann, id).await.unwrap();
    let (posted, held) = world.sum(AccountKind::Budget).await;
    prop_assert_eq!((before - posted, held), (shown.quote.gross_minor, held_before));
    prop_assert_eq!(world.sum(AccountKind::Payee).await.0 - payee_before, shown.quote.gross_minor);
    let lines = world.lines().await;
    prop_assert_eq!(lines.len(), lines_before + 1);
    let quote = shown.quote;
    let line = ("use".to_owned(), "charged".to_owned(), quote.gross_minor, quote.subsidy_minor, quote.net_minor);
    prop_assert_eq!(lines.last().unwrap(), &line);
    Ok(())
}

#[test]
fn the_quote_is_the_charge() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::open());
    let cases = (1..200_000_i64, 0..=100_u8, 1..400_i64);
    let config = Config { cases: 24, max_shrink_iters: 10, ..Config::default() };
    TestRunner::new(config).run(&cases, |case| runtime.block_on(one_use(&world, case))).unwrap();
    runtime.block_on(world.is_true());
}

#[tokio::test]
async fn time_that_was_kept_and_not_used_costs_its_fee() {
    let world = World::open().await;
    let exchange = world.site.installation.exchange.clone();
    world.price(60_000, 50, Fees { late_cancel_percent: 50, no_show_percent: 100 }).await;
    let (before, held) = world.sum(AccountKind::Budget).await;
    let in_time = world.book(world.span(5, 60)).await.unwrap();
    let late = world.book(world.span(1, 60)).await.unwrap();
    let missed = world.book(world.span(1, 60)).await.unwrap();
    assert_eq!(world.sum(AccountKind::Budget).await.1 - held, 3 * 60_000);
    exchange.cancel(&world.ann, in_time, "").await.unwrap();
    exchange.cancel(&world.ann, late, "").await.unwrap();
    world.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(exchange.sweep(&world.system()).await.unwrap(), 1);
    let state = async |id| exchange.booking(&world.ann, id).await.unwrap().state_name();
    assert_eq!([state(in_time).await, state(late).await, state(missed).await], ["cancelled", "settled", "settled"]);
    let line = |kind: &str, gross: i64| (kind.to_owned(), "charged".to_owned(), gross, gross / 2, gross / 2);
    let mut lines = world.lines().await;
    lines.sort();
    assert_eq!(lines, [line("late_cancel", 30_000), line("no_show", 60_000)]);
    assert_eq!(world.sum(AccountKind::Budget).await, (before - 90_000, held));
    world.is_true().await;
}

#[tokio::test]
async fn what_a_budget_does_not_have_is_refused_or_stays_due() {
    let world = World::open().await;
    let exchange = world.site.installation.exchange.clone();
    let fund = world.ledger.books(&world.system(), CLUSTER, None).await.unwrap().remove(0).fund;
    world.ledger.set_threshold(&world.system(), CLUSTER, fund.id, None).await.unwrap();
    let free = world.account(AccountKind::Budget).await.balance.free();
    // One hour takes all but a little of the budget.
    world.price(free - 1_000, 0, Fees::default()).await;
    let id = world.book(world.span(2, 60)).await.unwrap();
    let refused = world.book(world.span(4, 60)).await.unwrap_err();
    let ExchangeError::Short(shortage) = refused else { panic!("{refused}") };
    assert_eq!((shortage.asked_minor, shortage.free_minor), (free - 1_000, 1_000));
    assert_eq!(exchange.busy(&world.ann, CLUSTER, None, world.span(3, 300)).await.unwrap().len(), 0);
    world.clock.advance(SignedDuration::from_hours(2));
    exchange.start_use(&world.ann, id).await.unwrap();
    world.clock.advance(SignedDuration::from_mins(90));
    exchange.stop_use(&world.ann, id).await.unwrap();
    let over = (free - 1_000 + 1) / 2;
    let due = ("overrun".to_owned(), "due".to_owned(), over, 0, over);
    assert_eq!(world.lines().await[1], due);
    assert_eq!(exchange.booking(&world.ann, id).await.unwrap().state_name(), "used");
    assert_eq!(exchange.settle_due(&world.system(), CLUSTER).await.unwrap(), (0, 1));
    let more = world.site.move_amount(CLUSTER, AccountKind::Pool, AccountKind::Budget, over, "top-up").await;
    world.ledger.post_held(&world.system(), CLUSTER, more.parse().unwrap()).await.unwrap();
    assert_eq!(exchange.settle_due(&world.system(), CLUSTER).await.unwrap(), (1, 0));
    assert_eq!(exchange.booking(&world.ann, id).await.unwrap().state_name(), "settled");
    world.is_true().await;
}

#[tokio::test]
async fn what_a_second_person_has_to_approve_is_due_until_then() {
    let world = World::open().await;
    let exchange = world.site.installation.exchange.clone();
    let fund = world.ledger.books(&world.system(), CLUSTER, None).await.unwrap().remove(0).fund;
    world.ledger.set_threshold(&world.system(), CLUSTER, fund.id, Some(59_999)).await.unwrap();
    world.price(60_000, 0, Fees::default()).await;
    let id = world.book(world.span(1, 60)).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(1));
    exchange.start_use(&world.ann, id).await.unwrap();
    exchange.stop_use(&world.ann, id).await.unwrap();
    let line = |state: &str| ("use".to_owned(), state.to_owned(), 60_000, 0, 60_000);
    assert_eq!(world.lines().await, [line("due")]);
    assert_eq!(exchange.settle_due(&world.system(), CLUSTER).await.unwrap(), (0, 1));
    let whose = Whose::Code(CODE.to_owned());
    let of = exchange.statement(&world.ann, CLUSTER, MONTH, &whose).await.unwrap();
    let charge = exchange.charges_of(&world.ann, &exchange.booking(&world.ann, id).await.unwrap()).await.unwrap();
    let transfer = bellwether_ledger::api::TransferId(charge[0].transfer.unwrap());
    assert_eq!(of.lines[0].id, charge[0].id);
    world.ledger.approve(&world.system(), CLUSTER, transfer).await.unwrap();
    assert_eq!(exchange.settle_due(&world.system(), CLUSTER).await.unwrap(), (1, 0));
    assert_eq!(world.lines().await, [line("charged")]);
    world.is_true().await;
}

#[tokio::test]
async fn nobody_charges_a_code_of_others_or_reads_its_statement() {
    let world = World::open().await;
    let exchange = world.site.installation.exchange.clone();
    world.price(60_000, 0, Fees::default()).await;
    let bob = world.site.user("bob", &[bellwether_kernel::actor::Role::Resident]).await;
    let bob = Ctx::new(super::seed::acting(&bob).actor, Lang::En, world.clock.clone());
    let wish = |project: &str| Wish {
        span: world.span(3, 60),
        purpose: String::new(),
        project: project.to_owned(),
        waits: false,
        repeat: None,
        leaves_out: false,
        beyond_rules: None,
    };
    for project in [CODE, "RSF-99-99"] {
        let refused = exchange.book(&bob, CLUSTER, "bench", &wish(project)).await.unwrap_err();
        assert_eq!(refused.to_string(), "project cannot be taken: exchange-fault-project-code");
    }
    let whose = Whose::Code(CODE.to_owned());
    let hidden = exchange.statement(&bob, CLUSTER, MONTH, &whose).await.unwrap_err();
    assert!(matches!(hidden, ExchangeError::Denied(denied) if denied.hidden));
    assert!(exchange.totals(&bob, CLUSTER, MONTH).await.is_err());
    assert!(exchange.statement(&world.ann, CLUSTER, MONTH, &Whose::WithoutCode).await.is_err());
    exchange.open_code(&world.system(), CLUSTER, CODE, false).await.unwrap();
    let closed = world.book(world.span(3, 60)).await.unwrap_err();
    assert_eq!(closed.to_string(), "project cannot be taken: exchange-fault-project-code");
    assert_eq!(exchange.book(&bob, CLUSTER, "bench", &wish("")).await.unwrap().booked.len(), 1, "by invoice");
}

#[tokio::test]
async fn charges_without_a_code_stand_in_the_books_and_are_moved_to_a_code() {
    let world = World::open().await;
    let exchange = world.site.installation.exchange.clone();
    world.price(60_000, 0, Fees::default()).await;
    let facility = exchange.facility(&world.system(), CLUSTER, "bench").await.unwrap();
    let account = exchange.accounts(&world.system(), CLUSTER).await.unwrap();
    let account: Vec<_> = account.into_iter().filter(|one| one.side == bellwether_exchange::api::Side::Pays).collect();
    let code = exchange.code(&world.system(), CLUSTER, CODE).await.unwrap().0.account;
    let advances = account.iter().map(|one| one.id).find(|id| Some(*id) != code).unwrap();
    let before = exchange.accounts_of(&world.system(), &facility).await.unwrap().remove(0);
    let to = bellwether_exchange::api::Accounts { unassigned_id: Some(advances), ..before };
    exchange.set_accounts(&world.system(), &facility, &to).await.unwrap();
    let posted = async |id| {
        let all = world.ledger.accounts(&world.system(), CLUSTER, None).await.unwrap();
        all.iter().find(|held| held.account.id.0 == id).unwrap().balance.posted
    };
    let (advanced, paid) = (posted(advances).await, posted(code.unwrap()).await);
    let wish = Wish {
        span: world.span(1, 60),
        purpose: String::new(),
        project: String::new(),
        waits: false,
        repeat: None,
        leaves_out: false,
        beyond_rules: None,
    };
    let id = exchange.book(&world.ann, CLUSTER, "bench", &wish).await.unwrap().booked[0];
    world.clock.advance(SignedDuration::from_hours(1));
    exchange.start_use(&world.ann, id).await.unwrap();
    exchange.stop_use(&world.ann, id).await.unwrap();
    assert_eq!((posted(advances).await, posted(code.unwrap()).await), (advanced - 60_000, paid));
    assert_eq!(world.lines().await.len(), 0);
    let charge = exchange.charges_of(&world.ann, &exchange.booking(&world.ann, id).await.unwrap()).await.unwrap()[0].id;
    let denied = exchange.assign_charge(&world.ann, CLUSTER, charge, CODE).await;
    assert!(matches!(denied, Err(ExchangeError::Denied(_))));
    exchange.assign_charge(&world.system(), CLUSTER, charge, CODE).await.unwrap();
    assert_eq!((posted(advances).await, posted(code.unwrap()).await), (advanced, paid - 60_000));
    assert_eq!(world.lines().await, [("use".to_owned(), "charged".to_owned(), 60_000, 0, 60_000)]);
    exchange.assign_charge(&world.system(), CLUSTER, charge, CODE).await.unwrap();
    assert_eq!(posted(code.unwrap()).await, paid - 60_000, "the same again is the same");
    let other = NewCode {
        code: "OTHER".to_owned(),
        name: Text::both("Another", "Другой"),
        organisation: "An institute".to_owned(),
        account: None,
    };
    exchange.add_code(&world.system(), CLUSTER, &other).await.unwrap();
    let again = exchange.assign_charge(&world.system(), CLUSTER, charge, "OTHER").await.unwrap_err();
    assert_eq!(again.to_string(), "charge cannot be taken: exchange-fault-assigned");
    world.is_true().await;
}
