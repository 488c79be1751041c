//! What is refused, and with which words; and that the two founding documents say what their sources say.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Lang;

use super::*;
use crate::model::concept::SchemeKind;
use crate::model::demo::DEMO;
use crate::model::statement::{ProductKind, StatementKind};
use bellwether_actors::api::Role;

const SMALL: &str = r#"
totals = { company = 3 }

[cluster]
slug = "small"
original = "en"
name = { en = "Small", ru = "Малый" }
short = { en = "Small", ru = "Малый" }
source = { en = "A test", ru = "Проверка" }

[[scheme]]
slug = "areas"
kind = "pillar"
label = { en = "Areas", ru = "Области" }

[[concept]]
scheme = "areas"
slug = "one"
label = { en = "One", ru = "Одна" }

[[category]]
role = "founder"
label = { en = "Founders", ru = "Учредители" }

[[actor]]
slug = "somebody"
name = { en = "Somebody", ru = "Кто-то" }
involvement = [{ role = "founder" }]

[[count]]
concept = "one"
of = "company"
number = 3
text = { en = "Three", ru = "Три" }

[[decision]]
slug = "first"
body = "somebody"
text = { en = "Yes", ru = "Да" }
decided = "2020-01-01"
effective = "2020-01-02"
"#;

fn faults(from: &str, to: &str) -> Vec<String> {
    assert!(SMALL.contains(from), "the sample has {from}");
    let error = read(&SMALL.replacen(from, to, 1)).expect_err("the change makes it wrong");
    error.0.iter().map(Fault::to_string).collect()
}

#[test]
fn a_small_profile_is_read() {
    let profile = read(SMALL).expect("the sample is right");
    assert_eq!(profile.cluster.slug, "small");
    assert_eq!(profile.decisions[0].days_to_effect, Some(1));
}

#[test]
fn what_is_wrong_is_named_with_line_and_field() {
    let cases = [
        ("slug = \"small\"", "slug = \"Not so\"", "line 5, slug: `Not so` is not made of a-z, 0-9 and -"),
        (
            "name = { en = \"Small\", ru = \"Малый\" }",
            "name = { en = \"Small\" }",
            "line 7, name: there is no text in `ru`",
        ),
        (
            "label = { en = \"One\", ru = \"Одна\" }",
            "label = { en = \" \", ru = \"Одна\" }",
            "line 19, label: there is no text in `en`",
        ),
        ("concept = \"one\"", "concept = \"two\"", "line 31, concept: there is no concept `two`"),
        ("scheme = \"areas\"", "scheme = \"places\"", "line 17, scheme: there is no scheme `places`"),
        ("body = \"somebody\"", "body = \"nobody\"", "line 38, body: there is no actor `nobody`"),
        ("number = 3", "number = 4", "line 2, totals: the counts of `company` add up to 4"),
        ("totals = { company = 3 }", "", "line 32, of: totals has no `company`"),
        (
            "role = \"founder\"\nlabel",
            "role = \"ministry\"\nlabel",
            "line 28, involvement: no category has the role `founder`",
        ),
        (
            "decided = \"2020-01-01\"",
            "decided = \"1 January\"",
            "line 40, decided: `1 January` is no day; expected one like 2017-02-22",
        ),
        (
            "effective = \"2020-01-02\"",
            "effective = \"2019-01-02\"",
            "line 41, effective: a decision takes effect after it is made",
        ),
        (
            "kind = \"pillar\"",
            "kind = \"pile\"",
            "line 13, kind: unknown variant `pile`, expected one of `pillar`, `focus_area`, `technology`, `sector`, `operator_focus_area`",
        ),
        ("number = 3", "number = \"three\"", "line 33, number: invalid type: string \"three\", expected u32"),
        (
            "[[scheme]]",
            "[[sceme]]",
            "line 11, sceme: unknown field `sceme`, expected one of `cluster`, `statement`, `scheme`, `concept`, `category`, `actor`, `product`, `count`, `totals`, `decision`, `notice`",
        ),
    ];
    for (from, to, expected) in cases {
        assert_eq!(faults(from, to), [expected], "{from} -> {to}");
    }
}

#[test]
fn a_slug_that_is_used_twice_is_refused() {
    let twice = SMALL.replace(
        "[[category]]",
        "[[concept]]\nscheme = \"areas\"\nslug = \"one\"\nlabel = { en = \"1\", ru = \"1\" }\n\n[[category]]",
    );
    assert_eq!(read(&twice).expect_err("twice").to_string(), "line 23, slug: `one` is used twice");
}

fn demo(at: usize) -> Profile {
    read(DEMO[at].1).unwrap_or_else(|error| panic!("{}: {error}", DEMO[at].0))
}

#[test]
fn translational_medicine_says_what_its_document_says() {
    let profile = demo(0);
    let members: Vec<_> = profile.memberships().map(|(heading, members)| (heading.role, members.len())).collect();
    assert_eq!(
        members,
        [
            (Role::Founder, 6),
            (Role::Participant, 3),
            (Role::ScientificCentre, 5),
            (Role::PharmaceuticalCompany, 0),
            (Role::EquipmentManufacturer, 9),
            (Role::DevelopmentInstitute, 1),
        ]
    );
    let concepts = |kind| profile.schemes_of(kind).map(|scheme| scheme.concepts.len()).sum::<usize>();
    let kinds = [SchemeKind::Sector, SchemeKind::Technology, SchemeKind::FocusArea, SchemeKind::OperatorFocusArea];
    assert_eq!(kinds.map(concepts), [5, 10, 6, 13]);
    assert_eq!(profile.says(StatementKind::Objective).count(), 8);
    assert_eq!(profile.with_role(Role::Commission).count(), 8);
    assert_eq!(profile.products.len(), 7);
    let operator_founders = profile.actors.iter().flat_map(|actor| &actor.involvements);
    let operator_founders = operator_founders.filter(|one| one.with.as_deref() == Some("management-company"));
    assert_eq!(operator_founders.count(), 6);
    assert_eq!(profile.decisions[1].days_to_effect, Some(889));
    assert_eq!(profile.notices[0].original, Lang::Ru);
}

#[test]
fn the_line_in_two_languages_is_one_product() {
    let drugs: Vec<_> = demo(0).products.into_iter().filter(|product| product.kind == ProductKind::Drug).collect();
    let text = Text::both("Innovative pharmaceuticals", "Инновационные фармацевтические препараты");
    assert_eq!(drugs, [Product { kind: ProductKind::Drug, text }]);
}

#[test]
fn skolkovo_says_what_its_document_says() {
    let profile = demo(1);
    let totals = BTreeMap::from([(Counted::Company, 13), (Counted::Project, 29), (Counted::Centre, 17)]);
    assert_eq!(profile.totals(), totals);
    let of = |of| profile.counts.iter().filter(|count| count.of == of).map(|count| count.number).collect::<Vec<_>>();
    assert_eq!(of(Counted::Company), [10, 3]);
    assert_eq!(of(Counted::Project), [3, 20, 6]);
    assert_eq!(of(Counted::Centre), [3, 3, 6, 4, 1]);
    assert_eq!(profile.schemes_of(SchemeKind::Pillar).map(|scheme| scheme.concepts.len()).sum::<usize>(), 4);
    assert_eq!(profile.says(StatementKind::Service).count(), 5);
    assert_eq!(profile.with_role(Role::SisterCluster).count(), 4);
    assert_eq!(profile.with_role(Role::Ministry).count(), 3);
    assert_eq!(profile.with_role(Role::IndustrialPartner).count(), 3);
    assert_eq!(profile.with_role(Role::RegionalCluster).count(), 3);
}
