//! The Python stack: an environment of its own, and scripts run in it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGES: [&str; 6] =
    ["numpy==2.4.6", "scipy==1.17.1", "scikit-learn==1.9.1", "igraph==1.0.0", "leidenalg==0.12.0", "openTSNE==1.0.4"];

/// Runs `landscape/baselines.py` with the arguments; what it prints goes to the terminal, and is returned.
pub fn run(workspace: &Path, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/landscape/baselines.py");
    let output = Command::new(python(workspace)?).arg(script).args(arguments).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(format!("python: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(text)
}

fn python(workspace: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let venv = workspace.join("data/venv-landscape");
    let python = venv.join("bin/python");
    let loads = || {
        let check = ["-c", "import sklearn, igraph, leidenalg, openTSNE"];
        Command::new(&python).args(check).output().is_ok_and(|output| output.status.success())
    };
    if loads() {
        return Ok(python);
    }
    println!("making a Python environment in {}", venv.display());
    Command::new("python3").args(["-m", "venv"]).arg(&venv).status()?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    Command::new(&python).args(pip).args(PACKAGES).status()?;
    if loads() { Ok(python) } else { Err("the Python packages do not load".into()) }
}
