//! Who may do what. The one place that answers it; pages, the API, lists and menus all ask here.

use bellwether_kernel::actor::{Actor, Role, UserId};
use bellwether_kernel::ctx::Denied;

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// See, make, change and deactivate users.
    AdministerUsers,
    /// Read the journal.
    ReadJournal,
    /// Change one's own password, end one's own sessions, make one's own tokens.
    KeepAccount,
    /// See which source files were read, and the work in progress.
    SeeIngests,
    /// Read source files into the evidence, and call that off.
    StartIngest,
    /// Change what the portal of a cluster says.
    EditCluster,
}

impl Act {
    /// All acts.
    pub const ALL: [Act; 6] =
        [Act::AdministerUsers, Act::ReadJournal, Act::KeepAccount, Act::SeeIngests, Act::StartIngest, Act::EditCluster];

    /// The act in words, for messages.
    pub fn words(self) -> &'static str {
        match self {
            Act::AdministerUsers => "administer users",
            Act::ReadJournal => "read the journal",
            Act::KeepAccount => "change this account",
            Act::SeeIngests => "see ingests",
            Act::StartIngest => "start an ingest",
            Act::EditCluster => "edit a cluster",
        }
    }
}

/// What an act is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The installation as a whole.
    Installation,
    /// A person who signs in.
    User(UserId),
}

/// May this actor do this act to this thing?
///
/// # Errors
/// [`Denied`]; `hidden` for what the actor may not know to exist: administration, for everybody signed in without the
/// role. A visitor is refused openly, so that signing in is offered.
pub fn may(actor: &Actor, act: Act, thing: Thing) -> Result<(), Denied> {
    let allowed = match (act, thing) {
        (Act::AdministerUsers | Act::ReadJournal, _) => actor.is(Role::Administrator),
        (Act::KeepAccount, Thing::User(id)) => actor.user_id() == Some(id),
        (Act::KeepAccount, Thing::Installation) => false,
        (Act::SeeIngests | Act::StartIngest, _) => actor.is(Role::Administrator) || actor.is(Role::Analyst),
        (Act::EditCluster, _) => actor.is(Role::Administrator),
    };
    if allowed {
        return Ok(());
    }
    let hidden = actor.is_known() && matches!(act, Act::AdministerUsers | Act::ReadJournal | Act::KeepAccount);
    Err(Denied { act: act.words(), hidden })
}

#[cfg(test)]
mod tests {
    use bellwether_kernel::actor::User;

    use super::*;

    fn actors() -> Vec<(String, Actor)> {
        let user = |roles: Vec<Role>| Actor::User(User { id: UserId::new(), name: "Ann".into(), roles });
        let mut actors = vec![
            ("visitor".to_owned(), Actor::Visitor),
            ("system".to_owned(), Actor::System),
            ("user without roles".to_owned(), user(vec![])),
        ];
        actors.extend(Role::ALL.map(|role| (role.name().to_owned(), user(vec![role]))));
        actors
    }

    #[test]
    fn the_whole_policy() {
        let mut table = String::new();
        for act in Act::ALL {
            for (name, actor) in actors() {
                let answer = match may(&actor, act, Thing::Installation) {
                    Ok(()) => "yes",
                    Err(Denied { hidden: true, .. }) => "hidden",
                    Err(Denied { hidden: false, .. }) => "no",
                };
                table.push_str(&format!("{:<20}{:<22}{answer}\n", act.words(), name));
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn an_account_is_kept_by_its_person_only() {
        for (_, actor) in actors() {
            let other = Thing::User(UserId::new());
            assert!(may(&actor, Act::KeepAccount, other).is_err());
            if let Some(id) = actor.user_id() {
                assert!(may(&actor, Act::KeepAccount, Thing::User(id)).is_ok());
            }
        }
    }
}
