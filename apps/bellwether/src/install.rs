//! What an installation consists of: its database, its queue of jobs, and the slices put together.

use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context;
use bellwether_accounts::api::Accounts;
use bellwether_calls::api::Calls;
use bellwether_db::Db;
use bellwether_evidence::api::{Evidence, INGEST, IngestHandler, Ingests, SearchState, Vocabularies, ingest_page};
use bellwether_exchange::api::Exchange;
use bellwether_experts::api::{BuildExperts, Experts};
use bellwether_foresight::api::{BuildForesight, Landscapes, PlaceForesight};
use bellwether_jobs::{Handler, Jobs};
use bellwether_ledger::api::Ledger;
use bellwether_mail::Outbox;
use bellwether_messages::api::{MessageSource, Messages, Records};
use bellwether_notices::api::{BookingNotices, BookingSource, CallNotices, CallSource, Notices, Settings, Source};
use bellwether_operations::api::{DetailPage, Operations};
use bellwether_targets_lens::api::{BuildTargets, Parts, Targets};
use bellwether_web::api::{Limits, Options, Slice};
use rand::Rng;
use sea_orm_migration::MigrationTrait;

use crate::after_ingest::ThenBuilds;
use crate::charges::Books;
use crate::config::Config;
use crate::latest::Latest;
use crate::names::{Clusters, Names, Organisations};
use crate::offers::Offered;
use crate::records::{ApplicationRecords, BookingRecords};

/// The open parts of an installation.
#[derive(Clone)]
pub struct Installation {
    /// The database, with the tables of this version.
    pub db: Db,
    /// The queue of background work.
    pub jobs: Jobs,
    /// Letters that are to be sent.
    pub outbox: Outbox,
    /// People who sign in.
    pub accounts: Accounts,
    /// The records and their full-text index.
    pub evidence: Evidence,
    /// Where people put source files that are to be ingested.
    pub inbox: PathBuf,
    /// Experts and institutions found in the records.
    pub experts: Experts,
    /// The map of the records, their topics.
    pub landscapes: Landscapes,
    /// Human genes, the papers on them.
    pub targets: Targets,
    /// Shared facilities and their bookings.
    pub exchange: Exchange,
    /// Grant calls.
    pub calls: Calls,
    /// Messages about records.
    pub messages: Messages,
    /// What people are told by mail.
    pub notices: Notices,
}

/// The migrations of the platform's parts and of all slices.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    let mut all = bellwether_jobs::migrations::all();
    all.extend(bellwether_mail::migrations::all());
    all.extend(bellwether_accounts::migrations::all());
    all.extend(bellwether_cluster::api::migrations());
    all.extend(bellwether_foresight::migrations::all());
    all.extend(bellwether_ledger::migrations::all());
    all.extend(bellwether_exchange::api::migrations());
    all.extend(bellwether_notices::api::migrations());
    all.extend(bellwether_messages::api::migrations());
    all.extend(bellwether_calls::api::migrations());
    all
}

/// Opens the database of the installation and brings its tables up to this version.
pub async fn open_database(config: &Config) -> anyhow::Result<Db> {
    let db = Db::open(&config.database).await?;
    db.migrate(migrations()).await.context("bringing the tables up to this version")?;
    Ok(db)
}

/// Where the evidence lies.
pub fn evidence_folder(config: &Config) -> PathBuf {
    config.data_dir.join("evidence")
}

/// The vocabularies of the installation.
pub fn vocabularies(config: &Config) -> Vocabularies {
    Vocabularies::new(config.data_dir.join("vocabularies"))
}

/// Opens the evidence store, making an empty one at the first start.
pub fn open_evidence(config: &Config) -> anyhow::Result<Evidence> {
    let folder = evidence_folder(config);
    Evidence::open(&folder).with_context(|| format!("opening the evidence in {}", folder.display()))
}

/// Where experts and institutions lie.
pub fn experts_folder(config: &Config) -> PathBuf {
    config.data_dir.join("experts")
}

/// Opens the folder of experts; it is empty until they are built.
pub fn open_experts(config: &Config) -> anyhow::Result<Experts> {
    let folder = experts_folder(config);
    Experts::open(&folder).with_context(|| format!("opening the experts in {}", folder.display()))
}

/// Opens the folder of landscapes; it is empty until one is built.
pub fn open_landscapes(config: &Config) -> anyhow::Result<Landscapes> {
    let folder = config.data_dir.join("foresight");
    Landscapes::open(&folder).with_context(|| format!("opening the landscapes in {}", folder.display()))
}

/// Opens the folder of targets; it is empty until they are built.
pub fn open_targets(config: &Config) -> anyhow::Result<Targets> {
    let folder = config.data_dir.join("targets");
    Targets::open(&folder).with_context(|| format!("opening the targets in {}", folder.display()))
}

/// Opens all parts.
pub async fn open(config: &Config) -> anyhow::Result<Installation> {
    let db = open_database(config).await?;
    let evidence = open_evidence(config)?;
    let inbox = config.data_dir.join("inbox");
    let experts = open_experts(config)?;
    let landscapes = open_landscapes(config)?;
    let targets = open_targets(config)?;
    let search = SearchState { evidence: evidence.clone(), vocabularies: vocabularies(config) };
    let queue = Arc::new(OnceLock::new());
    let ingest = IngestHandler::new(evidence.clone(), inbox.clone());
    let handlers: Vec<Arc<dyn Handler>> = vec![
        Arc::new(ThenBuilds::new(
            ingest,
            db.clone(),
            queue.clone(),
            (landscapes.clone(), search.clone()),
            targets.clone(),
        )),
        Arc::new(BuildExperts::new(experts.clone(), evidence.clone())),
        Arc::new(BuildForesight::new(landscapes.clone(), search.clone())),
        Arc::new(PlaceForesight::new(landscapes.clone(), search.clone())),
        Arc::new(BuildTargets::new(targets.clone(), search, inbox.clone())),
    ];
    let jobs = queue.get_or_init(|| Jobs::new(db.clone(), handlers)).clone();
    let outbox = Outbox::new(db.clone(), config.mail.server());
    let accounts = Accounts::new(db.clone());
    let settings = Settings { public_url: config.public_url.clone(), lang: config.mail.lang };
    let notices = Notices::new(db.clone(), outbox.clone(), Arc::new(Names(accounts.clone())), settings);
    let exchange = exchange(&db, &accounts).telling(Arc::new(BookingNotices(notices.clone())));
    let calls = calls(&db, &accounts).telling(Arc::new(CallNotices(notices.clone())));
    let names = Arc::new(Names(accounts.clone()));
    let records: Vec<Arc<dyn Records>> =
        vec![Arc::new(BookingRecords(exchange.clone())), Arc::new(ApplicationRecords(calls.clone()))];
    let messages = Messages::new(db.clone(), names, records, notices.clone());
    let sources: Vec<Arc<dyn Source>> = vec![
        Arc::new(BookingSource { notices: notices.clone(), exchange: exchange.clone() }),
        Arc::new(CallSource { notices: notices.clone(), calls: calls.clone() }),
        Arc::new(MessageSource::new(messages.clone())),
    ];
    let notices = notices.told_by(sources);
    Ok(Installation {
        db,
        jobs,
        outbox,
        accounts,
        evidence,
        inbox,
        experts,
        landscapes,
        targets,
        exchange,
        calls,
        messages,
        notices,
    })
}

/// The exchange, with names of people; the ledger keeps what is charged.
pub fn exchange(db: &Db, accounts: &Accounts) -> Exchange {
    Exchange::new(db.clone(), Arc::new(Names(accounts.clone())), Arc::new(Books(Ledger::new(db.clone()))))
}

/// Grant calls, with names of people; they tell nobody, as is right for what is brought from files.
pub fn calls(db: &Db, accounts: &Accounts) -> Calls {
    let register = Organisations(bellwether_actors::api::Actors::new(db.clone()));
    Calls::new(db.clone(), Arc::new(Names(accounts.clone()))).with_register(Arc::new(register))
}

/// All slices, wired to the parts of the installation.
pub async fn slices(installation: &Installation, config: &Config) -> anyhow::Result<Vec<Slice>> {
    let Installation {
        db,
        jobs,
        accounts,
        evidence,
        inbox,
        experts,
        landscapes,
        targets,
        exchange,
        calls,
        messages,
        notices,
        ..
    } = installation.clone();
    let search = SearchState { evidence: evidence.clone(), vocabularies: vocabularies(config) };
    let latest = Arc::new(Latest(search.clone()));
    let offers = Arc::new(Offered { calls: calls.clone(), exchange: exchange.clone() });
    let cluster = bellwether_cluster::api::slice(db.clone(), latest, offers).await.context("opening the portal")?;
    let targets = bellwether_targets_lens::api::slice(Parts {
        folder: targets,
        search: search.clone(),
        landscapes: landscapes.clone(),
        inbox: inbox.clone(),
        db: db.clone(),
        jobs: jobs.clone(),
    });
    let foresight =
        bellwether_foresight::api::slice(landscapes, search.clone(), experts.clone(), db.clone(), jobs.clone());
    let ingests = Ingests::new(evidence.clone(), db.clone(), jobs, inbox)
        .with_uploads_up_to(u64::from(config.limits.upload_mib) << 20);
    let operations = operations(installation);
    Ok(vec![
        cluster,
        bellwether_actors::api::slice(db.clone(), Arc::new(Clusters(db.clone()))),
        bellwether_evidence::api::search_slice(search),
        bellwether_evidence::api::slice(evidence, ingests),
        bellwether_experts::api::slice(experts),
        foresight,
        targets,
        bellwether_exchange::api::slice(exchange),
        bellwether_messages::api::slice(messages),
        bellwether_notices::api::slice(notices),
        bellwether_calls::api::slice(calls),
        bellwether_operations::api::slice(operations),
        bellwether_ledger::api::slice(db.clone(), Arc::new(Names(accounts.clone()))),
        bellwether_accounts::api::slice(accounts, is_https(config), Arc::new(Clusters(db))),
    ])
}

/// The jobs of the installation, with the names of people and the pages that slices have for their kinds.
pub fn operations(installation: &Installation) -> Operations {
    let ingests = DetailPage { kind: INGEST, href: ingest_page };
    Operations::new(installation.jobs.clone(), Arc::new(Names(installation.accounts.clone())), vec![ingests])
}

/// Do people reach the server over HTTPS?
fn is_https(config: &Config) -> bool {
    config.public_url.starts_with("https://")
}

/// The options of the web server: what the settings say, and what must survive a restart.
pub fn web_options(config: &Config, installation: &Installation, address: SocketAddr) -> anyhow::Result<Options> {
    let db = installation.db.clone();
    let evidence = evidence_folder(config);
    Ok(Options {
        secret: secret(&config.data_dir)?,
        // On loopback the server is also reached as `localhost`, so there the `Host` header counts.
        public_origin: (!address.ip().is_loopback()).then(|| config.public_url.clone()),
        secure_cookies: is_https(config),
        session_cookie: bellwether_accounts::api::session_cookie(is_https(config)),
        trusted_proxies: config.trusted_proxies as usize,
        metrics_token: config.metrics_token.clone(),
        limits: Limits::per_second(config.limits.address_per_second, config.limits.account_per_second),
        body_limit_bytes: (config.limits.body_mib as usize) << 20,
        timeout: Duration::from_secs(config.limits.request_seconds.into()),
        health: Some(Arc::new(move || {
            let (db, evidence) = (db.clone(), evidence.clone());
            Box::pin(async move { healthy(&db, &evidence).await })
        })),
        ..Options::default()
    })
}

async fn healthy(db: &Db, evidence: &Path) -> bool {
    if let Err(error) = db.ping().await {
        tracing::error!(db.error = %error, "the database does not answer");
        return false;
    }
    // A disk that went away shows here before somebody searches.
    if let Err(error) = tokio::fs::read_dir(evidence).await {
        tracing::error!(error = %error, "the evidence in {} cannot be read", evidence.display());
        return false;
    }
    true
}

/// The key that signs form tokens; made at the first start, readable by the server's account only.
fn secret(data_dir: &Path) -> anyhow::Result<[u8; 32]> {
    let path = data_dir.join("secret");
    let making = || format!("keeping the secret in {}", path.display());
    std::fs::create_dir_all(data_dir).with_context(making)?;
    let new: [u8; 32] = rand::rng().random();
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            file.write_all(&new).and_then(|()| file.sync_all()).with_context(making)?;
            Ok(new)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let kept = std::fs::read(&path).with_context(making)?;
            kept.try_into()
                .map_err(|_| anyhow::anyhow!("{} is damaged; remove it to have a new one made", path.display()))
        }
        Err(error) => Err(error).with_context(making),
    }
}
