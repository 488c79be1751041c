//! Sending what is in the outbox: attempts with growing pauses, and giving up where somebody sees it.

use std::time::Duration;

use bellwether_db::DbError;
use tokio::sync::watch;

use crate::letter::{Letter, LetterId, State};
use crate::mime;
use crate::outbox::Outbox;
use crate::server::Server;
use crate::smtp::{self, Refusal};
use crate::store::{self, Claimed};

/// How soon what another process put in is seen.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// The pauses between attempts, in minutes: servers that are down come back, and those that ask newcomers to come again
/// (grey lists) want some minutes. After the last one the letter is given up, two days after the first.
const PAUSES_MINUTES: [i64; 9] = [1, 5, 15, 60, 180, 360, 720, 720, 720];
/// How much longer than the server's patience a letter is held for one attempt: an attempt has at most 12 answers.
const HOLD_TIMES: u32 = 12;

impl Outbox {
    /// Sends until `stop` says so.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.send_next().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::error!(db.error = %error, "could not take a letter out of the outbox"),
            }
            tokio::select! {
                () = self.inner.wake.notified() => {}
                // An error means that the sender is gone, which is a reason to stop too.
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Sends one letter, if one is due. `false` if none was.
    pub async fn send_next(&self) -> Result<bool, DbError> {
        let inner = &self.inner;
        let Some(server) = &inner.server else { return Ok(false) };
        let now_ms = self.now_ms();
        let doubted = store::doubt(&inner.db, now_ms).await?;
        if doubted > 0 {
            tracing::error!("{doubted} letters may or may not have been sent, because the program ended meanwhile");
        }
        let Some(claimed) = store::claim(&inner.db, now_ms, now_ms + hold_ms(server)).await? else { return Ok(false) };
        let outcome = self.attempt(server, &claimed).await?;
        self.settle(&claimed, outcome).await?;
        Ok(true)
    }

    /// Hands one letter to the server now, past the outbox: for trying the settings.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send_now(&self, letter: &Letter) -> Result<(), Refusal> {
        let Some(server) = self.inner.server.clone() else {
            return Err(Refusal::Never("no mail server is set".to_owned()));
        };
        let message = mime::message(LetterId::new(), letter, &server.sender, self.inner.ctx.now());
        let message = message.map_err(|error| Refusal::Never(error.to_string()))?;
        blocking(Refusal::Unsure, move || smtp::hand_over(smtp::prepare(&server, &message)?)).await
    }

    async fn attempt(&self, server: &Server, claimed: &Claimed) -> Result<Result<(), Refusal>, DbError> {
        let message = match mime::message(claimed.id, &claimed.letter, &server.sender, self.inner.ctx.now()) {
            Ok(message) => message,
            Err(error) => return Ok(Err(Refusal::Never(error.to_string()))),
        };
        let for_thread = server.clone();
        let ready = match blocking(Refusal::Later, move || smtp::prepare(&for_thread, &message)).await {
            Ok(ready) => ready,
            Err(refusal) => return Ok(Err(refusal)),
        };
        // From here on a crash leaves a letter of which nobody knows whether it was sent; up to here it was not.
        if !store::hand(&self.inner.db, claimed.id, claimed.lease, self.now_ms() + hold_ms(server)).await? {
            return Ok(Err(Refusal::Later("another sender has the letter by now".to_owned())));
        }
        Ok(blocking(Refusal::Unsure, move || smtp::hand_over(ready)).await)
    }

    async fn settle(&self, claimed: &Claimed, outcome: Result<(), Refusal>) -> Result<(), DbError> {
        let (id, now_ms) = (claimed.id, self.now_ms());
        let refusal = match outcome {
            Ok(()) => {
                tracing::info!(mail.id = %id, "sent letter {id}");
                return store::sent(&self.inner.db, id, claimed.lease, now_ms).await;
            }
            Err(refusal) => refusal,
        };
        let tried = usize::try_from(claimed.attempts).unwrap_or(usize::MAX).saturating_sub(1);
        let (state, due_at_ms) = match (&refusal, PAUSES_MINUTES.get(tried)) {
            (Refusal::Later(_), Some(minutes)) => (State::Waiting, now_ms + minutes * 60_000),
            (Refusal::Unsure(_), _) => (State::Unsure, now_ms),
            (Refusal::Later(_) | Refusal::Never(_), _) => (State::Failed, now_ms),
        };
        if state == State::Waiting {
            tracing::warn!(mail.id = %id, mail.attempt = claimed.attempts, "letter {id} is tried again later: {refusal}");
        } else {
            tracing::error!(mail.id = %id, "letter {id} is {}: {refusal}", state.name());
        }
        let problem = refusal.to_string();
        store::not_sent(&self.inner.db, id, claimed.lease, (state, due_at_ms, &problem)).await
    }

    fn now_ms(&self) -> i64 {
        self.inner.ctx.now().as_millisecond()
    }
}

fn hold_ms(server: &Server) -> i64 {
    i64::try_from((server.patience * HOLD_TIMES).as_millis()).unwrap_or(i64::MAX / 2)
}

/// Runs what blocks on a thread for that; `ended` says what it means if the thread ends without an answer.
async fn blocking<T: Send + 'static>(
    ended: fn(String) -> Refusal,
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) => Err(ended(error.to_string())),
    }
}
