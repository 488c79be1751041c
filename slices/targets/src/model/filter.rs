//! What a list of targets is asked for.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::model::target::Target;

/// Filters and order of the list of targets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
#[schema(as = targets::Filter)]
pub struct Filter {
    /// A symbol, an alias, an Entrez or Ensembl id, or words of the name.
    pub q: String,
    /// Only targets with at least so many papers.
    pub least: u32,
    /// Which targets by their bursts.
    #[param(inline)]
    pub burst: Bursting,
    /// The order.
    #[param(inline)]
    pub sort: Sort,
    /// Which rows: the `next` of the page before.
    pub after: Option<u32>,
}

/// Which of the targets that are likely to grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct EmergingFilter {
    /// Only targets with at least so many papers in the last year; places are those among all.
    pub least: u32,
    /// Which rows: the `next` of the page before.
    pub after: Option<u32>,
}

/// Which targets by their bursts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = targets::Bursting)]
pub enum Bursting {
    /// All.
    #[default]
    Any,
    /// Those that ever took more than their usual share.
    Ever,
    /// Those that do in the last year.
    Now,
}

/// The order of targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = targets::Sort)]
pub enum Sort {
    /// Most papers first.
    #[default]
    Papers,
    /// Most papers in the last year first.
    Last,
    /// Those first whose share grew most a year by the lower end of the interval; those of which this is not known come last.
    Growth,
    /// Those that are expected to have most papers at the end of the forecast first.
    Expected,
    /// The highest score of emergence first.
    Score,
    /// By symbol.
    Symbol,
}

impl Bursting {
    /// All of them.
    pub const ALL: [Bursting; 3] = [Bursting::Any, Bursting::Ever, Bursting::Now];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Bursting::Any => "any",
            Bursting::Ever => "ever",
            Bursting::Now => "now",
        }
    }
}

impl Sort {
    /// All orders.
    pub const ALL: [Sort; 6] = [Sort::Papers, Sort::Last, Sort::Growth, Sort::Expected, Sort::Score, Sort::Symbol];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Papers => "papers",
            Sort::Last => "last",
            Sort::Growth => "growth",
            Sort::Expected => "expected",
            Sort::Score => "score",
            Sort::Symbol => "symbol",
        }
    }

    /// Which of two targets comes first. Never says that two different ones are equal, so that a list always has one order.
    pub fn compare(self, a: &Target, b: &Target) -> Ordering {
        let by = |of: fn(&Target) -> f64| of(b).total_cmp(&of(a));
        let by_papers = || b.papers.cmp(&a.papers);
        let first = match self {
            Sort::Papers => Ordering::Equal,
            Sort::Last => b.last().cmp(&a.last()),
            Sort::Growth => by(least_growth),
            Sort::Expected => by(expected),
            Sort::Score => by(|target| target.emergence.as_ref().map_or(-1.0, |emergence| emergence.score)),
            // Numbers stand after letters, and what has no symbol last.
            Sort::Symbol => a
                .symbol
                .is_empty()
                .cmp(&b.symbol.is_empty())
                .then_with(|| a.symbol.to_lowercase().cmp(&b.symbol.to_lowercase())),
        };
        first.then_with(by_papers).then(a.id.cmp(&b.id))
    }
}

/// By what growth is at least: by the value itself, small targets of which little is known would lead.
fn least_growth(target: &Target) -> f64 {
    target.indicator("growth").and_then(|growth| growth.interval).map_or(f64::NEG_INFINITY, |(low, _)| low)
}

fn expected(target: &Target) -> f64 {
    let last = target.outlook.as_ref().and_then(|outlook| outlook.years.last());
    last.map_or(-1.0, |year| year.middle)
}

/// How well a target fits what was typed; the smaller the better, `None` not at all.
pub fn fit(target: &Target, typed: &str) -> Option<u8> {
    let typed = typed.trim();
    let is = |text: &str| text.eq_ignore_ascii_case(typed);
    if typed.is_empty() {
        return Some(0);
    }
    if is(&target.symbol) || target.id.to_string() == typed {
        return Some(0);
    }
    if target.aliases.iter().chain(&target.ensembl).any(|alias| is(alias)) {
        return Some(1);
    }
    let begins = |text: &str| text.get(..typed.len()).is_some_and(is);
    if begins(&target.symbol) {
        return Some(2);
    }
    if target.aliases.iter().any(|alias| begins(alias)) {
        return Some(3);
    }
    let name = target.name.to_lowercase();
    let all = typed.split_whitespace().all(|word| name.contains(&word.to_lowercase()));
    all.then_some(4)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Sort, fit};
    use crate::model::target::{Emergence, Target};

    fn gene(symbol: &str, aliases: &[&str], name: &str) -> Target {
        Target {
            id: 7157,
            symbol: symbol.to_owned(),
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            ..Target::default()
        }
    }

    #[test]
    fn a_gene_is_found_by_what_people_call_it() {
        let target = gene("TP53", &["P53", "LFS1"], "tumor protein p53");
        let typed = ["tp53", "7157", " p53 ", "TP5", "LFS", "protein tumor", "kinase", "é"];
        let found = typed.map(|typed| fit(&target, typed));
        assert_eq!(found, [Some(0), Some(0), Some(1), Some(2), Some(3), Some(4), None, None]);
    }

    fn targets() -> impl Strategy<Value = Vec<Target>> {
        let one = (0_u32..5, prop::sample::select(vec!["", "a", "B", "b"]), prop::option::of(0.0_f64..1.0));
        prop::collection::vec(one, 0..20).prop_map(|all| {
            let target = |(at, (papers, symbol, score)): (usize, (u32, &str, Option<f64>))| Target {
                id: at as u32,
                papers,
                symbol: symbol.to_owned(),
                counts: vec![papers],
                emergence: score.map(|score| Emergence { score, ..Emergence::default() }),
                ..Target::default()
            };
            all.into_iter().enumerate().map(target).collect()
        })
    }

    proptest! {
        #[test]
        fn the_order_of_a_list_does_not_depend_on_where_it_began(all in targets(), turn in 0_usize..20) {
            for sort in Sort::ALL {
                let (mut one, mut other) = (all.clone(), all.clone());
                let turn = turn.min(other.len());
                other.rotate_left(turn);
                one.sort_by(|a, b| sort.compare(a, b));
                other.sort_by(|a, b| sort.compare(a, b));
                prop_assert_eq!(one, other);
            }
        }

        #[test]
        fn anything_can_be_typed(typed in "\\PC{0,12}", symbol in "[^\\s\\pC]{1,6}", name in "\\PC{0,12}") {
            let target = gene(&symbol, &[&name], &name);
            prop_assert!(fit(&target, &symbol).is_some());
            let _ = fit(&target, &typed);
        }
    }
}
