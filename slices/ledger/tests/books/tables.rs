//! The tables refuse what the code would never do, and the check finds what somebody did around them.

use bellwether_db::{Db, DbError, Engine, sql};
use bellwether_kernel::ids::Uuid;
use bellwether_ledger::migrations;
use bellwether_ledger::service::Ledger;
use bellwether_testkit::databases;
use sea_orm::ConnectionTrait;

use crate::world::{NORTH, World, transfer};

async fn run(world: &World, statement: &str, values: Vec<sea_orm::Value>) -> Result<u64, DbError> {
    world.db.write(&world.system(), async |tx| sql::run(tx.conn(), statement, values.clone()).await).await
}

#[tokio::test]
async fn the_tables_refuse_what_must_never_be() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let held = transfer("held", &world.hearts, &world.payee, 10).held_until(None);
        world.ledger.transfer(&world.system(), NORTH, &held).await.unwrap();
        let (hearts, payee) = (world.hearts.id.0, world.payee.id.0);
        let refused: [(&str, Vec<sea_orm::Value>); 12] = [
            ("UPDATE ledger_balance SET posted_minor = 9 WHERE account_id = $1", vec![hearts.into()]),
            ("UPDATE ledger_balance SET held_out_minor = 1001 WHERE account_id = $1", vec![hearts.into()]),
            ("UPDATE ledger_balance SET may_go_below = 1 WHERE account_id = $1", vec![hearts.into()]),
            ("UPDATE ledger_account SET may_go_below = 1 WHERE id = $1", vec![hearts.into()]),
            ("UPDATE ledger_account SET unit = 'EUR' WHERE id = $1", vec![hearts.into()]),
            ("UPDATE ledger_transfer SET memo = 'other' WHERE idempotency_key = $1", vec!["in".into()]),
            ("UPDATE ledger_transfer SET state = 'voided' WHERE idempotency_key = $1", vec!["in".into()]),
            ("UPDATE ledger_transfer SET memo = 'other' WHERE idempotency_key = $1", vec!["held".into()]),
            ("DELETE FROM ledger_transfer WHERE idempotency_key = $1", vec!["held".into()]),
            ("UPDATE ledger_leg SET minor = minor * 2 WHERE account_id = $1", vec![payee.into()]),
            ("DELETE FROM ledger_leg WHERE account_id = $1", vec![payee.into()]),
            ("UPDATE ledger_entry SET posted_delta = 0 WHERE account_id = $1", vec![hearts.into()]),
        ];
        for (statement, values) in refused {
            let answer = run(&world, statement, values).await;
            assert!(answer.is_err(), "{}: {statement} changed {answer:?}", test.name);
        }
        // A transfer whose legs do not sum to zero, whoever writes it.
        let id = Uuid::now_v7();
        let lopsided = world
            .db
            .write(&world.system(), async |tx| {
                for (place, account, minor) in [(1_i64, hearts, -5_i64), (2, payee, 6)] {
                    let leg = "INSERT INTO ledger_leg (transfer_id, place, account_id, unit, minor) VALUES ($1, $2, $3, 'RUB', $4)";
                    sql::run(tx.conn(), leg, vec![id.into(), place.into(), account.into(), minor.into()]).await?;
                }
                let whole = "INSERT INTO ledger_transfer (id, cluster, idempotency_key, purpose, intent, memo, state,
                    needs_approval, proposed_by, proposed_at_ms, reason)
                    VALUES ($1, 'north', 'lopsided', 'payment', 'hold', '{}', 'pending', 0, 'system', 1, '')";
                sql::run(tx.conn(), whole, vec![id.into()]).await?;
                Ok::<_, DbError>(())
            })
            .await;
        assert!(lopsided.is_err(), "{}", test.name);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn the_check_finds_what_was_done_around_the_ledger() {
    for test in databases().await {
        let world = World::funded(&test, 1_000).await;
        let transfer = world.give("x", &world.hearts, &world.payee, 10).await.unwrap();
        world.assert_sound().await;
        // Somebody with the database in hand gives the payee more, and takes it from hearts: the sums still agree.
        for (account, minor) in [(world.hearts.id, -7_i64), (world.payee.id, 7)] {
            let more = "UPDATE ledger_balance SET posted_minor = posted_minor + $1 WHERE account_id = $2";
            run(&world, more, vec![minor.into(), account.0.into()]).await.unwrap();
        }
        let verdict = world.ledger.verify(&world.system()).await.unwrap();
        assert_eq!(verdict.fault_count, 4, "{:?}", verdict.faults);
        // And with the triggers away, changes a leg.
        world
            .db
            .write(&world.system(), async |tx| {
                let drop = match tx.engine() {
                    Engine::Sqlite => "DROP TRIGGER ledger_leg_no_update",
                    Engine::Postgres => "DROP TRIGGER ledger_leg_stays ON ledger_leg",
                };
                tx.conn().execute_unprepared(drop).await?;
                let twice = "UPDATE ledger_leg SET minor = minor * 2 WHERE transfer_id = $1";
                sql::run(tx.conn(), twice, vec![transfer.id.0.into()]).await?;
                Ok::<_, DbError>(())
            })
            .await
            .unwrap();
        let verdict = world.ledger.verify(&world.system()).await.unwrap();
        assert!(verdict.faults.iter().any(|fault| fault.contains("other legs")), "{:?}", verdict.faults);
    }
}

#[tokio::test]
async fn books_move_between_databases_whole() {
    for source in databases().await {
        let world = World::funded(&source, 1_000).await;
        let held = transfer("held", &world.hearts, &world.payee, 10).held_until(None);
        world.ledger.transfer(&world.system(), NORTH, &held).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        world.db.export(folder.path()).await.unwrap();
        for target in databases().await {
            let db = Db::open(&target.url).await.unwrap();
            db.import(folder.path(), migrations::all()).await.unwrap();
            let ledger = Ledger::new(db.clone());
            let verdict = ledger.verify(&world.system()).await.unwrap();
            assert_eq!(verdict.faults, Vec::<String>::new(), "{} to {}", source.name, target.name);
            let before = world.ledger.accounts(&world.system(), NORTH, None).await.unwrap();
            assert_eq!(ledger.accounts(&world.system(), NORTH, None).await.unwrap(), before);
        }
    }
}
