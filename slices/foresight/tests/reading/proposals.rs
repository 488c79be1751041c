//! Proposing topics as priority areas, on every database that there is: frozen, citable, never deleted, seen by those who
//! may.

use crate::made::{Place, database, get, person, person_of, visitor};
use axum::http::StatusCode;
use bellwether_db::sql;
use bellwether_foresight::api::{Draft, ProposalError, ProposalId, ProposalState, proposal, proposals, propose};
use bellwether_foresight::model::proposal::{Fault, Frozen};
use bellwether_foresight::service::proposing::withdraw;
use bellwether_kernel::actor::{Actor, Role};
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::databases;
use bellwether_web::testing::check_html;
use sha2::{Digest, Sha256};

fn draft(place: &Place, cluster: &str) -> Draft {
    Draft {
        cluster: cluster.to_owned(),
        title_en: "Gene therapy of the heart".to_owned(),
        rationale_ru: "Потому что пора".to_owned(),
        landscape: place.edition().number(),
        ..Draft::default()
    }
}

const OURS: &str = "translational-medicine";
const THEIRS: &str = "skolkovo-biomedical";

#[tokio::test]
async fn evidence_is_frozen_byte_for_byte_and_outlives_the_landscape() {
    for test in databases().await {
        let place = Place::built(20);
        let db = database(&test.url).await;
        let (user, ann) = person(&[Role::Analyst]);
        let edition = place.edition();
        let topic = edition.topics[0].clone();
        let id = propose(&ann, &db, &edition, &topic.id, &draft(&place, OURS)).await.unwrap();
        let (found, frozen) = proposal(&ann, &db, id).await.unwrap();
        assert_eq!(
            (found.proposed_by, found.state, found.cluster.as_str()),
            (Some(user), ProposalState::Proposed, OURS)
        );
        let digest: String = Sha256::digest(frozen.text()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((digest.as_str(), digest.as_str()), (frozen.sha256(), found.sha256.as_str()));
        let evidence = frozen.evidence().unwrap();
        assert_eq!((&evidence.topic.works, &evidence.topic.years), (&topic.works, &topic.years));
        assert_eq!((&evidence.status, evidence.landscape), (&edition.status, edition.number()));
        assert!(!evidence.topic.works.is_empty() && evidence.emerging.score.is_some(), "{evidence:?}");
        place.ingest("two.xml", &crate::made::articles(1_000, 60, 20));
        place.build(false);
        assert_eq!(proposal(&ann, &db, id).await.unwrap(), (found, frozen));
        let journal = db.verify_journal(None).await.unwrap();
        assert_eq!(journal.seq, 3, "two clusters and the proposal");
    }
}

#[tokio::test]
async fn the_database_refuses_to_change_or_delete_a_proposal() {
    let place = Place::built(20);
    for test in databases().await {
        let db = database(&test.url).await;
        let (_, ann) = person(&[Role::Analyst]);
        let id = propose(&ann, &db, &place.edition(), "1", &draft(&place, OURS)).await.unwrap();
        for statement in [
            "UPDATE foresight_proposal SET evidence = '{}'",
            "UPDATE foresight_proposal SET rationale = '{}'",
            "UPDATE foresight_proposal SET sha256 = ''",
            "DELETE FROM foresight_proposal",
        ] {
            let changed: Result<u64, bellwether_db::DbError> =
                db.write(&ann, async |tx| sql::run(tx.conn(), statement, Vec::new()).await).await;
            assert!(changed.is_err(), "{statement}");
        }
        withdraw(&ann, &db, id, " It was too early. ").await.unwrap();
        let (found, frozen) = proposal(&ann, &db, id).await.unwrap();
        assert_eq!(
            (found.state, found.withdrawn_why.as_deref()),
            (ProposalState::Withdrawn, Some("It was too early."))
        );
        assert!(Frozen::back(frozen.text().to_owned(), &found.sha256).is_ok());
        let again = withdraw(&ann, &db, id, "Again").await;
        assert!(matches!(again, Err(ProposalError::WithdrawnBefore(_))), "{again:?}");
        let stands: Result<u64, bellwether_db::DbError> = db
            .write(&ann, async |tx| {
                sql::run(tx.conn(), "UPDATE foresight_proposal SET state = 'proposed'", Vec::new()).await
            })
            .await;
        assert!(stands.is_err(), "a withdrawal is final");
    }
}

#[tokio::test]
async fn those_who_may_not_see_proposals_learn_nothing_of_them() {
    let place = Place::built(20);
    for test in databases().await {
        let db = database(&test.url).await;
        let (_, ann) = person(&[Role::Analyst]);
        let ours = propose(&ann, &db, &place.edition(), "1", &draft(&place, OURS)).await.unwrap();
        let seen = async |ctx: &Ctx, cluster| {
            let found = proposals(ctx, &db, cluster, None, 10).await;
            found.map(|rows| rows.into_iter().map(|row| row.id).collect::<Vec<ProposalId>>())
        };
        // What is proposed to one cluster changes nothing in the list of the other.
        let before = seen(&ann, Some(THEIRS)).await.unwrap();
        let more = propose(&ann, &db, &place.edition(), "2", &draft(&place, OURS)).await.unwrap();
        assert_eq!((before, seen(&ann, Some(THEIRS)).await.unwrap()), (vec![], vec![]));
        assert_eq!(seen(&ann, None).await.unwrap(), [more, ours]);
        for roles in [&[Role::Council][..], &[Role::Expert], &[Role::Administrator]] {
            assert_eq!(seen(&person_of(roles, &[OURS]).1, Some(OURS)).await.unwrap(), [more, ours]);
        }
        let (_, stranger) = person_of(&[Role::Analyst, Role::Council], &[THEIRS]);
        assert_eq!(seen(&stranger, None).await.unwrap(), [], "another cluster's proposals are not listed");
        assert!(matches!(proposal(&stranger, &db, ours).await, Err(ProposalError::Denied(denied)) if denied.hidden));
        for ctx in [person(&[]).1, person(&[Role::Resident]).1, person(&[Role::Partner]).1, visitor()] {
            let hidden = |error: ProposalError| matches!(error, ProposalError::Denied(denied) if denied.hidden == ctx.actor.is_known());
            assert!(seen(&ctx, None).await.is_err_and(hidden));
            assert!(proposal(&ctx, &db, ours).await.is_err_and(hidden));
            assert!(proposal(&ctx, &db, ProposalId::new()).await.is_err_and(hidden), "as if there were none");
            assert!(withdraw(&ctx, &db, ours, "No").await.is_err_and(hidden));
            let draft = draft(&place, OURS);
            assert!(matches!(propose(&ctx, &db, &place.edition(), "1", &draft).await, Err(ProposalError::Denied(_))));
        }
        // Whoever may see it may not withdraw what another proposed, but for administrators.
        assert!(matches!(
            withdraw(&person_of(&[Role::Analyst], &[OURS]).1, &db, ours, "No").await,
            Err(ProposalError::Denied(_))
        ));
        withdraw(&person(&[Role::Administrator]).1, &db, ours, "By the office").await.unwrap();
    }
}

#[tokio::test]
async fn what_cannot_be_proposed_is_said_by_field() {
    let place = Place::built(20);
    let db = database("sqlite::memory:").await;
    let (_, ann) = person(&[Role::Analyst]);
    let edition = place.edition();
    let refused = async |topic: &str, draft: Draft| propose(&ann, &db, &edition, topic, &draft).await.unwrap_err();
    assert!(matches!(refused("none", draft(&place, OURS)).await, ProposalError::NoTopic(_)));
    let stale = Draft { landscape: 77, ..draft(&place, OURS) };
    assert!(matches!(refused("1", stale).await, ProposalError::Rebuilt));
    let empty = Draft { landscape: edition.number(), ..Draft::default() };
    let ProposalError::Faults(faults) = refused("1", empty).await else { panic!("faults") };
    assert_eq!(faults, [Fault::Cluster, Fault::NoTitle, Fault::NoRationale]);
    let id = propose(&ann, &db, &edition, "1", &draft(&place, OURS)).await.unwrap();
    assert!(matches!(withdraw(&ann, &db, id, "  ").await, Err(ProposalError::Reason)));
    let unknown = proposal(&ann, &db, ProposalId::new()).await;
    assert!(matches!(unknown, Err(ProposalError::NotFound(_))));
}

#[tokio::test]
async fn pages_show_and_cite_what_was_frozen() {
    let place = Place::built(20);
    let db = database("sqlite::memory:").await;
    let (_, ann) = person(&[Role::Analyst]);
    let router = place.router(&db, ann.actor.clone());
    let (status, form) = get(&router, "/foresight/topics/1/propose").await;
    assert!(status == StatusCode::OK && form.contains("name=\"landscape\""), "{form}");
    check_html("form", &form);
    let id = propose(&ann, &db, &place.edition(), "1", &draft(&place, OURS)).await.unwrap();
    let (found, frozen) = proposal(&ann, &db, id).await.unwrap();
    for path in [
        "/foresight/proposals".to_owned(),
        format!("/foresight/proposals?cluster={OURS}"),
        format!("/foresight/proposals/{id}?lang=ru"),
    ] {
        let (status, page) = get(&router, &path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        check_html(&path, &page);
        assert!(page.contains("Gene therapy of the heart"), "{path}: {page}");
    }
    let (_, page) = get(&router, &format!("/foresight/proposals/{id}")).await;
    assert!(page.contains(&format!("SHA-256 {}", found.sha256)) && page.contains("proposed to"), "{page}");
    for path in
        [format!("/foresight/proposals/{id}/evidence.json"), format!("/api/v1/foresight/proposals/{id}/evidence")]
    {
        assert_eq!(get(&router, &path).await, (StatusCode::OK, frozen.text().to_owned()), "{path}");
    }
    let (_, csv) = get(&router, "/foresight/proposals/export.csv").await;
    assert!(csv.lines().count() == 2 && csv.contains(&found.sha256), "{csv}");
    for path in [
        format!("/foresight/proposals/{}", ProposalId::new()),
        "/foresight/proposals/none".to_owned(),
        "/foresight/topics/none/propose".to_owned(),
    ] {
        assert_eq!(get(&router, &path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(get(&router, "/foresight/proposals?before=x").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = place.router(
        &db,
        Actor::User(bellwether_kernel::actor::User::new(bellwether_kernel::actor::UserId::new(), "Bo".into(), vec![])),
    );
    for path in [
        "/foresight/proposals".to_owned(),
        format!("/foresight/proposals/{id}"),
        format!("/foresight/proposals/{id}/evidence.json"),
    ] {
        assert_eq!(get(&stranger, &path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}
