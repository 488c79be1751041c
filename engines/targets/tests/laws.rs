//! Laws and references of the adapters.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use bellwether_targets::gene::Gene;
use bellwether_targets::gene_info::genes;
use bellwether_targets::gene2pubmed::{BadLine, HUMAN, Link, links};
use bellwether_targets::org_db;
use bellwether_targets::series::build;
use bellwether_targets::shared::{Shared, Together};
use bellwether_targets::years::{Years, printed};
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

/// The first line of NCBI's file and its first human gene, with the columns that are not read cut short.
#[test]
fn a_table_of_ncbis_genes_becomes_genes() {
    let text = "#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_location\tdescription\ttype_of_gene\n\
                7\t5692769\tNEWENTRY\t-\t-\t-\t-\t-\tRecord to support submission\tother\t-\n\
                9606\t1\tA1BG\t-\tA1B|ABG|A1BG\tMIM:138670|HGNC:HGNC:5|Ensembl:ENSG00000121410\t19\t19q13.43\talpha-1-B glycoprotein\tprotein-coding\tA1BG\n\
                9606\t2\tA2M\n";
    let read: Vec<_> = genes(text, HUMAN, 1).collect();
    let first = Gene {
        id: 1,
        symbol: "A1BG".to_owned(),
        name: "alpha-1-B glycoprotein".to_owned(),
        aliases: vec!["A1B".to_owned(), "ABG".to_owned()],
        ensembl: vec!["ENSG00000121410".to_owned()],
        location: "19q13.43".to_owned(),
        kind: "protein-coding".to_owned(),
    };
    assert_eq!(read, [Ok(first), Err(BadLine { line: 4, what: "the locus tag" })]);
}

#[test]
fn citations_print_their_year_first() {
    let cases = [("Nature. 2014 Mar 5;507:62", Some(2014)), ("Cell. 1999;1:2021-30", Some(1999)), ("PLoS 12345", None)];
    for (citation, year) in cases {
        assert_eq!(printed(citation, 2020), year, "{citation}");
    }
    assert_eq!(printed("In press, 2026", 2020), None);
}

#[test]
fn a_year_that_is_still_being_learnt_about_is_not_over() {
    let years = Years::learn((0..400).map(|at| (10_000 + at * 10, 2000 + (at / 100) as i32)));
    assert_eq!((years.last_whole(), Years::default().last_whole()), (Some(2002), None));
}

#[test]
fn genes_meet_in_papers_more_often_than_by_chance() {
    let link = |gene, pmid| Link { taxon: HUMAN, gene, pmid };
    let pairs = (0..3).flat_map(|pmid| [link(1, pmid), link(2, pmid), link(1, pmid)]);
    let alone = (10..19).map(|pmid| link(3, pmid));
    let screen = [1, 2, 3, 4].map(|gene| link(gene, 50));
    let together = Together::of(pairs.chain(alone).chain(screen), 3);
    assert_eq!(together.with(1, 5), [Shared { gene: 2, papers: 3, times: 4.0 }]);
    assert_eq!((together.with(3, 5), together.with(4, 5)), (vec![], vec![]));
}

proptest! {
    /// What is counted of every gene, and what is left out, are all links there are.
    #[test]
    fn no_link_is_lost(pairs in prop::collection::vec((1_u32..12, 1_u32..60), 0..200), most in 1_usize..12) {
        let links: Vec<Link> = pairs.iter().map(|(gene, pmid)| Link { taxon: HUMAN, gene: *gene, pmid: *pmid }).collect();
        let made = build(links.clone(), 2000..=2004, most, |pmid| (pmid % 7 < 6).then_some(1999 + (pmid % 7) as i32));
        let counted: f64 = made.counts.values().flatten().sum();
        let mut apart: Vec<(u32, u32)> = pairs;
        apart.sort_unstable();
        apart.dedup();
        prop_assert_eq!(counted as usize + made.left_out, apart.len());
        let yearly = |at: usize| made.counts.values().map(|counts| counts[at]).fold(0.0, f64::max);
        prop_assert!((0..5).all(|at| made.totals[at] >= yearly(at)));
    }

    /// If one gene shares papers with another, the other shares as many with it.
    #[test]
    fn sharing_is_mutual(pairs in prop::collection::vec((1_u32..12, 1_u32..40), 0..200)) {
        let links = pairs.iter().map(|(gene, pmid)| Link { taxon: HUMAN, gene: *gene, pmid: *pmid });
        let together = Together::of(links, 6);
        for one in 1..12 {
            for shared in together.with(one, usize::MAX) {
                let back = together.with(shared.gene, usize::MAX).into_iter().find(|other| other.gene == one);
                prop_assert_eq!(back.map(|back| back.papers), Some(shared.papers));
            }
        }
    }

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
