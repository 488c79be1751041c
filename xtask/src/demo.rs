//! `cargo xtask demo`: from a fresh checkout to a served installation with real evidence. A second start redoes nothing.

use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::genes;
use crate::installation::Installation;
use crate::sample;
use crate::web;
use crate::workspace::{Workspace, run as run_command};

/// Opening a large index on a slow disk may take a while.
const START_LIMIT: Duration = Duration::from_secs(120);

/// Arguments of `demo`.
#[derive(Args)]
pub struct Options {
    /// The port on this machine's loopback address.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder with the demo's data.
    #[arg(long, default_value = "data/demo", value_name = "DIR")]
    data: PathBuf,
    /// Removes the demo's data first.
    #[arg(long)]
    fresh: bool,
    /// Builds without optimisation: sooner there, but slower.
    #[arg(long)]
    dev: bool,
}

/// Builds, fills and serves the demo until it is stopped.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let start = Instant::now();
    if TcpStream::connect((Ipv4Addr::LOCALHOST, options.port)).is_ok() {
        bail!(
            "something already listens on port {0}; choose another: cargo xtask demo --port {1}",
            options.port,
            options.port + 1
        );
    }
    web::build(workspace)?;
    let (profile, folder) = if options.dev { ("dev", "debug") } else { ("release", "release") };
    println!("program: cargo build --profile {profile}");
    run_command(workspace.cargo().args(["build", "--quiet", "--package", "bellwether", "--profile", profile]))?;
    let data = workspace.path(&options.data);
    if options.fresh {
        Installation::remove(&data)?;
    }
    let sample = sample::fetch(workspace)?;
    let program = target_folder(workspace).join(folder).join("bellwether");
    let mut installation = Installation::open(workspace, program, data)?;
    installation.clusters()?;
    installation.people()?;
    installation.facilities()?;
    installation.messages()?;
    installation.calls()?;
    installation.headings()?;
    let version: String = sample::FILES.iter().map(|(_, sha256)| *sha256).collect();
    let evidence = installation.evidence(&sample::FILES.map(|(name, _)| sample.join(name)), &version)?;
    installation.experts(&evidence)?;
    installation.landscape(&evidence)?;
    if let Some(package) = genes::fetch(workspace)? {
        installation.targets(&evidence, &package)?;
    }
    let listen = format!("127.0.0.1:{}", options.port);
    let mut server =
        installation.program().args(["serve", "--listen", &listen]).spawn().context("starting the server")?;
    wait_until_it_answers(&mut server, options.port)?;
    println!("\nBellwether is at http://{listen} after {:.1} s; stop it with Ctrl-C.", start.elapsed().as_secs_f64());
    println!("The map of its records is at http://{listen}/foresight.");
    println!("Sign in as one of these invented people:\n{}", installation.sign_ins()?);
    let status = server.wait()?;
    if status.success() { Ok(()) } else { bail!("the server ended with {status}") }
}

/// Where cargo puts what it builds.
pub fn target_folder(workspace: &Workspace) -> PathBuf {
    workspace.path(std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from))
}

fn wait_until_it_answers(server: &mut Child, port: u16) -> Result<()> {
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = server.try_wait()? {
            bail!("the server ended with {status}");
        }
        if start.elapsed() > START_LIMIT {
            let _ = server.kill();
            bail!("the server did not answer within {} s", START_LIMIT.as_secs());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
