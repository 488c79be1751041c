//! The policy of the whole installation as one table, and lists that show exactly what the policy admits.

use std::collections::BTreeSet;

use bellwether::install;
use bellwether_accounts::model::user::{User, UserChange};
use bellwether_accounts::policy::Act as AccountAct;
use bellwether_accounts::service::{Origin, Wanted};
use bellwether_actors::api::{ActorKind, Wanted as ActorsWanted};
use bellwether_actors::policy::Act as ActorsAct;
use bellwether_evidence::api::Ingests;
use bellwether_evidence::policy::Act as EvidenceAct;
use bellwether_kernel::actor::{Actor, Role};
use bellwether_kernel::clock::SystemClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_kernel::paging::PageSize;
use bellwether_kernel::policy::{Installation as Whole, OfCluster, OwnedBy, lines, may};
use bellwether_ledger::api::NewFund;
use bellwether_ledger::policy::Act as LedgerAct;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::register::internal;
use super::seed::{self, PASSWORD, Site, acting};

#[tokio::test]
async fn the_whole_policy() {
    let site = Site::empty().await;
    let config = seed::config(site.data.path());
    let slices = install::slices(&site.installation, &config).await.unwrap();
    let mut table = String::new();
    let mut words = BTreeSet::new();
    for slice in slices.iter().filter(|slice| !slice.acts.is_empty()) {
        for act in &slice.acts {
            assert!(words.insert(act.words), "two acts are called {:?}", act.words);
            for line in lines(act) {
                if table.is_empty() {
                    let kinds: String = line.answers.iter().map(|(kind, _)| format!("{kind:<15}")).collect();
                    table = format!("{:<42}{:<14}{}", "", "", kinds.trim_end());
                }
                let answers: String = line.answers.iter().map(|(_, answer)| format!("{answer:<15}")).collect();
                let act = format!("{}: {}", slice.name, line.act);
                table.push_str(&format!("\n{act:<42}{:<14}{}", line.thing, answers.trim_end()));
            }
        }
    }
    // Evidence comes in two parts and names its acts in one of them.
    let silent: Vec<_> = slices.iter().filter(|slice| slice.acts.is_empty()).map(|slice| slice.name).collect();
    assert_eq!(silent, ["evidence-search"]);
    insta::assert_snapshot!(table);
}

/// The clusters that people may work for; each has one fund.
const CLUSTERS: [&str; 2] = ["north", "south"];

/// Roles, and the clusters that they count in.
type Trust = (Vec<Role>, Vec<&'static str>);

/// A world: the roles and clusters of each person, and how many sessions, tokens and ingests each starts.
#[derive(Clone, Debug)]
struct World {
    people: Vec<(Trust, u8, u8, u8)>,
}

fn worlds() -> impl Strategy<Value = World> {
    let roles = proptest::sample::subsequence(Role::ALL.to_vec(), 0..=3);
    let clusters = proptest::sample::subsequence(CLUSTERS.to_vec(), 0..=2);
    let person = ((roles, clusters), 0_u8..2, 0_u8..3, 0_u8..2);
    proptest::collection::vec(person, 1..4).prop_map(|people| World { people })
}

struct Made {
    site: Site,
    desk: Ingests,
    users: Vec<User>,
    sessions: Vec<(usize, String)>,
    tokens: Vec<(usize, String)>,
    ingests: usize,
}

async fn made(world: &World) -> Made {
    let site = Site::empty().await;
    let installation = site.installation.clone();
    std::fs::create_dir_all(&installation.inbox).unwrap();
    std::fs::write(installation.inbox.join("more.xml"), "<PubmedArticleSet></PubmedArticleSet>").unwrap();
    let desk = Ingests::new(installation.evidence, installation.db, installation.jobs, installation.inbox);
    let mut made = Made { site, desk, users: vec![], sessions: vec![], tokens: vec![], ingests: 0 };
    for cluster in CLUSTERS {
        let unit = "RUB".parse().unwrap();
        let name = Text::both("Fund", "Фонд");
        let fund = NewFund { slug: "main".into(), name, unit, approval_above_minor: None, sample: false };
        made.site.ledger().open_fund(&Ctx::system(), cluster, &fund).await.unwrap();
        let firm = internal(ActorKind::Organisation, "Firm");
        made.site.actors().add(&Ctx::system(), cluster, &firm).await.unwrap();
    }
    for (number, ((roles, clusters), sessions, tokens, ingests)) in world.people.iter().enumerate() {
        let user = made.site.user(&format!("person-{number}"), roles).await;
        let change = UserChange {
            clusters: Some(clusters.iter().map(|slug| (*slug).to_owned()).collect()),
            ..UserChange::default()
        };
        let user = made.site.accounts().change_user(&Ctx::system(), user.id, change).await.unwrap();
        let ctx = acting(&user);
        let accounts = made.site.accounts().clone();
        for _ in 0..*sessions {
            let opened = accounts.sign_in(&ctx, user.email.as_str(), PASSWORD, &Origin::default()).await.unwrap();
            made.sessions.push((number, opened.session.id.to_string()));
        }
        for token in 0..*tokens {
            accounts.make_token(&ctx, user.id, &format!("token {token}")).await.unwrap();
        }
        let kept = accounts.tokens(&ctx, user.id).await.unwrap();
        assert_eq!(kept.len(), usize::from(*tokens));
        made.tokens.extend(kept.into_iter().map(|token| (number, token.id.to_string())));
        for _ in 0..*ingests {
            // Whoever may not start one is refused; the installation starts it instead, so that there is one to hide.
            made.desk.start(&Ctx::system(), &["more.xml".to_owned()]).await.unwrap();
            made.ingests += 1;
        }
        made.users.push(user);
    }
    made
}

fn contexts(made: &Made) -> Vec<Ctx> {
    let visitor = Ctx::new(Actor::Visitor, Lang::En, std::sync::Arc::new(SystemClock));
    let mut all = vec![visitor, Ctx::system()];
    all.extend(made.users.iter().map(acting));
    all
}

/// Every list of things that not everybody may see, as each actor: it has what `may` admits, and nothing else.
async fn lists_agree(world: &World) -> Result<(), TestCaseError> {
    let made = made(world).await;
    let accounts = made.site.accounts();
    let all = PageSize::clamped(200);
    for ctx in contexts(&made) {
        let actor = &ctx.actor;
        let admitted = |act, user: &User| may(actor, act, &OwnedBy(user.id)).is_ok();
        let expected: BTreeSet<_> =
            made.users.iter().filter(|user| admitted(AccountAct::AdministerUsers, user)).map(|user| user.id).collect();
        let page = accounts.users(&ctx, &Wanted::default(), all).await;
        let total = page.as_ref().map_or(0, |page| page.total);
        let listed = page.map_or_else(|_| vec![], |page| page.page.rows);
        prop_assert_eq!(total as usize, expected.len());
        prop_assert_eq!(listed.iter().map(|user| user.id).collect::<BTreeSet<_>>(), expected);
        for (number, user) in made.users.iter().enumerate() {
            let own = admitted(AccountAct::KeepAccount, user);
            let of = |things: &[(usize, String)]| -> BTreeSet<String> {
                things.iter().filter(|(owner, _)| own && *owner == number).map(|(_, id)| id.clone()).collect()
            };
            let sessions = accounts.sessions(&ctx, user.id).await.unwrap_or_default();
            prop_assert_eq!(
                sessions.iter().map(|session| session.id.to_string()).collect::<BTreeSet<_>>(),
                of(&made.sessions)
            );
            let tokens = accounts.tokens(&ctx, user.id).await.unwrap_or_default();
            prop_assert_eq!(tokens.iter().map(|token| token.id.to_string()).collect::<BTreeSet<_>>(), of(&made.tokens));
            prop_assert_eq!(accounts.user(&ctx, user.id).await.is_ok(), admitted(AccountAct::AdministerUsers, user));
        }
        let sees = may(actor, EvidenceAct::SeeIngests, &Whole).is_ok();
        let ingests = made.desk.list(&ctx, None, all).await.map_or(0, |page| page.rows.len());
        prop_assert_eq!(ingests, if sees { made.ingests } else { 0 });
        prop_assert_eq!(made.desk.inbox(&ctx).await.is_ok(), sees);
        for cluster in CLUSTERS {
            let looks = may(actor, LedgerAct::LookAtBooks, &OfCluster(cluster)).is_ok();
            let ledger = made.site.ledger();
            let books = ledger.books(&ctx, cluster, None).await.map_or(0, |books| books.len());
            let accounts = ledger.accounts(&ctx, cluster, None).await.map_or(0, |accounts| accounts.len());
            prop_assert_eq!((books, accounts), if looks { (1, 1) } else { (0, 0) });
            let sees = may(actor, ActorsAct::See, &OfCluster(cluster)).is_ok();
            let wanted = ActorsWanted { cluster: Some(cluster.to_owned()), ..ActorsWanted::default() };
            let firms = made.site.actors().list(&ctx, &wanted, all).await.map_or(0, |page| page.actors.len());
            prop_assert_eq!(firms, usize::from(sees));
        }
        let reads = may(actor, AccountAct::ReadJournal, &Whole).is_ok();
        let journal = accounts.journal(&ctx, &bellwether_db::journal::list::Wanted::default(), all).await;
        prop_assert_eq!(journal.is_ok_and(|page| !page.rows.is_empty()), reads);
    }
    Ok(())
}

#[test]
fn every_list_shows_what_the_policy_admits() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config { cases: 12, max_shrink_iters: 20, ..Config::default() };
    TestRunner::new(config).run(&worlds(), |world| runtime.block_on(lists_agree(&world))).unwrap();
}
