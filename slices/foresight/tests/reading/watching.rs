//! Watching topics, on every database that there is: a person's own list, and what became of its topics.

use crate::made::{Place, articles, database, get, person, visitor};
use axum::http::StatusCode;
use bellwether_foresight::model::topic::WorkLine;
use bellwether_foresight::model::watch::{Fate, MOST, News, Seen};
use bellwether_foresight::service::watching::{WatchError, is_watched, list, mark_seen, news, unwatch, watch};
use bellwether_foresight::store::watch as store;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::ctx::Ctx;
use bellwether_testkit::databases;
use bellwether_web::testing::check_html;

async fn told(place: &Place, ctx: &Ctx, db: &bellwether_db::Db) -> Vec<News> {
    news(ctx, &place.edition(), &list(ctx, db).await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_list_is_a_persons_own_and_says_what_changed() {
    let place = Place::built(20);
    for test in databases().await {
        let db = database(&test.url).await;
        let ((_, ann), (_, bob)) = (person(&[]), person(&[]));
        let edition = place.edition();
        let ids: Vec<String> = edition.topics.iter().take(2).map(|topic| topic.id.clone()).collect();
        for id in &ids {
            watch(&ann, &db, &edition, id).await.unwrap();
            watch(&ann, &db, &edition, id).await.unwrap();
        }
        watch(&bob, &db, &edition, &ids[0]).await.unwrap();
        assert!(is_watched(&ann, &db, &ids[1]).await.unwrap() && !is_watched(&bob, &db, &ids[1]).await.unwrap());
        let fresh = told(&place, &ann, &db).await;
        assert_eq!(
            fresh.iter().map(|one| (&one.topic, one.is_news())).collect::<Vec<_>>(),
            [(&ids[0], false), (&ids[1], false)]
        );
        let stored = &list(&ann, &db).await.unwrap()[0];
        let topic = edition.topic(&stored.topic).unwrap().1;
        assert_eq!(
            (stored.seen.size, &stored.seen.label, &stored.seen.works),
            (topic.size, &topic.label, &topic.works)
        );
        unwatch(&ann, &db, &ids[1]).await.unwrap();
        assert_eq!((list(&ann, &db).await.unwrap().len(), list(&bob, &db).await.unwrap().len()), (1, 1));
        let missing = watch(&ann, &db, &edition, "none").await;
        assert!(matches!(missing, Err(WatchError::NotFound(id)) if id == "none"));
        for ctx in [visitor(), Ctx::system()] {
            assert!(matches!(list(&ctx, &db).await, Err(WatchError::Denied(_))));
        }
        assert_eq!(
            db.verify_journal(None).await.unwrap().seq,
            2,
            "the clusters alone; a list is nobody else's business"
        );
    }
}

#[tokio::test]
async fn a_topic_is_followed_through_updates_and_builds_from_nothing() {
    for test in databases().await {
        let place = Place::built(20);
        let db = database(&test.url).await;
        let (_, ann) = person(&[]);
        let before = place.edition();
        let coarse = before.topics.iter().filter(|topic| topic.level == 0);
        for topic in coarse {
            watch(&ann, &db, &before, &topic.id).await.unwrap();
        }
        place.ingest("two.xml", &articles(1_000, 60, 20));
        place.build(true);
        let grown = told(&place, &ann, &db).await;
        assert!(grown.iter().any(News::is_news), "{grown:?}");
        mark_seen(&ann, &db, &grown, None).await.unwrap();
        for one in told(&place, &ann, &db).await {
            assert_eq!(one.is_news(), one.now.is_none(), "{one:?}");
        }
        // Ids begin anew; topics are found by their records, whose field does not change.
        place.build(false);
        let anew = told(&place, &ann, &db).await;
        let field = |works: &[WorkLine]| works[0].title.split(" by ").next().unwrap().to_owned();
        let followed: Vec<&News> = anew.iter().filter(|one| one.now.is_some()).collect();
        assert!(!followed.is_empty(), "{anew:?}");
        for one in followed {
            assert_eq!(field(&one.before.works), field(&one.now.as_ref().unwrap().works), "{one:?}");
            let now = one.fate.topic(&one.topic).unwrap();
            mark_seen(&ann, &db, std::slice::from_ref(one), Some(&one.topic)).await.unwrap();
            assert!(list(&ann, &db).await.unwrap().iter().any(|watch| watch.topic == now));
        }
    }
}

#[tokio::test]
async fn a_topic_whose_records_are_gone_is_gone() {
    let db = database("sqlite::memory:").await;
    let (_, ann) = person(&[]);
    let first = Place::built(20);
    let edition = first.edition();
    watch(&ann, &db, &edition, &edition.topics[0].id).await.unwrap();
    let other = Place::empty();
    other.ingest("other.xml", &articles(5_000, 60, 20));
    other.build(false);
    // A generation of the same number of other records, as after a restore.
    let mut list = list(&ann, &db).await.unwrap();
    list[0].seen.landscape += 1;
    let found = &news(&ann, &other.edition(), &list).unwrap()[0];
    assert_eq!((&found.fate, &found.now), (&Fate::Gone, &None));
    assert!(found.is_news());
}

#[tokio::test]
async fn a_full_list_takes_no_more() {
    let place = Place::built(20);
    for test in databases().await {
        let db = database(&test.url).await;
        let (user, ann) = person(&[]);
        db.write(&ann, async |tx| {
            for number in 0..MOST {
                store::add(tx.conn(), user, &format!("t{number}"), &Seen::default(), number as i64).await?;
            }
            Ok::<_, bellwether_foresight::store::tables::TableError>(())
        })
        .await
        .unwrap();
        let edition = place.edition();
        let refused = watch(&ann, &db, &edition, &edition.topics[0].id).await;
        assert!(matches!(refused, Err(WatchError::Full)), "{refused:?}");
        assert_eq!(told(&place, &ann, &db).await.len(), MOST);
    }
}

#[tokio::test]
async fn the_page_of_a_topic_and_the_list_lead_to_each_other() {
    let place = Place::built(20);
    let db = database("sqlite::memory:").await;
    let (user, ann) = person(&[]);
    let id = place.edition().topics[0].id.clone();
    let Actor::User(_) = &ann.actor else { panic!("a person") };
    let router = place.router(&db, ann.actor.clone());
    let (_, page) = get(&router, &format!("/foresight/topics/{id}")).await;
    assert!(page.contains(&format!("/foresight/topics/{id}/watch")) && !page.contains("/propose"), "{page}");
    let (status, empty) = get(&router, "/foresight/watched").await;
    assert!(status == StatusCode::OK && empty.contains("You watch no topics"));
    check_html("empty list", &empty);
    watch(&ann, &db, &place.edition(), &id).await.unwrap();
    let (_, page) = get(&router, &format!("/foresight/topics/{id}")).await;
    assert!(page.contains(&format!("/foresight/watched/{id}/end")), "{page}");
    let (_, full) = get(&router, "/foresight/watched?lang=ru").await;
    check_html("list", &full);
    assert!(full.contains(&format!("/foresight/topics/{id}")), "{user}: {full}");
    let (_, open) = get(&place.router(&db, Actor::Visitor), &format!("/foresight/topics/{id}")).await;
    assert!(!open.contains("/watch\""), "visitors have no list");
}
