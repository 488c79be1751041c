//! Tables: a preview of every change, then the changes; what is exported changes nothing when it comes back.

use bellwether_actors::api::{ActorKind, ActorsError, Addition, NameKind, Role, Wanted, Who};
use bellwether_actors::model::bring::problem::Problem;
use bellwether_tables::read;
use bellwether_testkit::databases;

use super::world::{NORTH, SOUTH, World, valid};

type Rows = Vec<(u32, Vec<String>)>;

fn table(text: &str) -> Rows {
    read(text.as_bytes()).unwrap().rows
}

const FIRST: &str = "\
slug,kind,name_en,name_ru,other_names,legal_form,inn,part_of,role,of,from,until,email
academy,organisation,Academy of Sciences,Академия наук,,state_institution,,,,,,,
institute,organisation,Institute of Cytology,Институт цитологии,INC | ИНЦ,,7707083893,academy,scientific_centre,,2017-02-22,,
institute,,,,,,,,founder,academy,,2019-07-31,
,person,Ann Example,,,,,,expert,,,,ann@example.org
,person,Ann Example,,,,,,head,Institute of Cytology,,,
";

#[tokio::test]
async fn a_table_is_shown_change_by_change_and_then_done() {
    for test in databases().await {
        let world = World::open(&test).await;
        let officer = world.officer(NORTH);
        let id = world.actors.bring(&officer, NORTH, "members.csv", &table(FIRST)).await.unwrap();
        let preview = world.actors.brought(&officer, id).await.unwrap();
        assert_eq!(preview.plan.refused, []);
        assert_eq!((preview.plan.added().count(), preview.plan.changed().count(), preview.plan.unchanged()), (3, 0, 0));
        let changes: Vec<_> =
            preview.plan.items[1].changes.iter().map(|change| (change.column.name(), change.after.as_str())).collect();
        let expected = [
            ("kind", "organisation"),
            ("visibility", "public"),
            ("name_en", "Institute of Cytology / Институт цитологии"),
            ("other_names", "INC"),
            ("other_names", "ИНЦ"),
            ("inn", "7707083893"),
            ("part_of", "academy"),
            ("role", "scientific_centre 2017-02-22.."),
            ("role", "founder academy ..2019-07-31"),
        ];
        assert_eq!(changes, expected);
        assert!(world.rows().await["actors_actor"].is_empty(), "a preview changes nothing");
        assert!(matches!(world.actors.apply(&officer, id, "another").await, Err(ActorsError::Changed)));
        assert!(matches!(world.actors.brought(&world.officer(SOUTH), id).await, Err(ActorsError::NotFound)));
        let told = world.actors.apply(&officer, id, &preview.digest).await.unwrap();
        assert_eq!((told.added, told.changed, told.unchanged), (3, 0, 0));
        assert!(matches!(world.actors.brought(&officer, id).await, Err(ActorsError::NotFound)), "the file is gone");
        let again = world.actors.preview(&officer, NORTH, "", &table(FIRST)).await.unwrap();
        assert_eq!((again.plan.unchanged(), again.plan.refused.len()), (3, 0), "{:?}", again.plan);
        let changed = FIRST
            .replace("Institute of Cytology,", "Cytology Institute,")
            .replace("ann@", "ann.e@")
            .replace(",2017-02-22,,", ",2017-02-22,2024-01-01,");
        let changed = changed.replace("head,Institute of Cytology", "head,institute");
        let preview = world.actors.preview(&officer, NORTH, "", &table(&changed)).await.unwrap();
        assert_eq!(preview.plan.refused, []);
        let changes: Vec<_> = preview
            .plan
            .changed()
            .flat_map(|item| &item.changes)
            .map(|change| (change.column.name(), change.before.as_str(), change.after.as_str()))
            .collect();
        assert_eq!(
            changes,
            [
                ("name_en", "Institute of Cytology / Институт цитологии", "Cytology Institute / Институт цитологии"),
                ("role", "scientific_centre 2017-02-22..", "scientific_centre 2017-02-22..2024-01-01"),
                ("email", "ann@example.org", "ann.e@example.org"),
            ]
        );
        world.actors.take(&officer, NORTH, &table(&changed)).await.unwrap();
        let again = world.actors.preview(&officer, NORTH, "", &table(&changed)).await.unwrap();
        assert_eq!(again.plan.unchanged(), 3, "{:?}", again.plan);
        world.db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_with_row_and_column_and_nothing_is_done() {
    for test in databases().await {
        let world = World::open(&test).await;
        let officer = world.officer(NORTH);
        let firm = world.add(NORTH, ActorKind::Organisation, "Firm").await;
        world.add(NORTH, ActorKind::Organisation, "Twin").await;
        world.add(NORTH, ActorKind::Organisation, "Twin").await;
        let before = world.rows().await;
        let wrong = format!(
            "\
id,slug,kind,name_en,inn,orcid,part_of,role,of,from,until,email,legal_form
,a,organisation,A,7707083894,,,,,,,,
,b,organisation,B,12,,Nobody,,,,,,
,c,thing,C,,,,,,,,,
,D!,body,D,,,,boss,,,,,
,e,,E,,,,,,,,,
,f,organisation,,,,,,,,,,
{firm},,person,,,,,,,,,,
018f0000-0000-7000-8000-000000000000,,,X,,,,,,,,,
,,organisation,Twin,,,,,,,,,
,g,organisation,G,,0000-0002-1825-0097,g,member,,31.01.2020,,,
,h,person,H,,,,member,,2020-02-01,2020-01-31,none,
,i,organisation,I,,,,,,2020-02-01,,,
,j,organisation,J,,,,,,,,a@b.example,
,j,body,J,,,,,,,,,
,k,person,K,,,,,,,,,limited_company
"
        );
        let preview = world.actors.preview(&officer, NORTH, "", &table(&wrong)).await.unwrap();
        let refused: Vec<_> = preview
            .plan
            .refused
            .iter()
            .map(|one| (one.row, one.column.map_or("", |column| column.name()), one.problem))
            .collect();
        assert_eq!(
            refused,
            [
                (2, "inn", Problem::Mistyped),
                (3, "inn", Problem::BadIdentifier),
                (3, "part_of", Problem::UnknownActor),
                (4, "kind", Problem::UnknownWord),
                (4, "kind", Problem::KindMissing),
                (5, "slug", Problem::BadSlug),
                (5, "role", Problem::UnknownWord),
                (6, "kind", Problem::KindMissing),
                (7, "name_en", Problem::NameMissing),
                (8, "kind", Problem::OtherKind),
                (9, "id", Problem::UnknownId),
                (9, "kind", Problem::KindMissing),
                (10, "name_en", Problem::Ambiguous),
                (11, "orcid", Problem::UnfitIdentifier),
                (11, "part_of", Problem::Itself),
                (11, "from", Problem::BadDay),
                (12, "until", Problem::EndsBeforeBeginning),
                (12, "email", Problem::BadValue),
                (13, "role", Problem::RoleMissing),
                (14, "email", Problem::NotAPerson),
                (15, "kind", Problem::Contradiction),
                (16, "legal_form", Problem::OtherKind),
            ]
        );
        assert!(matches!(world.actors.take(&officer, NORTH, &table(&wrong)).await, Err(ActorsError::Refused(22))));
        for (heading, problem) in [
            ("name_en,colour\nA,red\n", Problem::UnknownColumn),
            ("kind\nbody\n", Problem::NoHeading),
            ("name_en,name_en\n", Problem::ColumnTwice),
            ("", Problem::NoHeading),
        ] {
            let preview = world.actors.preview(&officer, NORTH, "", &table(heading)).await.unwrap();
            assert_eq!(preview.plan.refused[0].problem, problem, "{heading}");
        }
        assert_eq!(world.rows().await, before);
        for ctx in [world.visitor(), world.officer(SOUTH)] {
            assert!(matches!(world.actors.preview(&ctx, NORTH, "", &table(FIRST)).await, Err(ActorsError::Denied(_))));
            assert!(matches!(world.actors.take(&ctx, NORTH, &table(FIRST)).await, Err(ActorsError::Denied(_))));
        }
    }
}

#[tokio::test]
async fn what_is_exported_changes_nothing_when_it_comes_back() {
    for test in databases().await {
        let world = World::open(&test).await;
        let officer = world.officer(NORTH);
        world.actors.take(&officer, NORTH, &table(FIRST)).await.unwrap();
        let odd = world.add(NORTH, ActorKind::Organisation, "=cmd, \"odd\" 'name'; Ё").await;
        world.name(odd, NameKind::Official, "Later name", valid("2019-01-01", "2020-01-01")).await;
        world.name(odd, NameKind::Short, "Odd", valid("", "")).await;
        for (from, until) in [("", ""), ("2001-01-01", "2002-01-01"), ("2003-01-01", "")] {
            world.role(odd, NORTH, Role::Resident, valid(from, until)).await;
        }
        let thing = Addition::Involvement {
            cluster: NORTH.into(),
            role: Role::Donor,
            target: bellwether_actors::api::Target::Thing { kind: "concept".into(), id: "hearts".into() },
            valid: valid("", ""),
            visibility: bellwether_actors::api::Visibility::Internal,
        };
        world.tell(odd, thing).await;
        let wanted = Wanted { cluster: Some(NORTH.to_owned()), ..Wanted::default() };
        let out = world.actors.table(&officer, &wanted).await.unwrap();
        let mut lines = csv::Writer::from_writer(Vec::new());
        for row in &out {
            lines.write_record(row.iter().map(|cell| bellwether_web::download::harmless(cell))).unwrap();
        }
        let back = read(&lines.into_inner().unwrap()).unwrap().rows;
        let preview = world.actors.preview(&officer, NORTH, "", &back).await.unwrap();
        assert_eq!((preview.plan.refused.as_slice(), preview.plan.unchanged()), (&[][..], 4), "{:#?}", preview.plan);
        // In an empty register of another cluster the same file makes the same again.
        let other: Rows = back.iter().map(|(n, cells)| (*n, cells.iter().skip(1).cloned().collect())).collect();
        let copied = world.actors.preview(&world.officer(SOUTH), SOUTH, "", &other).await.unwrap();
        assert!(copied.plan.refused.iter().all(|one| one.problem == Problem::NameMissing
            || one.problem == Problem::KindMissing
            || one.problem == Problem::UnknownActor));
    }
}

#[tokio::test]
async fn an_organisation_of_another_cluster_is_taken_in_by_its_identifier() {
    for test in databases().await {
        let world = World::open(&test).await;
        world.actors.take(&world.officer(NORTH), NORTH, &table(FIRST)).await.unwrap();
        let text = "slug,kind,name_en,inn,role\nncyt,organisation,Institute of Cytology,7707083893,resident\n";
        let preview = world.actors.preview(&world.officer(SOUTH), SOUTH, "", &table(text)).await.unwrap();
        assert_eq!(preview.plan.refused, []);
        assert!(
            matches!(preview.plan.items[..], [ref item] if matches!(item.who, Who::Known(_)) && item.changes.len() == 2),
            "{:?}",
            preview.plan
        );
        world.actors.take(&world.officer(SOUTH), SOUTH, &table(text)).await.unwrap();
        let wanted = Wanted { cluster: Some(SOUTH.to_owned()), ..Wanted::default() };
        let there = world.actors.all(&world.visitor(), &wanted).await.unwrap().actors;
        assert_eq!(there.len(), 1);
        assert_eq!(there[0].places.iter().map(|place| place.cluster.as_str()).collect::<Vec<_>>(), [NORTH, SOUTH]);
    }
}
