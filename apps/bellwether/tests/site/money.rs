//! Two people move money through the pages: one proposes, another approves.

use axum::http::StatusCode;

use super::examples;
use super::seed::{Answer, Site};

async fn post(site: &Site, person: &str, address: &str, body: &str) -> Answer {
    let address: &'static str = String::leak(address.to_owned());
    let body: &'static str = String::leak(body.to_owned());
    site.send(examples::request(site, person, &format!("POST {address}"), ("", address, body)).await).await
}

const FORM: &str = "/ledger/translational-medicine/transfers/new";

#[tokio::test]
async fn what_cannot_be_given_is_refused_with_its_numbers_and_nothing_typed_is_lost() {
    let site = Site::seeded().await;
    let typed = "from={budget}&to={payee}&amount=99 000 000&memo=A centrifuge&key=k1";
    let refused = post(&site, "officer", FORM, typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    for words in ["is missing", "99,000,000.00", "value=\"A centrifuge\"", "value=\"99 000 000\"", "value=\"k1\""] {
        assert!(page.contains(words), "{words} is not on the page");
    }
    let unclear = post(&site, "officer", FORM, "from={budget}&to={payee}&amount=1,234&memo=Pens&key=k2").await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unclear.text().contains("whether the comma"), "money is not guessed");
}

#[tokio::test]
async fn one_person_proposes_and_another_approves() {
    let site = Site::seeded().await;
    site.ledger()
        .set_threshold(
            &bellwether_kernel::ctx::Ctx::system(),
            super::seed::CLUSTER,
            site.names["fund"].parse().unwrap(),
            Some(100),
        )
        .await
        .unwrap();
    let typed = "from={budget}&to={payee}&amount=1.01&memo=A centrifuge&key=k1";
    let made = post(&site, "officer", FORM, typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let address = made.header("location").to_owned();
    // The same form again is the same transfer.
    let again = post(&site, "officer", FORM, typed).await;
    assert_eq!(again.header("location"), address);
    assert!(!site.get("officer", &address).await.text().contains("/approve\""), "nobody approves their own");
    assert!(site.get("council", &address).await.text().contains("/approve\""));
    let queue = site.get("council", "/ledger/translational-medicine/transfers?show=waiting").await;
    assert!(queue.text().contains(&address), "it waits in the queue");
    let waits = site.get("council", "/waiting").await;
    // Two of the sample, four of the seed, and this one.
    assert!(waits.text().contains("7 transfers wait for approval"), "it is counted");
    assert_eq!(post(&site, "officer", &format!("{address}/post"), "").await.status, StatusCode::CONFLICT);
    assert_eq!(post(&site, "council", &format!("{address}/approve"), "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(post(&site, "council", &format!("{address}/approve"), "").await.status, StatusCode::CONFLICT);
    let page = site.get("analyst", &address).await;
    assert!(page.text().contains("Approved by") && page.text().contains("Posted by"), "it says who did what");
}
