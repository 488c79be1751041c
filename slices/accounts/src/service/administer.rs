//! Administration of users.

use std::collections::HashMap;

use bellwether_db::journal::Row;
use bellwether_db::journal::list::Wanted as JournalWanted;
use bellwether_kernel::actor::{Role, UserId};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::paging::{Page, PageSize};
use bellwether_kernel::policy::{Installation, OwnedBy};
use serde_json::json;

use crate::model::password::Password;
use crate::model::secret::spoken_password;
use crate::model::user::{Email, NewUser, User, UserChange, role_names};
use crate::policy::Act;
use crate::service::{AccountError, Accounts};
use crate::store;
use crate::store::user::Wanted;

/// One page of users.
#[derive(Clone, Debug)]
pub struct UserPage {
    /// The users, by their address.
    pub page: Page<User>,
    /// How many there are on all pages.
    pub total: i64,
}

impl Accounts {
    /// One page of the users that are wanted.
    pub async fn users(&self, ctx: &Ctx, wanted: &Wanted, size: PageSize) -> Result<UserPage, AccountError> {
        let permitted = ctx.permitted(Act::AdministerUsers)?;
        let limit = size.rows() as usize;
        let mut rows = store::user::list(self.db.reader(), &permitted, wanted, limit as u64 + 1).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|user| user.email.to_string());
        let total = store::user::count_wanted(self.db.reader(), &permitted, wanted).await?;
        Ok(UserPage { page: Page { rows, next }, total })
    }

    /// One user.
    pub async fn user(&self, ctx: &Ctx, id: UserId) -> Result<User, AccountError> {
        ctx.permit(Act::AdministerUsers, &OwnedBy(id))?;
        store::user::find(self.db.reader(), id).await?.ok_or(AccountError::NotFound)
    }

    /// The names of these people, to stand beside what they did; whoever may see the deed may see the name. Who is
    /// not known is left out.
    pub async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, AccountError> {
        Ok(store::user::names(self.db.reader(), ids).await?.into_iter().collect())
    }

    /// Everybody who has this role and can sign in, by address.
    pub async fn of_role(&self, ctx: &Ctx, role: Role) -> Result<Vec<User>, AccountError> {
        const PART: u64 = 500;
        let permitted = ctx.permitted(Act::AdministerUsers)?;
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let wanted = Wanted { role: Some(role), active: Some(true), after, ..Wanted::default() };
            let part = store::user::list(self.db.reader(), &permitted, &wanted, PART).await?;
            after = part.last().map(|user| user.email.to_string());
            let is_last = part.len() < usize::try_from(PART).unwrap_or(usize::MAX);
            all.extend(part);
            if is_last {
                return Ok(all);
            }
        }
    }

    /// People whom a cluster can ask to judge: those who work for it and experts, who can sign in; with these words in their
    /// name or among these, by name.
    pub async fn judges(
        &self,
        ctx: &Ctx,
        cluster: &str,
        (words, among): (&str, Option<&[UserId]>),
        most: u32,
    ) -> Result<Vec<(UserId, String)>, AccountError> {
        ctx.permit(Act::AdministerUsers, &Installation)?;
        Ok(store::user::judges(self.db.reader(), cluster, (words, among), most).await?)
    }

    /// The addresses of these people; who is not known is left out.
    pub async fn addresses(&self, ctx: &Ctx, ids: &[UserId]) -> Result<HashMap<UserId, String>, AccountError> {
        ctx.permit(Act::AdministerUsers, &Installation)?;
        Ok(store::user::addresses(self.db.reader(), ids).await?.into_iter().collect())
    }

    /// The user with this address.
    pub async fn user_by_email(&self, ctx: &Ctx, email: &Email) -> Result<User, AccountError> {
        ctx.permit(Act::AdministerUsers, &Installation)?;
        store::user::find_by_email(self.db.reader(), email).await?.ok_or(AccountError::NotFound)
    }

    /// Makes an account. Without a password one is made up, returned to be handed over, and must be changed.
    pub async fn create_user(
        &self,
        ctx: &Ctx,
        new: NewUser,
        password: Option<Password>,
    ) -> Result<(User, Option<String>), AccountError> {
        ctx.permit(Act::AdministerUsers, &Installation)?;
        let handed_over = password.is_none().then(spoken_password);
        let hash = self.hash_of(password, handed_over.as_deref(), &new.email).await?;
        let user = self
            .db
            .write(ctx, async |tx| {
                let user = User {
                    id: UserId::new(),
                    email: new.email.clone(),
                    name: new.name.clone(),
                    roles: new.roles.clone(),
                    active: true,
                    must_change_password: handed_over.is_some(),
                    created_at_ms: tx.now().as_millisecond(),
                    zone: None,
                    clusters: new.clusters.clone(),
                };
                match store::user::insert(tx.conn(), &user, &hash).await {
                    Err(error) if error.is_duplicate() => return Err(AccountError::Taken),
                    inserted => inserted?,
                }
                let detail = json!({ "roles": role_names(&user.roles), "clusters": user.clusters });
                tx.journal(Entry::new("user.made", "user", user.id, &detail)).await?;
                Ok(user)
            })
            .await?;
        Ok((user, handed_over))
    }

    /// Changes an account. Deactivating ends all sessions and tokens.
    pub async fn change_user(&self, ctx: &Ctx, id: UserId, change: UserChange) -> Result<User, AccountError> {
        ctx.permit(Act::AdministerUsers, &OwnedBy(id))?;
        self.db
            .write(ctx, async |tx| {
                let before = store::user::find(tx.conn(), id).await?.ok_or(AccountError::NotFound)?;
                let mut user = before.clone();
                user.name = change.name.clone().unwrap_or(user.name);
                user.roles = change.roles.clone().unwrap_or(user.roles);
                user.active = change.active.unwrap_or(user.active);
                user.clusters = change.clusters.clone().unwrap_or(user.clusters);
                if user == before {
                    return Ok(user);
                }
                let administers = |user: &User| user.active && user.roles.contains(&Role::Administrator);
                if administers(&before)
                    && !administers(&user)
                    && store::user::other_administrators(tx.conn(), id).await? == 0
                {
                    return Err(AccountError::LastAdministrator);
                }
                store::user::update(tx.conn(), &user).await?;
                if !user.active {
                    store::session::delete_all(tx.conn(), id, None).await?;
                    store::token::delete_all(tx.conn(), id).await?;
                }
                let detail = json!({
                    "name_changed": user.name != before.name,
                    "roles": { "from": role_names(&before.roles), "to": role_names(&user.roles) },
                    "active": { "from": before.active, "to": user.active },
                    "clusters": { "from": before.clusters, "to": user.clusters },
                });
                tx.journal(Entry::new("user.changed", "user", id, &detail)).await?;
                Ok(user)
            })
            .await
    }

    /// Gives a person another password, made up unless given, and ends all sessions and tokens.
    pub async fn reset_password(
        &self,
        ctx: &Ctx,
        id: UserId,
        password: Option<Password>,
    ) -> Result<Option<String>, AccountError> {
        ctx.permit(Act::AdministerUsers, &OwnedBy(id))?;
        let user = self.user(ctx, id).await?;
        let handed_over = password.is_none().then(spoken_password);
        let hash = self.hash_of(password, handed_over.as_deref(), &user.email).await?;
        self.db
            .write(ctx, async |tx| {
                let now_ms = tx.now().as_millisecond();
                store::user::set_password(tx.conn(), id, &hash, now_ms, handed_over.is_some()).await?;
                store::session::delete_all(tx.conn(), id, None).await?;
                store::token::delete_all(tx.conn(), id).await?;
                tx.journal(Entry::new("user.password_reset", "user", id, &())).await?;
                Ok::<_, AccountError>(())
            })
            .await?;
        Ok(handed_over)
    }

    /// One page of the journal, newest first.
    pub async fn journal(&self, ctx: &Ctx, wanted: &JournalWanted, size: PageSize) -> Result<Page<Row>, AccountError> {
        ctx.permit(Act::ReadJournal, &Installation)?;
        Ok(self.db.journal(wanted, size).await?)
    }

    async fn hash_of(
        &self,
        password: Option<Password>,
        handed_over: Option<&str>,
        email: &Email,
    ) -> Result<String, AccountError> {
        let password = match (password, handed_over) {
            (Some(password), _) => password,
            (None, made_up) => Password::choose(made_up.unwrap_or_default(), email)?,
        };
        self.slowly(move || password.hash()).await
    }
}
