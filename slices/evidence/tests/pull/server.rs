//! A small HTTP server on loopback that serves files and, by a script, faults.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What to do with one request instead of answering it well.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Close after so many bytes of the body.
    CutAfter(usize),
    /// Send so many bytes of the body, then nothing until the client goes away.
    SilentAfter(usize),
    /// Close before any answer.
    HangUp,
    /// Answer with this status and headers, without a body.
    Status(u16, &'static str),
    /// Answer with this body instead.
    Body(Vec<u8>),
    /// Ignore the range and send everything.
    NoRange,
    /// Send the range from another place than was asked for.
    WrongRange,
}

/// One request that came in: path and first byte asked for.
pub type Request = (String, u64);

#[derive(Default)]
struct State {
    files: BTreeMap<String, Vec<u8>>,
    /// Faults by path, used up in order.
    faults: BTreeMap<String, VecDeque<Fault>>,
    requests: Vec<Request>,
    agents: Vec<String>,
}

/// The server; it stops with the test process.
pub struct Server {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Serves nothing yet.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = shared.clone();
                thread::spawn(move || drop(serve(stream, &state)));
            }
        });
        Server { address, state }
    }

    /// Serves this file from now on.
    pub fn put(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.state.lock().unwrap().files.insert(path.to_owned(), bytes.into());
    }

    /// The next requests for this path meet these faults.
    pub fn fail(&self, path: &str, faults: impl IntoIterator<Item = Fault>) {
        self.state.lock().unwrap().faults.entry(path.to_owned()).or_default().extend(faults);
    }

    /// The requests for this path, as the first bytes asked for.
    pub fn asked(&self, path: &str) -> Vec<u64> {
        let state = self.state.lock().unwrap();
        state.requests.iter().filter(|(asked, _)| asked == path).map(|(_, from)| *from).collect()
    }

    /// How many requests came in.
    pub fn requests(&self) -> usize {
        self.state.lock().unwrap().requests.len()
    }

    /// The names under which clients came.
    pub fn agents(&self) -> Vec<String> {
        self.state.lock().unwrap().agents.clone()
    }
}

/// Answers one request and closes.
fn serve(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let (mut from, mut agent) = (0, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        match header.trim().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("range") => {
                from = value.trim_start_matches("bytes=").trim_end_matches('-').parse().unwrap();
            }
            Some((name, value)) if name.eq_ignore_ascii_case("user-agent") => agent = value.to_owned(),
            Some(_) => {}
            None => break,
        }
    }
    let (fault, file) = {
        let mut state = state.lock().unwrap();
        state.requests.push((path.clone(), from));
        state.agents.push(agent);
        (state.faults.get_mut(&path).and_then(VecDeque::pop_front), state.files.get(&path).cloned())
    };
    answer(&mut stream, fault, file, from)?;
    stream.flush()
}

fn answer(stream: &mut TcpStream, fault: Option<Fault>, file: Option<Vec<u8>>, from: u64) -> std::io::Result<()> {
    let status = |stream: &mut TcpStream, status: u16, headers: &str| {
        write!(stream, "HTTP/1.1 {status} x\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n")
    };
    let from = match fault {
        Some(Fault::HangUp) => return Ok(()),
        Some(Fault::Status(code, headers)) => return status(stream, code, headers),
        Some(Fault::NoRange) => 0,
        _ => usize::try_from(from).unwrap(),
    };
    let file = if let Some(Fault::Body(body)) = &fault { Some(body.clone()) } else { file };
    let Some(file) = file else { return status(stream, 404, "") };
    if from > 0 && from >= file.len() {
        return status(stream, 416, "");
    }
    let body = &file[from..];
    let length = body.len();
    if from > 0 {
        let said = if matches!(fault, Some(Fault::WrongRange)) { from - 1 } else { from };
        let last = file.len() - 1;
        write!(stream, "HTTP/1.1 206 x\r\nContent-Range: bytes {said}-{last}/{}\r\n", file.len())?;
    } else {
        write!(stream, "HTTP/1.1 200 x\r\n")?;
    }
    write!(stream, "Content-Length: {length}\r\nConnection: close\r\n\r\n")?;
    match fault {
        Some(Fault::CutAfter(count)) => stream.write_all(&body[..count.min(length)]),
        Some(Fault::SilentAfter(count)) => {
            stream.write_all(&body[..count.min(length)])?;
            stream.flush()?;
            // Ends when the client goes away.
            stream.read(&mut [0; 1]).map(drop)
        }
        _ => stream.write_all(body),
    }
}
