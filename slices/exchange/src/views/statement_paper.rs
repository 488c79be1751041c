//! A statement on paper: what is to be paid, line by line, in the language of the page.

use bellwether_paper::model::{Block, Column, Document, Table};
use bellwether_web::api::Page;

use super::say;
use super::statements::{month_words, when, whose_words};
use crate::model::statement::{self, Line, Statement};

/// The document; `cluster` is the cluster's name.
pub fn document(page: &Page, cluster: &str, of: &Statement) -> Document {
    let month = statement::month(&of.month).map_or_else(|| of.month.clone(), |day| month_words(page, day));
    let whose = whose_words(page, &of.whose);
    let title = page.t_with("exchange-statement-title", &[("whose", whose.into()), ("month", month.into())]);
    let mut blocks = vec![Block::Table(table(page, of))];
    for (currency, sum) in statement::sums(&of.lines) {
        let amount = |minor| say::amount(page.words(), minor, &currency);
        blocks.push(Block::Tiles(vec![
            (amount(sum.gross_minor), page.t("exchange-gross")),
            (amount(sum.subsidy_minor), page.t("exchange-subsidy")),
            (amount(sum.net_minor), page.t("exchange-net")),
        ]));
    }
    blocks.push(Block::Note(vec![page.t("exchange-statement-note").into()]));
    let organisation = page.t("exchange-cluster");
    Document {
        subtitle: cluster.to_owned(),
        facts: vec![(organisation, cluster.to_owned()), (page.t("exchange-uses"), of.lines.len().to_string())],
        language: page.lang().code(),
        author: "Bellwether".to_owned(),
        subject: page.t("exchange-statement"),
        keywords: Vec::new(),
        // The same charges are the same bytes, whenever they are printed.
        made: None,
        contents: None,
        footer: format!("{title} · {cluster}"),
        title,
        blocks,
    }
}

fn table(page: &Page, of: &Statement) -> Table {
    let row = |line: &Line| {
        let amount = |minor| vec![say::amount(page.words(), minor, &line.quoted.currency).into()];
        let what = page.t(&format!("exchange-charge-{}", line.kind.name().replace('_', "-")));
        let reckoned = say::reckoned(page.words(), line.kind, &line.quoted);
        let quote = line.quoted.quote;
        vec![
            vec![when(page, line).into()],
            vec![line.facility.best(page.lang()).0.into()],
            vec![of.user(line).into()],
            vec![format!("{what}: {reckoned}").into()],
            amount(quote.gross_minor),
            amount(quote.subsidy_minor),
            amount(quote.net_minor),
        ]
    };
    Table {
        caption: page.t("exchange-statement"),
        columns: vec![
            Column::words(page.t("exchange-when"), 1.5),
            Column::words(page.t("exchange-facility"), 2.2),
            Column::words(page.t("exchange-by"), 1.3),
            Column::words(page.t("exchange-charged-for"), 2.4),
            Column::numbers(page.t("exchange-gross"), 1.4),
            Column::numbers(page.t("exchange-subsidy"), 1.4),
            Column::numbers(page.t("exchange-net"), 1.4),
        ],
        rows: of.lines.iter().map(row).collect(),
    }
}
