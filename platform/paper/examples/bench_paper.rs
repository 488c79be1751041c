//! How long documents take to print and how large they are: a letter, a report, a table of 20,000 rows.
//!
//! `cargo xtask bench paper`; needs the web assets. With a folder as argument, it leaves the files there.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use bellwether_paper::fonts::Fonts;
use bellwether_paper::model::{Block, Column, Document, Run, Table};
use bellwether_paper::pdf::render;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    let manifest = std::fs::read(dist.join("manifest.json")).expect("web assets; `npm run build` in web makes them");
    let names: BTreeMap<String, String> = serde_json::from_slice(&manifest).expect("names of assets");
    let fonts =
        Fonts::load(|name| std::fs::read(dist.join(&names[name])).ok().map(Cow::Owned)).expect("fonts of the assets");
    let words = "Доля темы растёт на 12,4 % в год; the interval is 9.1 to 15.8. ".repeat(12);
    let text = || Block::Paragraph(vec![Run::plain(words.as_str())]);
    let row = |at: usize| {
        let cells = [format!("gene therapy, vector, {at}"), at.to_string(), format!("+{}.4 %", at % 30)];
        cells.map(|cell| vec![Run::plain(cell)]).into()
    };
    let table = |rows: usize| {
        let columns =
            vec![Column::words("Topic", 3.0), Column::numbers("Records", 1.0), Column::numbers("Growth", 1.0)];
        Block::Table(Table { caption: "Topics".to_owned(), columns, rows: (0..rows).map(row).collect() })
    };
    let report = || (0..40).flat_map(|at| [Block::Heading(1, format!("Part {at}")), text(), table(10), text()]);
    let cases = [("letter", vec![text()]), ("report", report().collect()), ("table", vec![table(20_000)])];
    for (name, blocks) in cases {
        let contents = (name == "report").then(|| "Contents".to_owned());
        let document = Document { title: name.to_owned(), language: "en", contents, blocks, ..Document::default() };
        let started = Instant::now();
        let bytes = render(&document, &fonts).expect("a file");
        println!("{name}: {:.3} s, {} bytes", started.elapsed().as_secs_f64(), bytes.len());
        if let Some(folder) = std::env::args().nth(1) {
            std::fs::write(Path::new(&folder).join(format!("{name}.pdf")), bytes).expect("written");
        }
    }
}
