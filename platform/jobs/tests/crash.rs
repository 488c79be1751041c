//! A worker's process is killed again and again; no job is lost, and none has its effect twice.
#![expect(clippy::unwrap_used, reason = "test code")]

mod shared;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use bellwether_db::{Db, DbError};
use bellwether_jobs::{Handler, JobCtx, JobError, Jobs, State, Wanted, async_trait};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::paging::PageSize;
use bellwether_testkit::databases;
use shared::{count, count_once, never, prepared};

const DATABASE: &str = "BELLWETHER_CRASH_DATABASE";
const JOBS: u32 = 60;

struct Counts;

#[async_trait]
impl Handler for Counts {
    fn kind(&self) -> &'static str {
        "count"
    }

    async fn run(&self, job: &JobCtx, _: serde_json::Value) -> Result<(), JobError> {
        say("started");
        tokio::task::yield_now().await;
        job.complete_with(async |tx| {
            count_once(&tx).await?;
            say("counted");
            Ok::<_, DbError>(())
        })
        .await?;
        say("done");
        Ok(())
    }
}

fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    // The reader may be gone already, which is no failure of this process.
    let _ = writeln!(out, "{what}");
    let _ = out.flush();
}

/// Not a test of its own: the process that is killed. It works until the queue is empty.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worker_that_is_killed() {
    let Ok(url) = std::env::var(DATABASE) else {
        return;
    };
    let jobs = Jobs::new(Db::open(&url).await.unwrap(), vec![Arc::new(Counts)]);
    while jobs.run_one(&never()).await.unwrap().is_some() {}
}

fn start(url: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_worker_that_is_killed", "--nocapture"])
        .env(DATABASE, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Kills the worker after it said `words` words. `true` if it ended by itself before.
fn kill_after(url: &str, words: usize) -> bool {
    let mut child = start(url);
    let said = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .filter(|line| ["started", "counted", "done"].iter().any(|word| line.ends_with(word)))
        .take(words)
        .count();
    child.kill().unwrap();
    child.wait().unwrap();
    said < words
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_workers_lose_no_job_and_repeat_no_effect() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let jobs = Jobs::new(db.clone(), vec![Arc::new(Counts)]);
        db.write(&Ctx::system(), async |tx| {
            for n in 0..JOBS {
                jobs.enqueue(&tx, "count", &n).await?;
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
        // Each word is a point in a job's life; 1 to 13 words end in every one of them.
        let mut kills = 0;
        for words in (1..=13).cycle() {
            let url = test.url.clone();
            let emptied = tokio::task::spawn_blocking(move || kill_after(&url, words)).await.unwrap();
            jobs.release_after_crash().await.unwrap();
            if emptied {
                break;
            }
            kills += 1;
        }
        while jobs.run_one(&never()).await.unwrap().is_some() {}
        let all = jobs.list(&Wanted::default(), PageSize::clamped(200)).await.unwrap().rows;
        let done = all.iter().filter(|job| job.state == State::Done).count();
        let given_up = all.iter().filter(|job| job.state == State::Failed).count();
        assert_eq!(done + given_up, JOBS as usize, "{}", test.name);
        assert_eq!(count(&db).await, done as i64, "{}", test.name);
        assert_eq!(given_up, 0, "no job is hit five times when the kills move on");
        assert!(kills >= 10, "{kills} kills only");
        db.verify_journal(None).await.unwrap();
        println!("{}: {kills} kills, {done} jobs done once", test.name);
    }
}
