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

/// Writes NCBI's two tables with invented genes: each is linked to every so-manieth of the papers that the records cite, of many years.
const LINK: &str = "\
import gzip, re, sys
source, links, names = sys.argv[1:4]
cited = sorted({int(pmid) for pmid in re.findall('IdType=.pubmed.>([0-9]+)<', gzip.open(source, 'rt', encoding='utf-8').read())})
with open(links, 'w') as out:
    out.write('#tax_id\\tGeneID\\tPubMed_ID\\n')
    for gene in range(1, 61):
        step = 20 + gene % 9 * 5
        for place in range(gene, len(cited), step):
            late = place * 2 > len(cited)
            if late or gene % 3 or place % 2:
                out.write(f'9606\\t{gene}\\t{cited[place]}\\n')
with open(names, 'w') as out:
    for gene in range(1, 61):
        out.write(f'9606\\t{gene}\\tINV{gene}\\t-\\tOLD{gene}\\t-\\t1\\t1p{gene}\\tinvented kinase {gene}\\tprotein-coding\\n')
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
    installation.messages()?;
    installation.calls()?;
    let few = few_records(workspace, sample)?;
    let evidence = installation.evidence(std::slice::from_ref(&few), RECORDS)?;
    installation.experts(&evidence)?;
    installation.landscape(&evidence)?;
    let (links, names) = invented_genes(workspace, &few)?;
    installation.invented_targets(&evidence, &links, &names)?;
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

fn invented_genes(workspace: &Workspace, records: &Path) -> Result<(PathBuf, PathBuf)> {
    let folder = workspace.path("data/browser-sample");
    let (links, names) = (folder.join("gene2pubmed"), folder.join("gene_info"));
    run(workspace.command("python3").args(["-c", LINK]).arg(records).arg(&links).arg(&names))?;
    Ok((links, names))
}
