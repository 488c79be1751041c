//! A mail server that keeps what it is given, and fails in the ways that servers fail.
//!
//! It speaks as much of SMTP (RFC 5321) as a sender needs, over real connections on this machine. Each connection is served
//! in the next of the manners that the test asked for, and as usual when there are none left.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// How a connection is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// All is taken.
    Takes,
    /// The server is busy (421) and says so at once.
    Busy,
    /// The connection ends before a word is said.
    BreaksAtOnce,
    /// The recipient is asked to come again (450), as grey lists do.
    GreyLists,
    /// There is no such recipient (550).
    KnowsNobody,
    /// The connection ends after the recipient was named.
    BreaksAfterRecipient,
    /// The connection ends in the middle of the content.
    BreaksInContent,
    /// The content is refused for now (451).
    RefusesForNow,
    /// The content is refused for good (554).
    RefusesForGood,
    /// The content is taken and kept, but the connection ends before that is said.
    TakesInSilence,
    /// Every answer comes this much later.
    Slow(Duration),
    /// The end of the content is never answered.
    NeverAnswers,
}

/// A letter as the server was given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caught {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The content, with its headers.
    pub content: String,
}

#[derive(Default)]
struct Kept {
    letters: Vec<Caught>,
    manners: VecDeque<Manner>,
    /// Everything that clients said but contents, line by line.
    said: Vec<String>,
    connections: usize,
}

/// A mail server of a test. Its thread ends with the process.
pub struct Catcher {
    /// Where it listens.
    pub address: SocketAddr,
    kept: Arc<(Mutex<Kept>, Condvar)>,
}

impl Catcher {
    /// A server on a free port of this machine.
    ///
    /// # Panics
    /// If the machine gives no port.
    pub fn start() -> Catcher {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound port has an address");
        let kept: Arc<(Mutex<Kept>, Condvar)> = Arc::default();
        let shared = kept.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                std::thread::spawn(move || {
                    // What a client breaks off is the test's own doing.
                    let _ = serve(&stream, &shared);
                });
            }
        });
        Catcher { address, kept }
    }

    /// The next connections are served in these manners, in this order.
    pub fn then(&self, manners: &[Manner]) {
        self.locked(|kept| kept.manners.extend(manners.iter().copied()));
    }

    /// The letters that were taken so far.
    pub fn letters(&self) -> Vec<Caught> {
        self.locked(|kept| kept.letters.clone())
    }

    /// All lines that clients said so far, but contents.
    pub fn said(&self) -> Vec<String> {
        self.locked(|kept| kept.said.clone())
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.locked(|kept| kept.connections)
    }

    /// Waits until so many letters were taken, at most ten seconds.
    ///
    /// # Panics
    /// If there are fewer by then.
    pub fn wait_for(&self, n: usize) -> Vec<Caught> {
        let (lock, changed) = &*self.kept;
        let kept = lock.lock().expect("no holder of this lock can panic");
        let waited = changed.wait_timeout_while(kept, Duration::from_secs(10), |kept| kept.letters.len() < n);
        let (kept, _) = waited.expect("no holder of this lock can panic");
        assert!(kept.letters.len() >= n, "{} letters came, {n} were expected", kept.letters.len());
        kept.letters.clone()
    }

    fn locked<T>(&self, work: impl FnOnce(&mut Kept) -> T) -> T {
        work(&mut self.kept.0.lock().expect("no holder of this lock can panic"))
    }
}

fn serve(stream: &TcpStream, shared: &(Mutex<Kept>, Condvar)) -> std::io::Result<()> {
    let (lock, changed) = shared;
    let manner = {
        let mut kept = lock.lock().expect("no holder of this lock can panic");
        kept.connections += 1;
        kept.manners.pop_front().unwrap_or(Manner::Takes)
    };
    let mut talk = Talk { lines: BufReader::new(stream.try_clone()?), out: stream.try_clone()?, manner };
    match manner {
        Manner::BreaksAtOnce => return Ok(()),
        Manner::Busy => return talk.say("421 come again"),
        _ => talk.say("220 catcher")?,
    }
    let mut letter = Caught { from: String::new(), to: Vec::new(), content: String::new() };
    while let Some(line) = talk.line()? {
        lock.lock().expect("no holder of this lock can panic").said.push(line.clone());
        let upper = line.to_ascii_uppercase();
        if upper.starts_with("EHLO") || upper.starts_with("HELO") {
            talk.say("250-catcher\r\n250-8BITMIME\r\n250 AUTH PLAIN")?;
        } else if upper.starts_with("MAIL FROM:") {
            letter = Caught { from: address_in(&line), to: Vec::new(), content: String::new() };
            talk.say("250 ok")?;
        } else if upper.starts_with("RCPT TO:") {
            letter.to.push(address_in(&line));
            match manner {
                Manner::GreyLists => talk.say("450 come again later")?,
                Manner::KnowsNobody => talk.say("550 no such recipient")?,
                Manner::BreaksAfterRecipient => return Ok(()),
                _ => talk.say("250 ok")?,
            }
        } else if upper == "DATA" {
            talk.say("354 go on")?;
            if manner == Manner::BreaksInContent {
                talk.line()?;
                return Ok(());
            }
            letter.content = talk.content()?;
            match manner {
                Manner::RefusesForNow => talk.say("451 not now")?,
                Manner::RefusesForGood => talk.say("554 never")?,
                Manner::NeverAnswers => {
                    while talk.line()?.is_some() {}
                    return Ok(());
                }
                _ => {
                    lock.lock().expect("no holder of this lock can panic").letters.push(letter.clone());
                    changed.notify_all();
                    if manner == Manner::TakesInSilence {
                        return Ok(());
                    }
                    talk.say("250 taken")?;
                }
            }
        } else if upper == "QUIT" {
            return talk.say("221 bye");
        } else if upper.starts_with("AUTH") {
            talk.say("235 welcome")?;
        } else {
            talk.say("250 ok")?;
        }
    }
    Ok(())
}

struct Talk {
    lines: BufReader<TcpStream>,
    out: TcpStream,
    manner: Manner,
}

impl Talk {
    fn say(&mut self, words: &str) -> std::io::Result<()> {
        if let Manner::Slow(pause) = self.manner {
            std::thread::sleep(pause);
        }
        self.out.write_all(words.as_bytes())?;
        self.out.write_all(b"\r\n")
    }

    /// The next line; `None` at the end of the connection.
    fn line(&mut self) -> std::io::Result<Option<String>> {
        let mut line = Vec::new();
        let length = self.lines.read_until(b'\n', &mut line)?;
        let text = String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned();
        Ok((length > 0).then_some(text))
    }

    /// Up to the line that is a dot; what is not ended so was not given.
    fn content(&mut self) -> std::io::Result<String> {
        let mut content = String::new();
        loop {
            match self.line()? {
                None => return Err(std::io::ErrorKind::UnexpectedEof.into()),
                Some(line) if line == "." => return Ok(content),
                Some(line) => {
                    content.push_str(line.strip_prefix('.').unwrap_or(&line));
                    content.push('\n');
                }
            }
        }
    }
}

fn address_in(line: &str) -> String {
    let inner = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map(|(address, _)| address.to_owned()).unwrap_or_default()
}
