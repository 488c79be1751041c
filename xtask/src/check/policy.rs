//! Which packages may be in the build: their licences, where they come from, and which ones are banned.
//!
//! The policy is `deny.toml`, in the form that `cargo deny` reads, so that people who have that tool get the same
//! answer and the advisories on top. Here only licences, bans and sources are judged: they need no network.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::licences::is_allowed;
use crate::metadata::{Graph, Package};
use crate::workspace::Workspace;

#[derive(Deserialize)]
struct Policy {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    #[serde(default)]
    wrappers: Vec<String>,
    reason: String,
}

#[derive(Deserialize)]
struct Sources {
    #[serde(rename = "allow-registry")]
    allow_registry: Vec<String>,
}

/// What breaks the policy.
pub fn findings(workspace: &Workspace, graph: &Graph) -> Result<Vec<String>> {
    let policy: Policy = toml::from_str(&workspace.read("deny.toml")?).context("reading deny.toml")?;
    Ok(judge(&policy, graph))
}

fn judge(policy: &Policy, graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for package in graph.packages.iter().filter(|package| package.folder.is_none()) {
        findings.extend(licence(&policy.licenses, package));
        findings.extend(source(&policy.sources, package));
    }
    for ban in &policy.bans.deny {
        findings.extend(banned(ban, graph));
    }
    findings
}

fn licence(licences: &Licences, package: &Package) -> Option<String> {
    let mut allowed = licences.allow.clone();
    let exceptions = licences.exceptions.iter().filter(|exception| exception.name == package.name);
    allowed.extend(exceptions.flat_map(|exception| exception.allow.clone()));
    let expression = package.license.as_deref().unwrap_or("none stated");
    let named = format!("{} {}", package.name, package.version);
    (!is_allowed(expression, &allowed)).then(|| format!("{named}: licence not allowed: {expression}"))
}

fn source(sources: &Sources, package: &Package) -> Option<String> {
    let from = package.source.as_deref().unwrap_or("a folder outside the workspace");
    let registry = from.strip_prefix("registry+");
    let known = registry.is_some_and(|registry| sources.allow_registry.iter().any(|allowed| allowed == registry));
    (!known).then(|| format!("{} {}: comes from {from}", package.name, package.version))
}

fn banned(ban: &Ban, graph: &Graph) -> Vec<String> {
    let mut users: BTreeMap<&str, &Package> = BTreeMap::new();
    for package in &graph.packages {
        if package.uses.iter().any(|used| graph.packages[*used].name == ban.name) {
            users.insert(&package.name, package);
        }
    }
    let wrong = users.keys().filter(|user| !ban.wrappers.iter().any(|wrapper| wrapper == *user));
    wrong.map(|user| format!("{user} uses {}, which is banned: {}", ban.name, ban.reason)).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const POLICY: &str = "\
        licenses.allow = ['MIT']\n\
        licenses.exceptions = [{ crate = 'odd', allow = ['Zlib'] }]\n\
        bans.deny = [{ crate = 'openssl', wrappers = ['wrapper'], reason = 'rustls is used' }]\n\
        sources.allow-registry = ['https://registry']\n";

    fn found(packages: &[(&str, &str, &str, &[usize])]) -> Vec<String> {
        let packages = packages.iter().map(|(name, license, source, uses)| Package {
            name: (*name).to_owned(),
            version: "1.0.0".to_owned(),
            license: Some((*license).to_owned()),
            source: Some((*source).to_owned()),
            folder: None,
            uses: uses.iter().copied().collect(),
        });
        judge(&toml::from_str(POLICY).unwrap(), &Graph { packages: packages.collect() })
    }

    const FROM: &str = "registry+https://registry";

    #[test]
    fn what_the_policy_allows_is_fine() {
        assert_eq!(found(&[("a", "MIT", FROM, &[]), ("odd", "Zlib", FROM, &[])]), Vec::<String>::new());
    }

    #[test]
    fn a_licence_outside_the_policy_is_found() {
        assert_eq!(found(&[("a", "Zlib", FROM, &[])]), ["a 1.0.0: licence not allowed: Zlib"]);
    }

    #[test]
    fn a_package_from_elsewhere_is_found() {
        assert_eq!(found(&[("a", "MIT", "git+https://somewhere", &[])]), ["a 1.0.0: comes from git+https://somewhere"]);
    }

    #[test]
    fn a_banned_package_is_found_unless_its_user_may() {
        let packages: [(&str, &str, &str, &[usize]); 3] =
            [("openssl", "MIT", FROM, &[]), ("wrapper", "MIT", FROM, &[0]), ("other", "MIT", FROM, &[0])];
        assert_eq!(found(&packages), ["other uses openssl, which is banned: rustls is used"]);
    }
}
