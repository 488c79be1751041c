//! Makes the folder of web assets known to Cargo, so that a new bundle is embedded by the next build.

fn main() -> std::io::Result<()> {
    let dist = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/dist"));
    // Cargo runs this at every build for as long as a watched folder is missing.
    std::fs::create_dir_all(dist)?;
    println!("cargo:rerun-if-changed={}", dist.display());
    Ok(())
}
