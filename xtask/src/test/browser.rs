//! The pages in a real browser: Chromium against the program with a small installation.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::demo::target_folder;
use crate::installation::Installation;
use crate::workspace::{Workspace, run};

/// How many records the browser's installation has; enough for lists, quick to ingest.
const RECORDS: &str = "400";
/// Copies the first records of a PubMed file.
const CUT: &str = "\
import gzip, sys
source, target, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
with gzip.open(source, 'rt', encoding='utf-8') as lines, gzip.open(target, 'wt', encoding='utf-8') as out:
    for line in lines:
        out.write(line)
        wanted -= line.count('</PubmedArticle>')
        if wanted <= 0:
            break
    out.write('\\n</PubmedArticleSet>\\n')
";

/// Runs the tests in `web/tests`.
pub fn run_tests(workspace: &Workspace, sample: &Path, chromium: &Path) -> Result<()> {
    run(workspace.cargo().args(["build", "--quiet", "--package", "bellwether"]))?;
    let program = target_folder(workspace).join("debug/bellwether");
    let data = workspace.path("data/browser");
    let mut installation = Installation::open(workspace, program.clone(), data.clone())?;
    installation.clusters()?;
    installation.people()?;
    installation.facilities()?;
    let few = few_records(workspace, sample)?;
    let evidence = installation.evidence(&[few], RECORDS)?;
    installation.experts(&evidence)?;
    installation.landscape(&evidence)?;
    let mut tests = workspace.command("npm");
    tests.args(["test", "--silent"]).current_dir(workspace.path("web"));
    tests.env("CHROMIUM", chromium).env("BELLWETHER_BIN", program).env("BELLWETHER_TEST_DATA", data);
    if let Some((email, password)) = installation.administrator()? {
        tests.env("BELLWETHER_TEST_ADMIN", format!("{email}:{password}"));
    }
    run(&mut tests)
}

fn few_records(workspace: &Workspace, sample: &Path) -> Result<PathBuf> {
    let folder = workspace.path("data/browser-sample");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let cut = folder.join("few.xml.gz");
    if !cut.is_file() {
        let whole = sample.join("pubmed21n1298.xml.gz");
        run(workspace.command("python3").args(["-c", CUT]).arg(whole).arg(&cut).arg(RECORDS))?;
    }
    Ok(cut)
}
