//! A letter as it goes over the wire (RFC 5322, MIME). Nothing that people wrote can begin a header or end one.

use std::time::{Duration, SystemTime};

use bellwether_kernel::clock::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::letter::{Content, Letter, LetterId};

/// The longest subject, in letters; what is longer is cut.
const SUBJECT: usize = 200;

/// A letter cannot be written: an address that is none.
#[derive(Debug, thiserror::Error)]
#[error("the letter cannot be written: {0}")]
pub struct Unwritable(String);

impl Unwritable {
    fn of(error: impl std::fmt::Display) -> Unwritable {
        Unwritable(error.to_string())
    }
}

/// The letter for the wire. Its `Message-ID` is the same at each attempt.
pub fn message(id: LetterId, letter: &Letter, sender: &str, now: Timestamp) -> Result<Message, Unwritable> {
    let content = &letter.content;
    let from: Mailbox = sender.parse().map_err(Unwritable::of)?;
    let address: Address = letter.address.parse().map_err(Unwritable::of)?;
    let name = one_line(&letter.name);
    let to = Mailbox::new((!name.is_empty()).then_some(name), address);
    let domain = from.email.domain().to_owned();
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let mut builder = Message::builder()
        .from(from)
        .to(to)
        .subject(cut(&one_line(&content.subject)))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(format!("<{id}@{domain}>")));
    if let Some(about) = content.about.as_deref().map(token).filter(|about| !about.is_empty()) {
        // The first of the letters need not have been sent: mail programs put together what names the same one.
        let root = format!("<{about}@{domain}>");
        builder = builder.in_reply_to(root.clone()).references(root);
    }
    // Programs that answer mail by themselves must not answer this one (RFC 3834).
    builder = header(builder, "Auto-Submitted", "auto-generated".to_owned());
    builder = header(builder, "Content-Language", content.lang.code().to_owned());
    if let Some(href) = content.stop_href.as_deref().filter(|href| is_plain_address(href)) {
        builder = header(builder, "List-Unsubscribe", format!("<{href}>"));
    }
    body(builder, content)
}

fn body(builder: MessageBuilder, content: &Content) -> Result<Message, Unwritable> {
    let text = SinglePart::plain(content.text.replace("\r\n", "\n").replace('\r', "\n"));
    let Some(calendar) = &content.calendar else {
        return builder.singlepart(text).map_err(Unwritable::of);
    };
    let method = if calendar.is_cancelled { "CANCEL" } else { "PUBLISH" };
    let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}")).map_err(Unwritable::of)?;
    let attached = Attachment::new("booking.ics".to_owned()).body(calendar.text.clone(), kind);
    builder.multipart(MultiPart::mixed().singlepart(text).singlepart(attached)).map_err(Unwritable::of)
}

fn header(builder: MessageBuilder, name: &'static str, value: String) -> MessageBuilder {
    builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value))
}

/// Text on one line: what could begin another becomes a blank.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if is_line_breaking(letter) { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_line_breaking(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

fn cut(text: &str) -> String {
    if text.chars().count() <= SUBJECT {
        text.to_owned()
    } else {
        text.chars().take(SUBJECT - 1).chain(['…']).collect()
    }
}

/// What may stand before the `@` of a message's id.
fn token(text: &str) -> String {
    text.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')).take(100).collect()
}

/// An address of the web that can stand between `<` and `>`.
fn is_plain_address(href: &str) -> bool {
    href.starts_with("http")
        && href.len() < 900
        && href.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'))
}

#[cfg(test)]
mod tests;
