//! The names of people and clusters for slices that do not know how those are kept. Wired here, because slices do not know
//! each other.

use std::collections::HashMap;

use bellwether_accounts::api::{Accounts, ClusterName, ClusterNames};
use bellwether_accounts::model::user::Email;
use bellwether_accounts::service::AccountError;
use bellwether_calls::api as calls;
use bellwether_db::Db;
use bellwether_exchange::api as exchange;
use bellwether_jobs::async_trait;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::PageSize;
use bellwether_notices::api as notices;
use bellwether_operations::api::{People, PeopleError};
use jiff::tz::TimeZone;

/// People by name.
pub struct Names(pub Accounts);

#[async_trait]
impl People for Names {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, PeopleError> {
        self.0.names(ids).await.map_err(|error| PeopleError(error.into()))
    }
}

#[async_trait]
impl bellwether_ledger::api::People for Names {
    async fn names(&self, ids: &[UserId]) -> HashMap<UserId, String> {
        self.0.names(ids).await.unwrap_or_else(|error| {
            tracing::error!(db.error = %error, "could not read the names of people");
            HashMap::new()
        })
    }
}

#[async_trait]
impl notices::People for Names {
    async fn recipient(&self, id: UserId) -> Result<Option<notices::Recipient>, notices::PeopleError> {
        let user = match self.0.user(&Ctx::system(), id).await {
            Ok(user) if user.active => user,
            Ok(_) | Err(AccountError::NotFound) => return Ok(None),
            Err(error) => return Err(notices::PeopleError(error.into())),
        };
        let (address, zone) = (user.email.to_string(), user.zone.as_ref().map_or(TimeZone::UTC, |zone| zone.rules()));
        let actor = User::new(user.id, user.name.clone(), user.roles).working_for(user.clusters);
        Ok(Some(notices::Recipient { actor: Actor::User(actor), address, name: user.name, zone }))
    }
}

#[async_trait]
impl bellwether_messages::api::People for Names {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, bellwether_messages::api::PeopleError> {
        self.0.names(ids).await.map_err(|error| bellwether_messages::api::PeopleError(error.into()))
    }
}

/// Clusters by name.
pub struct Clusters(pub Db);

#[async_trait]
impl bellwether_actors::api::ClusterNames for Clusters {
    async fn names(&self) -> Vec<bellwether_actors::api::ClusterName> {
        let names = ClusterNames::names(self).await.into_iter();
        names.map(|of| bellwether_actors::api::ClusterName { slug: of.slug, name: of.name }).collect()
    }
}

#[async_trait]
impl ClusterNames for Clusters {
    async fn names(&self) -> Vec<ClusterName> {
        match bellwether_cluster::api::clusters(&Ctx::system(), &self.0).await {
            Ok(clusters) => clusters.into_iter().map(|of| ClusterName { slug: of.slug, name: of.name }).collect(),
            Err(error) => {
                tracing::error!(db.error = %error, "could not read the names of clusters");
                Vec::new()
            }
        }
    }
}

#[async_trait]
impl exchange::People for Names {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, exchange::PeopleError> {
        self.0.names(ids).await.map_err(|error| exchange::PeopleError(error.into()))
    }

    async fn by_email(&self, email: &str) -> Result<Option<UserId>, exchange::PeopleError> {
        let Ok(email) = Email::parse(email) else { return Ok(None) };
        match self.0.user_by_email(&Ctx::system(), &email).await {
            Ok(user) => Ok(Some(user.id)),
            Err(AccountError::NotFound) => Ok(None),
            Err(error) => Err(exchange::PeopleError(error.into())),
        }
    }
}

#[async_trait]
impl calls::People for Names {
    async fn names(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, calls::PeopleError> {
        self.0.names(ids).await.map_err(|error| calls::PeopleError(error.into()))
    }

    async fn by_email(&self, email: &str) -> Result<Option<UserId>, calls::PeopleError> {
        exchange::People::by_email(self, email).await.map_err(|error| calls::PeopleError(error.0))
    }

    async fn addresses(&self, ids: &[UserId]) -> Result<HashMap<UserId, String>, calls::PeopleError> {
        let found = self.0.addresses(&Ctx::system(), ids).await;
        found.map_err(|error| calls::PeopleError(error.into()))
    }

    async fn colleague(&self, cluster: &str, email: &str) -> Result<Option<UserId>, calls::PeopleError> {
        let Ok(email) = Email::parse(email) else { return Ok(None) };
        match self.0.user_by_email(&Ctx::system(), &email).await {
            Ok(user) => {
                let is_one = user.active && user.clusters.iter().any(|of| of == cluster);
                Ok(is_one.then_some(user.id))
            }
            Err(AccountError::NotFound) => Ok(None),
            Err(error) => Err(calls::PeopleError(error.into())),
        }
    }

    async fn assessors(
        &self,
        cluster: &str,
        words: &str,
        most: u32,
    ) -> Result<Vec<(UserId, String)>, calls::PeopleError> {
        let found = self.0.judges(&Ctx::system(), cluster, (words, None), most).await;
        found.map_err(|error| calls::PeopleError(error.into()))
    }

    async fn assessors_among(
        &self,
        cluster: &str,
        ids: &[UserId],
    ) -> Result<Vec<(UserId, String)>, calls::PeopleError> {
        let most = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let found = self.0.judges(&Ctx::system(), cluster, ("", Some(ids)), most).await;
        found.map_err(|error| calls::PeopleError(error.into()))
    }

    async fn office(&self, cluster: &str) -> Result<Vec<UserId>, calls::PeopleError> {
        let all = self.0.of_role(&Ctx::system(), Role::Officer).await;
        let all = all.map_err(|error| calls::PeopleError(error.into()))?;
        Ok(all.into_iter().filter(|user| user.clusters.iter().any(|of| of == cluster)).map(|user| user.id).collect())
    }
}

/// Organisations of the register of actors, for consortia.
pub struct Organisations(pub bellwether_actors::api::Actors);

#[async_trait]
impl calls::Register for Organisations {
    async fn organisations(
        &self,
        ctx: &Ctx,
        cluster: &str,
        words: &str,
    ) -> Result<Vec<calls::Organisation>, calls::PeopleError> {
        use bellwether_actors::api::{ActorKind, ActorsError, Wanted};
        let wanted = Wanted {
            // To choose from: those of the cluster. By its name an organisation is found wherever it belongs.
            cluster: words.is_empty().then(|| cluster.to_owned()),
            kind: Some(ActorKind::Organisation),
            words: words.to_owned(),
            ..Wanted::default()
        };
        let found = match self.0.list(ctx, &wanted, PageSize::clamped(50)).await {
            Ok(found) => found,
            // Who may not look at the register chooses from nothing.
            Err(ActorsError::Denied(_)) => return Ok(Vec::new()),
            Err(error) => return Err(calls::PeopleError(error.into())),
        };
        let named =
            |one: &bellwether_actors::api::Actor| calls::Organisation { id: one.id.0, name: one.name_on(found.day) };
        Ok(found.actors.iter().map(named).collect())
    }
}
