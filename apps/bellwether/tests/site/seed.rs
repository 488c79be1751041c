//! A small installation with one of everything, and one person of each kind. Names are invented.

use std::collections::BTreeMap;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use bellwether::config::{self, Config, Overrides};
use bellwether::install::{self, Installation};
use bellwether_accounts::api::Accounts;
use bellwether_accounts::model::password::Password;
use bellwether_accounts::model::user::{Email, NewUser, User};
use bellwether_accounts::model::view::SavedView;
use bellwether_accounts::service::Origin;
use bellwether_db::{Db, DbError};
use bellwether_evidence::api::{INGEST, IngestOptions, Ingests, SearchState, Unwatched};
use bellwether_exchange::api::{
    BookingId, CustomerClass, Facility, FileSort, Holiday, NewCode, NewFile, NewOrder, Span, Wish,
};
use bellwether_experts::api::{Filter, Watch, build_now, persons};
use bellwether_foresight::api::{self as foresight, Settings};
use bellwether_jobs::State;
use bellwether_kernel::actor::{self, Actor, Role};
use bellwether_kernel::clock::SystemClock;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_mail::Letter;
use bellwether_mail::letter::Content;
use bellwether_messages::api::{About, Written};
use bellwether_targets_lens::api as lens;
use bellwether_web::api::Options;
use bellwether_web::options::Limits;
use tokio::sync::Mutex;
use tower::ServiceExt;

/// The password of everybody.
pub const PASSWORD: &str = "lantern over the harbour";
/// A person of each kind, with roles; the visitor has no account.
pub const PEOPLE: [(&str, Option<&[Role]>); 10] = [
    ("visitor", None),
    ("no-role", Some(&[])),
    ("partner", Some(&[Role::Partner])),
    ("resident", Some(&[Role::Resident])),
    ("council", Some(&[Role::Council])),
    ("expert", Some(&[Role::Expert])),
    ("analyst", Some(&[Role::Analyst])),
    ("officer", Some(&[Role::Officer])),
    // Trusted with everything that is bound to a cluster, but in the other one.
    ("stranger", Some(&[Role::Officer, Role::Council])),
    ("admin", Some(&[Role::Administrator])),
];
/// The cluster that people work for; strangers work for the other.
pub const CLUSTER: &str = "translational-medicine";
/// The other cluster.
pub const OTHER_CLUSTER: &str = "skolkovo-biomedical";
/// What browsers keep to bind forms to; any value that a browser could have been given.
const BROWSER: &str = "bw_csrf=0123456789abcdef0123456789abcdef";

/// A served installation.
pub struct Site {
    pub installation: Installation,
    pub router: Router,
    pub data: tempfile::TempDir,
    /// What examples may name in braces: ids of what there is.
    pub names: BTreeMap<String, String>,
    /// One session a person: hashing a password for every request would take most of the time.
    sessions: Mutex<BTreeMap<String, String>>,
}

/// An answer, read to its end unless it is a stream without one.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub fn config(data: &Path) -> Config {
    let overrides = Overrides { config: None, data_dir: Some(data.to_owned()) };
    // Mail is on, but nobody listens there and nothing is sent: no sender runs here.
    let mail = [("BELLWETHER_MAIL_HOST", "127.0.0.1"), ("BELLWETHER_MAIL_SENDER", "bellwether@example.org")];
    let environment = mail.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    config::load(&overrides, &environment).unwrap()
}

impl Site {
    /// An installation in which nothing was done yet.
    pub async fn empty() -> Site {
        let data = tempfile::tempdir().unwrap();
        let config = config(data.path());
        let installation = install::open(&config).await.unwrap();
        let router = router(&installation, &config).await;
        Site { installation, router, data, names: BTreeMap::new(), sessions: Mutex::default() }
    }

    /// An installation with one of everything.
    pub async fn seeded() -> Site {
        let mut site = Site::empty().await;
        site.cluster().await;
        site.evidence();
        site.proposals().await;
        for (person, roles) in PEOPLE {
            if let Some(roles) = roles {
                site.person(person, roles).await;
            }
        }
        site.books().await;
        site.register().await;
        let spare = site.user("spare", &[Role::Resident]).await;
        site.name("spare", spare.id);
        site.facilities(&spare).await;
        let applicant = site.user("applicant", &[Role::Resident]).await;
        site.calls(&applicant).await;
        // Before the ingest, which must go on waiting.
        site.failed_job("failed").await;
        site.failed_job("failed-too").await;
        site.ingest().await;
        site
    }

    pub fn name(&mut self, name: &str, value: impl ToString) {
        self.names.insert(name.to_owned(), value.to_string());
    }

    pub fn accounts(&self) -> &Accounts {
        &self.installation.accounts
    }

    pub async fn cluster(&self) {
        for (_, source) in bellwether_cluster::api::DEMO {
            bellwether_cluster::api::load(&Ctx::system(), &self.installation.db, source).await.unwrap();
        }
    }

    fn evidence(&mut self) {
        let source = self.data.path().join("seed.xml");
        std::fs::write(&source, articles()).unwrap();
        let Installation { evidence, experts, .. } = &self.installation;
        let report = evidence.ingest(&Ctx::system(), &[source], &IngestOptions::default(), &Unwatched).unwrap();
        assert_eq!(report.files.len(), 1, "{report:?}");
        build_now(experts, evidence, &Ctx::system(), &Quiet).unwrap();
        let found = persons(&Ctx::system(), experts, &Filter::default(), 1).unwrap();
        let (person, institution) = (found.rows[0].id.clone(), found.rows[0].institution_id.clone());
        self.name("person", person);
        self.name("institution", institution);
        self.landscape();
        self.targets();
    }

    fn landscape(&mut self) {
        let Installation { evidence, landscapes, .. } = &self.installation;
        let config = config(self.data.path());
        let search = SearchState { evidence: evidence.clone(), vocabularies: install::vocabularies(&config) };
        let ctx = Ctx::system();
        foresight::build_now(landscapes, &search, &ctx, &Settings::default(), false, &Quiet).unwrap();
        let built = foresight::edition(&ctx, landscapes).unwrap().unwrap();
        let (topic, landscape) = (built.topics[0].id.clone(), built.number());
        let other = built.topics.last().unwrap().id.clone();
        self.name("topic", topic);
        self.name("other-topic", other);
        self.name("landscape", landscape);
    }

    /// Two areas that were proposed, one to withdraw by hand and one by a program.
    async fn proposals(&mut self) {
        let Installation { landscapes, db, .. } = self.installation.clone();
        for name in ["proposal", "proposal-too"] {
            let id = propose(&db, &landscapes, &self.names["topic"]).await;
            self.name(name, id);
        }
    }

    /// Targets: one gene with the seed's papers, and the file of them in the inbox.
    fn targets(&self) {
        let Installation { evidence, targets, inbox, .. } = &self.installation;
        std::fs::create_dir_all(inbox).unwrap();
        let papers = inbox.join("gene2pubmed");
        std::fs::write(&papers, "#tax_id\tGeneID\tPubMed_ID\n9606\t71\t1\n9606\t71\t10\n9606\t71\t20\n9606\t71\t80\n")
            .unwrap();
        let config = config(self.data.path());
        let search = SearchState { evidence: evidence.clone(), vocabularies: install::vocabularies(&config) };
        let from = lens::Origin::Files(lens::Files { papers, names: None });
        let ctx = Ctx::system();
        lens::build_now(targets, &search, &ctx, &from, lens::Settings::default(), &Quiet).unwrap();
    }

    /// A facility that anybody may book, one whose bookings are approved, and bookings of somebody with each.
    async fn facilities(&mut self, of: &User) {
        self.installation.exchange.load(&Ctx::system(), FACILITIES, None).await.unwrap();
        let name = bellwether_kernel::lang::Text::both("A project", "Проект");
        let code = NewCode { code: "RSF-1".to_owned(), name, organisation: "An institute".to_owned(), account: None };
        let exchange = &self.installation.exchange;
        exchange.add_code(&Ctx::system(), CLUSTER, &code).await.unwrap();
        exchange.let_use(&Ctx::system(), CLUSTER, "RSF-1", "spare@example.org").await.unwrap();
        let now_ms = Ctx::system().now().as_millisecond();
        let (hour_ms, day_ms) = (3_600_000, 86_400_000);
        let ahead = now_ms + 20 * day_ms;
        let ahead = bellwether_kernel::clock::Timestamp::from_millisecond(ahead).unwrap().to_string();
        self.name("ahead", &ahead[..10]);
        let at = |days: i64| Span::of_ms(now_ms + days * day_ms, now_ms + days * day_ms + hour_ms).unwrap();
        for (days, name) in (1..).zip(["booking", "booking-to-cancel", "booking-to-move", "booking-for-programs"]) {
            let id = self.booking(of, "bench", at(days)).await;
            self.name(name, id);
        }
        // The thread that everybody tries; it is somebody else's for all but the administrator.
        let talked = self.booking(of, "bench", at(6)).await;
        let about = About { kind: "booking".to_owned(), id: talked.0 };
        let written = Written { to: None, words: "A secret question".to_owned() };
        self.installation.messages.write(&acting(of), &about, &written).await.unwrap();
        self.name("booking-talked", talked);
        for (days, name) in (1..).zip(["booking-held", "booking-held-too"]) {
            let id = self.booking(of, "approved", at(days)).await;
            self.name(name, id);
        }
        for name in ["booking-now", "booking-in-use"] {
            // A moment ahead, because the past cannot be booked; use can begin in the time for setting up.
            let id = self.booking(of, "bench", Span::of_ms(now_ms + 600_000, now_ms + hour_ms).unwrap()).await;
            self.name(name, id);
        }
        for name in ["booking-at-instrument", "booking-to-end"] {
            let id = self.booking(of, "bench", Span::of_ms(now_ms + 600_000, now_ms + hour_ms).unwrap()).await;
            self.name(name, id);
        }
        let to_end = self.names["booking-to-end"].parse().unwrap();
        self.installation.exchange.start_use(&Ctx::system(), to_end).await.unwrap();
        let bench = self.installation.exchange.facility(&Ctx::system(), CLUSTER, "bench").await.unwrap();
        self.files(&bench).await;
        self.charge(of, at(9)).await;
        let down = self.installation.exchange.take_down(&Ctx::system(), &bench, at(30), "Cleaning").await.unwrap();
        self.name("down", down);
        for name in ["order", "order-for-programs"] {
            let new = NewOrder {
                units: 1,
                what: "Something that nobody else may know".to_owned(),
                project: String::new(),
                samples: vec!["A1".to_owned()],
            };
            let id = self.installation.exchange.order(&acting(of), CLUSTER, "advice", &new).await.unwrap();
            self.name(name, id);
        }
        let in_use = self.names["booking-in-use"].parse().unwrap();
        self.installation.exchange.start_use(&Ctx::system(), in_use).await.unwrap();
    }

    /// Photos, manuals, days on which all is closed, and somebody who was let in.
    async fn files(&mut self, bench: &Facility) {
        let (ctx, exchange) = (Ctx::system(), self.installation.exchange.clone());
        let of = |sort, name: &'static str, bytes| NewFile {
            sort,
            name: bellwether_kernel::lang::Text::both(name, name),
            of: None,
            bytes,
        };
        let picture = PICTURE.as_bytes();
        let text = "A secret manual".as_bytes();
        for (name, sort, bytes) in [
            ("photo", FileSort::Photo, picture),
            ("photo-to-remove", FileSort::Photo, picture),
            ("manual", FileSort::Manual, text),
            ("manual-to-remove", FileSort::Manual, text),
        ] {
            let sent = exchange.send_file(&ctx, bench, &of(sort, name, bytes)).await.unwrap();
            self.name(name, sent.id);
        }
        let day = |day: &str| Holiday { facility: String::new(), day: day.parse().unwrap(), name: "Rest".to_owned() };
        exchange.close_on(&ctx, CLUSTER, &[day("2099-01-01"), day("2099-01-02")]).await.unwrap();
        let person = bellwether_kernel::actor::UserId(uuid::Uuid::from_u128(77));
        exchange.set_class(&ctx, bench, person, CustomerClass::Academic).await.unwrap();
        self.name("let-in", person);
    }

    /// A charge without a code.
    async fn charge(&mut self, of: &User, span: Span) {
        let wish = Wish {
            span,
            purpose: String::new(),
            project: String::new(),
            waits: false,
            repeat: None,
            leaves_out: false,
            beyond_rules: None,
        };
        let exchange = self.installation.exchange.clone();
        let done = exchange.book(&acting(of), CLUSTER, "bench", &wish).await.unwrap();
        let booking = exchange.booking(&acting(of), done.booked[0]).await.unwrap();
        let charge = exchange.charges_of(&acting(of), &booking).await.unwrap()[0].id;
        self.name("charge", charge);
    }

    /// A booking of this person.
    pub async fn booking(&self, of: &User, facility: &str, span: Span) -> BookingId {
        let wish = Wish {
            span,
            purpose: "Something that nobody else may know".to_owned(),
            project: if facility == "bench" { "RSF-1".to_owned() } else { String::new() },
            waits: true,
            repeat: None,
            leaves_out: false,
            beyond_rules: None,
        };
        let cluster = if facility == "elsewhere" { "skolkovo-biomedical" } else { "translational-medicine" };
        let done = self.installation.exchange.book(&acting(of), cluster, facility, &wish).await.unwrap();
        done.booked.first().or(done.waits.first()).copied().unwrap()
    }

    /// An account.
    pub async fn user(&self, name: &str, roles: &[Role]) -> User {
        let email = Email::parse(&format!("{name}@example.org")).unwrap();
        let password = Password::choose(PASSWORD, &email).unwrap();
        let clusters = vec![if name == "stranger" { OTHER_CLUSTER } else { CLUSTER }.to_owned()];
        let new = NewUser { email, name: name.to_owned(), roles: roles.to_vec(), clusters };
        self.accounts().create_user(&Ctx::system(), new, Some(password)).await.unwrap().0
    }

    /// An account with a session and a token to end.
    async fn person(&mut self, name: &str, roles: &[Role]) {
        let user = self.user(name, roles).await;
        let ctx = acting(&user);
        let spare = self.accounts().sign_in(&Ctx::system(), user.email.as_str(), PASSWORD, &Origin::default()).await;
        self.accounts().make_token(&ctx, user.id, "spare").await.unwrap();
        let token = self.accounts().tokens(&ctx, user.id).await.unwrap()[0].id;
        let view = SavedView::new("Hearts", "/evidence", "q=heart").unwrap();
        self.accounts().save_view(&ctx, user.id, &view).await.unwrap();
        self.letters(&ctx, user.id, name).await;
        self.name(&format!("view-{name}"), view.id);
        self.name(&format!("session-{name}"), spare.unwrap().session.id);
        self.name(&format!("token-{name}"), token);
    }

    /// A letter that failed, because its address is none; and the person's word for turning letters off.
    async fn letters(&mut self, ctx: &Ctx, person: actor::UserId, name: &str) {
        let Installation { db, outbox, notices, .. } = self.installation.clone();
        notices.choose(ctx, person, &notices.choices(ctx, person).await.unwrap()).await.unwrap();
        let sql = "SELECT token FROM notices_person WHERE person = $1";
        let token: String = db.write_one(sql, vec![person.0.into()]).await.unwrap()[0].try_get("", "token").unwrap();
        self.name("stop", token);
        let content = Content {
            subject: "Something that nobody else may know".to_owned(),
            text: String::new(),
            lang: Lang::En,
            calendar: None,
            about: None,
            stop_href: None,
        };
        let letter =
            Letter { key: format!("letter-{name}"), address: "no-address".into(), name: String::new(), content };
        let put: Result<_, DbError> = db.write(&Ctx::system(), async |tx| outbox.put(&tx, &letter).await).await;
        put.unwrap();
        while outbox.send_next().await.unwrap() {}
        let failed = outbox.list(None, None, 1).await.unwrap().remove(0);
        self.name(&format!("letter-{name}"), failed.id);
    }

    /// An ingest that waits: no worker runs here.
    async fn ingest(&mut self) {
        std::fs::create_dir_all(&self.installation.inbox).unwrap();
        std::fs::write(self.installation.inbox.join("more.xml"), articles()).unwrap();
        let Installation { evidence, db, jobs, inbox, .. } = self.installation.clone();
        let desk = Ingests::new(evidence, db, jobs, inbox);
        let id = desk.start(&Ctx::system(), &["more.xml".to_owned()]).await.unwrap();
        self.name("ingest", id);
    }

    /// A job that failed for good: what it was asked for is nothing that it could do.
    async fn failed_job(&mut self, name: &str) {
        let Installation { db, jobs, .. } = self.installation.clone();
        let queued: Result<_, DbError> =
            db.write(&Ctx::system(), async |tx| jobs.enqueue(&tx, INGEST, &"no list of files").await).await;
        let never = tokio::sync::watch::channel(false).1;
        while jobs.run_one(&never).await.unwrap().is_some() {}
        let id = queued.unwrap();
        assert_eq!(jobs.get(id).await.unwrap().unwrap().state, State::Failed);
        self.name(name, id);
    }

    /// The cookies of this person's browser.
    pub async fn cookies(&self, person: &str) -> String {
        if person == "visitor" {
            return BROWSER.to_owned();
        }
        let mut sessions = self.sessions.lock().await;
        if !sessions.contains_key(person) {
            let email = format!("{person}@example.org");
            let opened = self.accounts().sign_in(&Ctx::system(), &email, PASSWORD, &Origin::default()).await.unwrap();
            sessions.insert(person.to_owned(), format!("{BROWSER}; bw_session={}", opened.token.reveal()));
        }
        sessions[person].clone()
    }

    /// Forgets the person's session, because it was ended.
    pub async fn forget(&self, person: &str) {
        self.sessions.lock().await.remove(person);
    }

    /// The token that forms of this person carry.
    pub async fn form_token(&self, person: &str) -> String {
        let page = if person == "visitor" { "/sign-in" } else { "/account" };
        let answer = self.get(person, page).await;
        let token = answer.text().split("name=\"csrf\" value=\"").nth(1).unwrap_or_default();
        token.split('"').next().unwrap().to_owned()
    }

    /// What this person gets at this address.
    pub async fn get(&self, person: &str, address: &str) -> Answer {
        let request = Request::get(address).header(header::COOKIE, self.cookies(person).await);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a request and reads the answer, unless that is a stream of events.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let is_endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if is_endless { Vec::new() } else { to_bytes(body, 64 << 20).await.unwrap().to_vec() };
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// The head of a picture of 640 by 384 points, in letters that a form of words can carry.
pub const PICTURE: &str = "RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7f\x02\0\x7f\x01\0";

/// Facilities of the demo's first cluster, with few rules.
pub const FACILITIES: &str = r#"
cluster = "translational-medicine"
[[facility]]
slug = "bench"
sort = "instrument"
zone = "UTC"
places = 6
name = { en = "Bench", ru = "Стенд" }
about = { en = "A bench", ru = "Стенд" }
location = { en = "Here", ru = "Здесь" }
owner = { en = "Us", ru = "Мы" }
[[facility.condition]]
rule = "buffers"
before_minutes = 30
after_minutes = 0
[[facility.rate]]
class = "member"
from = "2026-01-01"
minor_per_hour = 90000
currency = "RUB"
[[facility]]
slug = "approved"
sort = "room"
zone = "UTC"
name = { en = "Approved room", ru = "Комната с одобрением" }
about = { en = "A room", ru = "Комната" }
location = { en = "There", ru = "Там" }
owner = { en = "Them", ru = "Они" }
[[facility.item]]
code = "gas"
name = { en = "Gas", ru = "Газ" }
change_minutes = 0
option = [{ code = "none", name = { en = "None", ru = "Нет" } }, { code = "argon", name = { en = "Argon", ru = "Аргон" } }]
[[facility.condition]]
rule = "approval"
[[facility]]
slug = "advice"
sort = "service"
zone = "UTC"
name = { en = "Advice", ru = "Совет" }
about = { en = "Advice", ru = "Совет" }
location = { en = "There", ru = "Там" }
owner = { en = "Them", ru = "Они" }
[facility.orders]
unit = { en = "hour", ru = "час" }
most = 8
asks = { en = "What is it about?", ru = "О чём?" }
"#;

/// Proposes a topic to the demo's first cluster.
pub async fn propose(db: &Db, landscapes: &foresight::Landscapes, topic: &str) -> foresight::ProposalId {
    let ctx = Ctx::system();
    let edition = foresight::edition(&ctx, landscapes).unwrap().unwrap();
    let draft = foresight::Draft {
        cluster: "translational-medicine".to_owned(),
        title_en: "Livers".to_owned(),
        rationale_en: "They matter".to_owned(),
        landscape: edition.number(),
        ..foresight::Draft::default()
    };
    foresight::propose(&ctx, db, &edition, topic, &draft).await.unwrap()
}

/// The person at work.
pub fn acting(user: &User) -> Ctx {
    let person = actor::User::new(user.id, user.name.clone(), user.roles.clone()).working_for(user.clusters.clone());
    Ctx::new(Actor::User(person), Lang::En, std::sync::Arc::new(SystemClock))
}

async fn router(installation: &Installation, config: &Config) -> Router {
    let many = 1_000_000;
    let limits = Limits {
        per_address_burst: many,
        per_account_per_second: many,
        per_account_burst: many,
        per_address_per_second: many,
        guarded_per_minute: many,
    };
    let slices = install::slices(installation, config).await.unwrap();
    bellwether_web::app::app(slices, Options { limits, ..Options::default() }).unwrap()
}

struct Quiet;

impl Watch for Quiet {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}

    fn cancelled(&self) -> bool {
        false
    }
}

/// Three works of two people.
fn articles() -> String {
    let author = |last: &str, fore: &str| {
        format!(
            "<Author ValidYN=\"Y\"><LastName>{last}</LastName><ForeName>{fore}</ForeName><Initials>{}</Initials>\
             <AffiliationInfo><Affiliation>Department of Invention, University of North Town, Nordstadt, Germany\
             </Affiliation></AffiliationInfo></Author>",
            &fore[..1]
        )
    };
    // Years of papers that are not here, which targets learn: ids up to 44 are of 2020, the others of 2021.
    let reference = |pmid: u32| {
        let year = if pmid <= 44 { 2020 } else { 2021 };
        format!(
            "<Reference><Citation>Invented journal. {year};1:1</Citation><ArticleIdList>\
             <ArticleId IdType=\"pubmed\">{pmid}</ArticleId></ArticleIdList></Reference>"
        )
    };
    let references: String = (5..=84).map(reference).collect();
    let article = |pmid: u32, topic: &str, authors: String| {
        format!(
            "<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"1\">{pmid}</PMID>\
             <Article PubModel=\"Print\"><Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>2021</Year></PubDate>\
             </JournalIssue><Title>Invented journal</Title></Journal><ArticleTitle>{topic} work {pmid}</ArticleTitle>\
             <AuthorList CompleteYN=\"Y\">{authors}</AuthorList><Language>eng</Language></Article>\
             <MeshHeadingList><MeshHeading><DescriptorName UI=\"D008099\" MajorTopicYN=\"Y\">{topic}</DescriptorName>\
             </MeshHeading></MeshHeadingList></MedlineCitation><PubmedData><ArticleIdList>\
             <ArticleId IdType=\"pubmed\">{pmid}</ArticleId></ArticleIdList><ReferenceList>{references}</ReferenceList></PubmedData>\
             </PubmedArticle>"
        )
    };
    let (anna, boris) = (author("Exampleova", "Anna"), author("Sample", "Boris"));
    let both = format!("{anna}{boris}");
    let articles = [article(1, "Liver", both), article(2, "Liver", anna), article(3, "Heart", boris)];
    format!("<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n{}\n</PubmedArticleSet>\n", articles.join("\n"))
}
