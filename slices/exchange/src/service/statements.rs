//! Statements of a month, and charges that the books did not take.

use bellwether_exchange_rules::lifecycle::order::OrderStep;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OfCluster;
use serde_json::json;

use crate::model::charge::ChargeId;
use crate::model::code::StatementOf;
use crate::model::statement::{MOST, Statement, Total, Whose};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::change::found;
use crate::service::error::ExchangeError;
use crate::store::{charge as store, code as codes, facility as facilities, order as orders};

/// The totals of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The totals that the acting person may see.
    pub rows: Vec<Total>,
    /// Are they all of the cluster, or only those of the person's own codes?
    pub is_all: bool,
}

impl Exchange {
    /// What is to be paid for a month, by code: all of it for those who read the books, or that of one's own codes.
    pub async fn totals(&self, ctx: &Ctx, cluster: &str, month: &str) -> Result<Totals, ExchangeError> {
        ctx.permit(Act::Look, &OfCluster(cluster))?;
        let is_all = ctx.permit(Act::SeeStatements, &OfCluster(cluster)).is_ok();
        if !is_all {
            // Whoever has no code at all may not know whether there are statements.
            ctx.permit(Act::SeeStatements, &self.own_statements(ctx, cluster).await?)?;
        }
        let mut rows = store::totals(self.db.reader(), cluster, month).await?;
        if !is_all && let Some(person) = ctx.actor.user_id() {
            let own = codes::of_person(self.db.reader(), cluster, person).await?;
            rows.retain(|row| own.iter().any(|code| Some(&code.code) == row.code.as_ref()));
        }
        Ok(Totals { rows, is_all })
    }

    /// How far the acting person sees statements of a cluster: as its owner, in the sense of the policy, if any code lists it.
    pub async fn own_statements(&self, ctx: &Ctx, cluster: &str) -> Result<StatementOf, ExchangeError> {
        ctx.permit(Act::Look, &OfCluster(cluster))?;
        let mut of = StatementOf { cluster: cluster.to_owned(), person: None };
        if let Some(person) = ctx.actor.user_id()
            && !codes::of_person(self.db.reader(), cluster, person).await?.is_empty()
        {
            of.person = Some(person);
        }
        Ok(of)
    }

    /// The lines of a statement.
    pub async fn statement(
        &self,
        ctx: &Ctx,
        cluster: &str,
        month: &str,
        whose: &Whose,
    ) -> Result<Statement, ExchangeError> {
        let mut of = StatementOf { cluster: cluster.to_owned(), person: None };
        if let (Some(person), Whose::Code(code)) = (ctx.actor.user_id(), whose)
            && let Some(code) = codes::find(self.db.reader(), cluster, code).await?
            && codes::may_use(self.db.reader(), code.id, person).await?
        {
            of.person = Some(person);
        }
        ctx.permit(Act::SeeStatements, &of)?;
        let lines = store::lines(self.db.reader(), cluster, month, whose, MOST).await?;
        let mut ids: Vec<_> = lines.iter().filter_map(|line| line.person).collect();
        ids.sort();
        ids.dedup();
        let names = self.people.names(&ids).await?;
        let mut open = Vec::new();
        if *whose == Whose::WithoutCode && ctx.permit(Act::KeepMoney, &OfCluster(cluster)).is_ok() {
            open = codes::of_cluster(self.db.reader(), cluster).await?;
            open.retain(|one| one.is_open);
        }
        let (cluster, month, whose) = (cluster.to_owned(), month.to_owned(), whose.clone());
        Ok(Statement { cluster, month, whose, lines, names, codes: open })
    }

    /// Tries again to put into the books what they did not take; how many they took, and how many they did not.
    pub async fn settle_due(&self, ctx: &Ctx, cluster: &str) -> Result<(u32, u32), ExchangeError> {
        ctx.permit(Act::KeepMoney, &OfCluster(cluster))?;
        let (mut done, mut left) = (0, 0);
        for id in store::due(self.db.reader(), cluster).await? {
            if self.settle_one(ctx, id).await? { done += 1 } else { left += 1 }
        }
        Ok((done, left))
    }

    async fn settle_one(&self, ctx: &Ctx, id: ChargeId) -> Result<bool, ExchangeError> {
        self.db
            .write_in_turn(ctx, async |tx| {
                let charge = store::find(tx.conn(), id).await?.ok_or(ExchangeError::NotFound)?;
                let (is_paid, facility) = match orders::find(tx.conn(), charge.request).await? {
                    Some(mut order) => {
                        let facility = facilities::by_id(tx.conn(), order.resource).await?;
                        let facility = facility.ok_or(ExchangeError::NotFound)?;
                        let is_paid = self.try_order_again(&tx, &facility, charge).await?;
                        if is_paid {
                            order.state = order.state.after(OrderStep::Settle)?;
                            orders::save(tx.conn(), &order).await?;
                        }
                        (is_paid, facility)
                    }
                    None => {
                        let (mut booking, facility) = found(&tx, charge.request).await?;
                        (self.try_again(&tx, &facility, &mut booking, charge).await?, facility)
                    }
                };
                if is_paid {
                    let detail = json!({ "resource": facility.id });
                    tx.journal(Entry::new("exchange.charged", "charge", id, &detail)).await?;
                }
                Ok(is_paid)
            })
            .await
    }
}
