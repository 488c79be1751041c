//! What a server does by itself, beside answering requests: jobs, letters, and what the clock brings about.

use std::fmt::Display;
use std::time::Duration;

use bellwether_actors::api::Actors;
use bellwether_kernel::ctx::Ctx;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::config::Limits;
use crate::install::Installation;

/// Pages look at the clock themselves; this writes down what it did, for lists, letters and the journal.
const OFTEN: Duration = Duration::from_secs(30);
const DAILY: Duration = Duration::from_secs(24 * 3600);

/// Starts all of it. Each ends soon after `stopping` says so.
pub fn start(installation: &Installation, limits: &Limits, stopping: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut started = JoinSet::new();
    let stopping = || stopping.clone();

    let (jobs, workers) = (installation.jobs.clone(), limits.jobs as usize);
    let (stop, patience) = (stopping(), limits.shutdown());
    started.spawn(async move { jobs.run(workers, stop, patience).await });
    let (outbox, stop) = (installation.outbox.clone(), stopping());
    started.spawn(async move { outbox.run(stop).await });
    let (notices, stop) = (installation.notices.clone(), stopping());
    started.spawn(async move { notices.run(stop).await });

    let exchange = installation.exchange.clone();
    let lapse = async move || exchange.sweep(&Ctx::system()).await;
    started.spawn(repeat("bookings and requests lapsed", OFTEN, stopping(), lapse));
    let calls = installation.calls.clone();
    let open_and_close = async move || calls.sweep(&Ctx::system()).await;
    started.spawn(repeat("calls opened or closed", OFTEN, stopping(), open_and_close));
    // Personal data goes when its time is over, also where nobody runs the sweep by hand.
    let actors = Actors::new(installation.db.clone());
    let forget = async move || actors.sweep(&Ctx::system()).await.map(|swept| swept.fields);
    started.spawn(repeat("fields of personal data removed, their time is over", DAILY, stopping(), forget));
    started
}

/// Works now and then `every` so often, until the server stops. A failure is logged, and tried again.
async fn repeat<N: Display + Default + PartialEq, E: Display>(
    what: &'static str,
    every: Duration,
    mut stopping: watch::Receiver<bool>,
    work: impl AsyncFn() -> Result<N, E>,
) {
    loop {
        match work().await {
            Ok(many) if many == N::default() => {}
            Ok(many) => tracing::info!("{many} {what}"),
            Err(error) => tracing::error!(error = %error, "failed, and is tried again: {what}"),
        }
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            // An error means that the server is gone, which is a reason to stop too.
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}
