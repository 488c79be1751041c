//! Laws over random worlds: what was handed in never changes, and lists show what the policy admits.

use std::collections::BTreeSet;

use bellwether_calls::model::application::{ApplicationId, SeatState};
use bellwether_calls::model::handling::Handling;
use bellwether_calls::policy::Act;
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::TestDb;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::world::{CLUSTER, OTHER, World, address, content, no, world, yes};

/// What somebody does to an application, by number.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Write,
    Submit,
    Return,
    Review,
    Decide,
    Reject,
    Announce,
    Withdraw,
    Accept,
    Appeal,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    use Deed::{Accept, Announce, Appeal, Decide, Reject, Return, Review, Submit, Withdraw, Write};
    let one = prop::sample::select(vec![
        Write, Submit, Submit, Return, Review, Review, Decide, Reject, Announce, Withdraw, Accept, Appeal,
    ]);
    prop::collection::vec(one, 1..14)
}

async fn done(
    world: &World,
    lead: &Ctx,
    call: &bellwether_calls::model::call::Call,
    id: ApplicationId,
    deed: Deed,
    at: usize,
) {
    let (calls, officer) = (&world.calls, &world.officer);
    // Most are refused by the state; that is what is tried.
    let _: Result<(), _> = match deed {
        Deed::Write => {
            let revision = calls
                .written(lead, id)
                .await
                .ok()
                .and_then(|one| one.kept.iter().find(|kept| kept.field == "summary").map(|kept| kept.revision));
            calls.save_answer(lead, id, "summary", &format!("Written {at}"), revision.unwrap_or(0)).await.map(|_| ())
        }
        Deed::Submit => calls.submit(lead, id).await.map(|_| ()),
        Deed::Return => calls.handle_one(officer, id, &Handling::Return("Why".into())).await,
        Deed::Review => calls.handle_one(officer, id, &Handling::StartReview).await,
        Deed::Decide => calls.decide(officer, id, &yes(100_000)).await,
        Deed::Reject => calls.decide(officer, id, &no()).await,
        Deed::Announce => calls.announce(officer, call, &[id]).await.map(|_| ()),
        Deed::Withdraw => calls.withdraw(lead, id).await,
        Deed::Accept => calls.accept(lead, id).await,
        Deed::Appeal => calls.appeal(lead, id, "Why not").await,
    };
}

#[test]
fn what_was_handed_in_never_changes_whatever_is_done_after() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let law = |deeds: Vec<Deed>| -> Result<(), TestCaseError> {
        runtime.block_on(async {
            let database = TestDb::sqlite();
            let world = world(&database).await;
            let call = world.published("young", content()).await;
            let lead = world.person();
            let id = world.submitted(&lead, &call, 2000).await;
            let mut frozen = vec![world.calls.submitted(&lead, id).await.unwrap()];
            for (at, deed) in deeds.into_iter().enumerate() {
                done(&world, &lead, &call, id, deed, at).await;
                let last = world.calls.submitted(&lead, id).await.unwrap();
                if frozen.last() != Some(&last) {
                    frozen.push(last);
                }
            }
            let rows = "SELECT content, sha256 FROM calls_submission ORDER BY number";
            #[derive(sea_orm::FromQueryResult)]
            struct Row {
                content: String,
                sha256: String,
            }
            let rows: Vec<Row> = bellwether_db::sql::rows(world.db.reader(), rows, Vec::new()).await.unwrap();
            let kept: Vec<(&str, &str)> = rows.iter().map(|row| (row.content.as_str(), row.sha256.as_str())).collect();
            let seen: Vec<(&str, &str)> = frozen.iter().map(|one| (one.text(), one.sha256())).collect();
            prop_assert_eq!(kept, seen);
            for sql in ["UPDATE calls_submission SET content = 'x'", "DELETE FROM calls_submission"] {
                prop_assert!(world.db.write_one(sql, Vec::new()).await.is_err());
            }
            // Never more than there is, whatever was done.
            let now = world.call_now(&call).await;
            prop_assert!((0..=now.budget_minor).contains(&now.committed_minor));
            prop_assert!(world.ledger.verify(&world.system()).await.unwrap().is_sound());
            Ok(())
        })
    };
    let config = Config { cases: 12, max_shrink_iters: 20, ..Config::default() };
    TestRunner::new(config).run(&deeds(), law).unwrap();
}

/// People with their work, and applications with how far each got, whose it is, and who declared a conflict.
type Scene = (Vec<(Vec<Role>, Vec<&'static str>)>, Vec<(usize, u8, Option<usize>, Option<usize>)>);

fn scenes() -> impl Strategy<Value = Scene> {
    let roles = prop::sample::subsequence(Role::ALL.to_vec(), 0..=2);
    let clusters = prop::sample::subsequence(vec![CLUSTER, OTHER], 0..=2);
    let people = prop::collection::vec((roles, clusters), 2..5);
    let application = (0..4_usize, 0..5_u8, prop::option::of(0..4_usize), prop::option::of(0..4_usize));
    (people, prop::collection::vec(application, 1..6))
}

#[test]
fn can_and_the_lists_agree() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let law = |(people, applications): Scene| -> Result<(), TestCaseError> {
        runtime.block_on(async {
            let database = TestDb::sqlite();
            let world = world(&database).await;
            let call = world.published("young", content()).await;
            let people: Vec<Ctx> = people.iter().map(|(roles, clusters)| world.with(roles, clusters)).collect();
            let of = |at: usize| &people[at % people.len()];
            let mut ids = Vec::new();
            for (lead, steps, member, conflict) in applications {
                let lead = of(lead);
                let id = world.drafted(lead, &call, 2000).await;
                if let Some(member) = member.map(of)
                    && world.calls.invite(lead, id, &address(member)).await.is_ok()
                {
                    let answer = if steps % 2 == 0 { SeatState::Signed } else { SeatState::Declined };
                    world.calls.answer_invitation(member, id, answer).await.unwrap();
                }
                for (at, deed) in [Deed::Submit, Deed::Review, Deed::Decide, Deed::Announce]
                    .into_iter()
                    .take(steps.into())
                    .enumerate()
                {
                    done(&world, lead, &call, id, deed, at).await;
                }
                if let Some(person) = conflict.map(of) {
                    // Only those who would see it by their work can.
                    let _ = world.calls.declare_conflict(person, id).await;
                }
                ids.push(id);
            }
            for ctx in &people {
                let listed: BTreeSet<ApplicationId> = world
                    .calls
                    .seen(ctx)
                    .await
                    .map_or_else(|_| BTreeSet::new(), |all| all.iter().map(|one| one.id).collect());
                let mut one_by_one = BTreeSet::new();
                for id in &ids {
                    if world.calls.application(ctx, *id).await.is_ok() {
                        one_by_one.insert(*id);
                    }
                    prop_assert_eq!(world.calls.dossier(ctx, *id).await.is_ok(), one_by_one.contains(id));
                }
                prop_assert_eq!(&listed, &one_by_one);
                // The list of the call is what is seen of others.
                if ctx.permit(Act::Decide, &call).is_ok() {
                    let (rows, counts) = world.calls.applications(ctx, &call, ("", &[]), None, 100).await.unwrap();
                    let all: u64 = counts.iter().map(|(_, n)| n).sum();
                    prop_assert_eq!(all as usize, rows.len());
                    let expected: BTreeSet<ApplicationId> = world
                        .calls
                        .seen(ctx)
                        .await
                        .unwrap()
                        .iter()
                        .filter(|one| one.viewer.is_none())
                        .map(|one| one.id)
                        .collect();
                    prop_assert_eq!(rows.iter().map(|one| one.id).collect::<BTreeSet<_>>(), expected);
                }
            }
            Ok(())
        })
    };
    let config = Config { cases: 12, max_shrink_iters: 20, ..Config::default() };
    TestRunner::new(config).run(&scenes(), law).unwrap();
}
