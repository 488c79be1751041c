//! What is printed can be read again: text, tables over many pages, figures, links, bookmarks; in two alphabets.

mod reading;

use bellwether_paper::charts::fan::{Expected, Fan, fan};
use bellwether_paper::drawing::Drawing;
use bellwether_paper::model::{Block, Column, Document, Figure, Moment, Numbering, Run, Style, Table};
use bellwether_paper::pdf::render;
use proptest::prelude::*;
use reading::{Read, fonts};

fn document(blocks: Vec<Block>) -> Document {
    Document { title: "Отчёт о форсайте".to_owned(), language: "ru", blocks, ..Document::default() }
}

fn read(document: &Document) -> Read {
    Read::new(&render(document, &fonts()).expect("a file"))
}

fn table(rows: usize) -> Table {
    Table {
        caption: "Topics".to_owned(),
        columns: vec![Column::words("Topic", 3.0), Column::numbers("Records", 1.0)],
        rows: (0..rows)
            .map(|at| vec![vec![Run::plain(format!("topic {at}"))], vec![Run::plain(at.to_string())]])
            .collect(),
    }
}

#[test]
fn text_comes_back_as_it_was_put_in() {
    let text = "Рост доли — 12,4 % в год; α-synuclein ≥ 5 µg/ml, naïve “T cells”. Ёж, щётка, съезд.";
    let found = read(&document(vec![Block::Paragraph(vec![Run::plain(text)])]));
    assert_eq!(found.tree().all("P")[0].all_text(), text);
    assert_eq!((found.title().as_str(), found.language().as_str()), ("Отчёт о форсайте", "ru"));
}

#[test]
fn letters_that_no_font_has_are_still_in_the_text() {
    let text = "日本語 עברית 🧬 and 漢字";
    let found = read(&document(vec![Block::Paragraph(vec![Run::plain(text)])]));
    assert_eq!(found.tree().all("P")[0].all_text(), text);
}

#[test]
fn a_table_goes_over_pages_with_its_head_once_in_the_text() {
    let found = read(&document(vec![Block::Table(table(500))]));
    assert!(found.pages() >= 8, "{} pages", found.pages());
    let tree = found.tree();
    assert_eq!(tree.all("TH").iter().map(|head| head.all_text()).collect::<Vec<_>>(), ["Topic", "Records"]);
    let cells: Vec<String> = tree.all("TD").iter().map(|cell| cell.all_text()).collect();
    let expected: Vec<String> = (0..500).flat_map(|at| [format!("topic {at}"), at.to_string()]).collect();
    assert_eq!(cells, expected);
}

#[test]
fn a_row_higher_than_a_page_is_broken_and_whole_in_the_text() {
    let long = "слово ".repeat(4_000);
    let rows = vec![vec![vec![Run::plain(long.as_str())], vec![Run::plain("1")]]];
    let found = read(&document(vec![Block::Table(Table { rows, ..table(0) })]));
    assert!(found.pages() > 1);
    assert_eq!(found.tree().all("TD")[0].all_text(), long);
}

#[test]
fn headings_are_bookmarks_and_contents_with_links() {
    let mut blocks = Vec::new();
    for part in 1..=40 {
        blocks.push(Block::Heading(1, format!("Part {part}")));
        blocks.push(Block::Heading(2, format!("Inside {part}")));
        blocks.push(Block::Paragraph(vec![Run::plain("Long words of a report. ".repeat(90))]));
    }
    let found = read(&Document { contents: Some("Contents".to_owned()), ..document(blocks) });
    let names: Vec<String> = (1..=40).flat_map(|part| [format!("Part {part}"), format!("Inside {part}")]).collect();
    assert_eq!(found.bookmarks(), names);
    let entries: Vec<String> = found.tree().all("TOCI").iter().map(|entry| entry.all_text()).collect();
    assert_eq!(entries.len(), 80);
    let page = |entry: &String| entry.rsplit_once(|letter: char| !letter.is_ascii_digit()).is_some();
    assert!(entries.iter().all(page), "{entries:?}");
    assert!(entries[0].starts_with("Part 1") && entries[0].ends_with('3'), "contents take two pages: {}", entries[0]);
}

#[test]
fn links_figures_lists_and_other_languages_are_what_they_are() {
    let drawing = fan(&Fan {
        size: (400.0, 160.0),
        seen: &[(2019, 3.0), (2020, 5.0), (2021, 8.0)],
        expected: &[Expected { at: 2022, middle: 9.0, wide80: (7.0, 11.0), wide95: (5.0, 14.0) }],
        bands: ("80 %", "95 %"),
        step: &|year| year.to_string(),
        number: &|value| value.to_string(),
    });
    let found = read(&document(vec![
        Block::List(Numbering::Numbers, vec![vec!["one".into()], vec!["two".into()]]),
        Block::Paragraph(vec![Run::plain("см. ").leading_to("https://пример/а b"), Run::plain("x").in_language("en")]),
        Block::Figure(Figure {
            title: "Growth".to_owned(),
            caption: "Records by year".to_owned(),
            alt: "From 3 to 8".to_owned(),
            drawing,
        }),
        Block::Tiles(vec![("15 000".to_owned(), "records".to_owned())]),
    ]));
    let tree = found.tree();
    assert_eq!(tree.all("LI").iter().map(|item| item.all_text()).collect::<Vec<_>>(), ["1.one", "2.two"]);
    assert_eq!(found.links(), ["https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80/%D0%B0%20b"]);
    assert_eq!(tree.all("Figure")[0].alt.as_deref(), Some("From 3 to 8"));
    assert_eq!(tree.all("Caption")[0].all_text(), "Records by year");
    assert!(tree.all_text().contains("15 000records"), "{}", tree.all_text());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let made = Moment { year: 2026, month: 11, day: 26, hour: 9, minute: 5, second: 0 };
    let make = || Document { made: Some(made), ..document(vec![Block::Table(table(60))]) };
    assert_eq!(render(&make(), &fonts()).expect("a file"), render(&make(), &fonts()).expect("a file"));
}

#[test]
fn only_the_letters_that_are_used_are_embedded() {
    let bytes = render(&document(vec![Block::Paragraph(vec!["abc".into()])]), &fonts()).expect("a file");
    assert!(bytes.len() < 30_000, "{} bytes", bytes.len());
}

#[test]
fn an_empty_document_is_a_page() {
    let found = read(&Document { language: "en", ..Document::default() });
    assert_eq!((found.pages(), found.text()), (1, String::new()));
}

/// What a reader may expect of any text: its letters and words, with spaces for what is none.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn block() -> impl Strategy<Value = Block> {
    let text = || prop_oneof!["[a-zа-яё ,.%-]{0,60}", "\\PC{0,40}", any::<String>()];
    let run = (text(), 0..3_usize).prop_map(|(text, style)| Run {
        text,
        style: [Style::Plain, Style::Bold, Style::Italic][style],
        ..Run::default()
    });
    let runs = || prop::collection::vec(run.clone(), 0..4);
    prop_oneof![
        (1..4_u8, text()).prop_map(|(level, text)| Block::Heading(level, text)),
        runs().prop_map(Block::Paragraph),
        prop::collection::vec(runs(), 0..4).prop_map(|items| Block::List(Numbering::Dots, items)),
        (prop::collection::vec(prop::collection::vec(runs(), 0..4), 0..30), text()).prop_map(|(rows, caption)| {
            let columns = vec![Column::words("a", 1.0), Column::numbers("b", 0.0), Column::words("", f32::NAN)];
            Block::Table(Table { caption, columns, rows })
        }),
        prop::collection::vec((text(), text()), 0..6).prop_map(Block::Tiles),
        text().prop_map(|title| Block::Figure(Figure {
            title,
            caption: String::new(),
            alt: String::new(),
            drawing: Drawing::new(f32::INFINITY, 9_000.0),
        })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_document_opens_and_its_text_stays_on_the_pages(blocks in prop::collection::vec(block(), 0..8), contents in any::<bool>()) {
        let contents = contents.then(|| "Contents".to_owned());
        let bytes = render(&Document { contents, ..document(blocks) }, &fonts()).expect("a file");
        let found = Read::new(&bytes);
        found.text();
        for page in 0..found.pages() {
            for (x, y) in found.places(page) {
                prop_assert!((0.0..=596.0).contains(&x) && (0.0..=842.0).contains(&y), "({}, {})", x, y);
            }
        }
    }

    #[test]
    fn any_words_come_back(text in "[a-zA-Zа-яА-ЯёЁα-ω0-9 ,.;:()%+=/«»“”–—-]{0,400}") {
        let found = read(&document(vec![Block::Paragraph(vec![Run::plain(text.as_str())])]));
        let paragraph = found.tree().all("P").first().map(|paragraph| paragraph.all_text()).unwrap_or_default();
        prop_assert_eq!(words(&paragraph), words(&text));
    }
}
