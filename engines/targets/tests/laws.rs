//! Laws and references of the adapters.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bellwether_targets::gene2pubmed::{BadLine, HUMAN, Link, links};
use bellwether_targets::org_db;
use bellwether_targets::series::build;
use bellwether_targets::years::Years;
use proptest::prelude::*;

/// The first lines of NCBI's file, as described in its README.
#[test]
fn a_table_of_ncbi_becomes_links() {
    let text = "#tax_id\tGeneID\tPubMed_ID\n9\t1246500\t9873079\n9606\t7157\t1905840\r\n\n9606\t7157\tx\n";
    let read: Vec<_> = links(text, 1).collect();
    assert_eq!(
        read,
        [
            Ok(Link { taxon: 9, gene: 1_246_500, pmid: 9_873_079 }),
            Ok(Link { taxon: HUMAN, gene: 7157, pmid: 1_905_840 }),
            Err(BadLine { line: 5, what: "the PMID" }),
        ]
    );
    assert_eq!(
        links("9606\t7157", 12).next().unwrap().unwrap_err().to_string(),
        "line 12: the PMID is missing or is not a number"
    );
}

#[test]
fn rows_of_the_annotation_become_links_and_names() {
    assert_eq!(org_db::link("1", "2591067"), Ok(Link { taxon: HUMAN, gene: 1, pmid: 2_591_067 }));
    let name = org_db::gene("1", "A1BG", "alpha-1-B glycoprotein").unwrap();
    assert_eq!((name.id, name.symbol.as_str()), (1, "A1BG"));
    assert_eq!(org_db::link("A1BG", "1").unwrap_err().to_string(), "gene \"A1BG\" is not a number");
}

#[test]
fn papers_beyond_all_that_is_known_have_no_year() {
    let years = Years::learn((0..400).map(|at| (10_000 + at * 10, 2000 + (at / 100) as i32)));
    assert_eq!(years.estimate(10_005).map(|made| made.year), Some(2000));
    assert_eq!(years.estimate(13_900).map(|made| made.year), Some(2003));
    assert_eq!(years.estimate(1).map(|made| made.year), Some(2000));
    assert_eq!(years.estimate(50_000), None);
    assert_eq!(Years::default().estimate(5), None);
}

#[test]
fn screens_of_many_genes_are_left_out() {
    let link = |gene, pmid| Link { taxon: HUMAN, gene, pmid };
    let all = [link(1, 10), link(2, 10), link(3, 10), link(1, 11), link(1, 11), link(2, 99)];
    let made = build(all, 2000..=2001, 2, |pmid| (pmid < 50).then_some(2001));
    assert_eq!(made.counts.into_iter().collect::<Vec<_>>(), [(1, vec![0.0, 1.0])]);
    assert_eq!((made.totals, made.left_out), (vec![0.0, 1.0], 4));
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC*") {
        for link in links(&text, 1).flatten() {
            prop_assert!(text.contains(&link.pmid.to_string()));
        }
    }

    #[test]
    fn written_links_are_read_back(all in prop::collection::vec((0_u32..9999, any::<u32>(), any::<u32>()), 0..50)) {
        let text: String = all.iter().map(|(taxon, gene, pmid)| format!("{taxon}\t{gene}\t{pmid}\n")).collect();
        let read: Vec<_> = links(&text, 1).map(|link| link.map(|link| (link.taxon, link.gene, link.pmid)).unwrap()).collect();
        prop_assert_eq!(read, all);
    }

    #[test]
    fn each_link_is_counted_once_or_left_out(all in prop::collection::btree_set((0_u32..20, 0_u32..200), 0..120)) {
        let links = all.iter().map(|(gene, pmid)| Link { taxon: HUMAN, gene: *gene, pmid: *pmid });
        let made = build(links, 1990..=2000, 5, |pmid| (!pmid.is_multiple_of(7)).then_some(1985 + (pmid % 20) as i32));
        let counted: f64 = made.counts.values().flatten().sum();
        prop_assert_eq!(counted as usize + made.left_out, all.len());
        prop_assert!(made.totals.iter().sum::<f64>() <= counted);
    }

    #[test]
    fn the_order_of_known_papers_does_not_matter(mut known in prop::collection::vec((1_u32..1_000_000, 1950_i32..2020), 1..300)) {
        let before = Years::learn(known.clone());
        known.reverse();
        prop_assert_eq!(before, Years::learn(known));
    }
}
