//! Who may do what with accounts and the journal.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

/// What can be done with accounts and the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Sign in; the password decides.
    SignIn,
    /// Make the first administrator; the token of the set-up decides.
    SetUp,
    /// See, make, change and deactivate users.
    AdministerUsers,
    /// Read the journal.
    ReadJournal,
    /// See one's own account with its sessions and tokens, change its password, end sessions and tokens.
    KeepAccount,
    /// Give a program access in a person's name.
    MakeToken,
}

impl policy::Act for Act {
    const ALL: &'static [Act] =
        &[Act::SignIn, Act::SetUp, Act::AdministerUsers, Act::ReadJournal, Act::KeepAccount, Act::MakeToken];

    fn words(self) -> &'static str {
        match self {
            Act::SignIn => "sign in",
            Act::SetUp => "set the installation up",
            Act::AdministerUsers => "administer users",
            Act::ReadJournal => "read the journal",
            Act::KeepAccount => "keep an account",
            Act::MakeToken => "make a token",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::SignIn | Act::SetUp => Rule::Everybody,
            Act::AdministerUsers | Act::ReadJournal => Rule::Roles(&[Role::Administrator]),
            Act::KeepAccount => Rule::Owner,
            // At the command line the installation acts for the person.
            Act::MakeToken => Rule::Any(&[Rule::Owner, Rule::System]),
        }
    }

    fn hides(self) -> bool {
        true
    }
}
