//! The ledger as JSON: in the API and in files. Amounts are whole minor units beside their unit, never fractions.

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::account::{AccountKind, Held, OwnerKind};
use crate::model::balance::Balance;
use crate::model::budget::{BudgetCheck, FundBooks, Parts};
use crate::model::statement::Line;
use crate::model::transfer::{Event, Intent, Leg, Purpose, State, Transfer};

/// Words in one or both languages.
#[derive(Serialize, ToSchema)]
pub struct LedgerWords {
    /// English.
    pub en: Option<String>,
    /// Russian.
    pub ru: Option<String>,
}

impl From<Text> for LedgerWords {
    fn from(text: Text) -> Self {
        LedgerWords { en: text.en, ru: text.ru }
    }
}

/// A fund with its budgets.
#[derive(Serialize, ToSchema)]
pub struct LedgerFund {
    /// The fund's id.
    id: String,
    /// Its name in addresses.
    slug: String,
    name: LedgerWords,
    /// A currency of ISO 4217, or `seat`, `credit_hour`, `instrument_minute`, `core_hour`.
    unit: String,
    /// How many decimals the unit has.
    unit_digits: u8,
    /// Transfers that take more than this need a second person; absent where none does.
    approval_above_minor: Option<i64>,
    /// Are the amounts invented, for a demonstration?
    sample: bool,
    /// What was not given to a budget yet.
    pool: LedgerBudget,
    budgets: Vec<LedgerBudget>,
}

/// A budget, in minor units of its fund's unit.
#[derive(Serialize, ToSchema)]
pub struct LedgerBudget {
    /// The id of its account.
    account: String,
    /// What it is for: the slug of an area, the id of an undertaking; empty for the pool.
    owner: String,
    name: LedgerWords,
    /// All of it: spent, committed and free.
    allotted_minor: i64,
    spent_minor: i64,
    committed_minor: i64,
    free_minor: i64,
}

fn budget(held: &Held) -> LedgerBudget {
    let parts = Parts::of(held);
    LedgerBudget {
        account: held.account.id.to_string(),
        owner: held.account.owner.clone(),
        name: held.account.name.clone().into(),
        allotted_minor: parts.total(),
        spent_minor: parts.spent,
        committed_minor: parts.committed,
        free_minor: parts.free,
    }
}

impl From<&FundBooks> for LedgerFund {
    fn from(books: &FundBooks) -> Self {
        let fund = &books.fund;
        LedgerFund {
            id: fund.id.to_string(),
            slug: fund.slug.clone(),
            name: fund.name.clone().into(),
            unit: fund.unit.to_string(),
            unit_digits: fund.unit.digits(),
            approval_above_minor: fund.approval_above_minor,
            sample: fund.sample,
            pool: budget(&books.pool),
            budgets: books.budgets.iter().map(budget).collect(),
        }
    }
}

/// An account with what is on it, in minor units.
#[derive(Serialize, ToSchema)]
pub struct LedgerAccount {
    /// The account's id.
    id: String,
    /// The fund that it is a part of, if it is of one.
    fund: Option<String>,
    kind: AccountKind,
    owner_kind: OwnerKind,
    /// The slug of an area or party, the id of an undertaking; empty for a pool.
    owner: String,
    name: LedgerWords,
    unit: String,
    unit_digits: u8,
    may_go_below_zero: bool,
    #[serde(flatten)]
    balance: LedgerBalance,
}

/// What is or was on an account, in minor units.
#[derive(Serialize, ToSchema)]
pub struct LedgerBalance {
    /// The sum of everything posted.
    posted_minor: i64,
    /// What pending transfers would take.
    held_out_minor: i64,
    /// What pending transfers would bring.
    held_in_minor: i64,
    /// What was paid to payees, less what came back.
    spent_minor: i64,
    /// What may be given away.
    free_minor: i64,
}

impl From<Balance> for LedgerBalance {
    fn from(balance: Balance) -> Self {
        LedgerBalance {
            posted_minor: balance.posted,
            held_out_minor: balance.held_out,
            held_in_minor: balance.held_in,
            spent_minor: balance.spent,
            free_minor: balance.free(),
        }
    }
}

impl From<&Held> for LedgerAccount {
    fn from(held: &Held) -> Self {
        let account = &held.account;
        LedgerAccount {
            id: account.id.to_string(),
            fund: account.fund.map(|fund| fund.to_string()),
            kind: account.kind,
            owner_kind: account.owner_kind,
            owner: account.owner.clone(),
            name: account.name.clone().into(),
            unit: account.unit.to_string(),
            unit_digits: account.unit.digits(),
            may_go_below_zero: account.may_go_below,
            balance: held.balance.into(),
        }
    }
}

/// A line of a statement.
#[derive(Serialize, ToSchema)]
pub struct LedgerLine {
    /// Its number on the account, from 1 without gaps.
    number: i64,
    /// RFC 3339.
    at: String,
    /// The transfer's id.
    transfer: String,
    event: Event,
    memo: LedgerWords,
    /// What was posted, in minor units.
    change_minor: i64,
    /// What was held more, or less.
    held_out_change_minor: i64,
    /// What was on the account then.
    after: LedgerBalance,
}

impl From<&Line> for LedgerLine {
    fn from(line: &Line) -> Self {
        LedgerLine {
            number: line.seq,
            at: instant(line.at_ms),
            transfer: line.transfer.to_string(),
            event: line.event,
            memo: line.memo.clone().into(),
            change_minor: line.change.posted,
            held_out_change_minor: line.change.held_out,
            after: line.after.into(),
        }
    }
}

/// A transfer.
#[derive(Serialize, ToSchema)]
pub struct LedgerTransfer {
    /// The transfer's id.
    id: String,
    /// The key that it was made with.
    key: String,
    purpose: Purpose,
    intent: Intent,
    state: State,
    memo: LedgerWords,
    legs: Vec<LedgerLeg>,
    /// Must a second person approve?
    needs_approval: bool,
    /// `user:…`, `system`.
    proposed_by: String,
    /// RFC 3339.
    proposed_at: String,
    /// RFC 3339.
    expires_at: Option<String>,
    approved_by: Option<String>,
    /// RFC 3339.
    approved_at: Option<String>,
    /// `user:…`, `system`, `clock`.
    settled_by: Option<String>,
    /// RFC 3339.
    settled_at: Option<String>,
    /// Why it was voided.
    reason: String,
}

/// So many minor units more, or less, on an account.
#[derive(Serialize, serde::Deserialize, ToSchema)]
pub struct LedgerLeg {
    /// The account's id.
    pub account: String,
    /// Minor units; below zero for what is taken.
    pub minor: i64,
}

impl From<&Leg> for LedgerLeg {
    fn from(leg: &Leg) -> Self {
        LedgerLeg { account: leg.account.to_string(), minor: leg.minor }
    }
}

impl From<&Transfer> for LedgerTransfer {
    fn from(transfer: &Transfer) -> Self {
        LedgerTransfer {
            id: transfer.id.to_string(),
            key: transfer.key.clone(),
            purpose: transfer.purpose,
            intent: transfer.intent,
            state: transfer.state,
            memo: transfer.memo.clone().into(),
            legs: transfer.legs.iter().map(LedgerLeg::from).collect(),
            needs_approval: transfer.needs_approval,
            proposed_by: transfer.proposed_by.clone(),
            proposed_at: instant(transfer.proposed_at_ms),
            expires_at: transfer.expires_at_ms.map(instant),
            approved_by: transfer.approved_by.clone(),
            approved_at: transfer.approved_at_ms.map(instant),
            settled_by: transfer.settled_by.clone(),
            settled_at: transfer.settled_at_ms.map(instant),
            reason: transfer.reason.clone(),
        }
    }
}

/// Whether an account could give an amount now.
#[derive(Serialize, ToSchema)]
pub struct LedgerCheck {
    covered: bool,
    /// Why, in the person's language.
    explanation: String,
    asked_minor: i64,
    free_minor: i64,
    short_minor: i64,
    /// Would a second person have to approve?
    needs_approval: bool,
}

impl LedgerCheck {
    /// The check with its words.
    pub fn of(check: &BudgetCheck, explanation: String) -> LedgerCheck {
        LedgerCheck {
            covered: check.is_covered(),
            explanation,
            asked_minor: check.asked_minor,
            free_minor: check.held.balance.free(),
            short_minor: check.short_minor(),
            needs_approval: check.needs_approval(),
        }
    }
}

/// An instant as programs read it.
pub fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}
