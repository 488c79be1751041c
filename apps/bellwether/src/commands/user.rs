//! `bellwether user …`: accounts at the command line, where the installation itself acts.
//!
//! Passwords never stand on the command line, where other people of the machine could read them: they come from
//! the variable `BELLWETHER_PASSWORD`, or are made up and printed once.

use std::process::ExitCode;

use anyhow::Context;
use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::clusters::clusters;
use bellwether_accounts::model::password::Password;
use bellwether_accounts::model::user::{Email, NewUser, User, UserChange, display_name, role_names, roles};
use bellwether_accounts::service::Wanted;
use bellwether_kernel::actor::Role;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::PageSize;
use clap::Subcommand;

use crate::config::Config;
use crate::install;

/// What to do with accounts.
#[derive(Subcommand)]
pub enum Command {
    /// Make an account; the password comes from BELLWETHER_PASSWORD, or is made up and printed
    Add {
        /// The e-mail address to sign in with
        email: String,
        /// The name to show
        #[arg(long)]
        name: Option<String>,
        /// Make an administrator
        #[arg(long)]
        admin: bool,
        /// Roles, separated by commas: administrator, analyst, officer, expert, council, resident, partner
        #[arg(long, value_delimiter = ',')]
        roles: Vec<String>,
        /// The clusters to work for, by their names in addresses, separated by commas
        #[arg(long, value_delimiter = ',')]
        clusters: Vec<String>,
    },
    /// List the accounts, one a line: address, name, roles, state, clusters if any
    List,
    /// Give a person a password from BELLWETHER_PASSWORD, or a made-up one; ends all sessions
    Passwd {
        /// Whose
        email: String,
    },
    /// Replace a person's roles
    Roles {
        /// Whose
        email: String,
        /// All roles, separated by commas; empty for none
        #[arg(value_delimiter = ',')]
        roles: Vec<String>,
    },
    /// Replace the clusters that a person works for
    Clusters {
        /// Whose
        email: String,
        /// All clusters by their names in addresses, separated by commas; empty for none
        #[arg(value_delimiter = ',')]
        clusters: Vec<String>,
    },
    /// Let a person no longer sign in; ends all sessions
    Deactivate {
        /// Whom
        email: String,
    },
    /// Make a token for a program that may do over the API what the person may; printed once
    Token {
        /// For whom
        email: String,
        /// What the token is for
        #[arg(long, default_value = "command line")]
        name: String,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let accounts = Accounts::new(install::open_database(config).await?);
    let ctx = Ctx::system();
    match command {
        Command::Add { email, name, admin, roles: names, clusters: slugs } => {
            let email = Email::parse(&email).with_context(|| format!("`{email}`"))?;
            let name = display_name(name.as_deref().unwrap_or(email.as_str()))?;
            let mut roles = roles(names.iter().map(String::as_str))?;
            if admin && !roles.contains(&Role::Administrator) {
                roles.insert(0, Role::Administrator);
            }
            let password = given_password(&email)?;
            let clusters = clusters(slugs.iter().map(String::as_str))?;
            let new = NewUser { email, name, roles, clusters };
            let (user, made_up) = accounts.create_user(&ctx, new, password).await?;
            print_user(&user);
            print_password(made_up);
        }
        Command::List => list(&accounts, &ctx).await?,
        Command::Passwd { email } => {
            let user = find(&accounts, &ctx, &email).await?;
            let made_up = accounts.reset_password(&ctx, user.id, given_password(&user.email)?).await?;
            print_password(made_up);
        }
        Command::Roles { email, roles: names } => {
            let change = UserChange { roles: Some(roles(names.iter().map(String::as_str))?), ..UserChange::default() };
            change_user(&accounts, &ctx, &email, change).await?;
        }
        Command::Clusters { email, clusters: slugs } => {
            let clusters = clusters(slugs.iter().map(String::as_str))?;
            let change = UserChange { clusters: Some(clusters), ..UserChange::default() };
            change_user(&accounts, &ctx, &email, change).await?;
        }
        Command::Deactivate { email } => {
            let change = UserChange { active: Some(false), ..UserChange::default() };
            change_user(&accounts, &ctx, &email, change).await?;
        }
        Command::Token { email, name } => {
            let user = find(&accounts, &ctx, &email).await?;
            println!("{}", accounts.make_token(&ctx, user.id, &name).await?.reveal());
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn find(accounts: &Accounts, ctx: &Ctx, email: &str) -> anyhow::Result<User> {
    let parsed = Email::parse(email).with_context(|| format!("`{email}`"))?;
    accounts.user_by_email(ctx, &parsed).await.with_context(|| format!("the account {parsed}"))
}

async fn change_user(accounts: &Accounts, ctx: &Ctx, email: &str, change: UserChange) -> anyhow::Result<()> {
    let user = find(accounts, ctx, email).await?;
    print_user(&accounts.change_user(ctx, user.id, change).await?);
    Ok(())
}

async fn list(accounts: &Accounts, ctx: &Ctx) -> anyhow::Result<()> {
    let mut wanted = Wanted::default();
    loop {
        let found = accounts.users(ctx, &wanted, PageSize::clamped(200)).await?.page;
        found.rows.iter().for_each(print_user);
        match found.next {
            Some(next) => wanted.after = Some(next),
            None => return Ok(()),
        }
    }
}

fn given_password(email: &Email) -> anyhow::Result<Option<Password>> {
    match std::env::var("BELLWETHER_PASSWORD") {
        Ok(password) => Ok(Some(Password::choose(&password, email)?)),
        Err(_) => Ok(None),
    }
}

fn print_user(user: &User) {
    let state = if user.active { "active" } else { "deactivated" };
    let clusters = if user.clusters.is_empty() { String::new() } else { format!("\t{}", user.clusters.join(",")) };
    println!("{}\t{}\t{}\t{state}{clusters}", user.email, user.name, role_names(&user.roles));
}

fn print_password(made_up: Option<String>) {
    if let Some(password) = made_up {
        println!("password: {password} (to be changed at the first sign-in)");
    }
}
