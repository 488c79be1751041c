//! `bellwether serve`: the web server, until it is told to stop.

use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use bellwether_actors::api::Actors;
use bellwether_db::{Db, Engine};
use bellwether_kernel::ctx::Ctx;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::commands::{calls, facilities};
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
    let patience = Duration::from_secs(config.limits.shutdown_seconds.into());
    let jobs = installation.jobs.clone();
    let workers = config.limits.jobs as usize;
    let work = tokio::spawn({
        let stopping = stopping.clone();
        async move { jobs.run(workers, stopping, patience).await }
    });
    let outbox = installation.outbox.clone();
    let mail = tokio::spawn({
        let stopping = stopping.clone();
        async move { outbox.run(stopping).await }
    });
    let notices = installation.notices.clone();
    let letters = tokio::spawn({
        let stopping = stopping.clone();
        async move { notices.run(stopping).await }
    });
    let clock = tokio::spawn(facilities::lapse(installation.exchange.clone(), stopping.clone()));
    let calls_clock = tokio::spawn(calls::sweep(installation.calls.clone(), stopping.clone()));
    let sweeping = tokio::spawn(sweep_daily(installation.db.clone(), stopping.clone()));
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
    work.await.context("joining the workers")?;
    clock.await.context("joining the clock of the exchange")?;
    letters.await.context("joining the writer of letters")?;
    calls_clock.await.context("joining the clock of the calls")?;
    mail.await.context("joining the sender of letters")?;
    sweeping.await.context("joining the sweep of personal data")?;
    installation.db.close().await?;
    drop(lock);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Personal data goes when its time is over, also where nobody runs the sweep by hand.
async fn sweep_daily(db: Db, stopping: watch::Receiver<bool>) {
    const DAY: Duration = Duration::from_secs(24 * 3600);
    let actors = Actors::new(db);
    loop {
        match actors.sweep(&Ctx::system()).await {
            Ok(swept) if swept.fields > 0 => tracing::info!("removed {} fields of personal data", swept.fields),
            Ok(_) => {}
            Err(error) => tracing::error!(error = %error, "could not remove personal data whose time is over"),
        }
        tokio::select! {
            () = until(stopping.clone()) => return,
            () = tokio::time::sleep(DAY) => {}
        }
    }
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
