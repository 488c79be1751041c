//! `bellwether serve`: the web server, until it is told to stop.

use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use bellwether_db::Engine;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::clocks;
use crate::config::Config;
use crate::install;

/// Options of `serve`.
#[derive(clap::Args)]
pub struct Args {
    /// Where to listen, instead of the setting
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
}

/// Serves until SIGTERM or SIGINT, then lets running requests finish and gives running jobs back to the queue.
pub async fn run(args: Args, mut config: Config) -> anyhow::Result<ExitCode> {
    if let Some(listen) = args.listen {
        config.listen = listen;
    }
    let lock = only_server(&config.data_dir)?;
    let installation = install::open(&config).await?;
    if installation.db.engine() == Engine::Sqlite {
        // The lock proves that no other server works on this database.
        let resumed = installation.jobs.release_after_crash().await?;
        if resumed > 0 {
            tracing::info!("{resumed} interrupted jobs start again");
        }
    }
    let listener = TcpListener::bind(config.listen).await.with_context(|| format!("listening on {}", config.listen))?;
    let address = listener.local_addr()?;
    let options = install::web_options(&config, &installation, address)?;
    let slices = install::slices(&installation, &config).await?;
    let router = bellwether_web::app::app(slices, options)?.into_make_service_with_connect_info::<SocketAddr>();
    let (stop, stopping) = watch::channel(false);
    let patience = config.limits.shutdown();
    let mut clocks = clocks::start(&installation, &config.limits, &stopping);
    let server = tokio::spawn(axum::serve(listener, router).with_graceful_shutdown(until(stopping)).into_future());
    tracing::info!(server.address = %address, "listening on http://{address}");
    if let Some(token) = installation.accounts.offer_set_up().await? {
        // On standard output and not in the log, which others may read.
        println!("No account yet. Make the administrator: http://{address}/setup?token={}", token.reveal());
    }
    told_to_stop().await?;
    tracing::info!("stopping: finishing running requests");
    stop.send_replace(true);
    match tokio::time::timeout(patience, server).await {
        Ok(finished) => finished.context("joining the server")??,
        Err(_) => tracing::warn!("gave up waiting for running requests after {} s", patience.as_secs()),
    }
    while let Some(ended) = clocks.join_next().await {
        ended.context("joining what the server does by itself")?;
    }
    installation.db.close().await?;
    drop(lock);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Two servers must not share a data folder; on PostgreSQL several servers have a folder each.
fn only_server(data_dir: &Path) -> anyhow::Result<File> {
    let path = data_dir.join("server.lock");
    std::fs::create_dir_all(data_dir).with_context(|| format!("making {}", data_dir.display()))?;
    let file = File::create(&path).with_context(|| format!("opening {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("another server runs on {}; stop it first, or give this one another --data", data_dir.display())
        }
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("locking {}", path.display())),
    }
}

async fn until(mut stopping: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a reason to stop too.
    let _ = stopping.wait_for(|stop| *stop).await;
}

async fn told_to_stop() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
