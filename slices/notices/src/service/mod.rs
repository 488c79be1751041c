//! What people do with notices and letters.

mod choose;
pub mod error;
mod letters;

use std::sync::Arc;

use bellwether_db::{Db, DbError, Tx};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_mail::Outbox;
use bellwether_web::api::{Catalogue, Words};
use uuid::Uuid;

use crate::model::kind::Kind;
use crate::model::notice::{Notice, NoticeId, People, Source};
use crate::slice::MESSAGES;
use crate::store::notice as store;

/// What is set for the whole installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How people reach the server, without a slash at the end.
    pub public_url: String,
    /// The language of letters to people who chose none.
    pub lang: Lang,
}

/// The notices of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Notices {
    pub(crate) db: Db,
    pub(crate) outbox: Outbox,
    pub(crate) people: Arc<dyn People>,
    pub(crate) sources: Arc<Vec<Arc<dyn Source>>>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) words: Arc<Catalogue>,
    pub(crate) ctx: Ctx,
}

impl Notices {
    /// Notices in this database that become letters of this outbox.
    ///
    /// # Panics
    /// If the words of this slice cannot be read, which its tests rule out.
    pub fn new(db: Db, outbox: Outbox, people: Arc<dyn People>, settings: Settings) -> Notices {
        let files: Vec<_> = MESSAGES.iter().map(|(lang, text)| ("notices", *lang, *text)).collect();
        let words = Catalogue::load(&files).expect("the words of the slice are tested");
        Notices {
            db,
            outbox,
            people,
            sources: Arc::default(),
            settings: Arc::new(settings),
            words: Arc::new(words),
            ctx: Ctx::system(),
        }
    }

    /// The same notices, told by these sources.
    pub fn told_by(self, sources: Vec<Arc<dyn Source>>) -> Notices {
        Notices { sources: Arc::new(sources), ..self }
    }

    /// The same notices by the clock of `ctx`.
    pub fn by_clock(self, ctx: Ctx) -> Notices {
        Notices { ctx, ..self }
    }

    pub(crate) fn words(&self, lang: Lang) -> Words {
        Words::new(self.words.clone(), lang)
    }

    /// Notes that something is to be told to a person, in the transaction in which it happens. Nothing where mail is off.
    pub async fn note(&self, tx: &Tx, person: UserId, kind: Kind, (about, data): (Uuid, &str)) -> Result<(), DbError> {
        if !self.outbox.is_on() {
            return Ok(());
        }
        let notice = Notice { id: NoticeId::new(), person, kind, about, data: data.to_owned(), is_gathered: false };
        store::insert(tx.conn(), &notice, tx.now().as_millisecond()).await
    }
}
