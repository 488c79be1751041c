//! Applications to other funders from tables, with a preview of what would come of it.

use std::collections::{BTreeSet, HashMap};

use bellwether_kernel::actor::UserId;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::OfCluster;

use crate::model::answers::{Item, typed_items};
use crate::model::draft::Kept;
use crate::model::form::{Form, TITLE};
use crate::model::outbound::{Outbound, OutboundState};
use crate::model::outbound_rows::{MOST_ROWS, OutboundRow, RowPlan, RowWrong, read};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::error::CallError;
use crate::service::outbound::{Sought, add};
use crate::store::answer;

impl Calls {
    /// What would come of bringing these rows; nothing is changed.
    pub async fn plan_outbound(&self, ctx: &Ctx, cluster: &str, text: &str) -> Result<RowPlan, CallError> {
        ctx.permit(Act::KeepOutbound, &OfCluster(cluster))?;
        let (rows, wrong) = read(text);
        let mut plan = RowPlan { wrong, ..RowPlan::default() };
        let sought = Sought { cluster: cluster.to_owned(), ..Sought::default() };
        let (there, ..) = self.outbounds(ctx, &sought, 100_000).await?;
        let name =
            |funder: &str, programme: &str, title: &str| format!("{funder}\n{programme}\n{title}").to_lowercase();
        let mut known: BTreeSet<String> =
            there.iter().map(|one| name(&one.facts.funder, &one.facts.programme, &one.title)).collect();
        let mut people: HashMap<String, bool> = HashMap::new();
        for row in rows.into_iter().take(MOST_ROWS) {
            let is_one = match people.get(&row.responsible) {
                Some(is_one) => *is_one,
                None => {
                    let is_one = self.people.colleague(cluster, &row.responsible).await?.is_some();
                    people.insert(row.responsible.clone(), is_one);
                    is_one
                }
            };
            if !is_one {
                let what = "calls-wrong-colleague";
                plan.wrong.push(RowWrong { line: row.line, column: "responsible".to_owned(), what });
            } else if known.insert(name(&row.facts.funder, &row.facts.programme, &row.title)) {
                plan.new.push(row);
            } else {
                plan.known.push(row);
            }
        }
        plan.wrong.sort_by_key(|one| one.line);
        Ok(plan)
    }

    /// Brings the rows that are new, if none is wrong. Tells how many.
    pub async fn bring_outbound(&self, ctx: &Ctx, cluster: &str, text: &str, sample: bool) -> Result<usize, CallError> {
        ctx.permit(Act::KeepOutbound, &OfCluster(cluster))?;
        let plan = self.plan_outbound(ctx, cluster, text).await?;
        if !plan.wrong.is_empty() {
            return Err(CallError::Fields(vec![("rows", "calls-row-some-wrong")]));
        }
        let form = Form::first();
        let mut all = Vec::with_capacity(plan.new.len());
        for row in &plan.new {
            let person = self.colleague(cluster, &row.responsible, "responsible").await?;
            let one = self.new_outbound(ctx, (cluster, sample), &row.facts, &form, person).await?;
            all.push((brought(one, row), row));
        }
        self.db
            .write(ctx, async |tx| {
                for (one, row) in &all {
                    add(&tx, one).await?;
                    for kept in answers(one, row) {
                        answer::save(tx.conn(), one.id, &kept, ctx.actor.user_id()).await?;
                    }
                }
                Ok(all.len())
            })
            .await
    }

    /// The addresses of those who answer for these, which the caller was permitted to see, for a file that can be imported.
    pub async fn responsible_addresses(
        &self,
        ctx: &Ctx,
        all: &[Outbound],
    ) -> Result<HashMap<UserId, String>, CallError> {
        for one in all {
            ctx.permit(Act::SeeOutbound, one)?;
        }
        // Those who do not keep them learn names, and no addresses.
        let kept = all.iter().filter(|one| ctx.permit(Act::KeepOutbound, *one).is_ok());
        let ids: BTreeSet<UserId> = kept.map(|one| one.responsible).collect();
        Ok(self.people.addresses(&ids.into_iter().collect::<Vec<_>>()).await?)
    }
}

fn brought(one: Outbound, row: &OutboundRow) -> Outbound {
    let is_sent = matches!(row.state, OutboundState::Sent | OutboundState::Granted | OutboundState::Refused);
    Outbound {
        state: row.state,
        title: row.title.clone(),
        asked_minor: row.asked_minor,
        granted_minor: row.granted_minor,
        reference: row.reference.clone(),
        decided_on: row.decided_on,
        // When it was sent is not in the table; the deadline is the last moment at which it was.
        sent_at_ms: is_sent.then(|| row.facts.deadline_ms()).flatten(),
        ..one
    }
}

/// What the row says, as answers of the form.
fn answers(one: &Outbound, row: &OutboundRow) -> Vec<Kept> {
    let kept =
        |field: &str, typed: String| Kept { field: field.to_owned(), typed, revision: 1, saved_at_ms: one.begun_at_ms };
    let mut all = vec![kept(TITLE, row.title.clone())];
    if let Some((field, minor)) = one.form.budget().zip(row.asked_minor) {
        let item = Item { what: row.title.clone(), amount: Amount::new(minor, row.facts.unit).decimal() };
        all.push(kept(&field.code, typed_items(&[item])));
    }
    all
}
