//! The first administrator of a new installation.

use bellwether_kernel::actor::{Role, UserId};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;

use crate::model::password::Password;
use crate::model::secret::{Secret, digest};
use crate::model::user::{NewUser, User};
use crate::policy::Act;
use crate::service::{AccountError, Accounts, Opened, Origin, sign_in};
use crate::store;

impl Accounts {
    /// A token for the set-up page, if there is no user yet. To be shown to whoever started the server.
    pub async fn offer_set_up(&self) -> Result<Option<Secret>, AccountError> {
        if store::user::count(self.db.reader()).await? > 0 {
            return Ok(None);
        }
        let secret = Secret::new();
        *self.offered() = Some(secret.digest());
        Ok(Some(secret))
    }

    /// May the bearer of this token set the installation up?
    pub fn may_set_up(&self, token: &str) -> bool {
        // Comparing digests tells nothing about the token, however long it takes.
        self.offered().as_deref() == Some(digest(token).as_str())
    }

    /// Makes the first administrator and opens a session.
    ///
    /// # Errors
    /// [`AccountError::NoSetUp`] if the token is wrong, or somebody was faster.
    pub async fn set_up(
        &self,
        ctx: &Ctx,
        token: &str,
        new: NewUser,
        password: Password,
        origin: &Origin,
    ) -> Result<Opened, AccountError> {
        ctx.permit(Act::SetUp, &Installation)?;
        if !self.may_set_up(token) {
            return Err(AccountError::NoSetUp);
        }
        let hash = self.slowly(move || password.hash()).await?;
        let secret = Secret::new();
        let (session, user) = self
            .db
            .write(ctx, async |tx| {
                if store::user::count(tx.conn()).await? > 0 {
                    return Err(AccountError::NoSetUp);
                }
                let user = User {
                    id: UserId::new(),
                    email: new.email.clone(),
                    name: new.name.clone(),
                    roles: vec![Role::Administrator],
                    active: true,
                    must_change_password: false,
                    created_at_ms: tx.now().as_millisecond(),
                    zone: None,
                    clusters: Vec::new(),
                };
                store::user::insert(tx.conn(), &user, &hash).await?;
                let session = sign_in::new_session(&tx, origin);
                store::session::insert(tx.conn(), user.id, &session, &secret.digest()).await?;
                tx.journal(Entry::new("user.first_made", "user", user.id, &session.id)).await?;
                Ok((session, user))
            })
            .await?;
        *self.offered() = None;
        Ok(Opened { token: secret, session, user })
    }

    fn offered(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.set_up.lock().expect("no holder of this lock can panic")
    }
}
