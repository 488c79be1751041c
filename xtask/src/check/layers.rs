//! A crate's layer is its top folder; `architecture.toml` says which layer may use which, and which single
//! edges are agreed on top. The pure layers must not even reach the outside world through others.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::metadata::{Graph, Package};

/// Layer → layers it may use.
pub type Layers = BTreeMap<String, Vec<String>>;

/// One use that the layers alone would not permit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    from: String,
    to: String,
    why: String,
}

/// The layers that only compute.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pure {
    layers: Vec<String>,
    must_not_reach: Vec<String>,
}

/// What breaks the rules.
pub fn findings(graph: &Graph, layers: &Layers, edges: &[Edge], pure: &Pure) -> Vec<String> {
    let mut findings = Vec::new();
    for (index, package) in graph.ours() {
        let layer = layer(package);
        let Some(may_use) = layers.get(layer) else {
            findings.push(format!("{}: the folder {layer} is no layer of architecture.toml", package.name));
            continue;
        };
        for used in package.uses.iter().map(|used| &graph.packages[*used]).filter(|used| used.folder.is_some()) {
            let agreed = edges.iter().any(|edge| edge.from == package.name && edge.to == used.name);
            if !agreed && !may_use.iter().any(|other| other == self::layer(used)) {
                findings.push(format!(
                    "{} ({layer}) may not use {} ({}); if it must, say why in architecture.toml",
                    package.name,
                    used.name,
                    self::layer(used),
                ));
            }
        }
        if pure.layers.iter().any(|name| name == layer) {
            findings.extend(pure.must_not_reach.iter().filter_map(|outside| reach(graph, index, outside)));
        }
    }
    findings.extend(edges.iter().filter_map(|edge| stale(graph, edge)));
    findings
}

/// The top folder.
fn layer(package: &Package) -> &str {
    let top = package.folder.as_deref().and_then(|folder| folder.components().next());
    top.and_then(|top| Path::new(top.as_os_str()).to_str()).unwrap_or_default()
}

fn reach(graph: &Graph, from: usize, outside: &str) -> Option<String> {
    let chain = graph.chain(from, outside)?;
    let names: Vec<_> = chain.iter().map(|at| graph.packages[*at].name.as_str()).collect();
    Some(format!("{} only computes, but reaches {outside}: {}", names[0], names.join(" → ")))
}

fn stale(graph: &Graph, edge: &Edge) -> Option<String> {
    let find = |name: &str| graph.ours().find(|(_, package)| package.name == name);
    let is_used = match (find(&edge.from), find(&edge.to)) {
        (Some((_, from)), Some((to, _))) => from.uses.contains(&to),
        _ => false,
    };
    if edge.why.trim().is_empty() {
        return Some(format!("architecture.toml: the edge {} → {} says no why", edge.from, edge.to));
    }
    (!is_used).then(|| format!("architecture.toml: the edge {} → {} is not used any more", edge.from, edge.to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, folder: Option<&str>, uses: &[usize]) -> Package {
        Package {
            name: name.to_owned(),
            folder: folder.map(Into::into),
            uses: uses.iter().copied().collect(),
            ..Package::default()
        }
    }

    fn rules() -> (Layers, Pure) {
        let layers = [("engines", vec![]), ("platform", vec![]), ("slices", vec!["engines".to_owned()])];
        let layers = layers.into_iter().map(|(name, uses)| (name.to_owned(), uses)).collect();
        (layers, Pure { layers: vec!["engines".to_owned()], must_not_reach: vec!["tokio".to_owned()] })
    }

    fn edge(from: &str, to: &str) -> Edge {
        Edge { from: from.to_owned(), to: to.to_owned(), why: "because".to_owned() }
    }

    #[test]
    fn a_slice_that_uses_an_engine_is_fine() {
        let graph =
            Graph { packages: vec![package("e", Some("engines/e"), &[]), package("s", Some("slices/s"), &[0])] };
        let (layers, pure) = rules();
        assert_eq!(findings(&graph, &layers, &[], &pure), Vec::<String>::new());
    }

    #[test]
    fn a_use_against_the_layers_is_found_unless_it_is_agreed() {
        let graph =
            Graph { packages: vec![package("s", Some("slices/s"), &[]), package("p", Some("platform/p"), &[0])] };
        let (layers, pure) = rules();
        let found = findings(&graph, &layers, &[], &pure);
        assert_eq!(found, ["p (platform) may not use s (slices); if it must, say why in architecture.toml"]);
        assert_eq!(findings(&graph, &layers, &[edge("p", "s")], &pure), Vec::<String>::new());
    }

    #[test]
    fn an_engine_that_reaches_the_outside_through_another_crate_is_found() {
        let packages =
            vec![package("tokio", None, &[]), package("between", None, &[0]), package("e", Some("engines/e"), &[1])];
        let (layers, pure) = rules();
        let found = findings(&Graph { packages }, &layers, &[], &pure);
        assert_eq!(found, ["e only computes, but reaches tokio: e → between → tokio"]);
    }

    #[test]
    fn an_agreed_edge_that_nobody_uses_is_found() {
        let graph = Graph { packages: vec![package("e", Some("engines/e"), &[])] };
        let (layers, pure) = rules();
        let found = findings(&graph, &layers, &[edge("e", "gone")], &pure);
        assert_eq!(found, ["architecture.toml: the edge e → gone is not used any more"]);
    }

    #[test]
    fn a_crate_outside_the_layers_is_found() {
        let (layers, pure) = rules();
        let graph = Graph { packages: vec![package("x", Some("somewhere/x"), &[])] };
        let found = findings(&graph, &layers, &[], &pure);
        assert_eq!(found, ["x: the folder somewhere is no layer of architecture.toml"]);
    }
}
