//! Making a backup while the server runs: nobody waits, and what belongs together is copied together.

use std::fs;
use std::path::Path;

use anyhow::Context;
use bellwether_db::Db;
use bellwether_generations::folder::Generations;
use bellwether_kernel::clock::{Clock, SystemClock};

use super::pack::{self, Pack};
use super::{DATABASE, EVIDENCE, MANIFEST, Manifest};

/// Copies the database and the current generation of the evidence into a folder or archive that is not there yet.
pub async fn backup(db: &Db, evidence: &Path, target: &Path) -> anyhow::Result<Manifest> {
    let mut pack = Pack::begin(target)?;
    match fill(&mut pack, db, evidence).await {
        Ok(manifest) => {
            pack.finish(target)?;
            Ok(manifest)
        }
        Err(error) => {
            drop(pack);
            remove(&pack::growing(target));
            Err(error)
        }
    }
}

async fn fill(pack: &mut Pack, db: &Db, evidence: &Path) -> anyhow::Result<Manifest> {
    let staged = tempfile::tempdir().context("making a temporary folder")?;
    let copied = db.export(staged.path()).await.context("copying the database")?;
    let mut files = Vec::new();
    for (name, path) in pack::files_under(staged.path()).context("listing the copy of the database")? {
        files.push(pack.add(&format!("{DATABASE}/{name}"), &path)?);
    }
    // Holding the generation keeps its files, whatever is published meanwhile.
    let held = match evidence.is_dir() {
        true => Generations::open(evidence)?.current()?,
        false => None,
    };
    if let Some(generation) = &held {
        for (name, path) in pack::files_under(generation.path()).context("listing the evidence")? {
            files.push(pack.add(&format!("{EVIDENCE}/{name}"), &path)?);
        }
    }
    let manifest = Manifest {
        format: 1,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: SystemClock.now().to_string(),
        journal_head: copied.journal_head,
        generation: held.map(|generation| generation.number()),
        files,
    };
    let path = staged.path().join(MANIFEST);
    pack::write_synced(&path, &serde_json::to_vec_pretty(&manifest)?).context("writing the manifest")?;
    pack.add(MANIFEST, &path)?;
    Ok(manifest)
}

fn remove(partial: &Path) {
    let removed = if partial.is_dir() { fs::remove_dir_all(partial) } else { fs::remove_file(partial) };
    if let Err(error) = removed {
        tracing::warn!(error = %error, "could not remove the unfinished {}", partial.display());
    }
}
