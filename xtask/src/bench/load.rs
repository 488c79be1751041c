//! How fast a running server answers pages under load, each address by itself, as `wrk` would ask.
//!
//! The load is bounded: so many clients, each with one request at a time, so many requests to an address. Each request
//! opens a connection of its own, so the figures hold the cost of that.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use clap::Parser;

use crate::workspace::Workspace;

/// What to ask.
#[derive(Parser)]
#[command(name = "load")]
struct Options {
    /// The server, such as 127.0.0.1:8080
    server: String,
    /// The addresses, such as / and /ledger
    #[arg(required = true)]
    addresses: Vec<String>,
    /// A token, for addresses of the API that only some may see (`bellwether user token EMAIL`)
    #[arg(long)]
    token: Option<String>,
    /// Clients at once
    #[arg(long, default_value_t = 4)]
    clients: usize,
    /// Requests to each address
    #[arg(long, default_value_t = 400)]
    requests: usize,
}

/// An answer: its status, how long it was, and when its last byte came.
struct Answer {
    status: u16,
    bytes: usize,
    took: Duration,
}

/// Runs the benchmark. Arguments: the server and the addresses.
pub fn run(_: &Workspace, arguments: &[String]) -> Result<()> {
    let options = Options::try_parse_from(std::iter::once(&"load".to_owned()).chain(arguments))?;
    let server = options.server.trim_start_matches("http://").trim_end_matches('/');
    if options.clients == 0 || options.requests == 0 {
        bail!("there must be at least one client and one request");
    }
    let load = Load { server: server.to_owned(), clients: options.clients, requests: options.requests };
    load.head();
    let who = options.token.as_deref().map(bearer);
    for address in &options.addresses {
        load.measure(address, address, who.as_deref())?;
    }
    Ok(())
}

/// The line of a request by which a program says who it is.
pub fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}\r\n")
}

/// A bounded load on one server.
pub struct Load {
    /// Where it listens.
    pub server: String,
    /// Clients at once.
    pub clients: usize,
    /// Requests to each address.
    pub requests: usize,
}

impl Load {
    /// Prints what the columns are.
    pub fn head(&self) {
        println!("{} clients, {} requests to each address\n", self.clients, self.requests);
        println!("| Page | half within | 99 of 100 within | slowest | requests a second | bytes |");
        println!("|---|---|---|---|---|---|");
    }

    /// Presses one address and prints a line under this name; `who` are the header lines that say who asks.
    pub fn measure(&self, name: &str, address: &str, who: Option<&str>) -> Result<()> {
        let request = request(&self.server, "GET", address, who, "");
        // The first answers fill caches; people come to a server that runs.
        for _ in 0..self.clients {
            let first = ask(&self.server, &request)?;
            if first.status != 200 {
                bail!("{address} answered {}; give a --token of somebody who may see it", first.status);
            }
        }
        self.press(name, |_| request.clone())
    }

    /// Posts a body of its own with each request, and prints a line under this name.
    pub fn post(&self, name: &str, address: &str, who: &str, body: impl Fn(usize) -> String + Sync) -> Result<()> {
        self.press(name, |number| request(&self.server, "POST", address, Some(who), &body(number)))
    }

    fn press(&self, name: &str, request: impl Fn(usize) -> String + Sync) -> Result<()> {
        let started = Instant::now();
        let mut answers = self.answers(request)?;
        let seconds = started.elapsed().as_secs_f64();
        answers.sort_by_key(|answer| answer.took);
        let within = |hundredths: usize| ms(answers[(answers.len() * hundredths / 100).min(answers.len() - 1)].took);
        let (half, most, slowest, rate) = (within(50), within(99), within(100), answers.len() as f64 / seconds);
        println!("| {name} | {half} | {most} | {slowest} | {rate:.0} | {} |", answers[0].bytes);
        Ok(())
    }

    /// All answers; an error if one failed.
    fn answers(&self, request: impl Fn(usize) -> String + Sync) -> Result<Vec<Answer>> {
        let next = AtomicUsize::new(0);
        let client = || -> Result<Vec<Answer>> {
            let mut answers = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= self.requests {
                    return Ok(answers);
                }
                let answer = ask(&self.server, &request(number))?;
                if !matches!(answer.status, 200 | 201) {
                    if answer.status == 429 {
                        bail!(
                            "the server bounds what one client may ask: raise limits.address_per_second and limits.account_per_second, or ask for fewer --requests"
                        );
                    }
                    bail!("an answer was {} under load", answer.status);
                }
                answers.push(answer);
            }
        };
        thread::scope(|scope| {
            let clients: Vec<_> = (0..self.clients).map(|_| scope.spawn(client)).collect();
            let mut all = Vec::with_capacity(self.requests);
            for client in clients {
                all.extend(client.join().map_err(|_| anyhow!("a client broke"))??);
            }
            Ok(all)
        })
    }
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}

fn request(server: &str, method: &str, address: &str, who: Option<&str>, body: &str) -> String {
    let who = who.unwrap_or_default();
    let length = match body.len() {
        0 => String::new(),
        bytes => format!("Content-Type: application/json\r\nContent-Length: {bytes}\r\n"),
    };
    format!("{method} {address} HTTP/1.1\r\nHost: {server}\r\n{who}{length}Connection: close\r\n\r\n{body}")
}

fn ask(server: &str, request: &str) -> Result<Answer> {
    let started = Instant::now();
    let answer = bytes(server, request)?;
    let took = started.elapsed();
    let status = answer.get(9..12).and_then(|code| std::str::from_utf8(code).ok()?.parse().ok());
    Ok(Answer { status: status.context("an answer that is no HTTP")?, bytes: answer.len(), took })
}

fn bytes(server: &str, request: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).with_context(|| format!("no server answers at {server}"))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

/// Signs in as a browser does; the line of requests that says so from then on.
pub fn sign_in(server: &str, email: &str, password: &str) -> Result<String> {
    let cookie = |answer: &str| -> Vec<String> {
        let lines = answer.lines().take_while(|line| !line.is_empty());
        let set = lines.filter_map(|line| line.strip_prefix("set-cookie: "));
        set.filter_map(|line| line.split(';').next()).map(str::to_owned).collect()
    };
    let page = String::from_utf8(bytes(server, &request(server, "GET", "/sign-in", None, ""))?)?;
    let token = page.split_once("csrf-token\" content=\"").and_then(|(_, rest)| rest.split('"').next());
    let token = token.context("a page without the token of forms")?;
    let body = format!("csrf={token}&next=&email={}&password={password}", email.replace('@', "%40"));
    let form = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {server}\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        cookie(&page).join("; "),
        body.len()
    );
    let answer = String::from_utf8(bytes(server, &form)?)?;
    let cookies = cookie(&answer);
    if !answer.starts_with("HTTP/1.1 303") || cookies.is_empty() {
        bail!("{email} could not sign in: {}", answer.lines().next().unwrap_or_default());
    }
    Ok(format!("Cookie: {}\r\n", cookies.join("; ")))
}
