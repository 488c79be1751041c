//! Data to try the pages with: empty, typical, huge, hostile. Ids and times are fixed, so that snapshots do not change.

use bellwether_kernel::ids::Uuid;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_web::api::FieldProblem;

use crate::model::account::{Account, AccountId, AccountKind, AccountsById, Held, OwnerKind};
use crate::model::asked::Show;
use crate::model::balance::{Balance, Change};
use crate::model::budget::FundBooks;
use crate::model::fund::{Fund, FundId};
use crate::model::people::PeopleNames;
use crate::model::statement::{Line, Statement};
use crate::model::transfer::{Event, Intent, Leg, Purpose, State, Transfer, TransferId};
use crate::views::account_form::{AccountFields, AccountForm};
use crate::views::accounts::AccountsPage;
use crate::views::books::BooksPage;
use crate::views::fund_form::{FundFields, FundForm};
use crate::views::parts::Of;
use crate::views::statement::StatementPage;
use crate::views::transfer::TransferPage;
use crate::views::transfer_form::{TransferFields, TransferForm};
use crate::views::transfers::TransfersPage;

const AT_MS: i64 = 1_795_000_000_000;
const HOSTILE: &str = "\"><script>alert(1)</script>";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn rub() -> Unit {
    "RUB".parse().unwrap_or(Unit::Seat)
}

fn of(keeps: bool, approves: bool) -> Of {
    Of {
        cluster: "north".to_owned(),
        name: Text::both("North cluster", "Северный кластер"),
        as_of: String::new(),
        keeps,
        approves,
    }
}

fn fund(name: Text, unit: Unit) -> Fund {
    Fund {
        id: FundId(id(1)),
        cluster: "north".to_owned(),
        slug: "main".to_owned(),
        name,
        unit,
        approval_above_minor: Some(5_000_000),
        sample: true,
        opened_at_ms: AT_MS,
    }
}

fn held(number: u128, kind: AccountKind, name: Text, unit: Unit, balance: Balance) -> Held {
    let of_fund = matches!(kind, AccountKind::Pool | AccountKind::Budget);
    let account = Account {
        id: AccountId(id(number)),
        cluster: "north".to_owned(),
        fund: of_fund.then_some(FundId(id(1))),
        kind,
        owner_kind: OwnerKind::Concept,
        owner: format!("area-{number}"),
        name,
        unit,
        may_go_below: kind == AccountKind::Source,
        opened_at_ms: AT_MS,
    };
    Held { account, balance }
}

fn balance(posted: i64, held_out: i64, spent: i64) -> Balance {
    Balance { posted, held_out, held_in: 0, spent }
}

fn typical() -> FundBooks {
    let budget = |number, en, ru, balance| held(number, AccountKind::Budget, Text::both(en, ru), rub(), balance);
    FundBooks {
        fund: fund(Text::both("Development fund", "Фонд развития"), rub()),
        pool: held(2, AccountKind::Pool, Text::both("Pool", "Остаток"), rub(), balance(12_000_000, 0, 0)),
        budgets: vec![
            budget(3, "Education", "Образование", balance(80_000_050, 25_000_000, 19_999_950)),
            budget(4, "Foresight", "Форсайт", balance(0, 0, 0)),
        ],
    }
}

fn hostile_text() -> Text {
    Text { en: None, ru: Some(HOSTILE.to_owned()) }
}

fn huge() -> FundBooks {
    let most = balance(i64::MAX / 2, i64::MAX / 4, i64::MAX / 4);
    let budgets = (0..60).map(|n| held(100 + n, AccountKind::Budget, hostile_text(), Unit::InstrumentMinute, most));
    FundBooks {
        fund: Fund { approval_above_minor: None, sample: false, ..fund(hostile_text(), Unit::InstrumentMinute) },
        pool: held(2, AccountKind::Pool, hostile_text(), Unit::InstrumentMinute, Balance::default()),
        budgets: budgets.collect(),
    }
}

pub(super) fn books() -> Vec<(&'static str, BooksPage)> {
    let page = |of: Of, books| BooksPage { of, others: Vec::new(), books, waiting: 0 };
    let past = Of { as_of: "2026-10-01T10:00".to_owned(), ..of(true, true) };
    let waiting = BooksPage { others: vec![of(false, false)], waiting: 2, ..page(of(false, true), vec![typical()]) };
    vec![
        ("empty", page(of(true, false), Vec::new())),
        ("typical", page(of(true, false), vec![typical()])),
        ("council", waiting),
        ("past", page(past, vec![typical()])),
        ("huge", page(of(false, false), vec![huge()])),
    ]
}

fn everything() -> Vec<Held> {
    let typical = typical();
    let seats = balance(12, 1, 0);
    let mut all = vec![
        held(5, AccountKind::Source, Text::both("Founders", "Учредители"), rub(), balance(-112_000_000, 0, 0)),
        held(6, AccountKind::Payee, Text::both("Teams", "Команды"), rub(), balance(19_999_950, 0, 0)),
        held(7, AccountKind::Payee, hostile_text(), Unit::Seat, seats),
        held(8, AccountKind::Payee, hostile_text(), Unit::CreditHour, seats),
        held(9, AccountKind::Payee, hostile_text(), Unit::CoreHour, seats),
        typical.pool,
    ];
    all.extend(typical.budgets);
    all
}

pub(super) fn accounts() -> Vec<(&'static str, AccountsPage)> {
    vec![
        ("empty", AccountsPage { of: of(false, false), accounts: Vec::new() }),
        ("typical", AccountsPage { of: of(true, false), accounts: everything() }),
    ]
}

pub(super) fn statements() -> Vec<(&'static str, StatementPage)> {
    let education = typical().budgets.remove(0);
    let line = |seq, event, change, memo, counterpart| Line {
        seq,
        at_ms: AT_MS,
        transfer: TransferId(id(50)),
        event,
        memo,
        counterpart,
        change,
        after: education.balance,
    };
    let paid = Change { posted: -10_000, spent: 10_000, held_out: -10_000, held_in: 0 };
    let lines = vec![
        line(3, Event::Expired, Change { held_out: -5, ..Change::default() }, hostile_text(), None),
        line(2, Event::Posted, paid, Text::both("Summer school", "Летняя школа"), Some((hostile_text(), 3))),
        line(
            1,
            Event::Held,
            Change { held_out: 10_000, ..Change::default() },
            hostile_text(),
            Some((hostile_text(), 0)),
        ),
    ];
    let page = |lines, next, is_first| StatementPage {
        of: of(false, false),
        statement: Statement { held: education.clone(), lines, next },
        is_first,
    };
    vec![("empty", page(Vec::new(), None, true)), ("typical", page(lines, Some(1), false))]
}

fn transfer(state: State, needs_approval: bool) -> Transfer {
    let settled = state != State::Pending;
    Transfer {
        id: TransferId(id(50)),
        cluster: "north".to_owned(),
        key: HOSTILE.to_owned(),
        purpose: Purpose::Payment,
        intent: Intent::Post,
        memo: Text::both("Summer school", "Летняя школа"),
        state,
        needs_approval,
        proposed_by: format!("user:{}", id(70)),
        proposed_at_ms: AT_MS,
        expires_at_ms: Some(AT_MS + 1_000),
        approved_by: None,
        approved_at_ms: None,
        settled_by: settled.then(|| "clock".to_owned()),
        settled_at_ms: settled.then_some(AT_MS),
        reason: if state == State::Voided { HOSTILE.to_owned() } else { String::new() },
        legs: vec![Leg { account: AccountId(id(3)), minor: -10_000 }, Leg { account: AccountId(id(6)), minor: 10_000 }],
    }
}

fn names() -> PeopleNames {
    PeopleNames::from([(bellwether_kernel::actor::UserId(id(70)), HOSTILE.to_owned())])
}

fn by_id() -> AccountsById {
    everything().into_iter().map(|held| (held.account.id, held.account)).collect()
}

pub(super) fn transfers() -> Vec<(&'static str, TransfersPage)> {
    let page = |show, transfers: Vec<Transfer>| TransfersPage {
        of: of(true, true),
        show,
        next: transfers.first().map(|transfer| transfer.id),
        is_first: transfers.is_empty(),
        transfers,
        accounts: by_id(),
        names: names(),
    };
    let all = State::ALL.iter().flat_map(|state| [transfer(*state, false), transfer(*state, true)]).collect();
    vec![("empty", page(Show::Waiting, Vec::new())), ("all", page(Show::All, all))]
}

pub(super) fn one_transfer() -> Vec<(&'static str, TransferPage)> {
    let page = |of, transfer, is_own| TransferPage {
        of,
        transfer,
        accounts: by_id(),
        names: names(),
        is_own,
        problems: Vec::new(),
    };
    let wrong = vec![FieldProblem::new("void_reason", "Wrong")];
    vec![
        ("waiting", page(of(false, true), transfer(State::Pending, true), false)),
        ("own", page(of(true, true), transfer(State::Pending, true), true)),
        ("held", TransferPage { problems: wrong, ..page(of(true, false), transfer(State::Pending, false), true) }),
        ("voided", page(of(true, true), transfer(State::Voided, true), false)),
        ("posted", page(of(false, false), transfer(State::Posted, false), false)),
    ]
}

pub(super) fn transfer_forms() -> Vec<(&'static str, TransferForm)> {
    let form = |accounts, fields, problems| TransferForm {
        of: of(true, false),
        accounts,
        funds: vec![typical().fund],
        fields,
        problems,
    };
    let typed = TransferFields {
        from: id(3).to_string(),
        to: id(6).to_string(),
        amount: HOSTILE.to_owned(),
        memo: HOSTILE.to_owned(),
        hold: "on".to_owned(),
        expires: "2026-12-01T10:00".to_owned(),
        key: "key".to_owned(),
    };
    let wrong = vec![FieldProblem::new("amount", HOSTILE)];
    vec![
        ("nothing", form(Vec::new(), TransferFields::default(), Vec::new())),
        ("new", form(everything(), TransferFields::default(), Vec::new())),
        ("wrong", form(everything(), typed, wrong)),
    ]
}

pub(super) fn fund_forms() -> Vec<(&'static str, FundForm)> {
    let typed = FundFields { name_en: HOSTILE.to_owned(), unit: "EUR".to_owned(), ..FundFields::default() };
    vec![
        ("new", FundForm { of: of(true, false), fields: FundFields::default(), problems: Vec::new() }),
        ("wrong", FundForm { of: of(true, false), fields: typed, problems: vec![FieldProblem::new("slug", "Wrong")] }),
    ]
}

pub(super) fn account_forms() -> Vec<(&'static str, AccountForm)> {
    let form = |funds, problems| AccountForm {
        of: of(true, false),
        funds,
        concepts: vec![("hearts".to_owned(), hostile_text())],
        fields: AccountFields::default(),
        problems,
    };
    let wrong = vec![FieldProblem::new("concept", "Wrong")];
    vec![("new", form(Vec::new(), Vec::new())), ("wrong", form(vec![typical().fund], wrong))]
}
