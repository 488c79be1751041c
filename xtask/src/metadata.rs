//! What `cargo metadata` says about the workspace: packages, their folders, and who depends on whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::workspace::{Workspace, output};

/// One package of the build, ours or fetched.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// Licence expression.
    pub license: Option<String>,
    /// Where it was fetched from; `None` for our own.
    pub source: Option<String>,
    /// Its folder, relative to the workspace, for our own.
    pub folder: Option<PathBuf>,
    /// Indices of the packages it uses, except for tests.
    pub uses: BTreeSet<usize>,
}

/// All packages of the build on this machine.
#[derive(Debug, Default)]
pub struct Graph {
    /// The packages.
    pub packages: Vec<Package>,
}

impl Graph {
    /// Asks cargo.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let host = output(workspace.command("rustc").arg("-vV"))?;
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names its host")?;
        let mut cargo = workspace.cargo();
        cargo.args(["metadata", "--format-version", "1", "--all-features", "--filter-platform", host]);
        let raw: Raw = serde_json::from_str(&output(&mut cargo)?).context("reading cargo metadata")?;
        raw.graph(&workspace.path(""))
    }

    /// Our own packages with their indices.
    pub fn ours(&self) -> impl Iterator<Item = (usize, &Package)> {
        self.packages.iter().enumerate().filter(|(_, package)| package.folder.is_some())
    }

    /// A chain of uses from one package to another of this name, both included.
    pub fn chain(&self, from: usize, to: &str) -> Option<Vec<usize>> {
        let mut came_from = BTreeMap::new();
        let mut next = vec![from];
        while let Some(at) = next.pop() {
            if at != from && self.packages[at].name == to {
                let mut chain = vec![at];
                while let Some(&before) = chain.last().and_then(|last| came_from.get(last)) {
                    chain.push(before);
                }
                chain.reverse();
                return Some(chain);
            }
            for &used in &self.packages[at].uses {
                if used != from && !came_from.contains_key(&used) {
                    came_from.insert(used, at);
                    next.push(used);
                }
            }
        }
        None
    }
}

#[derive(Deserialize)]
struct Raw {
    packages: Vec<RawPackage>,
    resolve: RawResolve,
    workspace_members: Vec<String>,
}

#[derive(Deserialize)]
struct RawPackage {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct RawResolve {
    nodes: Vec<RawNode>,
}

#[derive(Deserialize)]
struct RawNode {
    id: String,
    deps: Vec<RawDep>,
}

#[derive(Deserialize)]
struct RawDep {
    pkg: String,
    dep_kinds: Vec<RawKind>,
}

#[derive(Deserialize)]
struct RawKind {
    kind: Option<String>,
}

impl Raw {
    fn graph(self, root: &Path) -> Result<Graph> {
        let known: BTreeMap<&str, &RawPackage> = self.packages.iter().map(|p| (p.id.as_str(), p)).collect();
        let index: BTreeMap<&str, usize> =
            self.resolve.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
        let mut packages = Vec::new();
        for node in &self.resolve.nodes {
            let raw = known.get(node.id.as_str()).with_context(|| format!("no package {}", node.id))?;
            let folder = raw.manifest_path.parent().and_then(|folder| folder.strip_prefix(root).ok());
            let needed = |dep: &&RawDep| dep.dep_kinds.iter().any(|kind| kind.kind.as_deref() != Some("dev"));
            packages.push(Package {
                name: raw.name.clone(),
                version: raw.version.clone(),
                license: raw.license.clone(),
                source: raw.source.clone(),
                folder: folder.filter(|_| self.workspace_members.contains(&node.id)).map(Path::to_path_buf),
                uses: node.deps.iter().filter(needed).filter_map(|dep| index.get(dep.pkg.as_str()).copied()).collect(),
            });
        }
        Ok(Graph { packages })
    }
}
