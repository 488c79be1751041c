//! Taking a backup back: everything is checked first, and only an empty installation is filled.

use std::fs::{self, File};
use std::path::{Component, Path};

use anyhow::{Context, bail, ensure};
use bellwether_db::Db;
use bellwether_generations::folder::{Generations, Keep};
use sea_orm_migration::MigrationTrait;
use tempfile::TempDir;

use super::{DATABASE, EVIDENCE, MANIFEST, Manifest, pack};

/// Takes the backup at `source` back. `migrations` are those of this version.
pub async fn restore(
    db: &Db,
    evidence: &Path,
    source: &Path,
    migrations: fn() -> Vec<Box<dyn MigrationTrait>>,
) -> anyhow::Result<Manifest> {
    let generations = Generations::open(evidence)?;
    ensure!(
        generations.current()?.is_none(),
        "there is evidence in {}; a backup is restored into an empty installation only",
        evidence.display()
    );
    let unpacked = if pack::is_archive(source) { Some(unpack(source, evidence)?) } else { None };
    let folder = unpacked.as_ref().map_or(source, TempDir::path);
    let manifest = read_manifest(folder)?;
    for file in &manifest.files {
        check(folder, file)?;
    }
    db.import(&folder.join(DATABASE), migrations()).await.context("taking the database back")?;
    if manifest.generation.is_some() {
        let mut writer = generations.writer("restoring a backup")?;
        let draft = writer.draft(|_| Keep::Leave)?;
        copy_all(&folder.join(EVIDENCE), draft.path())?;
        draft.publish()?;
    }
    Ok(manifest)
}

/// Unpacks beside the evidence, which is where the space is.
fn unpack(archive: &Path, evidence: &Path) -> anyhow::Result<TempDir> {
    let beside = evidence.parent().unwrap_or(evidence);
    let folder = TempDir::with_prefix_in("restoring-", beside).context("making a folder to unpack into")?;
    let unpacking = || format!("unpacking {}", archive.display());
    let file = File::open(archive).with_context(unpacking)?;
    let mut archive = tar::Archive::new(zstd::Decoder::new(file).with_context(unpacking)?);
    // Entries that would lead out of the folder are skipped, and then missing.
    archive.unpack(folder.path()).with_context(unpacking)?;
    Ok(folder)
}

fn read_manifest(folder: &Path) -> anyhow::Result<Manifest> {
    let path = folder.join(MANIFEST);
    let text =
        fs::read(&path).with_context(|| format!("reading {}; a backup without it was interrupted", path.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text).with_context(|| format!("reading {}", path.display()))?;
    ensure!(manifest.format == 1, "the backup has the format {}, which this version does not know", manifest.format);
    Ok(manifest)
}

fn check(folder: &Path, file: &super::Packed) -> anyhow::Result<()> {
    let relative = Path::new(&file.path);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        bail!("the manifest names {}, which lies outside of the backup", file.path);
    }
    let (bytes, sha256) =
        pack::digest(&folder.join(relative)).with_context(|| format!("checking {} of the backup", file.path))?;
    ensure!(
        bytes == file.bytes && sha256 == file.sha256,
        "{} of the backup is damaged: it is not the file that was packed",
        file.path
    );
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> anyhow::Result<()> {
    for (name, path) in pack::files_under(from).context("listing the evidence of the backup")? {
        let target = to.join(&name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
        }
        fs::copy(&path, &target).with_context(|| format!("restoring {name}"))?;
    }
    Ok(())
}
