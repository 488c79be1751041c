//! Turning notices that are due into letters, one person after the other, until the server stops.

use std::time::Duration;

use bellwether_db::Tx;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_mail::Letter;
use bellwether_mail::letter::Content;
use bellwether_web::api::Words;
use rand::Rng;
use tokio::sync::watch;

use crate::model::choice::next_daily;
use crate::model::kind::{Kind, Moment};
use crate::model::notice::{Notice, NoticeId, Recipient, Said};
use crate::service::Notices;
use crate::service::error::NoticeError;
use crate::store::{choice as choices, notice as store};
use crate::urls;

/// How soon a notice is seen.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// How often clocks are looked at, in looks.
const REMIND_EVERY: u32 = 30;
/// Notices of one person that are told at once.
const AT_ONCE: u32 = 200;
/// How long a notice waits that cannot be told now.
const PUT_OFF_MS: i64 = 60_000;

/// What becomes of the notices of a person that are due.
#[derive(Default)]
struct Plan {
    letters: Vec<Letter>,
    done: Vec<NoticeId>,
    gathered: Vec<(NoticeId, i64)>,
}

/// A token that nobody can guess.
pub(crate) fn new_token() -> String {
    let bytes: [u8; 16] = rand::rng().random();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Notices {
    /// Writes letters until `stop` says so. A failure is logged, and tried again.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut looks = 0_u32;
        while !*stop.borrow() {
            if looks.is_multiple_of(REMIND_EVERY)
                && let Err(error) = self.remind().await
            {
                tracing::error!(error = %error, "could not look for what to remind of");
            }
            looks = looks.wrapping_add(1);
            match self.post_next().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::error!(error = %error, "could not write letters of notices"),
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK_AGAIN) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Writes the letters of one person whose notices are due; `false` if there is none.
    pub async fn post_next(&self) -> Result<bool, NoticeError> {
        let now_ms = self.ctx.now().as_millisecond();
        let Some(person) = store::next_person(self.db.reader(), now_ms).await? else { return Ok(false) };
        let due = store::due(self.db.reader(), person, now_ms, AT_ONCE).await?;
        match self.plan(person, &due).await {
            Ok(plan) => match self.db.write(&self.ctx, async |tx| self.carry_out(&tx, &plan).await).await {
                // Another server did it.
                Ok(()) | Err(NoticeError::Told) => self.outbox.wake(),
                Err(error) => return Err(error),
            },
            Err(error) => {
                tracing::error!(error = %error, "notices of a person cannot be told now, and wait");
                let later_ms = now_ms + PUT_OFF_MS;
                self.db
                    .write(&self.ctx, async |tx| {
                        Ok::<(), NoticeError>(store::put_off(tx.conn(), person, now_ms, later_ms).await?)
                    })
                    .await?;
            }
        }
        Ok(true)
    }

    async fn carry_out(&self, tx: &Tx, plan: &Plan) -> Result<(), NoticeError> {
        for id in &plan.done {
            if !store::remove(tx.conn(), *id).await? {
                return Err(NoticeError::Told);
            }
        }
        for (id, due_at_ms) in &plan.gathered {
            store::gather(tx.conn(), *id, *due_at_ms).await?;
        }
        for letter in &plan.letters {
            self.outbox.put(tx, letter).await?;
        }
        Ok(())
    }

    async fn plan(&self, person: UserId, due: &[Notice]) -> Result<Plan, NoticeError> {
        let mut plan = Plan::default();
        let Some(recipient) = self.people.recipient(person).await? else {
            plan.done = due.iter().map(|notice| notice.id).collect();
            return Ok(plan);
        };
        let chosen = choices::of(self.db.reader(), person).await?;
        let lang = chosen.lang.unwrap_or(self.settings.lang);
        let token = self.token(person, chosen.hour).await?;
        // The person acts: what is said is what the person may see.
        let ctx = Ctx::new(recipient.actor.clone(), lang, self.ctx.clock());
        let writer =
            Writer { words: self.words(lang), url: &self.settings.public_url, recipient: &recipient, token, lang };
        let mut gathered = Vec::new();
        for notice in due {
            match (chosen.of(notice.kind), notice.is_gathered) {
                (Moment::Never, _) => plan.done.push(notice.id),
                (Moment::Daily, false) => {
                    let at = next_daily(self.ctx.now(), &recipient.zone, chosen.hour);
                    plan.gathered.push((notice.id, at.as_millisecond()));
                }
                (moment, _) => {
                    plan.done.push(notice.id);
                    let Some(said) = self.say(&ctx, notice).await? else { continue };
                    if moment == Moment::Daily {
                        gathered.push((notice.id, said));
                    } else {
                        plan.letters.push(writer.letter(notice, said));
                    }
                }
            }
        }
        plan.letters.extend(writer.daily(&gathered));
        Ok(plan)
    }

    async fn say(&self, ctx: &Ctx, notice: &Notice) -> Result<Option<Said>, NoticeError> {
        match self.sources.iter().find(|source| source.kinds().contains(&notice.kind)) {
            Some(source) => Ok(source.say(ctx, notice).await?),
            None => Ok(None),
        }
    }

    async fn token(&self, person: UserId, hour: u8) -> Result<String, NoticeError> {
        let new = new_token();
        let made = self.db.write(&self.ctx, async |tx| {
            Ok::<String, NoticeError>(choices::token(tx.conn(), person, hour, &new).await?)
        });
        made.await
    }
}

/// Writes letters to one person.
struct Writer<'a> {
    words: Words,
    url: &'a str,
    recipient: &'a Recipient,
    token: String,
    lang: Lang,
}

impl Writer<'_> {
    fn letter(&self, notice: &Notice, said: Said) -> Letter {
        let mut text = said.lines.join("\n");
        text.push_str(&format!("\n\n{}{}\n", self.url, said.href));
        self.end(&mut text);
        let content = Content {
            subject: said.subject,
            text,
            lang: self.lang,
            calendar: said.calendar,
            about: Some(said.about),
            stop_href: Some(self.stop_href(Some(notice.kind))),
        };
        self.addressed(format!("notice:{}", notice.id), content)
    }

    /// All that was gathered, in one letter; none where there is nothing.
    fn daily(&self, gathered: &[(NoticeId, Said)]) -> Option<Letter> {
        let (first, _) = gathered.first()?;
        let mut text = String::new();
        for (_, said) in gathered {
            text.push_str(&format!("{}\n{}\n{}{}\n\n", said.subject, said.lines.join("\n"), self.url, said.href));
        }
        self.end(&mut text);
        let content = Content {
            subject: self.words.t_with("notices-daily-subject", &[("n", gathered.len().into())]),
            text,
            lang: self.lang,
            calendar: None,
            about: None,
            stop_href: Some(self.stop_href(None)),
        };
        Some(self.addressed(format!("daily:{first}"), content))
    }

    fn end(&self, text: &mut String) {
        let href = format!("{}{}", self.url, urls::CHOICES);
        text.push_str(&format!("\n-- \n{}\n", self.words.t_with("notices-why", &[("href", href.into())])));
    }

    fn stop_href(&self, kind: Option<Kind>) -> String {
        format!("{}{}", self.url, urls::stop(&self.token, kind))
    }

    fn addressed(&self, key: String, content: Content) -> Letter {
        Letter { key, address: self.recipient.address.clone(), name: self.recipient.name.clone(), content }
    }
}
