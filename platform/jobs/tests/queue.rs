//! The queue's promises, on both databases.
#![expect(clippy::unwrap_used, reason = "test code")]

mod shared;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use bellwether_db::{Db, DbError};
use bellwether_jobs::{Handler, JobCtx, JobError, JobId, JobView, Jobs, State, Wanted, async_trait};
use bellwether_kernel::actor::{Actor, User, UserId};
use bellwether_kernel::clock::SignedDuration;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_kernel::paging::PageSize;
use bellwether_testkit::databases;
use shared::{count, count_once, never, prepared};
use tokio::sync::{Notify, watch};
use tokio_stream::StreamExt;

/// Does what its payload says.
struct Scripted {
    started: Notify,
    runs: AtomicU32,
    effect_twice: AtomicBool,
}

#[async_trait]
impl Handler for Scripted {
    fn kind(&self) -> &'static str {
        "scripted"
    }

    async fn run(&self, job: &JobCtx, payload: serde_json::Value) -> Result<(), JobError> {
        self.runs.fetch_add(1, Ordering::Relaxed);
        match payload.as_str().unwrap() {
            "count" => {
                job.progress(1, Some(2), "counting");
                job.complete_with(async |tx| count_once(&tx).await).await
            }
            "fail" => Err(JobError::failed("the source is not there")),
            "fail once" if job.attempt() == 1 => Err(JobError::failed("the source is not there")),
            "hopeless" => Err(JobError::Hopeless("the file is empty".into())),
            "panic" => panic!("a defect"),
            "wait" => {
                self.started.notify_one();
                job.until_cancelled().await;
                let lost = job.complete_with(async |tx| count_once(&tx).await).await;
                self.effect_twice.store(lost.is_ok(), Ordering::Relaxed);
                job.check()?;
                unreachable!("the job was told to stop");
            }
            _ => Ok(()),
        }
    }
}

fn scripted() -> Arc<Scripted> {
    Arc::new(Scripted { started: Notify::new(), runs: AtomicU32::new(0), effect_twice: AtomicBool::new(false) })
}

async fn queue(db: &Db, jobs: &Jobs, what: &str) -> JobId {
    db.write(&Ctx::system(), async |tx| jobs.enqueue(&tx, "scripted", &what).await).await.unwrap()
}

async fn view(jobs: &Jobs, id: JobId) -> JobView {
    jobs.get(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_job_is_there_exactly_if_the_change_that_wants_it_is() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let jobs = Jobs::new(db.clone(), vec![scripted()]);
        let failed: Result<(), DbError> = db
            .write(&Ctx::system(), async |tx| {
                jobs.enqueue(&tx, "scripted", &"count").await?;
                Err(DbError::Kept)
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(jobs.run_one(&never()).await.unwrap(), None, "{}", test.name);
        let id = queue(&db, &jobs, "count").await;
        assert_eq!(jobs.run_one(&never()).await.unwrap(), Some(id));
        let done = view(&jobs, id).await;
        assert_eq!((done.state, done.done, done.total, done.attempts), (State::Done, 1, Some(2), 1));
        assert_eq!((done.message.as_str(), done.created_by.as_str()), ("counting", "system"));
        assert_eq!(count(&db).await, 1);
        assert_eq!(jobs.run_one(&never()).await.unwrap(), None);
        db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn a_failing_job_is_tried_a_bounded_number_of_times_with_growing_pauses() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let clock = bellwether_testkit::clock();
        let jobs = Jobs::with_ctx(db.clone(), vec![scripted()], bellwether_testkit::ctx(Actor::System, &clock));
        let id = db
            .write(&bellwether_testkit::ctx(Actor::System, &clock), async |tx| {
                jobs.enqueue(&tx, "scripted", &"fail").await
            })
            .await
            .unwrap();
        let mut waited_s = Vec::new();
        for _ in 0..5 {
            let mut seconds = 0;
            while jobs.run_one(&never()).await.unwrap().is_none() {
                clock.advance(SignedDuration::from_secs(5));
                seconds += 5;
            }
            waited_s.push(seconds);
        }
        assert_eq!(waited_s, [0, 5, 10, 20, 40], "{}", test.name);
        let failed = view(&jobs, id).await;
        assert_eq!((failed.state, failed.attempts), (State::Failed, 5));
        assert_eq!(failed.error.as_deref(), Some("the attempt failed: the source is not there"));
    }
}

#[tokio::test]
async fn each_kind_of_failure_has_its_end() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let jobs = Jobs::new(db.clone(), vec![scripted()]);
        let hopeless = queue(&db, &jobs, "hopeless").await;
        let panicking = queue(&db, &jobs, "panic").await;
        let unknown = db.write(&Ctx::system(), async |tx| jobs.enqueue(&tx, "unknown", &1).await).await.unwrap();
        while jobs.run_one(&never()).await.unwrap().is_some() {}
        assert_eq!(view(&jobs, hopeless).await.error.as_deref(), Some("the file is empty"));
        assert_eq!(view(&jobs, hopeless).await.state, State::Failed);
        assert_eq!(view(&jobs, unknown).await.state, State::Failed);
        let panicked = view(&jobs, panicking).await;
        assert_eq!(panicked.state, State::Queued);
        assert!(panicked.error.unwrap().contains("panicked"));
    }
}

#[tokio::test]
async fn a_job_that_waits_is_called_off_at_once_and_never_starts() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let handler = scripted();
        let jobs = Jobs::new(db.clone(), vec![handler.clone()]);
        let id = queue(&db, &jobs, "count").await;
        assert!(jobs.cancel(&Ctx::system(), id).await.unwrap());
        assert!(!jobs.cancel(&Ctx::system(), id).await.unwrap());
        assert_eq!(view(&jobs, id).await.state, State::Cancelled);
        assert_eq!(jobs.run_one(&never()).await.unwrap(), None);
        assert_eq!(handler.runs.load(Ordering::Relaxed), 0);
        assert_eq!(count(&db).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_running_job_hears_that_it_is_called_off_even_from_another_process() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let handler = scripted();
        let jobs = Jobs::new(db.clone(), vec![handler.clone()]);
        let id = queue(&db, &jobs, "wait").await;
        let running = tokio::spawn({
            let jobs = jobs.clone();
            async move { jobs.run_one(&never()).await }
        });
        handler.started.notified().await;
        // Another process has another queue object on the same database.
        let other = Jobs::new(Db::open(&test.url).await.unwrap(), vec![]);
        assert!(other.cancel(&Ctx::system(), id).await.unwrap());
        running.await.unwrap().unwrap();
        // It completed before it looked; the effect and the state agree.
        assert_eq!((view(&jobs, id).await.state, count(&db).await), (State::Done, 1), "{}", test.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_worker_that_lost_its_job_cannot_have_an_effect() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let clock = bellwether_testkit::clock();
        let ctx = bellwether_testkit::ctx(Actor::System, &clock);
        let silent = scripted();
        let first = Jobs::with_ctx(db.clone(), vec![silent.clone()], ctx.clone());
        let id = db.write(&ctx, async |tx| first.enqueue(&tx, "scripted", &"wait").await).await.unwrap();
        let running = tokio::spawn({
            let first = first.clone();
            async move { first.run_one(&never()).await }
        });
        silent.started.notified().await;
        // The first worker is thought dead, and another one finishes the job.
        clock.advance(SignedDuration::from_secs(3600));
        struct Finishes;
        #[async_trait]
        impl Handler for Finishes {
            fn kind(&self) -> &'static str {
                "scripted"
            }
            async fn run(&self, job: &JobCtx, _: serde_json::Value) -> Result<(), JobError> {
                assert_eq!(job.attempt(), 2);
                job.complete_with(async |tx| count_once(&tx).await).await
            }
        }
        let second = Jobs::with_ctx(db.clone(), vec![Arc::new(Finishes)], ctx.clone());
        assert_eq!(second.run_one(&never()).await.unwrap(), Some(id));
        running.await.unwrap().unwrap();
        assert!(!silent.effect_twice.load(Ordering::Relaxed));
        assert_eq!((view(&first, id).await.state, count(&db).await), (State::Done, 1), "{}", test.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn stopping_the_server_gives_running_jobs_back() {
    struct Patient(Notify);
    #[async_trait]
    impl Handler for Patient {
        fn kind(&self) -> &'static str {
            "scripted"
        }
        async fn run(&self, job: &JobCtx, _: serde_json::Value) -> Result<(), JobError> {
            self.0.notify_one();
            job.until_cancelled().await;
            job.check()
        }
    }
    for test in databases().await {
        let db = prepared(&test.url).await;
        let handler = Arc::new(Patient(Notify::new()));
        let jobs = Jobs::new(db.clone(), vec![handler.clone()]);
        let id = queue(&db, &jobs, "").await;
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn({
            let jobs = jobs.clone();
            async move { jobs.run(2, stopping, Duration::from_secs(60)).await }
        });
        handler.0.notified().await;
        stop.send_replace(true);
        running.await.unwrap();
        let back = view(&jobs, id).await;
        assert_eq!((back.state, back.attempts, back.error), (State::Queued, 0, None), "{}", test.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_workers_do_each_job_once() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let handler = scripted();
        let jobs = Jobs::new(db.clone(), vec![handler.clone()]);
        db.write(&Ctx::system(), async |tx| {
            for _ in 0..100 {
                jobs.enqueue(&tx, "scripted", &"count").await?;
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
        let workers: Vec<_> = (0..64)
            .map(|_| {
                let jobs = jobs.clone();
                tokio::spawn(async move {
                    let mut mine = 0;
                    while jobs.run_one(&never()).await.unwrap().is_some() {
                        mine += 1;
                    }
                    mine
                })
            })
            .collect();
        let mut all = 0;
        for worker in workers {
            all += worker.await.unwrap();
        }
        assert_eq!((all, handler.runs.load(Ordering::Relaxed), count(&db).await), (100, 100, 100), "{}", test.name);
        db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn a_watcher_sees_a_job_to_its_end() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let jobs = Jobs::new(db.clone(), vec![scripted()]);
        let id = queue(&db, &jobs, "count").await;
        let mut states = jobs.watch(id);
        assert_eq!(states.next().await.unwrap().state, State::Queued);
        jobs.run_one(&never()).await.unwrap();
        let mut last = None;
        while let Some(view) = states.next().await {
            last = Some(view.state);
        }
        assert_eq!(last, Some(State::Done), "{}", test.name);
        assert_eq!(jobs.watch(JobId::new()).next().await, None);
    }
}

#[tokio::test]
async fn jobs_are_listed_newest_first_by_pages() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let jobs = Jobs::new(db.clone(), vec![scripted()]);
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(queue(&db, &jobs, "count").await);
        }
        jobs.run_one(&never()).await.unwrap();
        let page = jobs.list(&Wanted::default(), PageSize::clamped(2)).await.unwrap();
        assert_eq!(page.rows.iter().map(|job| job.id).collect::<Vec<_>>(), [ids[2], ids[1]]);
        let next = page.next.unwrap().parse().unwrap();
        let page = jobs.list(&Wanted { before: Some(next), ..Wanted::default() }, PageSize::clamped(2)).await.unwrap();
        assert_eq!((page.rows.len(), page.rows[0].id, page.next), (1, ids[0], None));
        let done = Wanted { state: Some(State::Done), kind: Some("scripted".into()), ..Wanted::default() };
        let page = jobs.list(&done, PageSize::USUAL).await.unwrap();
        assert_eq!(page.rows.iter().map(|job| job.id).collect::<Vec<_>>(), [ids[0]], "{}", test.name);
    }
}

#[tokio::test]
async fn a_failed_job_is_started_anew_on_request_and_no_other_is() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let jobs = Jobs::new(db.clone(), vec![scripted()]);
        let failed = queue(&db, &jobs, "hopeless").await;
        let done = queue(&db, &jobs, "count").await;
        while jobs.run_one(&never()).await.unwrap().is_some() {}
        let waiting = queue(&db, &jobs, "count").await;
        for other in [done, waiting, JobId::new()] {
            assert!(!jobs.retry(&Ctx::system(), other).await.unwrap(), "{}", test.name);
        }
        assert!(jobs.retry(&Ctx::system(), failed).await.unwrap());
        let again = view(&jobs, failed).await;
        assert_eq!((again.state, again.attempts, again.error, again.finished_at_ms), (State::Queued, 0, None, None));
        assert!(!jobs.retry(&Ctx::system(), failed).await.unwrap(), "what waits is not queued twice");
        while jobs.run_one(&never()).await.unwrap().is_some() {}
        let failed = view(&jobs, failed).await;
        assert_eq!((failed.state, failed.attempts), (State::Failed, 1));
        assert_eq!(count(&db).await, 2);
        db.verify_journal(None).await.unwrap();
    }
}

#[tokio::test]
async fn jobs_are_counted_by_state_and_found_by_who_wanted_them() {
    for test in databases().await {
        let db = prepared(&test.url).await;
        let jobs = Jobs::new(db.clone(), vec![scripted()]);
        for what in ["count", "count", "hopeless"] {
            queue(&db, &jobs, what).await;
        }
        while jobs.run_one(&never()).await.unwrap().is_some() {}
        let person = Actor::User(User::new(UserId::new(), "Ann".into(), vec![]));
        let own = Ctx::new(person, Lang::En, Ctx::system().clock());
        let own_job = db.write(&own, async |tx| jobs.enqueue(&tx, "scripted", &"count").await).await.unwrap();
        let mut tally = jobs.tally(&Wanted::default()).await.unwrap();
        tally.sort_by_key(|(state, _)| state.name());
        assert_eq!(tally, [(State::Done, 2), (State::Failed, 1), (State::Queued, 1)], "{}", test.name);
        let wanted = Wanted { created_by: Some(view(&jobs, own_job).await.created_by), ..Wanted::default() };
        let page = jobs.list(&wanted, PageSize::USUAL).await.unwrap();
        assert_eq!(page.rows.iter().map(|job| job.id).collect::<Vec<_>>(), [own_job]);
        assert_eq!(jobs.tally(&wanted).await.unwrap(), [(State::Queued, 1)]);
        assert_eq!(jobs.kinds(), ["scripted"]);
    }
}
