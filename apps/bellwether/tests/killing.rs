//! A server that is killed fifty times while people book and pay loses nothing that it acknowledged, gives no time twice,
//! and its journal and books still prove themselves.
#![expect(clippy::unwrap_used, reason = "test code")]

mod command;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use command::{bellwether, run, text};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

const KILLS: u64 = 50;
const CLIENTS: u64 = 6;
const CLUSTER: &str = "translational-medicine";
/// Times that are fought for: two places each.
const HOURS: u32 = 2_000;

const FACILITY: &str = r#"
cluster = "translational-medicine"
[[facility]]
slug = "fought-for"
sort = "instrument"
zone = "UTC"
places = 2
name = { en = "Bench", ru = "Стенд" }
about = { en = "A bench", ru = "Стенд" }
location = { en = "Here", ru = "Здесь" }
owner = { en = "Us", ru = "Мы" }
"#;

/// A server on a free port, and its address.
fn serve(data: &Path) -> (Child, String) {
    let mut serve = bellwether(data);
    serve.args(["serve", "--listen", "127.0.0.1:0"]);
    let mut child = serve.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = told.find_map(|line| {
        let (_, after) = line.split_once("listening on http://")?;
        Some(after.chars().take_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ':')).collect())
    });
    // The rest is read, so that the server never waits for room.
    std::thread::spawn(move || told.for_each(drop));
    (child, address.expect("the server said that it listens"))
}

/// Asks the server; `None` if the connection broke before the answer was whole.
fn ask(address: &str, token: &str, method: &str, path: &str, body: Option<&Value>) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}

/// What was promised to the clients.
#[derive(Default)]
struct Promised {
    /// Ids of bookings that were given a time, and of those put on the waiting list.
    bookings: BTreeSet<String>,
    /// Transfers by their keys.
    transfers: BTreeMap<String, String>,
    /// Keys that were sent and never answered.
    unanswered: BTreeSet<String>,
}

struct World {
    data: tempfile::TempDir,
    token: String,
    budget: String,
    payee: String,
    promised: Mutex<Promised>,
    next: AtomicU64,
}

impl World {
    fn new() -> World {
        let data = tempfile::tempdir().unwrap();
        let here = data.path();
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../slices");
        let seed =
            |slice: &str| seeds.join(slice).join("seeds").join(format!("{CLUSTER}.toml")).canonicalize().unwrap();
        text(&run(here, &["user", "add", "ann@example.org", "--name", "Ann", "--admin"]));
        text(&run(here, &["cluster", "load", seed("cluster").to_str().unwrap()]));
        text(&run(here, &["ledger", "load-sample", seed("ledger").to_str().unwrap()]));
        std::fs::write(here.join("facility.toml"), FACILITY).unwrap();
        text(&run(here, &["facilities", "import", "facility.toml"]));
        let token = text(&run(here, &["user", "token", "ann@example.org"])).trim().to_owned();
        let accounts = text(&run(here, &["ledger", "balances", CLUSTER]));
        let of_kind = |kind: &str| {
            let line = accounts.lines().find(|line| line.split('\t').nth(1) == Some(kind));
            line.unwrap_or_else(|| panic!("no {kind} in {accounts}")).split('\t').next().unwrap().to_owned()
        };
        let (budget, payee) = (of_kind("budget"), of_kind("payee"));
        World { token, budget, payee, promised: Mutex::default(), next: AtomicU64::new(0), data }
    }

    fn transfer(&self, key: &str) -> Value {
        let legs = json!([{ "account": self.budget, "minor": -1 }, { "account": self.payee, "minor": 1 }]);
        json!({ "key": key, "legs": legs, "intent": "post", "memo_en": "Under load" })
    }

    /// Books and pays until the server is gone.
    fn press(&self, address: &str, mut random: StdRng) {
        loop {
            if random.random() {
                let hour = random.random_range(0..HOURS);
                let from = jiff::Timestamp::from_second(2_000_000_000 + i64::from(hour) * 3600).unwrap();
                let until = from + jiff::SignedDuration::from_hours(1);
                let wish = json!({ "cluster": CLUSTER, "facility": "fought-for", "from": from.to_string(),
                    "until": until.to_string(), "purpose": "load", "waits": true });
                let Some((status, answer)) =
                    ask(address, &self.token, "POST", "/api/v1/exchange/bookings", Some(&wish))
                else {
                    return;
                };
                assert!(matches!(status, 200 | 201), "{status}: {answer}");
                let given =
                    ["booked", "waits"].map(|list| answer[list].as_array().cloned().unwrap_or_default()).concat();
                assert_eq!(given.len(), 1, "{answer}");
                let id = given[0].as_str().map_or_else(|| given[0]["id"].as_str().unwrap().to_owned(), str::to_owned);
                self.promised.lock().unwrap().bookings.insert(id);
            } else {
                let key = format!("load-{}", self.next.fetch_add(1, Ordering::Relaxed));
                let path = format!("/api/v1/ledger/{CLUSTER}/transfers");
                let answer = ask(address, &self.token, "POST", &path, Some(&self.transfer(&key)));
                let mut promised = self.promised.lock().unwrap();
                let Some((status, answer)) = answer else {
                    promised.unanswered.insert(key);
                    return;
                };
                assert_eq!(status, 201, "{answer}");
                promised.transfers.insert(key, answer["id"].as_str().unwrap().to_owned());
            }
        }
    }

    /// Everything that is there now, page by page.
    fn all(&self, address: &str, path: &str, list: &str, next: &str) -> Vec<Value> {
        let (mut found, mut from) = (Vec::new(), String::new());
        loop {
            let page = if from.is_empty() { path.to_owned() } else { format!("{path}&{next}={from}") };
            let (status, answer) = ask(address, &self.token, "GET", &page, None).unwrap();
            assert_eq!(status, 200, "{answer}");
            found.extend(answer[list].as_array().unwrap().iter().cloned());
            match answer["next"].as_str() {
                Some(more) => from = more.replace('+', "%2B"),
                None => return found,
            }
        }
    }

    /// What was promised is there, once, and no time was given to more than there is room for.
    fn check(&self, address: &str) {
        text(&run(self.data.path(), &["journal", "verify"]));
        text(&run(self.data.path(), &["ledger", "verify"]));
        let promised = self.promised.lock().unwrap();
        let bookings = self.all(address, "/api/v1/exchange/bookings?all=true", "bookings", "after");
        let there: BTreeSet<&str> = bookings.iter().map(|one| one["id"].as_str().unwrap()).collect();
        let missing: Vec<&String> = promised.bookings.iter().filter(|id| !there.contains(id.as_str())).collect();
        assert!(missing.is_empty(), "bookings that were acknowledged are gone: {missing:?}");
        let mut given: BTreeMap<&str, u32> = BTreeMap::new();
        for one in bookings.iter().filter(|one| one["state"] == "confirmed") {
            *given.entry(one["from"].as_str().unwrap()).or_default() += 1;
        }
        assert!(given.values().all(|places| *places <= 2), "a place was given twice: {given:?}");
        let path = format!("/api/v1/ledger/{CLUSTER}/transfers?limit=200");
        let transfers = self.all(address, &path, "transfers", "before");
        let keys: Vec<&str> = transfers.iter().filter_map(|one| one["key"].as_str()).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "a key was used twice");
        for (key, id) in &promised.transfers {
            assert!(transfers.iter().any(|one| one["key"] == **key && one["id"] == **id), "{key} is gone");
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_in_fifty_kills() {
    let world = Arc::new(World::new());
    let mut random = StdRng::seed_from_u64(64);
    for kill in 0..KILLS {
        let (mut child, address) = serve(world.data.path());
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (world, address) = (Arc::clone(&world), address.clone());
                std::thread::spawn(move || world.press(&address, StdRng::seed_from_u64(kill * CLIENTS + client)))
            })
            .collect();
        // Waiting is the point here: the kill has to come at some moment.
        std::thread::sleep(Duration::from_millis(random.random_range(5..300)));
        child.kill().unwrap();
        child.wait().unwrap();
        for client in clients {
            client.join().unwrap();
        }
    }
    let (mut child, address) = serve(world.data.path());
    world.check(&address);
    // Whoever got no answer sends the same key again, and the transfer is made once.
    let unanswered = std::mem::take(&mut world.promised.lock().unwrap().unanswered);
    assert!(!unanswered.is_empty(), "no kill came while a transfer was under way");
    for key in unanswered {
        let path = format!("/api/v1/ledger/{CLUSTER}/transfers");
        let (status, answer) = ask(&address, &world.token, "POST", &path, Some(&world.transfer(&key))).unwrap();
        assert_eq!(status, 201, "{answer}");
        world.promised.lock().unwrap().transfers.insert(key, answer["id"].as_str().unwrap().to_owned());
    }
    world.check(&address);
    let (bookings, transfers) = {
        let promised = world.promised.lock().unwrap();
        (promised.bookings.len(), promised.transfers.len())
    };
    println!("{bookings} bookings and {transfers} transfers were acknowledged and are there");
    assert!(bookings > 100 && transfers > 100, "too little was under way for a kill to hit");
    child.kill().unwrap();
    child.wait().unwrap();
}
