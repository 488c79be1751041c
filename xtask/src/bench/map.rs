//! How smoothly the map of the demo's landscape moves in Chromium, with all its points and with many more.

use anyhow::{Result, anyhow, bail};

use crate::demo::target_folder;
use crate::test::packages;
use crate::web;
use crate::workspace::{Workspace, run as run_command};

/// Runs the benchmark on the demo's data. Arguments: how many times the points, such as `1 4 20`.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let data = workspace.path("data/demo");
    if !data.join("foresight").is_dir() {
        bail!("{} holds no landscape; start `cargo xtask demo` once", data.display());
    }
    let chromium = packages::chromium().map_err(|why| anyhow!("no browser: {why}"))?;
    web::build(workspace)?;
    run_command(workspace.cargo().args(["build", "--quiet", "--release", "--package", "bellwether"]))?;
    let mut bench = workspace.command("node");
    bench.arg("bench/map.mjs").args(arguments).current_dir(workspace.path("web"));
    bench.env("BELLWETHER_BIN", target_folder(workspace).join("release/bellwether"));
    run_command(bench.env("BELLWETHER_TEST_DATA", data).env("CHROMIUM", chromium))
}
