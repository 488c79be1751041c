//! Applications to other funders: from the first word to the last report, and who sees nothing of them.

use std::collections::BTreeSet;

use bellwether_calls::model::draft::Saved;
use bellwether_calls::model::form::Form;
use bellwether_calls::model::outbound::{Facts, OutboundId, OutboundState, OutboundStep, Sent};
use bellwether_calls::service::error::CallError;
use bellwether_calls::service::outbound::{Noted, Sought};
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::{TestDb, databases};

use super::world::{CLUSTER, OTHER, World, address, world};

fn facts() -> Facts {
    Facts {
        funder: "Example Research Council".to_owned(),
        funder_actor: None,
        programme: "Synergy".to_owned(),
        deadline: "2026-12-01T17:00".parse().unwrap(),
        zone: "Europe/Brussels".to_owned(),
        unit: "EUR".parse().unwrap(),
    }
}

/// One that a colleague writes, with whoever does.
async fn begun(world: &World) -> (OutboundId, Ctx) {
    let writer = world.with(&[Role::Resident], &[CLUSTER]);
    let (form, email) = (Form::first(), address(&writer));
    let id = world.calls.begin_outbound(&world.officer, CLUSTER, &facts(), &form, &email).await.unwrap();
    (id, writer)
}

async fn written(world: &World, id: OutboundId, writer: &Ctx) {
    let budget = r#"[{"what":"Reagents","amount":"1000.50"}]"#;
    let all = [("title", "Hearts"), ("summary", "We grow hearts"), ("budget", budget)];
    let all = all.map(|(code, typed)| (code.to_owned(), typed.to_owned(), 0));
    world.calls.save_outbound(writer, id, &all).await.unwrap();
}

fn grant(minor: i64) -> Noted {
    Noted { granted_minor: Some(minor), decided_on: "2027-05-01".parse().ok(), ..Noted::default() }
}

#[tokio::test]
async fn what_is_sent_to_another_funder_is_checked_frozen_and_followed() {
    for database in databases().await {
        let world = world(&database).await;
        let (id, writer) = begun(&world).await;
        let step = async |ctx: &Ctx, step, noted: Noted| world.calls.step_outbound(ctx, id, step, &noted).await;
        assert_eq!(world.calls.waiting(&writer).await.unwrap().outbound, 1, "its deadline is in nine days");
        assert!(matches!(step(&writer, OutboundStep::Ask, Noted::default()).await, Err(CallError::Answers(_))));
        written(&world, id, &writer).await;
        let stale = world.calls.save_outbound(&writer, id, &[("title".into(), "Lungs".into(), 0)]).await.unwrap();
        assert!(matches!(&stale[0], Saved::Conflict(kept) if kept.typed == "Hearts"), "nothing is written over unseen");
        step(&writer, OutboundStep::Ask, Noted::default()).await.unwrap();
        assert!(world.calls.save_outbound(&writer, id, &[("title".into(), "Lungs".into(), 1)]).await.is_err());
        assert!(step(&writer, OutboundStep::Approve, Noted::default()).await.is_err(), "who writes does not approve");
        assert_eq!(world.calls.waiting(&world.officer).await.unwrap().to_approve, [(CLUSTER.to_owned(), 1)]);
        let why = Noted { why: "Say more".to_owned(), ..Noted::default() };
        step(&world.officer, OutboundStep::Return, why).await.unwrap();
        step(&world.officer, OutboundStep::Ask, Noted::default()).await.unwrap();
        let own = step(&world.officer, OutboundStep::Approve, Noted::default()).await;
        assert!(matches!(own, Err(CallError::Own)), "nobody approves what they gave to be checked: {own:?}");
        let other = world.with(&[Role::Officer], &[CLUSTER]);
        step(&other, OutboundStep::Approve, Noted::default()).await.unwrap();
        let reference = Noted { reference: " ERC-1 ".to_owned(), ..Noted::default() };
        let frozen = step(&other, OutboundStep::Send, reference).await.unwrap().unwrap();
        let sent: Sent = serde_json::from_str(frozen.text()).unwrap();
        assert_eq!((sent.asked_minor, sent.currency.as_str(), sent.reference.as_str()), (100_050, "EUR", "ERC-1"));
        assert_eq!(sent.answers["title"], "Hearts");
        assert_eq!(world.calls.outbound(&writer, id).await.unwrap().frozen, Some(frozen));
        let change =
            world.db.write_one("UPDATE calls_outbound_submission SET content = '' RETURNING number", Vec::new());
        assert!(change.await.is_err(), "{}: what was sent never changes", database.name);

        assert!(step(&other, OutboundStep::Grant, Noted::default()).await.is_err(), "a grant has an amount and a day");
        step(&other, OutboundStep::Grant, grant(90_000)).await.unwrap();
        let due = "2026-12-01".parse().ok();
        world.calls.report_outbound(&writer, id, "First report", due, None).await.unwrap();
        assert_eq!(world.calls.waiting(&writer).await.unwrap().outbound_reports, 1);
        world.calls.report_outbound(&writer, id, "", None, Some(1)).await.unwrap();
        assert_eq!(world.calls.waiting(&writer).await.unwrap().outbound_reports, 0);
        let (rows, totals, success) = world
            .calls
            .outbounds(&other, &Sought { words: "hearts erc".into(), ..Sought::default() }, 9)
            .await
            .unwrap();
        assert_eq!((rows.len(), totals.len(), totals[0].asked_minor, totals[0].granted_minor), (1, 1, 100_050, 90_000));
        assert_eq!((success.granted, success.decided), (1, 1));
        let (low, high) = success.interval.unwrap();
        assert!(low > 0.2 && low < 0.3 && high > 0.99, "one of one says little: {low}–{high}");
        world.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn nobody_outside_the_cluster_sees_anything_of_it() {
    for database in databases().await {
        let world = world(&database).await;
        let (id, writer) = begun(&world).await;
        written(&world, id, &writer).await;
        let outside = [
            Ctx::new(bellwether_kernel::actor::Actor::Visitor, bellwether_kernel::lang::Lang::En, world.clock.clone()),
            world.person(),
            world.with(&[Role::Resident], &[CLUSTER]),
            world.with(&[Role::Expert, Role::Analyst], &[CLUSTER]),
            world.with(&[Role::Officer, Role::Council], &[OTHER]),
        ];
        for ctx in outside {
            assert!(world.calls.outbound(&ctx, id).await.is_err());
            let seen = world.calls.outbounds(&ctx, &Sought::default(), 9).await;
            let is_nothing = match seen {
                Err(_) => true,
                Ok((rows, totals, success)) => rows.is_empty() && totals.is_empty() && success.decided == 0,
            };
            assert!(is_nothing, "{}", database.name);
            for step in OutboundStep::ALL {
                assert!(world.calls.step_outbound(&ctx, id, *step, &grant(1)).await.is_err());
            }
            assert!(world.calls.plan_outbound(&ctx, CLUSTER, "").await.is_err());
            assert!(world.calls.save_outbound(&ctx, id, &[("title".into(), "Mine".into(), 1)]).await.is_err());
        }
        assert!(world.calls.outbound(&world.council, id).await.is_ok(), "the council of the cluster sees it");
        assert!(world.calls.change_outbound(&world.council, id, &facts()).await.is_err(), "and does not keep it");
    }
}

#[tokio::test]
async fn a_table_is_brought_whole_or_not_at_all_and_once() {
    let database = TestDb::sqlite();
    let world = world(&database).await;
    let writer = world.with(&[Role::Resident], &[CLUSTER]);
    let (_, seed) = bellwether_calls::api::OUTBOUND;
    let email = address(&writer);
    let text: Vec<String> = seed
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{line},{}", if at == 0 { "responsible" } else { email.as_str() }))
        .collect();
    let text = text.join("\n");
    let broken = format!("{text}\nERC,,No deadline,,,EUR,,,,,,{email}\n");
    assert_eq!(world.calls.plan_outbound(&world.officer, CLUSTER, &broken).await.unwrap().wrong.len(), 1);
    assert!(world.calls.bring_outbound(&world.officer, CLUSTER, &broken, false).await.is_err());
    let (rows, ..) = world.calls.outbounds(&world.officer, &Sought::default(), 99).await.unwrap();
    assert!(rows.is_empty());
    assert_eq!(world.calls.bring_outbound(&world.officer, CLUSTER, &text, true).await.unwrap(), 7);
    assert_eq!(world.calls.bring_outbound(&world.officer, CLUSTER, &text, true).await.unwrap(), 0);
    let (rows, totals, success) = world.calls.outbounds(&world.officer, &Sought::default(), 99).await.unwrap();
    let currencies: BTreeSet<&str> = totals.iter().map(|one| one.unit.code()).collect();
    assert_eq!((rows.len(), currencies), (7, ["EUR", "RUB", "USD"].into()));
    assert_eq!((success.granted, success.decided), (2, 4));
    assert_eq!(rows[0].state, OutboundState::Preparing, "what is ahead stands first");
    // An export is the same table.
    let cells = rows.iter().map(|one| bellwether_calls::model::outbound_rows::cells(one, &email).join(","));
    let head = bellwether_calls::model::outbound_rows::COLUMNS.join(",");
    let again = format!("{head}\n{}", cells.collect::<Vec<_>>().join("\n"));
    let plan = world.calls.plan_outbound(&world.officer, CLUSTER, &again).await.unwrap();
    assert_eq!((plan.new.len(), plan.known.len(), plan.wrong.len()), (0, 7, 0));
}
