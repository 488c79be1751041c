//! Links between papers and human genes for the demo: Bioconductor's annotation, which Debian packs as `r-bioc-org.hs.eg.db`.
//! It is fetched by name with the machine's own apt, as an ordinary user; apt verifies it against Debian's signed index.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::sample::sha256;
use crate::workspace::{Workspace, run, works};

const PACKAGE: &str = "r-bioc-org.hs.eg.db";
/// Where the package has the file, under wherever R keeps its libraries.
const FILE: &str = "org.Hs.eg.sqlite";

/// The package file, and what names its content.
pub struct Package {
    /// Where it lies.
    pub file: PathBuf,
    /// Its SHA-256.
    pub sha256: String,
}

/// The package file; fetched first when it is not there. `None` where this machine has no apt.
pub fn fetch(workspace: &Workspace) -> Result<Option<Package>> {
    let folder = workspace.path("data/genes");
    let digests = folder.join("VERIFIED");
    if let Some(file) = ending_in(&folder, ".deb")? {
        let sha256 = sha256(&file)?;
        if fs::read_to_string(&digests).is_ok_and(|kept| kept.trim() == sha256) {
            println!("genes: {} is there and verified", file.display());
            return Ok(Some(Package { file, sha256 }));
        }
    }
    let has = |program: &str| works(workspace.command(program).arg("--version"));
    if !has("apt-get") || !has("dpkg-deb") {
        println!(
            "genes: this machine has no apt, so the demo does without targets; see the user guide for other sources"
        );
        return Ok(None);
    }
    let draft = workspace.path("data/genes.draft");
    let _ = fs::remove_dir_all(&draft);
    fs::create_dir_all(&draft).with_context(|| format!("making {}", draft.display()))?;
    println!("genes: fetching {PACKAGE} with apt-get; about 37 MB");
    let mut download = workspace.command("apt-get");
    // apt's own messages, such as that it does not drop root's rights, are of no use here.
    download.args(["--quiet=2", "download", PACKAGE]).current_dir(&draft);
    if let Err(error) = run(&mut download) {
        println!(
            "genes: {PACKAGE} could not be fetched, so the demo does without targets (is apt's index there? `apt-get update` makes it): {error:#}"
        );
        let _ = fs::remove_dir_all(&draft);
        return Ok(None);
    }
    let fetched = ending_in(&draft, ".deb")?.context("apt-get fetched no .deb file")?;
    let sha256 = sha256(&fetched)?;
    fs::write(draft.join("VERIFIED"), format!("{sha256}\n"))?;
    let _ = fs::remove_dir_all(&folder);
    fs::rename(&draft, &folder).with_context(|| format!("placing {}", folder.display()))?;
    let file = ending_in(&folder, ".deb")?.context("the package was there a moment ago")?;
    Ok(Some(Package { file, sha256 }))
}

/// Unpacks the annotation, hands it to `act`, and removes it: unpacked it is nine times as large.
pub fn unpacked(workspace: &Workspace, package: &Package, act: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let folder = workspace.path("data/genes.unpacked");
    let _ = fs::remove_dir_all(&folder);
    run(workspace.command("dpkg-deb").arg("-x").arg(&package.file).arg(&folder))?;
    let done = match find(&folder, FILE)? {
        Some(file) => act(&file),
        None => bail!("{} holds no {FILE}", package.file.display()),
    };
    fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    done
}

fn ending_in(folder: &Path, ending: &str) -> Result<Option<PathBuf>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let paths = folder.read_dir()?.map(|entry| entry.map(|entry| entry.path()));
    let paths = paths.collect::<std::io::Result<Vec<_>>>()?;
    Ok(paths.into_iter().find(|path| path.to_string_lossy().ends_with(ending)))
}

fn find(folder: &Path, name: &str) -> Result<Option<PathBuf>> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        let found = match entry.file_type()? {
            kind if kind.is_dir() => find(&entry.path(), name)?,
            kind => (kind.is_file() && entry.file_name() == name).then(|| entry.path()),
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_found_wherever_the_package_has_it() {
        let folder = std::env::temp_dir().join(format!("bellwether-genes-{}", std::process::id()));
        let inside = folder.join("usr/lib/R/site-library/org.Hs.eg.db/extdata");
        fs::create_dir_all(&inside).unwrap();
        fs::create_dir_all(folder.join("usr/share")).unwrap();
        fs::write(inside.join(FILE), "").unwrap();
        let found =
            (find(&folder, FILE).unwrap(), find(&folder, "other").unwrap(), ending_in(&inside, ".deb").unwrap());
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, (Some(inside.join(FILE)), None, None));
        assert_eq!(ending_in(&folder, ".deb").unwrap(), None);
    }
}
