//! Books of two clusters: funds with budgets, and for each person transfers to post and to void.

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_ledger::api::{Account, AccountKind, Ledger, NewTransfer, SAMPLES};

use super::seed::{CLUSTER, PEOPLE, Site};

impl Site {
    /// The ledger of the installation.
    pub fn ledger(&self) -> Ledger {
        Ledger::new(self.installation.db.clone())
    }

    /// An account of a cluster: the first of its kind.
    pub async fn account(&self, cluster: &str, kind: AccountKind) -> Account {
        let accounts = self.ledger().accounts(&Ctx::system(), cluster, None).await.unwrap();
        accounts.into_iter().map(|held| held.account).find(|account| account.kind == kind).unwrap()
    }

    /// Moves an amount between the first accounts of two kinds, by the installation.
    pub async fn move_amount(
        &self,
        cluster: &str,
        from: AccountKind,
        to: AccountKind,
        minor: i64,
        key: &str,
    ) -> String {
        let (from, to) = (self.account(cluster, from).await, self.account(cluster, to).await);
        let memo = Text::both("For an example", "Для примера");
        let new = NewTransfer::simple(key, from.id, to.id, minor, memo).held_until(None);
        self.ledger().transfer(&Ctx::system(), cluster, &new).await.unwrap().id.to_string()
    }

    pub(super) async fn books(&mut self) {
        let (ctx, db) = (Ctx::system(), self.installation.db.clone());
        for (_, source) in SAMPLES {
            let mut concepts = Vec::new();
            for cluster in bellwether_cluster::api::clusters(&ctx, &db).await.unwrap() {
                let profile = bellwether_cluster::api::profile(&ctx, &db, &cluster.slug).await.unwrap().unwrap();
                let all = profile.schemes.into_iter().flat_map(|scheme| scheme.concepts);
                concepts.extend(all.map(|concept| (concept.slug.clone(), concept.title().clone())));
            }
            self.ledger().load_sample(&ctx, source, &concepts).await.unwrap();
        }
        let fund = self.ledger().books(&ctx, CLUSTER, None).await.unwrap().remove(0).fund;
        self.name("fund", fund.id);
        let (budget, payee) = (AccountKind::Budget, AccountKind::Payee);
        let (from, to) = (self.account(CLUSTER, budget).await.id, self.account(CLUSTER, payee).await.id);
        self.name("budget", from);
        self.name("payee", to);
        // Each person who may settle has something of its own to settle.
        for (person, _) in PEOPLE {
            for step in ["post", "void", "api-post", "api-void"] {
                let key = format!("{step}-{person}");
                let id = self.move_amount(CLUSTER, budget, payee, 100, &key).await;
                self.name(&format!("to-{key}"), id);
            }
        }
        // Above the threshold; the council member has one to approve and one to turn down, on pages and by programs.
        let above = fund.approval_above_minor.unwrap() + 1;
        let (source, pool) = (AccountKind::Source, AccountKind::Pool);
        let endowed = self.move_amount(CLUSTER, source, pool, above * 4, "more").await;
        self.ledger().post_held(&ctx, CLUSTER, endowed.parse().unwrap()).await.unwrap();
        for step in ["approve", "turn-down", "api-approve", "api-turn-down"] {
            let id = self.move_amount(CLUSTER, pool, budget, above, step).await;
            self.name(&format!("to-{step}"), id);
        }
    }
}
