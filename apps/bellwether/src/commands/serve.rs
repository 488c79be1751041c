//! `bellwether serve`: the web server, until it is told to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use bellwether_db::Db;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::Config;
use crate::install;

/// Options of `serve`.
#[derive(clap::Args)]
pub struct Args {
    /// Where to listen, instead of the setting
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
}

/// Serves until SIGTERM or SIGINT, then lets running requests finish.
pub async fn run(args: Args, config: Config) -> anyhow::Result<ExitCode> {
    let db = install::open_database(&config).await?;
    let listen = args.listen.unwrap_or(config.listen);
    let listener = TcpListener::bind(listen).await.with_context(|| format!("listening on {listen}"))?;
    let address = listener.local_addr()?;
    let (stop, stopping) = watch::channel(false);
    let router = Router::new().route("/healthz", get(healthz)).with_state(db.clone());
    tracing::info!(server.address = %address, "listening on http://{address}");
    let server = axum::serve(listener, router).with_graceful_shutdown(until(stopping)).into_future();
    let server = tokio::spawn(server);
    told_to_stop().await?;
    tracing::info!("stopping: finishing running requests");
    stop.send_replace(true);
    let patience = Duration::from_secs(config.limits.shutdown_seconds.into());
    match tokio::time::timeout(patience, server).await {
        Ok(finished) => finished.context("joining the server")??,
        Err(_) => tracing::warn!("gave up waiting for running requests after {} s", patience.as_secs()),
    }
    db.close().await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn healthz(State(db): State<Db>) -> (StatusCode, &'static str) {
    match db.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(db.error = %error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
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
