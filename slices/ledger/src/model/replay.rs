//! The ledger made again out of the journal alone, to be compared with what is kept.

use std::collections::HashMap;

use serde::Deserialize;

use crate::model::account::{AccountId, AccountKind};
use crate::model::balance::{Balance, change};
use crate::model::transfer::{Event, Leg, Purpose, State, Step, TransferId};

/// An account as the journal tells it.
#[derive(Clone, Debug)]
pub struct Rebuilt {
    /// What it is for.
    pub kind: AccountKind,
    /// What it holds, by code.
    pub unit: String,
    /// The cluster whose books it stands in.
    pub cluster: String,
    /// May it go below zero?
    pub may_go_below: bool,
    /// What is on it.
    pub balance: Balance,
    /// How many events touched it.
    pub entries: i64,
    /// When the last one did.
    pub last_at_ms: i64,
}

/// A transfer as the journal tells it. Legs are kept only while they are needed.
#[derive(Clone, Debug)]
struct Known {
    state: State,
    held: Option<(Purpose, Vec<Leg>)>,
}

/// What the journal tells.
#[derive(Debug, Default)]
pub struct Replay {
    /// Accounts by id.
    pub accounts: HashMap<AccountId, Rebuilt>,
    transfers: HashMap<TransferId, Known>,
}

#[derive(Deserialize)]
struct Opened {
    cluster: String,
    kind: AccountKind,
    unit: String,
    may_go_below: bool,
}

#[derive(Deserialize)]
struct Made {
    purpose: Purpose,
    legs: Vec<Leg>,
    at_ms: i64,
}

#[derive(Deserialize)]
struct Stepped {
    at_ms: i64,
}

impl Replay {
    /// Takes the next entry of the journal; gives the legs of a transfer that is new.
    ///
    /// # Errors
    /// In words, what the entry says that cannot be.
    pub fn take(&mut self, act: &str, target: &str, detail: &str) -> Result<Option<(TransferId, Vec<Leg>)>, String> {
        match act {
            "ledger.account_opened" => self.open(target, detail).map(|()| None),
            "ledger.transfer_held" => self.make(Event::Held, target, detail).map(Some),
            "ledger.transfer_posted" if detail_has_legs(detail) => self.make(Event::Posted, target, detail).map(Some),
            "ledger.transfer_posted" => self.step(Step::Post, target, detail).map(|()| None),
            "ledger.transfer_voided" => self.step(Step::Void, target, detail).map(|()| None),
            "ledger.transfer_expired" => self.step(Step::Expire, target, detail).map(|()| None),
            _ => Ok(None),
        }
    }

    /// How many transfers there are.
    pub fn transfers(&self) -> usize {
        self.transfers.len()
    }

    /// Where each transfer stands.
    pub fn states(&self) -> impl Iterator<Item = (TransferId, State)> {
        self.transfers.iter().map(|(id, known)| (*id, known.state))
    }

    fn open(&mut self, target: &str, detail: &str) -> Result<(), String> {
        let id: AccountId = target.parse().map_err(|_| format!("{target} is no account"))?;
        let Opened { cluster, kind, unit, may_go_below } = read(detail)?;
        let account =
            Rebuilt { kind, unit, cluster, may_go_below, balance: Balance::default(), entries: 0, last_at_ms: 0 };
        match self.accounts.insert(id, account) {
            None => Ok(()),
            Some(_) => Err(format!("account {id} is opened twice")),
        }
    }

    fn make(&mut self, event: Event, target: &str, detail: &str) -> Result<(TransferId, Vec<Leg>), String> {
        let id: TransferId = target.parse().map_err(|_| format!("{target} is no transfer"))?;
        let Made { purpose, legs, at_ms } = read(detail)?;
        self.apply(id, event, false, purpose, &legs, at_ms)?;
        let (state, held) = match event {
            Event::Held => (State::Pending, Some((purpose, legs.clone()))),
            _ => (State::Posted, None),
        };
        match self.transfers.insert(id, Known { state, held }) {
            None => Ok((id, legs)),
            Some(_) => Err(format!("transfer {id} is made twice")),
        }
    }

    fn step(&mut self, step: Step, target: &str, detail: &str) -> Result<(), String> {
        let id: TransferId = target.parse().map_err(|_| format!("{target} is no transfer"))?;
        let Stepped { at_ms } = read(detail)?;
        let known = self.transfers.get_mut(&id).ok_or_else(|| format!("transfer {id} was never made"))?;
        known.state = known.state.after(step).map_err(|refused| format!("transfer {id}: {refused}"))?;
        let (purpose, legs) = known.held.take().ok_or_else(|| format!("transfer {id} holds nothing"))?;
        self.apply(id, step.event(), true, purpose, &legs, at_ms)
    }

    fn apply(
        &mut self,
        id: TransferId,
        event: Event,
        was_held: bool,
        purpose: Purpose,
        legs: &[Leg],
        at_ms: i64,
    ) -> Result<(), String> {
        let mut sums: HashMap<String, i128> = HashMap::new();
        for leg in legs {
            let account = self
                .accounts
                .get_mut(&leg.account)
                .ok_or_else(|| format!("transfer {id}: no account {}", leg.account))?;
            *sums.entry(account.unit.clone()).or_default() += i128::from(leg.minor);
            let change = change(event, was_held, leg.minor, account.kind, purpose);
            let after = change.and_then(|change| account.balance.after(change));
            account.balance = after.ok_or_else(|| format!("transfer {id}: beyond what can be counted"))?;
            account.entries += 1;
            if at_ms < account.last_at_ms {
                return Err(format!("transfer {id} comes before what is on account {} already", leg.account));
            }
            account.last_at_ms = at_ms;
            if !account.may_go_below && account.balance.free() < 0 {
                return Err(format!("transfer {id} takes account {} below zero", leg.account));
            }
        }
        match sums.into_iter().find(|(_, sum)| *sum != 0) {
            Some((unit, sum)) => Err(format!("transfer {id} makes {sum} of {unit} out of nothing")),
            None => Ok(()),
        }
    }
}

fn detail_has_legs(detail: &str) -> bool {
    #[derive(Deserialize)]
    struct Legs {
        legs: Option<Vec<serde::de::IgnoredAny>>,
    }
    serde_json::from_str::<Legs>(detail).is_ok_and(|found| found.legs.is_some())
}

fn read<'a, T: Deserialize<'a>>(detail: &'a str) -> Result<T, String> {
    serde_json::from_str(detail).map_err(|error| format!("an entry that cannot be read: {error}"))
}
