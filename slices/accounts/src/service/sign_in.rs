//! Signing in, and how guessing is slowed down.

use bellwether_db::Tx;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;

use crate::model::lockout::{FORGOTTEN_MS, Subject};
use crate::model::password;
use crate::model::secret::{Secret, digest};
use crate::model::session::{IDLE_MS, LONGEST_MS, Session, SessionId};
use crate::model::user::{Email, User};
use crate::policy::Act;
use crate::service::{AccountError, Accounts};
use crate::store;
use crate::store::attempt::Attempts;

/// From where somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The address of the client.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// A session that was just opened. Its token is known here only.
#[derive(Debug)]
pub struct Opened {
    /// For the cookie.
    pub token: Secret,
    /// The session.
    pub session: Session,
    /// Who signed in.
    pub user: User,
}

impl Accounts {
    /// Opens a session for the person with this address and password.
    ///
    /// Every attempt counts as failed before the password is looked at, so that many attempts at once cannot slip in
    /// before the lock. Unknown addresses are counted, locked and take as long as known ones.
    ///
    /// # Errors
    /// [`AccountError::WrongPassword`] for all that is wrong; [`AccountError::Locked`] without looking.
    pub async fn sign_in(
        &self,
        ctx: &Ctx,
        email: &str,
        password: &str,
        origin: &Origin,
    ) -> Result<Opened, AccountError> {
        ctx.permit(Act::SignIn, &Installation)?;
        let email = Email::parse(email).ok();
        let typed = email.as_ref().map_or_else(String::new, Email::to_string);
        let account = digest(&format!("account {typed}"));
        let address = digest(&format!("address {}", origin.address));
        self.db
            .write(ctx, async |tx| {
                // Both are looked at before one is counted: a locked attempt must not count.
                let wait_ms = wait(&tx, &account).await?.max(wait(&tx, &address).await?);
                if wait_ms > 0 {
                    return Err(AccountError::Locked { wait_s: (wait_ms + 999) / 1000 });
                }
                count(&tx, &account, Subject::Account).await?;
                count(&tx, &address, Subject::Address).await
            })
            .await?;
        let user = match &email {
            Some(email) => store::user::find_by_email(self.db.reader(), email).await?,
            None => None,
        };
        let kept = match &user {
            Some(user) => store::user::password_hash(self.db.reader(), user.id).await?,
            None => None,
        };
        let password = password.to_owned();
        let is_right = self.slowly(move || password::is_right(&password, kept.as_deref())).await?;
        match user.filter(|user| is_right && user.active) {
            Some(user) => self.open(ctx, user, origin, &account, &address).await,
            None => Err(AccountError::WrongPassword),
        }
    }

    async fn open(
        &self,
        ctx: &Ctx,
        user: User,
        origin: &Origin,
        account: &str,
        address: &str,
    ) -> Result<Opened, AccountError> {
        let token = Secret::new();
        let session = self
            .db
            .write(ctx, async |tx| {
                // Deactivated or given another password between the look and now?
                let current = store::user::find(tx.conn(), user.id).await?;
                if current.as_ref() != Some(&user) {
                    return Err(AccountError::WrongPassword);
                }
                store::attempt::delete(tx.conn(), account).await?;
                let mut of_address = store::attempt::find(tx.conn(), address).await?;
                // This attempt was no failure; earlier ones at other accounts stay.
                of_address.failures = (of_address.failures - 1).max(0);
                of_address.locked_until_ms = 0;
                store::attempt::save(tx.conn(), address, of_address).await?;
                let session = new_session(&tx, origin);
                store::session::insert(tx.conn(), user.id, &session, &token.digest()).await?;
                self.sweep(&tx).await?;
                tx.journal(Entry::new("session.opened", "user", user.id, &session.id)).await?;
                Ok(session)
            })
            .await?;
        Ok(Opened { token, session, user })
    }

    /// What is over is removed when somebody signs in, so that nothing needs a timer.
    async fn sweep(&self, tx: &Tx) -> Result<(), AccountError> {
        let now_ms = tx.now().as_millisecond();
        store::session::delete_ended(tx.conn(), now_ms - LONGEST_MS, now_ms - IDLE_MS).await?;
        store::attempt::forget(tx.conn(), now_ms - FORGOTTEN_MS).await?;
        Ok(())
    }
}

pub(super) fn new_session(tx: &Tx, origin: &Origin) -> Session {
    let now_ms = tx.now().as_millisecond();
    Session {
        id: SessionId::new(),
        created_at_ms: now_ms,
        seen_at_ms: now_ms,
        address: origin.address.clone(),
        agent: origin.agent.chars().filter(|c| !c.is_control()).take(200).collect(),
    }
}

async fn wait(tx: &Tx, subject: &str) -> Result<i64, AccountError> {
    let attempts = store::attempt::find(tx.conn(), subject).await?;
    Ok(attempts.locked_until_ms - tx.now().as_millisecond())
}

async fn count(tx: &Tx, subject: &str, kind: Subject) -> Result<(), AccountError> {
    let now_ms = tx.now().as_millisecond();
    let before = store::attempt::find(tx.conn(), subject).await?;
    let earlier = if now_ms - before.last_at_ms > FORGOTTEN_MS { 0 } else { before.failures };
    let failures = earlier + 1;
    let attempts = Attempts { failures, last_at_ms: now_ms, locked_until_ms: now_ms + kind.pause_ms(failures) };
    store::attempt::save(tx.conn(), subject, attempts).await?;
    Ok(())
}
