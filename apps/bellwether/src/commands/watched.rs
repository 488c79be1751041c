//! Long work at the command line: progress on the terminal, and Ctrl-C that stops it without harm.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

/// What the work tells how far it is, and asks whether to stop.
pub struct Lines {
    stop: Arc<AtomicBool>,
    in_place: bool,
}

/// Does work that blocks. Ctrl-C asks it to stop, through [`Lines`].
pub async fn watched<T: Send + 'static>(work: impl FnOnce(&Lines) -> T + Send + 'static) -> anyhow::Result<T> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = stop.clone();
    let listener = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            told.store(true, Ordering::Relaxed);
        }
    });
    let lines = Lines { stop, in_place: std::io::stderr().is_terminal() };
    let done = tokio::task::spawn_blocking(move || work(&lines)).await.context("waiting for the build")?;
    listener.abort();
    Ok(done)
}

/// Tells how a build ended: what it made, that it was stopped, or what `doing` it failed with.
pub fn ended<T, E: std::error::Error + Send + Sync + 'static>(
    built: Result<T, E>,
    is_stopped: impl FnOnce(&E) -> bool,
    tell: impl FnOnce(&T),
    doing: &'static str,
) -> anyhow::Result<ExitCode> {
    match built {
        Ok(made) => {
            tell(&made);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if is_stopped(&error) => {
            eprintln!("stopped; nothing has changed");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error).context(doing),
    }
}

impl Lines {
    fn show(&self, step: &str, done: u64, total: u64) {
        if self.in_place {
            eprint!("\r\x1b[K{step}: {done} of {total}");
            if done == total {
                eprintln!();
            }
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl bellwether_jobs::Watch for Lines {
    fn on_progress(&self, step: &'static str, done: u64, total: u64) {
        self.show(step, done, total);
    }

    fn cancelled(&self) -> bool {
        self.stopped()
    }
}
