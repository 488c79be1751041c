//! Calls in several currencies side by side: minor units of each, budgets of their own, nothing added across.

use bellwether_calls::model::call::{Call, Content, Draft};
use bellwether_calls::service::error::CallError;
use bellwether_kernel::amount::Amount;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_ledger::api::{AccountId, NewAccount, NewFund, NewTransfer, OutsideParty, Side};
use bellwether_testkit::databases;

use super::world::{CLUSTER, World, content, world, yes};

/// A fund in this unit with a budget of so many minor units.
async fn funded(world: &World, unit: Unit, minor: i64) -> AccountId {
    let ctx = world.system();
    let text = |words: &str| Text::both(words, words);
    let slug = unit.code().to_lowercase();
    let new = NewFund { slug: slug.clone(), name: text(&slug), unit, approval_above_minor: None, sample: true };
    let opened = world.ledger.open_fund(&ctx, CLUSTER, &new).await.unwrap();
    let concepts = [("foresight".to_owned(), text("Foresight"))];
    let budget = NewAccount::Budget { fund: opened.fund.id, concept: "foresight".into() };
    let budget = world.ledger.open_account(&ctx, CLUSTER, &budget, &concepts).await.unwrap().id;
    let party = OutsideParty { side: Side::Source, slug: format!("funder-{slug}"), name: text("Funder"), unit };
    let party = world.ledger.open_account(&ctx, CLUSTER, &NewAccount::Outside(party), &[]).await.unwrap().id;
    for (key, from, to) in [("in", party, opened.pool.id), ("out", opened.pool.id, budget)] {
        let new = NewTransfer::simple(format!("{key}-{slug}"), from, to, minor, text("Money"));
        world.ledger.transfer(&ctx, CLUSTER, &new).await.unwrap();
    }
    budget
}

async fn published(world: &World, code: &str, whole: i64) -> Call {
    let unit: Unit = code.parse().unwrap();
    let minor = whole * 10_i64.pow(u32::from(unit.digits()));
    let source = funded(world, unit, minor).await;
    let content = Content { least_minor: 1, most_minor: minor, ..content() };
    let slug = format!("in-{}", code.to_lowercase());
    let draft = Draft { content, source, budget_minor: minor };
    world.calls.make(&world.officer, CLUSTER, &slug, &draft, false).await.unwrap();
    world.calls.publish(&world.officer, CLUSTER, &slug).await.unwrap()
}

#[tokio::test]
async fn each_call_counts_in_the_minor_units_of_its_currency() {
    for database in databases().await {
        let world = world(&database).await;
        // Whole units, two digits and three; typed with as many, and one too many.
        let cases = [
            ("JPY", "1 200", 1_200, "1200.5"),
            ("EUR", "1200.50", 120_050, "1200.505"),
            ("KWD", "12.345", 12_345, "12.3456"),
        ];
        let mut calls = Vec::new();
        for (code, typed, minor, wrong) in cases {
            let call = published(&world, code, 10_000).await;
            assert_eq!(call.unit.code(), code);
            let lead = world.person();
            let id = world.calls.begin(&lead, CLUSTER, &call.slug, &[]).await.unwrap();
            let budget = |amount: &str| format!(r#"[{{"what":"Reagents","amount":"{amount}"}}]"#);
            let answers = [("title", "T".to_owned()), ("summary", "S".to_owned()), ("budget", budget(wrong))];
            let answers: Vec<_> = answers.map(|(field, typed)| (field.to_owned(), typed, 0)).into();
            world.calls.save_answers(&lead, id, &answers).await.unwrap();
            assert!(matches!(world.calls.submit(&lead, id).await, Err(CallError::Answers(_))), "{code}: {wrong}");
            world.calls.save_answer(&lead, id, "budget", &budget(typed), 1).await.unwrap();
            let frozen = world.calls.submit(&lead, id).await.unwrap();
            assert!(
                frozen.text().contains(&format!(r#""asked_minor":{minor},"currency":"{code}""#)),
                "{}",
                frozen.text()
            );
            let seen = world.calls.application(&world.officer, id).await.unwrap();
            assert_eq!(Amount::new(seen.asked_minor.unwrap(), seen.unit).minor, minor);
            world
                .calls
                .handle_one(&world.officer, id, &bellwether_calls::model::handling::Handling::StartReview)
                .await
                .unwrap();
            world.calls.decide(&world.officer, id, &yes(minor)).await.unwrap();
            calls.push((call, id, minor));
        }
        for (call, _, minor) in &calls {
            assert_eq!(world.call_now(call).await.committed_minor, *minor, "{}: only its own", call.slug);
            world.calls.announce(&world.officer, call, &[]).await.unwrap();
        }
        for (call, id, minor) in &calls {
            let opened = world.calls.dossier(&world.officer, *id).await.unwrap().undertaking.unwrap();
            let parts: i64 = opened.milestones.iter().map(|one| one.amount_minor).sum();
            assert_eq!((opened.unit, parts), (call.unit, *minor), "whole minor units add up to the award");
            let held = world.ledger.check(&world.system(), CLUSTER, call.account.unwrap(), 0).await.unwrap().held;
            assert_eq!((held.account.unit, held.balance.held_out), (call.unit, *minor));
        }
        assert!(world.ledger.verify(&world.system()).await.unwrap().is_sound(), "{}", database.name);
    }
}
