//! The web assets: fetched and bundled by npm, only when something that they are made from has changed.

use anyhow::{Result, bail};

use crate::stamp::{Stamps, digest};
use crate::workspace::{Workspace, output, run};

/// What the bundle is made from: its own sources, and all pages, whose classes and icons decide what is kept.
const SOURCES: &[&str] =
    &["web/src", "web/build.mjs", "web/package.json", "web/package-lock.json", "platform/web/src", "slices"];

/// Makes the bundle in `web/dist`.
pub fn build(workspace: &Workspace) -> Result<()> {
    let mut stamps = Stamps::open(workspace.path("data/web.stamps"));
    let web = workspace.path("web");
    let lock = digest(workspace, &["web/package-lock.json"], &[])?;
    let has_modules = web.join("node_modules").is_dir();
    stamps.once("modules", if has_modules { &lock } else { "none" }, || {
        need_node(workspace)?;
        println!("web: npm ci");
        run(workspace.command("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&web))
    })?;
    // The next run sees that the packages of this lock file are there.
    stamps.once("modules", &lock, || Ok(()))?;
    let has_bundle = web.join("dist").read_dir().is_ok_and(|mut files| files.next().is_some());
    let sources = if has_bundle { digest(workspace, SOURCES, &[])? } else { "none".to_owned() };
    let was_built = stamps.once("bundle", &sources, || {
        need_node(workspace)?;
        run(workspace.command("npm").args(["run", "--silent", "build"]).current_dir(&web))
    })?;
    if was_built {
        stamps.once("bundle", &digest(workspace, SOURCES, &[])?, || Ok(()))?;
    }
    println!("web: {}", if was_built { "bundled" } else { "unchanged" });
    Ok(())
}

fn need_node(workspace: &Workspace) -> Result<()> {
    let version = output(workspace.command("node").arg("--version")).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) || output(workspace.command("npm").arg("--version")).is_err() {
        bail!("Node.js 20 or newer with npm is needed for the web pages; see the README for what to install");
    }
    Ok(())
}
