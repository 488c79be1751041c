//! `bellwether messages …`: some threads for the demo.

use std::process::ExitCode;

use anyhow::{Context, bail};
use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::user::Email;
use bellwether_exchange::api::{BookingId, Exchange, ExchangeError, Span, Wish};
use bellwether_kernel::actor::{Actor, User, UserId};
use bellwether_kernel::clock::SystemClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_messages::api::{About, Written};
use clap::Subcommand;
use jiff::civil::time;
use jiff::{Timestamp, ToSpan};

use crate::config::Config;
use crate::install;

/// What is said about the bookings of the demo, in turns, who booked first.
const TALKS: [&[&str]; 2] = [
    &[
        "May I bring a colleague who has not been trained? She will only look on.",
        "Yes, if she signs the safety sheet at the door.",
        "Thank you, she will.",
    ],
    &["Можно ли начать на полчаса раньше, чтобы прибор прогрелся?"],
];

/// What to do with messages.
#[derive(Subcommand)]
pub enum Command {
    /// Book in the name of a person and write some messages about it, for the demo
    Demo {
        /// The e-mail address of the person
        email: String,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: &Config) -> anyhow::Result<ExitCode> {
    let Command::Demo { email } = command;
    let installation = install::open(config).await?;
    let (accounts, exchange) = (&installation.accounts, &installation.exchange);
    let email = Email::parse(&email).context("reading the e-mail address")?;
    let person = accounts.user_by_email(&Ctx::system(), &email).await?.id;
    let asker = acting(accounts, person).await?;
    let mut talks = TALKS.iter();
    for cluster in exchange.clusters(&Ctx::system()).await? {
        let Some((id, keeper)) = booked(exchange, &asker, &cluster.slug).await? else { continue };
        let Some(talk) = talks.next() else { break };
        let keeper = acting(accounts, keeper).await?;
        let about = About { kind: "booking".to_owned(), id: id.0 };
        for (words, ctx) in talk.iter().zip([&asker, &keeper].into_iter().cycle()) {
            let written = Written { to: None, words: (*words).to_owned() };
            installation.messages.write(ctx, &about, &written).await?;
        }
        println!("{}: {} messages about booking {id}", cluster.slug, talk.len());
    }
    installation.db.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// The person at work.
async fn acting(accounts: &Accounts, id: UserId) -> anyhow::Result<Ctx> {
    let user = accounts.user(&Ctx::system(), id).await?;
    let person = User::new(user.id, user.name, user.roles).working_for(user.clusters);
    Ok(Ctx::new(Actor::User(person), Lang::En, std::sync::Arc::new(SystemClock)))
}

/// A booking in some days, on the first facility with a keeper that can be had, and that keeper.
async fn booked(exchange: &Exchange, asker: &Ctx, cluster: &str) -> anyhow::Result<Option<(BookingId, UserId)>> {
    for facility in exchange.facilities(&Ctx::system(), cluster).await? {
        let Some(keeper) = facility.keeper.filter(|keeper| Some(*keeper) != asker.actor.user_id()) else { continue };
        for ahead in 3..12_i64 {
            let day = Timestamp::now().to_zoned(facility.time_zone()).date().checked_add(ahead.days())?;
            let begin = day.to_datetime(time(11, 0, 0, 0)).to_zoned(facility.time_zone())?;
            let Some(span) = Span::new(begin.timestamp(), begin.checked_add(2.hours())?.timestamp()) else {
                bail!("a booking of the demo has no length");
            };
            let wish = Wish {
                span,
                purpose: "Demo".to_owned(),
                project: String::new(),
                waits: false,
                repeat: None,
                leaves_out: false,
                beyond_rules: None,
            };
            match exchange.book(asker, cluster, &facility.slug, &wish).await {
                Ok(done) => return Ok(done.booked.first().map(|id| (*id, keeper))),
                Err(ExchangeError::Refused(_) | ExchangeError::Closed | ExchangeError::Denied(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(None)
}
