//! A person who signs in.

use bellwether_kernel::actor::{Role, UserId};
use serde::Serialize;

use crate::model::zone::Zone;

/// An e-mail address, in small letters, by which a person signs in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// What was typed is not a usable value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Not of the form `name@host`.
    #[error("not an e-mail address")]
    Email,
    /// Empty, or longer than 200 letters.
    #[error("a name has 1 to 200 letters")]
    Name,
    /// No role has this name.
    #[error("no such role")]
    Role,
    /// Not the slug of a cluster.
    #[error("not the name of a cluster in addresses")]
    Cluster,
}

impl Email {
    /// Takes what was typed; upper and lower case are the same address.
    pub fn parse(text: &str) -> Result<Email, Unusable> {
        let text = text.trim().to_lowercase();
        let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, ',' | ';' | '<' | '>' | '"');
        match text.split_once('@') {
            Some((name, host))
                if !name.is_empty()
                    && !host.is_empty()
                    && !host.contains('@')
                    && !host.starts_with('.')
                    && !host.ends_with('.')
                    && text.len() <= 254
                    && text.chars().all(is_plain) =>
            {
                Ok(Email(text))
            }
            _ => Err(Unusable::Email),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn stored(text: String) -> Email {
        Email(text)
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name to show: 1 to 200 letters.
pub fn display_name(text: &str) -> Result<String, Unusable> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err(Unusable::Name);
    }
    Ok(name)
}

/// Roles by their names, without repetition, in the order of [`Role::ALL`].
pub fn roles<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Vec<Role>, Unusable> {
    let mut roles = names
        .into_iter()
        .filter(|name| !name.is_empty())
        .map(|name| Role::from_name(name).ok_or(Unusable::Role))
        .collect::<Result<Vec<_>, _>>()?;
    roles.sort_unstable();
    roles.dedup();
    Ok(roles)
}

/// Role names joined by commas, as stored.
pub fn role_names(roles: &[Role]) -> String {
    roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(",")
}

/// A person who signs in, as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct User {
    /// The person.
    pub id: UserId,
    /// Where mail reaches the person, and the name to sign in with.
    pub email: Email,
    /// The name to show.
    pub name: String,
    /// What the person is trusted with.
    pub roles: Vec<Role>,
    /// May the person sign in?
    pub active: bool,
    /// Must the person choose a new password before anything else?
    pub must_change_password: bool,
    /// When the account was made, in milliseconds UTC.
    pub created_at_ms: i64,
    /// The zone in which the person wants times shown; `None` is UTC.
    pub zone: Option<Zone>,
    /// The clusters that the person works for, by their slugs: roles that are bound to a cluster count there only.
    pub clusters: Vec<String>,
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Where mail reaches the person.
    pub email: Email,
    /// The name to show.
    pub name: String,
    /// What the person is trusted with.
    pub roles: Vec<Role>,
    /// The clusters that the person works for.
    pub clusters: Vec<String>,
}

/// A change to an account; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    /// The name to show.
    pub name: Option<String>,
    /// What the person is trusted with.
    pub roles: Option<Vec<Role>>,
    /// May the person sign in?
    pub active: Option<bool>,
    /// The clusters that the person works for.
    pub clusters: Option<Vec<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_in_small_letters() {
        assert_eq!(Email::parse(" Ann@Example.ORG ").map(|email| email.to_string()), Ok("ann@example.org".to_owned()));
        for wrong in ["", "ann", "@example.org", "ann@", "a@b@c", "a b@c.d", "ann@.org", "<a@b.c>", "a@b.c,d@e.f"] {
            assert_eq!(Email::parse(wrong), Err(Unusable::Email), "{wrong}");
        }
    }

    #[test]
    fn names_are_kept_but_for_blanks() {
        assert_eq!(display_name("  Анна   Петрова "), Ok("Анна Петрова".to_owned()));
        assert_eq!(display_name(" "), Err(Unusable::Name));
        assert_eq!(display_name(&"x".repeat(201)), Err(Unusable::Name));
    }

    #[test]
    fn roles_have_one_order_and_no_repetition() {
        assert_eq!(roles(["expert", "administrator", "expert", ""]), Ok(vec![Role::Administrator, Role::Expert]));
        assert_eq!(roles(["king"]), Err(Unusable::Role));
        assert_eq!(roles(role_names(&Role::ALL).split(',')), Ok(Role::ALL.to_vec()));
    }
}
