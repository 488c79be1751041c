//! Who may see, call off and retry which jobs. The one place that answers it.

use bellwether_db::journal::append::actor_name;
use bellwether_jobs::JobView;
use bellwether_kernel::actor::{Actor, Role};
use bellwether_kernel::ctx::Denied;

/// Something that not everybody may do to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// See it.
    See,
    /// Call it off.
    CallOff,
    /// Queue it anew after it failed.
    Retry,
}

impl Act {
    /// All acts.
    pub const ALL: [Act; 3] = [Act::See, Act::CallOff, Act::Retry];

    fn words(self) -> &'static str {
        match self {
            Act::See => "see this job",
            Act::CallOff => "call off this job",
            Act::Retry => "retry this job",
        }
    }
}

/// Which jobs an actor sees in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every job.
    All,
    /// Those that this actor, as the journal names it, wanted.
    WantedBy(String),
}

/// Which jobs this actor sees in lists.
///
/// # Errors
/// [`Denied`] for visitors, openly, so that signing in is offered.
pub fn scope(actor: &Actor) -> Result<Scope, Denied> {
    match actor {
        Actor::Visitor => Err(Denied { act: "see jobs", hidden: false }),
        _ if actor.is(Role::Administrator) => Ok(Scope::All),
        _ => Ok(Scope::WantedBy(actor_name(actor))),
    }
}

/// May this actor do this act to this job?
///
/// # Errors
/// [`Denied`]; `hidden` where the actor may not know that the job exists.
pub fn may(actor: &Actor, act: Act, job: &JobView) -> Result<(), Denied> {
    let sees = match scope(actor)? {
        Scope::All => true,
        Scope::WantedBy(name) => job.created_by == name,
    };
    let allowed = match act {
        Act::See | Act::CallOff => sees,
        // Retrying is starting: who has lost the role that starts work cannot start it again.
        Act::Retry => sees && starts_work(actor),
    };
    if allowed { Ok(()) } else { Err(Denied { act: act.words(), hidden: !sees }) }
}

/// Is this somebody whom the menu should lead to the jobs?
pub fn starts_work(actor: &Actor) -> bool {
    actor.is(Role::Administrator) || actor.is(Role::Analyst)
}

#[cfg(test)]
mod tests {
    use bellwether_jobs::{JobId, State};
    use bellwether_kernel::actor::{User, UserId};

    use super::*;

    #[test]
    fn the_whole_policy() {
        let mut table = String::new();
        let id = UserId::new();
        let user = |roles: Vec<Role>| Actor::User(User { id, name: "Ann".into(), roles });
        let mut actors = vec![("visitor", Actor::Visitor), ("system", Actor::System), ("no role", user(vec![]))];
        actors.extend(Role::ALL.map(|role| (role.name(), user(vec![role]))));
        let wanted_by = [("own", actor_name(&user(vec![]))), ("another's", format!("user:{}", UserId::new()))];
        let wanted_by = wanted_by.into_iter().chain([("installation's", "system".to_owned())]);
        for (whose, created_by) in wanted_by {
            for act in Act::ALL {
                for (name, actor) in &actors {
                    let answer = match may(actor, act, &job(&created_by)) {
                        Ok(()) => "yes",
                        Err(Denied { hidden: true, .. }) => "hidden",
                        Err(Denied { hidden: false, .. }) => "no",
                    };
                    table.push_str(&format!("{whose:<16}{:<20}{name:<16}{answer}\n", act.words()));
                }
            }
        }
        insta::assert_snapshot!(table);
    }

    fn job(created_by: &str) -> JobView {
        JobView {
            id: JobId::new(),
            kind: "a.b".to_owned(),
            state: State::Failed,
            payload: String::new(),
            created_by: created_by.to_owned(),
            created_at_ms: 0,
            started_at_ms: None,
            finished_at_ms: None,
            attempts: 0,
            max_attempts: 5,
            done: 0,
            total: None,
            message: String::new(),
            error: None,
            cancel_requested: false,
        }
    }
}
