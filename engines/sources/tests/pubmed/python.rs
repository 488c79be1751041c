//! Python with lxml and pubmed_parser, in an environment of its own below `data/venv`.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::reading::workspace;

const HAS_PACKAGES: [&str; 2] = ["-c", "import lxml.etree, pubmed_parser"];

/// The lines that a script of this folder writes when it is given a file.
pub struct Output {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Output {
    /// Starts the script; `None`, with a message, where there is no Python with the packages. In CI that is a failure.
    pub fn of(script: &str, file: &Path) -> Option<Output> {
        let python = match python() {
            Ok(python) => python,
            Err(reason) => {
                assert!(std::env::var_os("CI").is_none(), "no Python to compare with: {reason}");
                println!("skipped: no Python to compare with: {reason}");
                return None;
            }
        };
        let script = folder().join(script);
        let mut child = Command::new(python).arg(script).arg(file).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Some(Output { child, lines })
    }

    /// The next line; `None` after the last.
    pub fn next_line(&mut self) -> Option<String> {
        self.lines.next().map(Result::unwrap)
    }

    /// Asserts that the script is through and ended well.
    pub fn finish(mut self) {
        assert_eq!(self.next_line(), None, "the script writes more lines than there are changes");
        assert!(self.child.wait().unwrap().success(), "the script fails");
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pubmed/python")
}

/// Makes the environment where it is missing; one test process at a time.
fn python() -> Result<PathBuf, String> {
    let data = workspace().join("data");
    fs::create_dir_all(&data).map_err(|error| error.to_string())?;
    let lock = File::create(data.join("venv.lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    let venv = data.join("venv");
    let python = venv.join("bin/python");
    if run(Command::new(&python).args(HAS_PACKAGES)).is_err() {
        println!("making a Python environment in {}", venv.display());
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        let mut pip = Command::new(&python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--timeout",
            "20",
            "--requirement",
        ]);
        run(pip.arg(folder().join("requirements.txt")))?;
        run(Command::new(&python).args(HAS_PACKAGES))?;
    }
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let said = || String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
    if output.status.success() { Ok(()) } else { Err(said()) }
}
