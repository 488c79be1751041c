//! Both founding documents are in the register whole: every founder, participant, centre, firm, institute and commission,
//! every technology, sector, focus area and pillar, and the stated numbers, each counted against the document.

#![expect(clippy::unwrap_used, reason = "tests")]

use bellwether_actors::api::{ActorKind, Actors, Role, Wanted};
use bellwether_cluster::api::{DEMO, load, migrations};
use bellwether_cluster::model::concept::SchemeKind;
use bellwether_cluster::model::profile::Profile;
use bellwether_cluster::model::statement::{Counted, StatementKind};
use bellwether_cluster::service::look;
use bellwether_db::Db;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::ctx::Ctx;

const FIRST: &str = "translational-medicine";
const SECOND: &str = "skolkovo-biomedical";

/// The lists of the first document, heading by heading, as it spells them. One heading has nobody under it.
const MEMBERS: &[(Role, &[&str])] = &[
    (
        Role::Founder,
        &[
            "Almazov National Medical Research Centre",
            "Peter the Great Saint-Petersburg Polytechnic University",
            "Saint Petersburg National Research University of Information Technologies, Mechanics and Optics (ITMO)",
            "Saint Petersburg Electrotechnical University (LETI)",
            "Saint Petersburg State Chemical-Pharmaceutical Academy",
            "Lesgaft National State University of Physical Education, Sport and Health",
        ],
    ),
    (
        Role::Participant,
        &[
            "Ustinov Baltic State Technical University",
            "St. Petersburg State Technological Institute (Technical University)",
            "St. Petersburg State University of Aerospace Instrumentation",
        ],
    ),
    (
        Role::ScientificCentre,
        &[
            "Russian Scientific Centre for Radiology and Surgical Technologies",
            "Petersburg Nuclear Physics Institute of the National Research Center “Kurchatov Institute”",
            "Scientific Centre of the Russian Federation «Central Research Institute of Robotics and Technical Cybernetics»",
            "Sechenov Institute of Evolutionary Physiology and Biochemistry, Russian Academy of Sciences",
            "Institute of Cytology, Russian Academy of Sciences",
        ],
    ),
    (Role::PharmaceuticalCompany, &[]),
    (
        Role::EquipmentManufacturer,
        &[
            "Holding company “Lenpoligrafmash”",
            "Production Engineering Research Association “Electron”",
            "Special Design Bureau for Medical Products",
            "Aerosens Company",
            "Cardioprotect Company",
            "Shvabe – Design",
            "Angioline Interventional Device",
            "Production Association “Ural Optical and Mechanical Plant named after E.S. Yalamov”",
            "SP.ARM-Healthcare Information Systems",
        ],
    ),
    (Role::DevelopmentInstitute, &["North-West Technology Transfer Centre"]),
    (
        Role::Commission,
        &[
            "Automatics and mathematical modeling",
            "IT in medicine and biology",
            "Innovative drugs and biotechnology",
            "Molecular and cellular biology, personalized and regenerative medicine",
            "Management in medicine and healthcare economics",
            "Technical, biomedical and medical education",
            "Rehabilitation and physiotherapy",
            "Telecommunication technologies in medicine",
        ],
    ),
];

/// Words of the second document for those whom it names.
const AROUND: &[(Role, &[&str])] = &[
    (Role::Parent, &["Skolkovo (SK) initiative"]),
    (Role::SisterCluster, &["Energy", "IT", "Space", "Nuclear"]),
    (Role::ResidentCommunity, &["Association of biomedical and pharmaceutical clusters"]),
    (Role::Ministry, &["health and social development", "industry and trade", "economic development"]),
    (Role::IndustrialPartner, &["RVC", "RUSNANO", "EMBL"]),
    (Role::RegionalCluster, &["Severny", "Ural", "Kalugsky"]),
];

async fn loaded() -> (Db, Ctx) {
    let db = Db::open("sqlite::memory:").await.unwrap();
    db.migrate(migrations()).await.unwrap();
    let ctx = bellwether_testkit::ctx(Actor::System, &bellwether_testkit::clock());
    for (_, source) in DEMO {
        load(&ctx, &db, source).await.unwrap();
    }
    (db, ctx)
}

/// The English names of those with a role towards a cluster, as the register has them.
async fn in_register(db: &Db, ctx: &Ctx, cluster: &str, role: Role) -> Vec<String> {
    let wanted = Wanted { cluster: Some(cluster.to_owned()), role: Some(role), ..Wanted::default() };
    let page = Actors::new(db.clone()).all(ctx, &wanted).await.unwrap();
    let has_it = |actor: &&bellwether_actors::api::Actor| {
        let mut own = actor.involvements.iter().filter(|one| one.cluster == cluster && one.role == role);
        own.any(|one| one.target == bellwether_actors::api::Target::Cluster)
    };
    page.actors.iter().filter(has_it).map(|actor| actor.name_on(page.day).en.unwrap()).collect()
}

#[tokio::test]
async fn everybody_whom_the_documents_name_is_in_the_register_and_nobody_else() {
    let (db, ctx) = loaded().await;
    for (role, expected) in MEMBERS {
        let mut expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
        let mut found = in_register(&db, &ctx, FIRST, *role).await;
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{role:?}");
    }
    for (role, expected) in AROUND {
        let found = in_register(&db, &ctx, SECOND, *role).await;
        assert_eq!(found.len(), expected.len(), "{role:?}: {found:?}");
        for words in *expected {
            assert!(found.iter().any(|name| name.contains(words)), "{words} is not among {found:?}");
        }
    }
    let actors = Actors::new(db.clone());
    let all = async |cluster: &str| {
        let wanted = Wanted { cluster: Some(cluster.to_owned()), ..Wanted::default() };
        actors.all(&ctx, &wanted).await.unwrap().actors
    };
    // 24 members, 8 commissions, 2 councils, the company; and the Kurchatov Institute, the academy and the ministry above them.
    let first = all(FIRST).await;
    let bodies = first.iter().filter(|actor| actor.kind == ActorKind::Body).count();
    assert_eq!((first.len(), bodies), (24 + 8 + 2 + 1 + 3, 10));
    assert_eq!(all(SECOND).await.len(), 1 + 4 + 1 + 3 + 3 + 3);
}

#[tokio::test]
async fn the_six_founders_founded_the_company_too_and_are_found_by_both_spellings() {
    let (db, ctx) = loaded().await;
    let actors = Actors::new(db.clone());
    let company = actors.at_place(&ctx, FIRST, "management-company").await.unwrap();
    let found = actors.find(&ctx, company, None).await.unwrap();
    let mut founders: Vec<String> = found
        .around
        .iter()
        .filter(|one| {
            one.involvements
                .iter()
                .any(|one| one.role == Role::Founder && one.target == bellwether_actors::api::Target::Actor(company))
        })
        .map(|one| one.name_on(found.day).en.unwrap())
        .collect();
    let mut expected: Vec<String> = MEMBERS[0].1.iter().map(|name| (*name).to_owned()).collect();
    founders.sort();
    expected.sort();
    assert_eq!(founders, expected);
    let itmo = actors.at_place(&ctx, FIRST, "itmo").await.unwrap();
    for spelling in [
        "ITMO",
        "ITMO University",
        "ИТМО",
        "Saint Petersburg National Research University of Information Technologies, Mechanics and Optics",
    ] {
        let wanted = Wanted { words: spelling.to_owned(), ..Wanted::default() };
        let found = actors.all(&ctx, &wanted).await.unwrap().actors;
        assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [itmo], "{spelling}");
    }
    // The parents are organisations of their own, with those that are parts of them.
    let academy = Wanted { words: "Russian Academy of Sciences".to_owned(), ..Wanted::default() };
    let academy = actors.all(&ctx, &academy).await.unwrap().actors;
    let academy = academy.iter().find(|one| one.involvements.is_empty()).unwrap();
    assert_eq!(actors.find(&ctx, academy.id, None).await.unwrap().around.len(), 2);
}

#[tokio::test]
async fn technologies_sectors_areas_pillars_and_numbers_are_those_of_the_documents() {
    let (db, ctx) = loaded().await;
    let first = look::profile(&ctx, &db, FIRST).await.unwrap().unwrap();
    let second = look::profile(&ctx, &db, SECOND).await.unwrap().unwrap();
    let concepts =
        |profile: &Profile, kind| profile.schemes_of(kind).map(|scheme| scheme.concepts.len()).sum::<usize>();
    assert_eq!(concepts(&first, SchemeKind::Technology), 10);
    assert_eq!(concepts(&first, SchemeKind::Sector), 5);
    assert_eq!(concepts(&first, SchemeKind::FocusArea), 6);
    assert_eq!(concepts(&first, SchemeKind::OperatorFocusArea), 13);
    assert_eq!(concepts(&second, SchemeKind::Pillar), 4);
    assert_eq!(first.says(StatementKind::Objective).count(), 8);
    assert_eq!(first.products.len(), 7);
    assert_eq!(second.says(StatementKind::Service).count(), 5);
    let totals = second.totals();
    assert_eq!(totals[&Counted::Company], 10 + 3);
    assert_eq!(totals[&Counted::Project], 3 + 20 + 6);
    assert_eq!(totals[&Counted::Centre], 3 + 3 + 6 + 4 + 1);
}

/// The lists above are those of the documents, where these lie beside the repository.
#[test]
fn the_documents_say_so() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: ../shared/seeds is not there");
        return;
    };
    let mut texts: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (first, second) = (plain(&texts[0].1), plain(&texts[1].1));
    for (_, names) in MEMBERS {
        for name in *names {
            assert!(first.contains(name), "{name} is not in the first document");
        }
    }
    for (_, words) in AROUND {
        for words in *words {
            assert!(second.contains(words), "{words} is not in the second document");
        }
    }
    // Each list has as many lines as its part of the document.
    let lines = texts[0].1.lines().map(plain).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let at = |heading: &str| lines.iter().position(|line| line == heading).unwrap_or_else(|| panic!("{heading}"));
    let headings = [
        "Cluster founders",
        "Participants and partners",
        "Scientific centres",
        "Pharmaceutical companies",
        "Medical equipment manufacturers",
        "Development institutes",
        "Scientific and technical commissions",
        "Core competences",
    ];
    let places = headings.map(at);
    let counts: Vec<usize> = places.windows(2).map(|pair| pair[1] - pair[0] - 1).collect();
    let expected: Vec<usize> = MEMBERS.iter().map(|(_, names)| names.len()).collect();
    assert_eq!(counts, expected);
}
