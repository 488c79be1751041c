//! Loading and reading clusters, on every database that there is.

#![expect(clippy::unwrap_used, reason = "tests")]

use bellwether_actors::api::Role;
use bellwether_cluster::api::{DEMO, Loaded, load, migrations};
use bellwether_cluster::model::reading::read;
use bellwether_cluster::model::wanted::Wanted;
use bellwether_cluster::service::load::LoadError;
use bellwether_cluster::service::look;
use bellwether_db::Db;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::{After, PageSize};
use bellwether_testkit::{TestDb, databases};

async fn open(test: &TestDb) -> Db {
    let db = Db::open(&test.url).await.unwrap();
    db.migrate(migrations()).await.unwrap();
    db
}

fn system() -> Ctx {
    bellwether_testkit::ctx(Actor::System, &bellwether_testkit::clock())
}

#[tokio::test]
async fn what_was_loaded_is_read_whole_and_loading_again_changes_nothing() {
    for test in databases().await {
        let db = open(&test).await;
        for (name, source) in DEMO {
            let expected = read(source).unwrap();
            assert_eq!(load(&system(), &db, source).await.unwrap(), Loaded::Changed(expected.clone()), "{name}");
            assert_eq!(load(&system(), &db, source).await.unwrap(), Loaded::Known(expected.clone()), "{name}");
            assert_eq!(look::profile(&system(), &db, &expected.cluster.slug).await.unwrap(), Some(expected), "{name}");
        }
        let slugs: Vec<_> =
            look::clusters(&system(), &db).await.unwrap().into_iter().map(|cluster| cluster.slug).collect();
        assert_eq!(slugs, ["translational-medicine", "skolkovo-biomedical"]);
        assert_eq!(look::profile(&system(), &db, "nothing").await.unwrap(), None);
        assert_eq!(db.verify_journal(None).await.unwrap().seq, 2);
    }
}

#[tokio::test]
async fn a_new_version_of_a_file_replaces_the_one_before() {
    for test in databases().await {
        let db = open(&test).await;
        for (_, source) in DEMO {
            load(&system(), &db, source).await.unwrap();
        }
        let changed = DEMO[0].1.replace("Aerosens Company", "Aerosens");
        assert!(matches!(load(&system(), &db, &changed).await.unwrap(), Loaded::Changed(_)));
        let first = &look::clusters(&system(), &db).await.unwrap()[0].slug;
        assert_eq!(look::profile(&system(), &db, first).await.unwrap(), Some(read(&changed).unwrap()));
        let other = read(DEMO[1].1).unwrap();
        assert_eq!(look::profile(&system(), &db, &other.cluster.slug).await.unwrap(), Some(other));
    }
}

#[tokio::test]
async fn a_wrong_file_and_a_visitor_change_nothing() {
    for test in databases().await {
        let db = open(&test).await;
        let wrong = DEMO[1].1.replace("company = 13", "company = 12");
        let refused = load(&system(), &db, &wrong).await.unwrap_err();
        assert!(matches!(refused, LoadError::File(_)), "{refused}");
        let visitor = bellwether_testkit::ctx(Actor::Visitor, &bellwether_testkit::clock());
        assert!(matches!(load(&visitor, &db, DEMO[1].1).await.unwrap_err(), LoadError::Denied(_)));
        assert_eq!(look::clusters(&system(), &db).await.unwrap(), []);
    }
}

#[tokio::test]
async fn members_are_found_by_any_of_their_names_and_paged() {
    for test in databases().await {
        let db = open(&test).await;
        load(&system(), &db, DEMO[0].1).await.unwrap();
        let page = async |wanted: Wanted, size| {
            look::members(&system(), &db, "translational-medicine", &wanted, PageSize::clamped(size))
                .await
                .unwrap()
                .unwrap()
        };
        let slugs = |page: &bellwether_kernel::paging::Page<bellwether_cluster::model::actor::Actor>| {
            page.rows.iter().map(|actor| actor.slug.clone()).collect::<Vec<_>>()
        };
        for words in ["ИТМО", "itmo univ", "  Optics"] {
            assert_eq!(slugs(&page(Wanted { words: words.to_owned(), ..Wanted::default() }, 10).await), ["itmo"]);
        }
        let centres = Wanted { role: Some(Role::ScientificCentre), ..Wanted::default() };
        assert_eq!(page(centres, 200).await.rows.len(), 5);
        let (mut found, mut after) = (Vec::new(), After(None));
        loop {
            let next = page(Wanted { after, ..Wanted::default() }, 7).await;
            found.extend(slugs(&next));
            match next.next {
                Some(key) => after = After(Some(key)),
                None => break,
            }
        }
        let all = slugs(&page(Wanted::default(), 200).await);
        assert_eq!((found.len(), &found), (24, &all));
        assert_eq!(look::members(&system(), &db, "nothing", &Wanted::default(), PageSize::USUAL).await.unwrap(), None);
        assert_eq!(slugs(&page(Wanted { words: "%".to_owned(), ..Wanted::default() }, 10).await), Vec::<String>::new());
    }
}
