//! The daily work of a cluster on a running server, at three sizes: how soon its pages answer under load.
//!
//! Each size is an installation under `data/bench`, filled once by `apps/bellwether/examples/fill_exchange.rs`. With an address of
//! PostgreSQL in BELLWETHER_TEST_POSTGRES, a backup of it is restored there and measured instead.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::Parser;

use super::load::{Load, bearer, sign_in};
use crate::installation::{Installation, random_word};
use crate::workspace::{Workspace, output, run as run_command};

const CLUSTER: &str = "translational-medicine";
/// More than any load of ours.
const LIMIT: &str = "1000000";
/// Who looks.
const PEOPLE: [&str; 3] = ["resident7@bench.example", "officer@demo.example", "analyst@demo.example"];
/// Pages by what people call them, with the people who open them.
const PAGES: [(&str, &str, &str); 24] = [
    ("portal", "/", ""),
    ("open calls, signed out", "/calls", ""),
    ("facilities, signed out", "/clusters/{cluster}/facilities", ""),
    ("register, signed out", "/actors", ""),
    ("register, found by words", "/actors?q=clinic%2042", ""),
    ("register on a day", "/actors?as_of=2020-01-01", ""),
    ("what waits for a resident", "/waiting", "resident7@bench.example"),
    ("a resident's applications", "/applications", "resident7@bench.example"),
    ("a resident's bookings", "/bookings", "resident7@bench.example"),
    ("a facility with its week", "/clusters/{cluster}/facilities/f3", "resident7@bench.example"),
    ("all facilities on one day", "/clusters/{cluster}/facility-days", "resident7@bench.example"),
    ("what waits for an officer", "/waiting", "officer@demo.example"),
    ("applications, first page", "/clusters/{cluster}/calls/large/applications", "officer@demo.example"),
    ("applications found by words", "/clusters/{cluster}/calls/large/applications?q=hearts", "officer@demo.example"),
    (
        "applications in one state",
        "/clusters/{cluster}/calls/large/applications?state=in_review",
        "officer@demo.example",
    ),
    ("decisions of a call", "/clusters/{cluster}/calls/large/decisions", "officer@demo.example"),
    ("use of a month", "/clusters/{cluster}/facility-use", "analyst@demo.example"),
    ("use of twelve months", "/clusters/{cluster}/facility-use?months=12", "analyst@demo.example"),
    ("totals of a month", "/clusters/{cluster}/facility-statements", "officer@demo.example"),
    ("budgets", "/ledger/{cluster}", "officer@demo.example"),
    ("accounts", "/ledger/{cluster}/accounts", "officer@demo.example"),
    ("transfers", "/ledger/{cluster}/transfers", "officer@demo.example"),
    ("bookings over the API", "/api/v1/exchange/bookings", "resident7@bench.example"),
    ("applications over the API", "/api/v1/calls/{cluster}/large/applications", "officer@demo.example"),
];

/// What to measure.
#[derive(Parser)]
#[command(name = "exchange")]
struct Options {
    /// Sizes in percent of 10,000 applications, 200,000 bookings and 1 million ledger entries
    #[arg(default_values_t = [1, 10, 100])]
    percents: Vec<u32>,
    /// Clients at once
    #[arg(long, default_value_t = 4)]
    clients: usize,
    /// Measure the programs as they were built before
    #[arg(long)]
    as_built: bool,
    /// Requests to each page
    #[arg(long, default_value_t = 400)]
    requests: usize,
}

/// Runs the benchmark. Arguments: the sizes in percent.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let options = Options::try_parse_from(std::iter::once(&"exchange".to_owned()).chain(arguments))?;
    if !options.as_built {
        build(workspace)?;
    }
    for percent in &options.percents {
        println!("\n## {percent} % of 10,000 applications, 200,000 bookings and 1 million ledger entries\n");
        measure(&filled(workspace, *percent)?, &options)?;
    }
    Ok(())
}

fn build(workspace: &Workspace) -> Result<()> {
    let mut build = workspace.cargo();
    run_command(build.args([
        "build",
        "--release",
        "-p",
        "bellwether",
        "--bin",
        "bellwether",
        "--example",
        "fill_exchange",
    ]))
}

/// An installation and the address of its database; `None` for SQLite in its folder.
struct Filled<'a> {
    installation: Installation<'a>,
    database: Option<String>,
}

impl Filled<'_> {
    fn program(&self) -> Command {
        let mut program = self.installation.program();
        if let Some(database) = &self.database {
            program.env("BELLWETHER_DATABASE", database);
        }
        program
    }
}

fn filled(workspace: &Workspace, percent: u32) -> Result<Filled<'_>> {
    let folder = workspace.path(format!("data/bench/exchange-{percent}"));
    let program = workspace.path("target/release/bellwether");
    let done = folder.join("filled");
    if !done.exists() {
        Installation::remove(&folder)?;
        let mut installation = Installation::open(workspace, program.clone(), folder.clone())?;
        run_command(installation.program().args(["cluster", "load", "--demo"]))?;
        installation.people()?;
        let started = Instant::now();
        let mut fill = workspace.command(workspace.path("target/release/examples/fill_exchange"));
        run_command(fill.arg(&folder).arg(percent.to_string()))?;
        fs::write(&done, format!("{} s\n", started.elapsed().as_secs()))?;
    }
    let mut filled = Filled { installation: Installation::open(workspace, program, folder)?, database: None };
    if let Ok(server) = env::var("BELLWETHER_TEST_POSTGRES") {
        filled.database = Some(restored(&filled, &server, percent)?);
    }
    Ok(filled)
}

/// The same installation on PostgreSQL, by way of a backup. Returns its address.
fn restored(filled: &Filled<'_>, server: &str, percent: u32) -> Result<String> {
    let name = format!("bench_{percent}");
    run_command(Command::new("psql").args(["--quiet", "--command", &format!("CREATE DATABASE {name}"), server]))?;
    let (base, _) = server.rsplit_once('/').context("an address of PostgreSQL without a database")?;
    let database = format!("{base}/{name}");
    let backup: PathBuf = env::temp_dir().join(format!("bellwether-bench-{percent}-{}.tar.zst", std::process::id()));
    output(filled.program().arg("backup").arg(&backup))?;
    let started = Instant::now();
    let elsewhere = tempdir(percent)?;
    let mut restore = Command::new(filled.installation.program().get_program());
    restore.arg("--data").arg(&elsewhere).arg("restore").arg(&backup).env("BELLWETHER_DATABASE", &database);
    output(&mut restore)?;
    println!("restored on PostgreSQL in {} s\n", started.elapsed().as_secs());
    fs::remove_file(&backup)?;
    fs::remove_dir_all(&elsewhere)?;
    // What a server does by itself after a while; the pages of a fresh restore would be planned without statistics.
    run_command(Command::new("psql").args(["--quiet", "--command", "ANALYZE", &database]))?;
    Ok(database)
}

fn tempdir(percent: u32) -> Result<PathBuf> {
    let folder = env::temp_dir().join(format!("bellwether-bench-{percent}-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

fn measure(filled: &Filled<'_>, options: &Options) -> Result<()> {
    let mut server = Server::start(filled)?;
    let load = Load { server: server.address.clone(), clients: options.clients, requests: options.requests };
    let mut people = Vec::new();
    for person in PEOPLE {
        people.push((person, signed_in(filled, &server.address, person)?));
    }
    let lines = |person: &str| people.iter().find(|(known, _)| *known == person).map(|(_, lines)| lines.as_str());
    load.head();
    for (name, address, person) in PAGES {
        load.measure(name, &address.replace("{cluster}", CLUSTER), lines(person))?;
    }
    let (month, who) = (unused_month()?, lines(PEOPLE[0]).unwrap_or_default());
    load.post("one booking, over the API", "/api/v1/exchange/bookings", who, |number| booking(&month, number))?;
    server.stop()
}

/// What requests of this person say, on pages and to the API.
fn signed_in(filled: &Filled<'_>, server: &str, person: &str) -> Result<String> {
    let password = random_word()?;
    output(filled.program().args(["user", "passwd", person]).env("BELLWETHER_PASSWORD", &password))?;
    let token = output(filled.program().args(["user", "token", person]))?;
    Ok(sign_in(server, person, &password)? + &bearer(token.trim()))
}

/// A month far ahead, another each time, so that measuring again finds free time.
fn unused_month() -> Result<String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    Ok(format!("{}-{:02}", 2030 + seconds / 12 % 60, 1 + seconds % 12))
}

/// Each booking takes another hour or another facility.
fn booking(month: &str, number: usize) -> String {
    let (facility, hour) = (number % 20, number / 20);
    let (day, hour) = (1 + hour / 24 % 28, hour % 24);
    format!(
        r#"{{"cluster":"{CLUSTER}","facility":"f{facility}","from":"{month}-{day:02}T{hour:02}:00:00Z","until":"{month}-{day:02}T{hour:02}:59:00Z","purpose":"A measured use"}}"#
    )
}

/// A running server; it is stopped when it is dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(filled: &Filled<'_>) -> Result<Server> {
        let mut serve = filled.program();
        serve.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::null()).stderr(Stdio::piped());
        serve.env("BELLWETHER_LIMITS_ADDRESS_PER_SECOND", LIMIT).env("BELLWETHER_LIMITS_ACCOUNT_PER_SECOND", LIMIT);
        let mut child = serve.spawn().context("starting the server")?;
        let told = child.stderr.take().context("the server has no messages")?;
        let mut lines = BufReader::new(told).lines().map_while(std::result::Result::ok);
        let address = lines.find_map(|line| {
            let (_, after) = line.split_once("listening on http://")?;
            Some(after.chars().take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ':')).collect())
        });
        // The rest is read, so that the server never waits for room.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Server { child, address: address.context("the server ended before it listened")? })
    }

    fn stop(&mut self) -> Result<()> {
        run_command(Command::new("kill").args(["-TERM", &self.child.id().to_string()]))?;
        self.child.wait().context("waiting for the server")?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
