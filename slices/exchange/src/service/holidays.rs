//! Days on which facilities are closed: of a cluster by those who keep its money, of one facility by its keeper.

use bellwether_db::Tx;
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OfCluster;
use jiff::civil::Date;
use serde_json::json;

use crate::model::holiday::{Holiday, MOST, NAME, Taken};
use crate::policy::Act;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::store::{Conn, facility as facilities, holiday as store};

impl Exchange {
    /// The days on which facilities of a cluster are closed, beside those that stand in the rules of each.
    pub async fn holidays(&self, ctx: &Ctx, cluster: &str) -> Result<Vec<Holiday>, ExchangeError> {
        ctx.permit(Act::Look, &OfCluster(cluster))?;
        Ok(store::of_cluster(self.db.reader(), cluster).await?)
    }

    /// Closes facilities on these days: all or none of the days. What is booked on them stays.
    pub async fn close_on(&self, ctx: &Ctx, cluster: &str, days: &[Holiday]) -> Result<Taken, ExchangeError> {
        if days.iter().any(|one| one.name.chars().count() > NAME) {
            return Err(ExchangeError::Field("name", "exchange-fault-holiday-name"));
        }
        self.db
            .write(ctx, async |tx| {
                // `permitted` asks `ctx.permit` for the cluster or the facility.
                permitted(ctx, tx.conn(), cluster, days.iter().map(|one| one.facility.as_str())).await?;
                let known = store::of_cluster(tx.conn(), cluster).await?;
                let mut taken = Taken::default();
                for one in days {
                    if known.contains(one) {
                        taken.same += 1;
                        continue;
                    }
                    taken.new += 1;
                    store::set(tx.conn(), cluster, one, (ctx.actor.user_id(), tx.now().as_millisecond())).await?;
                    noted(&tx, "exchange.closed_on", cluster, (&one.facility, one.day)).await?;
                }
                if known.len() + taken.new > MOST {
                    return Err(ExchangeError::Field("day", "exchange-fault-holidays-many"));
                }
                Ok(taken)
            })
            .await
    }

    /// Opens facilities again on a day.
    pub async fn open_on(&self, ctx: &Ctx, cluster: &str, (facility, day): (&str, Date)) -> Result<(), ExchangeError> {
        self.db
            .write(ctx, async |tx| {
                permitted(ctx, tx.conn(), cluster, [facility]).await?;
                if !store::remove(tx.conn(), cluster, (facility, day)).await? {
                    return Err(ExchangeError::NotFound);
                }
                noted(&tx, "exchange.opened_on", cluster, (facility, day)).await
            })
            .await
    }
}

async fn noted(tx: &Tx, act: &'static str, cluster: &str, (facility, day): (&str, Date)) -> Result<(), ExchangeError> {
    let detail = json!({ "facility": facility, "day": day.to_string() });
    tx.journal(Entry::new(act, "cluster", cluster, &detail)).await?;
    Ok(())
}

/// May the acting person close all of the cluster, or each of these facilities?
async fn permitted(
    ctx: &Ctx,
    conn: &impl Conn,
    cluster: &str,
    of: impl IntoIterator<Item = &str>,
) -> Result<(), ExchangeError> {
    let denied: Denied = match ctx.permit(Act::KeepMoney, &OfCluster(cluster)) {
        Ok(()) => return Ok(()),
        Err(denied) => denied,
    };
    let mut seen: Vec<&str> = of.into_iter().collect();
    seen.sort_unstable();
    seen.dedup();
    let all = facilities::of_cluster(conn, cluster).await?;
    for slug in seen {
        let facility = all.iter().find(|one| one.slug == slug && !slug.is_empty());
        if facility.is_none_or(|facility| ctx.permit(Act::Keep, facility).is_err()) {
            return Err(denied.into());
        }
    }
    Ok(())
}
