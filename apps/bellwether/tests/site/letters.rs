//! Letters say nothing that the page they link to does not show to their reader at that moment.

use bellwether_exchange::api::Span;
use bellwether_kernel::ctx::Ctx;
use bellwether_mail::letter::Content;
use bellwether_messages::api::{About, Written};

use super::seed::{FACILITIES, Site, acting};

/// Sentences of letters in which nothing is put in.
fn sentences() -> Vec<String> {
    let all = bellwether_notices::slice::MESSAGES.iter().flat_map(|(_, text)| text.lines());
    all.filter_map(|line| line.split_once(" = ")).map(|(_, words)| words.to_owned()).collect()
}

/// The words of a page, without its tags.
fn words(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        text.push(' ');
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    plain(&text)
}

/// With plain blanks alone.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters that wait: to whom, and what is in them. They are taken out.
async fn letters(site: &Site) -> Vec<(String, Content)> {
    while site.installation.notices.post_next().await.unwrap() {}
    let sql = "DELETE FROM mail_letter WHERE state = 'waiting' RETURNING address, content";
    let rows = site.installation.db.write_one(sql, Vec::new()).await.unwrap();
    let mut letters = Vec::new();
    for row in rows {
        let content: String = row.try_get("", "content").unwrap();
        letters.push((row.try_get("", "address").unwrap(), serde_json::from_str(&content).unwrap()));
    }
    letters
}

/// Every fact of the letter stands on the page, as its reader sees it now.
async fn stands_on_the_page(site: &Site, address: &str, content: &Content) {
    let person = address.split('@').next().unwrap();
    let (text, _) = content.text.split_once("\n-- \n").unwrap();
    let href = text.lines().rfind(|line| line.starts_with("http")).unwrap();
    let path = href.split_once("8080").unwrap().1;
    let page = words(site.get(person, path).await.text());
    let fixed = sentences();
    let mut facts = 0;
    for line in text.lines().filter(|line| !line.is_empty() && *line != href && !fixed.contains(&(*line).to_owned())) {
        let fact = plain(line.split_once(": ").map_or(line, |(_, fact)| fact).trim_end_matches(':'));
        assert!(page.contains(&fact), "{person} is told {fact:?}, which {path} does not show: {page}");
        facts += 1;
    }
    let (_, subject) = content.subject.split_once(": ").unwrap();
    for part in subject.split(", ") {
        let is_there = page.contains(&plain(part));
        // The day of a thread stands on its page in words, and in the letter as a number.
        assert!(is_there || part.len() == 10 && part.starts_with("20"), "{person}: {part:?} of {:?}", content.subject);
    }
    assert!(facts > 0, "a letter without facts proves nothing: {text}");
}

#[tokio::test]
async fn letters_say_what_the_page_shows_to_their_reader() {
    let site = Site::seeded().await;
    let installation = site.installation.clone();
    let person = async |name: &str| {
        let email = bellwether_accounts::model::user::Email::parse(&format!("{name}@example.org")).unwrap();
        installation.accounts.user_by_email(&Ctx::system(), &email).await.unwrap()
    };
    let (spare, keeper) = (person("spare").await, person("officer").await);
    installation.exchange.load(&Ctx::system(), FACILITIES, Some(keeper.id)).await.unwrap();
    letters(&site).await;
    let now_ms = Ctx::system().now().as_millisecond();
    let at = |days: i64| Span::of_ms(now_ms + days * 86_400_000, now_ms + days * 86_400_000 + 3_600_000).unwrap();
    let (keeps, asks) = (acting(&keeper), acting(&spare));
    let mut told = Vec::new();
    let mut check = async |site: &Site| {
        for (address, content) in letters(site).await {
            stands_on_the_page(site, &address, &content).await;
            told.push(format!("{address}: {}", content.subject.split(": ").next().unwrap()));
        }
    };
    let id = site.booking(&spare, "approved", at(40)).await;
    check(&site).await;
    installation.exchange.approve(&keeps, id).await.unwrap();
    check(&site).await;
    let about = About { kind: "booking".to_owned(), id: id.0 };
    let say = |words: &str| Written { to: None, words: words.to_owned() };
    installation.messages.write(&asks, &about, &say("Is the room warm?")).await.unwrap();
    check(&site).await;
    installation.messages.write(&keeps, &about, &say("It is: twenty degrees")).await.unwrap();
    check(&site).await;
    installation.exchange.reschedule(&keeps, id, at(41)).await.unwrap();
    check(&site).await;
    installation.exchange.cancel(&keeps, id, "The heating broke").await.unwrap();
    check(&site).await;
    let refused = site.booking(&spare, "approved", at(43)).await;
    installation.exchange.refuse(&keeps, refused, "No heating").await.unwrap();
    check(&site).await;
    assert_eq!(
        told,
        [
            "officer@example.org: To decide",
            "spare@example.org: Confirmed",
            "officer@example.org: Message",
            "spare@example.org: Message",
            "spare@example.org: Moved",
            "spare@example.org: Cancelled",
            "spare@example.org: Refused",
        ]
    );
}
