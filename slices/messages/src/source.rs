//! Messages as notices: what a person has not read yet, as the thread shows it.

use std::sync::Arc;

use async_trait::async_trait;
use bellwether_kernel::ctx::Ctx;
use bellwether_notices::api::{Kind, Notice, Said, Source, SourceError};
use bellwether_web::api::{Catalogue, Words};

use crate::model::message::ThreadId;
use crate::service::Messages;
use crate::service::error::MessageError;
use crate::slice::MESSAGES;
use crate::store::thread as store;
use crate::views::thread::author;

/// So many letters of a message stand in a letter; the page has the whole.
const MOST: usize = 1000;

/// Says what was written.
pub struct MessageSource {
    messages: Messages,
    words: Arc<Catalogue>,
}

impl MessageSource {
    /// A source of these messages.
    ///
    /// # Panics
    /// If the words of this slice cannot be read, which its tests rule out.
    pub fn new(messages: Messages) -> MessageSource {
        let files: Vec<_> = MESSAGES.iter().map(|(lang, text)| ("messages", *lang, *text)).collect();
        let words = Catalogue::load(&files).expect("the words of the slice are tested");
        MessageSource { messages, words: Arc::new(words) }
    }
}

#[async_trait]
impl Source for MessageSource {
    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Message]
    }

    async fn say(&self, ctx: &Ctx, notice: &Notice) -> Result<Option<Said>, SourceError> {
        let about = store::about(self.messages.db.reader(), ThreadId(notice.about)).await.map_err(SourceError::of)?;
        let Some(about) = about else { return Ok(None) };
        let thread = match self.messages.look(ctx, &about).await {
            Ok(thread) => thread,
            Err(MessageError::Denied(_)) => return Ok(None),
            Err(error) => return Err(SourceError::of(error)),
        };
        let words = Words::new(self.words.clone(), ctx.lang);
        let mut lines = Vec::new();
        for message in thread.messages.iter().filter(|message| message.is_new) {
            let short: String = message.words.chars().take(MOST).collect();
            lines.extend([format!("{}:", author(&words, message)), short, String::new()]);
        }
        // What was read on the page meanwhile is not told again.
        if lines.is_empty() {
            return Ok(None);
        }
        let (title, _) = thread.seat.title.best(ctx.lang);
        Ok(Some(Said {
            subject: words.t_with("messages-mail", &[("title", title.into())]),
            lines,
            href: thread.seat.href,
            about: format!("{}-{}", about.kind, about.id),
            calendar: None,
        }))
    }
}
