//! Photos and manuals: who sends, who sees; what is taken away is gone; the tables keep what was sent.

use bellwether_exchange::api::{ExchangeError, FacilityFile, FileSort, NewFile};
use bellwether_kernel::actor::{Actor, Role};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_testkit::databases;

use super::shared::{World, bench};

fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend([0, 0, 2, 128, 0, 0, 1, 144, 8, 2, 0, 0, 0]);
    bytes
}

fn photo(bytes: &[u8]) -> NewFile<'_> {
    NewFile { sort: FileSort::Photo, name: Text::both("From the front", "Спереди"), of: None, bytes }
}

fn manual<'a>(bytes: &'a [u8], of: Option<&FacilityFile>) -> NewFile<'a> {
    let name = Text::both("Starting up", "Включение");
    NewFile { sort: FileSort::Manual, name, of: of.map(|one| one.document), bytes }
}

fn visitor(world: &World) -> Ctx {
    Ctx::new(Actor::Visitor, Lang::En, world.clock.clone())
}

#[tokio::test]
async fn everybody_sees_photos_and_those_who_are_let_in_read_manuals() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let (facility, keeper) = (world.facility().await, world.with(&[Role::Administrator]));
        let (member, stranger) = (world.person(), world.of_cluster("skolkovo-biomedical", &[Role::Resident]));
        let shown = png();
        let front = world.exchange.send_file(&keeper, &facility, &photo(&shown)).await.unwrap();
        assert_eq!((front.size, front.version), (Some((640, 400)), 1));
        let first = world.exchange.send_file(&keeper, &facility, &manual(b"Press the button.", None)).await.unwrap();
        let second = manual(b"Press the green button.", Some(&first));
        let second = world.exchange.send_file(&keeper, &facility, &second).await.unwrap();
        assert_eq!((second.document, second.version), (first.document, 2));
        // The same again is the same.
        assert_eq!(world.exchange.send_file(&keeper, &facility, &photo(&shown)).await.unwrap(), front);
        let files = world.exchange.files(&member, &facility).await.unwrap();
        assert_eq!(files.photos, std::slice::from_ref(&front));
        assert_eq!(files.manuals, [second.clone(), first.clone()]);
        assert_eq!(files.latest(), [&second]);
        assert_eq!(world.exchange.file(&member, &facility, second.id).await.unwrap().1, b"Press the green button.");
        for other in [&stranger, &visitor(&world)] {
            let files = world.exchange.files(other, &facility).await.unwrap();
            assert_eq!((files.photos.len(), files.manuals.len()), (1, 0));
            assert_eq!(world.exchange.file(other, &facility, front.id).await.unwrap().1, shown);
            let read = world.exchange.file(other, &facility, second.id).await;
            assert!(matches!(read, Err(ExchangeError::NotFound)));
        }
    }
}

#[tokio::test]
async fn only_the_keeper_sends_and_what_is_taken_away_is_gone() {
    for database in databases().await {
        let world = World::open(&database, &bench("", "")).await;
        let (facility, keeper) = (world.facility().await, world.with(&[Role::Administrator]));
        let member = world.person();
        let shown = png();
        let refused = world.exchange.send_file(&member, &facility, &photo(&shown)).await;
        assert!(matches!(refused, Err(ExchangeError::Denied(_))));
        let drawing = world.exchange.send_file(&keeper, &facility, &photo(b"<svg onload='alert(1)'/>")).await;
        assert!(matches!(drawing, Err(ExchangeError::Field("file", "exchange-fault-photo-kind"))));
        let front = world.exchange.send_file(&keeper, &facility, &photo(&shown)).await.unwrap();
        let removed = world.exchange.remove_file(&member, &facility, front.id).await;
        assert!(matches!(removed, Err(ExchangeError::Denied(_))));
        for sql in ["UPDATE exchange_file SET sha256 = 'x'", "DELETE FROM exchange_file"] {
            assert!(world.db.write_one(sql, Vec::new()).await.is_err(), "{sql}");
        }
        world.exchange.remove_file(&keeper, &facility, front.id).await.unwrap();
        let again = world.exchange.remove_file(&keeper, &facility, front.id).await;
        assert!(matches!(again, Err(ExchangeError::NotFound)));
        assert!(matches!(world.exchange.file(&keeper, &facility, front.id).await, Err(ExchangeError::NotFound)));
        assert_eq!(world.exchange.files(&keeper, &facility).await.unwrap().photos, []);
        world.db.verify_journal(None).await.unwrap();
    }
}
