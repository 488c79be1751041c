//! A server with files, a folder, a clock that jumps instead of waiting, and somebody who watches.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use bellwether_evidence::pull::client::Manners;
use bellwether_evidence::pull::error::PullError;
use bellwether_evidence::pull::pace::Pace;
use bellwether_evidence::pull::pubmed::{Options, Outcome, Selection, pull};
use bellwether_evidence::pull::watch::{Event, Watch};
use md5::{Digest, Md5};

use crate::server::Server;

/// Everything that a test of pulling needs.
pub struct Setting {
    pub server: Server,
    pub folder: tempfile::TempDir,
    pub clock: Clock,
    pub options: Options,
    pub notes: Notes,
}

/// Time that passes only by sleeping, at once.
#[derive(Default)]
pub struct Clock {
    slept: Mutex<Duration>,
}

impl Pace for Clock {
    fn now(&self) -> Duration {
        *self.slept.lock().unwrap()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770)
    }

    fn sleep(&self, time: Duration) {
        *self.slept.lock().unwrap() += time;
    }

    fn chance(&self) -> f64 {
        1.0
    }
}

/// Writes down what happened, and cancels after so many pieces of files.
#[derive(Default)]
pub struct Notes {
    lines: Mutex<Vec<String>>,
    pieces: AtomicUsize,
    pub cancel_after: Option<usize>,
}

impl Watch for Notes {
    fn on_event(&self, event: &Event) {
        let line = match event {
            Event::Received { .. } => {
                self.pieces.fetch_add(1, Ordering::SeqCst);
                return;
            }
            Event::Listed(count) => format!("listed {count}"),
            Event::Waiting { milliseconds, why, .. } => format!("waiting {milliseconds} ms: {why}"),
            Event::Known(name) => format!("known {name}"),
            Event::Fetched(name) => format!("fetched {name}"),
            Event::Failed(name, error) => format!("failed {name}: {error}"),
        };
        self.lines.lock().unwrap().push(line);
    }

    fn cancelled(&self) -> bool {
        self.cancel_after.is_some_and(|pieces| self.pieces.load(Ordering::SeqCst) >= pieces)
    }
}

/// `pubmed26n0001.xml.gz` for 1.
pub fn name(number: u32) -> String {
    format!("pubmed26n{number:04}.xml.gz")
}

/// Where the server has it.
pub fn path(number: u32) -> String {
    format!("/baseline/{}", name(number))
}

/// A small gzip file, different for each number and hardly compressible.
pub fn file(number: u32) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut state = u64::from(number) + 1;
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        gzip.write_all(&state.to_le_bytes()[4..]).unwrap();
    }
    gzip.finish().unwrap()
}

pub fn md5(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Setting {
    /// Three baseline files and one update file, in order.
    pub fn new() -> Self {
        let server = Server::start();
        let mut list = String::from("<html><body><pre><a href=\"README.txt\">README.txt</a>\n");
        for number in 1..=3 {
            let bytes = file(number);
            server.put(&format!("{}.md5", path(number)), format!("MD5({})= {}\n", name(number), md5(&bytes)));
            server.put(&path(number), bytes);
            list += &format!("<a href=\"{0}\">{0}</a> <a href=\"{0}.md5\">{0}.md5</a>\n", name(number));
        }
        server.put("/baseline/", list + "</pre></body></html>\n");
        server.put("/updatefiles/", format!("<html><a href=\"{}\">x</a></html>", name(1335)));
        server.put(&format!("/updatefiles/{}", name(1335)), file(1335));
        server.put(&format!("/updatefiles/{}.md5", name(1335)), format!("{}  {}\n", md5(&file(1335)), name(1335)));
        let folder = tempfile::tempdir().unwrap();
        let manners = Manners {
            contact: "admin@example.org".to_owned(),
            // Long enough for a busy machine to send some bytes, short enough for the tests with a silent server.
            silence_timeout: Duration::from_millis(800),
            ..Manners::default()
        };
        let base = format!("http://{}", server.address);
        let options = Options { base, parallel: 1, manners, ..Options::new(folder.path()) };
        Setting { server, folder, clock: Clock::default(), options, notes: Notes::default() }
    }

    /// Pulls, and says what became of each file.
    pub fn pull(&self, selection: Selection) -> Result<Vec<String>, PullError> {
        let pulled = pull(selection, &self.options, &self.clock, &self.notes)?;
        let say = |result: Option<Result<Outcome, PullError>>| match result {
            Some(Ok(Outcome::Fetched)) => "fetched".to_owned(),
            Some(Ok(Outcome::Known)) => "known".to_owned(),
            Some(Err(error)) => error.to_string().replace(&self.options.base, "BASE"),
            None => "not tried".to_owned(),
        };
        Ok(pulled.into_iter().map(|file| say(file.result)).collect())
    }

    /// Pulls the baseline file 1.
    pub fn pull_first(&self) -> String {
        self.pull(Selection::Baseline { first: 1, last: 1 }).unwrap().remove(0)
    }

    /// The names and contents in the folder, without the lock.
    pub fn folder(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let named = entries.map(|path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), path));
        named
            .filter(|(name, _)| name != ".pull.lock")
            .map(|(name, path)| (name, std::fs::read(path).unwrap()))
            .collect()
    }

    /// What the folder holds when these baseline files are there, whole and right.
    pub fn whole(numbers: &[u32]) -> BTreeMap<String, Vec<u8>> {
        let files = numbers.iter().flat_map(|&number| {
            let bytes = file(number);
            let checksum = format!("MD5({})= {}\n", name(number), md5(&bytes)).into_bytes();
            [(format!("{}.md5", name(number)), checksum), (name(number), bytes)]
        });
        files.collect()
    }

    /// What was noted so far.
    pub fn notes(&self) -> Vec<String> {
        self.notes.lines.lock().unwrap().clone()
    }

    /// The time spent waiting.
    pub fn waited(&self) -> Duration {
        self.clock.now()
    }
}
