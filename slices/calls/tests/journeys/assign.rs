//! Asking several people to judge several applications at once.

use bellwether_calls::model::assigning::Assigning;
use bellwether_calls::service::error::CallError;
use bellwether_exchange_rules::lifecycle::assessment::AssessmentStep;
use bellwether_kernel::actor::{Role, UserId};
use bellwether_testkit::databases;

use super::world::{CLUSTER, OTHER, address, content, world};

#[tokio::test]
async fn applications_are_shared_evenly_without_conflicts_and_all_or_none() {
    for database in databases().await {
        let world = world(&database).await;
        let call = world.published("young", content()).await;
        let people: Vec<_> = (0..3).map(|_| world.with(&[Role::Expert], &[])).collect();
        let ids_of: Vec<UserId> = people.iter().map(|ctx| ctx.actor.user_id().unwrap()).collect();
        let mut ids = Vec::new();
        for _ in 0..6 {
            ids.push(world.submitted(&world.person(), &call, 50_000).await);
        }
        // The first person belongs to the team of one.
        let lead = world.person();
        let own = world.drafted(&lead, &call, 50_000).await;
        world.calls.invite(&lead, own, &address(&people[0])).await.unwrap();
        let signed = bellwether_calls::model::application::SeatState::Signed;
        world.calls.answer_invitation(&people[0], own, signed).await.unwrap();
        world.calls.submit(&lead, own).await.unwrap();
        ids.push(own);
        let wanted = Assigning { ids: ids.clone(), people: ids_of.clone(), each: 2 };
        let plan = world.calls.plan(&world.officer, &call, &wanted).await.unwrap();
        let pairs = plan.pairs();
        assert_eq!(pairs.len(), 14);
        assert!(!pairs.contains(&(own, ids_of[0])), "nobody judges their own");
        assert_eq!(plan.people.iter().map(|one| one.conflicts).collect::<Vec<_>>(), [1, 0, 0]);
        let of = |person: &UserId| pairs.iter().filter(|(_, one)| one == person).count();
        let mut loads: Vec<usize> = ids_of.iter().map(of).collect();
        loads.sort_unstable();
        assert_eq!(loads, [4, 5, 5]);
        assert_eq!(world.calls.assign(&world.officer, &call, &pairs).await.unwrap(), 14);
        let again = world.calls.assign(&world.officer, &call, &pairs).await;
        assert!(matches!(again, Err(CallError::Stale)), "who was asked is not asked again: {again:?}");
        let plan = world.calls.plan(&world.officer, &call, &wanted).await.unwrap();
        assert!(plan.pairs().is_empty() && plan.applications.iter().all(|one| one.asked == 2));
        assert_eq!(plan.people.iter().map(|one| one.load).sum::<u32>(), 14);

        // One pair that cannot be keeps the others from being asked.
        let asked = world.calls.to_assess(&people[1]).await.unwrap().remove(0);
        world.calls.declare(&people[1], asked.0.id, AssessmentStep::DeclareConflict).await.unwrap();
        let new = world.submitted(&world.person(), &call, 50_000).await;
        let pairs = [(new, ids_of[2]), (own, ids_of[0])];
        assert!(world.calls.assign(&world.officer, &call, &pairs).await.is_err());
        let plan = world.calls.plan(&world.officer, &call, &Assigning { ids: vec![new], ..wanted }).await.unwrap();
        assert_eq!(plan.applications[0].asked, 0);

        // Those who run other calls, decide, or apply learn nothing.
        for ctx in [world.with(&[Role::Officer], &[OTHER]), world.with(&[Role::Council], &[CLUSTER]), lead] {
            assert!(world.calls.candidates(&ctx, &call, "ann").await.is_err());
            let wanted = Assigning { ids: ids.clone(), people: ids_of.clone(), each: 1 };
            assert!(world.calls.plan(&ctx, &call, &wanted).await.is_err());
            assert!(world.calls.assign(&ctx, &call, &[(new, ids_of[2])]).await.is_err());
        }
    }
}
