//! Letters say nothing that the page they link to does not show to their reader at that moment.

use bellwether_calls::api::{Handling, SeatState};
use bellwether_exchange::api::Span;
use bellwether_kernel::ctx::Ctx;
use bellwether_mail::letter::Content;
use bellwether_messages::api::{About, Written};
use bellwether_notices::api::{Choices, Kind, Moment};

use super::calls::yes;
use super::seed::{CLUSTER, FACILITIES, Site, acting};

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

#[tokio::test]
async fn letters_about_applications_say_what_the_page_shows_to_their_reader() {
    let site = Site::seeded().await;
    letters(&site).await;
    let calls = site.calls_service();
    let (lead, member) = (site.known("spare").await, site.known("resident").await);
    let (officer, expert) = (acting(&site.known("officer").await), site.known("expert").await);
    let by_kind = Kind::ALL.iter().map(|kind| (*kind, Moment::AtOnce)).collect();
    let at_once = Choices { by_kind, ..Choices::default() };
    site.installation.notices.choose(&officer, officer.actor.user_id().unwrap(), &at_once).await.unwrap();
    let call = calls.call(&Ctx::system(), CLUSTER, "young").await.unwrap();
    let mut told = Vec::new();
    let mut check = async |site: &Site| {
        for (address, content) in letters(site).await {
            stands_on_the_page(site, &address, &content).await;
            told.push(format!(
                "{}: {}",
                address.split('@').next().unwrap(),
                content.subject.split(": ").next().unwrap()
            ));
        }
    };
    let id = site.drafted(&lead, &call).await;
    calls.invite(&acting(&lead), id, "resident@example.org").await.unwrap();
    check(&site).await;
    calls.answer_invitation(&acting(&member), id, SeatState::Signed).await.unwrap();
    calls.submit(&acting(&lead), id).await.unwrap();
    check(&site).await;
    calls.handle_one(&officer, id, &Handling::Return("Say more".to_owned())).await.unwrap();
    check(&site).await;
    calls.submit(&acting(&lead), id).await.unwrap();
    letters(&site).await;
    calls.handle_one(&officer, id, &Handling::Assign("expert@example.org".to_owned())).await.unwrap();
    check(&site).await;
    // The thread is between the team and the office; whoever judges sees nothing of it.
    let about = About { kind: "application".to_owned(), id: id.0 };
    let say = |words: &str| Written { to: None, words: words.to_owned() };
    let messages = &site.installation.messages;
    messages.write(&acting(&member), &about, &say("May we change the budget?")).await.unwrap();
    check(&site).await;
    messages.write(&officer, &about, &say("Until Friday")).await.unwrap();
    check(&site).await;
    assert!(messages.write(&acting(&expert), &about, &say("Who are you?")).await.is_err());
    assert!(messages.look(&acting(&expert), &about).await.is_err());
    calls.decide(&officer, id, &yes(5_000)).await.unwrap();
    check(&site).await;
    calls.announce(&officer, &call, &[id]).await.unwrap();
    check(&site).await;
    calls.accept(&acting(&lead), id).await.unwrap();
    check(&site).await;
    let opened = calls.dossier(&officer, id).await.unwrap().undertaking.unwrap().id;
    calls.report(&acting(&member), opened, 1, "Done").await.unwrap();
    calls.return_report(&officer, opened, 1, "How?").await.unwrap();
    check(&site).await;
    calls.report(&acting(&member), opened, 1, "Like this").await.unwrap();
    check(&site).await;
    calls.approve_report(&officer, opened, 1).await.unwrap();
    check(&site).await;
    told.sort();
    insta::assert_snapshot!(told.join("\n"));
}
