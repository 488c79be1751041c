//! The program, as somebody at the command line starts it on a folder of data.

use std::path::Path;
use std::process::{Command, Output};

/// The program on this folder, with no setting of whoever runs the tests.
pub fn bellwether(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bellwether"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BELLWETHER_")) {
        command.env_remove(name);
    }
    command.current_dir(data).arg("--data").arg(data);
    command
}

/// Runs it to its end; whoever gets an account gets this password.
pub fn run(data: &Path, args: &[&str]) -> Output {
    bellwether(data).args(args).env("BELLWETHER_PASSWORD", "lantern over the harbour").output().unwrap()
}

/// What it printed; it must have succeeded.
pub fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}
