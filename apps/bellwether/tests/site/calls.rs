//! A call with applications in each state: those of the resident, one of somebody else who invited the resident.

use axum::http::StatusCode;
use bellwether_accounts::model::user::{Email, User};
use bellwether_calls::api::{
    ApplicationId, Call, Calls, Content, Draft, Facts, Handling, Noted, OutboundId, OutboundStep, Outcome, Verdict,
};
use bellwether_calls::model::consortium::{ConsortiumRule, NewPartner, PartnerKind, PartnerRole};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_ledger::api::AccountKind;

use super::examples;
use super::seed::{Answer, CLUSTER, OTHER_CLUSTER, PEOPLE, Site, acting};

/// A yes to so many minor units.
pub fn yes(amount_minor: i64) -> Verdict {
    Verdict { outcome: Outcome::Accepted, amount_minor, place: 0, why: "A secret reason".to_owned() }
}

impl Site {
    /// The calls of the installation.
    pub fn calls_service(&self) -> Calls {
        self.installation.calls.clone()
    }

    /// The account of a person of the seed.
    pub async fn known(&self, name: &str) -> User {
        let email = Email::parse(&format!("{name}@example.org")).unwrap();
        self.accounts().user_by_email(&Ctx::system(), &email).await.unwrap()
    }

    /// A call that is open for long.
    pub async fn call(&self, cluster: &str, slug: &str) -> Call {
        let calls = self.calls_service();
        let source = self.account(cluster, AccountKind::Budget).await.id;
        let draft = Draft { content: content(), source, budget_minor: 200_000 };
        calls.make(&Ctx::system(), cluster, slug, &draft, false).await.unwrap();
        calls.publish(&Ctx::system(), cluster, slug).await.unwrap()
    }

    /// A draft of this person.
    pub async fn drafted(&self, of: &User, call: &Call) -> ApplicationId {
        let (calls, ctx) = (self.calls_service(), acting(of));
        let id = calls.begin(&ctx, &call.cluster, &call.slug, &[("young".to_owned(), true)]).await.unwrap();
        let budget = r#"[{"what":"Reagents","amount":"100"}]"#;
        let answers = [("title", "Hearts"), ("summary", "We grow hearts"), ("budget", budget)];
        let answers: Vec<_> = answers.map(|(code, typed)| (code.to_owned(), typed.to_owned(), 0)).into();
        calls.save_answers(&ctx, id, &answers).await.unwrap();
        id
    }

    /// An application of this person that was handed in.
    pub async fn handed_in(&self, of: &User, call: &Call) -> ApplicationId {
        let id = self.drafted(of, call).await;
        self.calls_service().submit(&acting(of), id).await.unwrap();
        id
    }

    pub(super) async fn calls(&mut self, applicant: &User) {
        let (calls, system) = (self.calls_service(), Ctx::system());
        let resident = self.known("resident").await;
        let call = self.call(CLUSTER, "young").await;
        self.call(OTHER_CLUSTER, "elsewhere").await;
        let draft = self.drafted(&resident, &call).await;
        self.name("application-draft", draft);
        for (application, file) in [("application", "file"), ("application-with-file", "file-to-remove")] {
            let id = self.drafted(&resident, &call).await;
            let sent = calls.send_file(&acting(&resident), id, "plan", "plan.pdf", b"%PDF-1.7").await.unwrap();
            self.name(application, id);
            self.name(file, sent.id);
        }
        calls.submit(&acting(&resident), self.names["application"].parse().unwrap()).await.unwrap();
        for name in ["application-to-withdraw", "application-to-withdraw-too"] {
            let id = self.handed_in(&resident, &call).await;
            self.name(name, id);
        }
        let invited = self.drafted(applicant, &call).await;
        calls.invite(&acting(applicant), invited, "resident@example.org").await.unwrap();
        self.name("application-of-another", invited);
        for (person, _) in PEOPLE {
            for step in ["handle", "api-handle", "assign", "api-assign"] {
                let id = self.handed_in(applicant, &call).await;
                self.name(&format!("to-{step}-{person}"), id);
            }
        }
        let reviewed = self.handed_in(&resident, &call).await;
        calls.handle_one(&system, reviewed, &Handling::Assign("expert@example.org".to_owned())).await.unwrap();
        self.name("application-in-review", reviewed);
        self.name("expert-id", self.known("expert").await.id);
        self.outbound(&resident).await;
        let asked = calls.to_assess(&acting(&self.known("expert").await)).await.unwrap().remove(0).0;
        self.name("assessment", asked.id);
        let awarded = self.handed_in(&resident, &call).await;
        calls.handle_one(&system, awarded, &Handling::StartReview).await.unwrap();
        calls.decide(&system, awarded, &yes(5_000)).await.unwrap();
        calls.announce(&system, &call, &[awarded]).await.unwrap();
        calls.accept(&acting(&resident), awarded).await.unwrap();
        self.name("application-awarded", awarded);
        let opened = calls.dossier(&system, awarded).await.unwrap().undertaking.unwrap();
        self.name("undertaking", opened.id);
        self.staged(&resident).await;
        self.together(&resident).await;
    }

    /// A call for consortia, with a draft of one.
    async fn together(&mut self, resident: &User) {
        let (calls, system) = (self.calls_service(), Ctx::system());
        let source = self.account(CLUSTER, AccountKind::Budget).await.id;
        let rule = ConsortiumRule {
            least: 1,
            most: 50,
            countries: Vec::new(),
            least_countries: 0,
            kinds: Vec::new(),
            signatures: true,
        };
        let draft = Draft { content: Content { consortium: Some(rule), ..content() }, source, budget_minor: 100_000 };
        calls.make(&system, CLUSTER, "together", &draft, false).await.unwrap();
        let call = calls.publish(&system, CLUSTER, "together").await.unwrap();
        let id = self.drafted(resident, &call).await;
        let own = NewPartner {
            name: "Our institute".to_owned(),
            country: "RU".to_owned(),
            kind: PartnerKind::Research,
            role: PartnerRole::Coordinator,
            share_minor: 10_000,
            signatory: "resident@example.org".to_owned(),
            signs_as: "Head".to_owned(),
        };
        calls.save_partner(&acting(resident), id, None, &own).await.unwrap();
        self.name("application-together", id);
    }

    /// A call in three stages: one application is judged in the first, one has come to the interview.
    async fn staged(&mut self, resident: &User) {
        let (calls, system) = (self.calls_service(), Ctx::system());
        let source = self.account(CLUSTER, AccountKind::Budget).await.id;
        let draft = Draft { content: stages(), source, budget_minor: 100_000 };
        calls.make(&system, CLUSTER, "staged", &draft, false).await.unwrap();
        let call = calls.publish(&system, CLUSTER, "staged").await.unwrap();
        let mut ids = Vec::new();
        for _ in 0..2 {
            let id = calls.begin(&acting(resident), CLUSTER, "staged", &[("young".to_owned(), true)]).await.unwrap();
            let answers = [("title", "Staged hearts"), ("summary", "In short")];
            let answers: Vec<_> = answers.map(|(code, typed)| (code.to_owned(), typed.to_owned(), 0)).into();
            calls.save_answers(&acting(resident), id, &answers).await.unwrap();
            calls.submit(&acting(resident), id).await.unwrap();
            ids.push(id);
        }
        let (judged, interviewed) = (ids[0], ids[1]);
        calls.handle_one(&system, judged, &Handling::Assign("expert@example.org".to_owned())).await.unwrap();
        self.name("application-in-stage", judged);
        for stage in 0..2 {
            if stage == 1 {
                let budget = r#"[{"what":"Reagents","amount":"100"}]"#;
                calls.save_answer(&acting(resident), interviewed, "budget", budget, 0).await.unwrap();
                calls.submit(&acting(resident), interviewed).await.unwrap();
            }
            calls.handle_one(&system, interviewed, &Handling::StartReview).await.unwrap();
            calls.decide(&system, interviewed, &yes(0)).await.unwrap();
            calls.announce(&system, &call, &[interviewed]).await.unwrap();
        }
        self.name("application-at-interview", interviewed);
    }
}

impl Site {
    /// An application of the cluster to another funder that this person answers for.
    pub async fn sent_out(&self, of: &User) -> OutboundId {
        let facts = Facts {
            funder: "Council".to_owned(),
            funder_actor: None,
            programme: "Synergy".to_owned(),
            deadline: "2099-01-01T09:00".parse().unwrap(),
            zone: "Europe/Brussels".to_owned(),
            unit: "EUR".parse().unwrap(),
        };
        let (calls, system) = (self.calls_service(), Ctx::system());
        let form = content().form;
        let id = calls.begin_outbound(&system, CLUSTER, &facts, &form, of.email.as_str()).await.unwrap();
        let budget = r#"[{"what":"Reagents","amount":"100"}]"#;
        let answers = [("title", "Hearts"), ("summary", "We grow hearts"), ("budget", budget)];
        let answers: Vec<_> = answers.map(|(code, typed)| (code.to_owned(), typed.to_owned(), 0)).into();
        calls.save_outbound(&system, id, &answers).await.unwrap();
        id
    }

    async fn outbound(&mut self, of: &User) {
        let (calls, system) = (self.calls_service(), Ctx::system());
        for name in ["outbound", "outbound-draft", "outbound-granted"] {
            let id = self.sent_out(of).await;
            self.name(name, id);
            let sent = calls.send_outbound_file(&system, id, "plan", ("plan.pdf", b"%PDF-1.7")).await.unwrap();
            self.name("outbound-file", sent.id);
            if name == "outbound-granted" {
                for step in [OutboundStep::Ask, OutboundStep::Approve, OutboundStep::Send, OutboundStep::Grant] {
                    let (granted_minor, decided_on) = (Some(5_000), "2026-05-01".parse().ok());
                    let noted = Noted { granted_minor, decided_on, ..Noted::default() };
                    calls.step_outbound(&system, id, step, &noted).await.unwrap();
                }
            }
            if name == "outbound-draft" {
                self.name("outbound-draft-file", sent.id);
            }
        }
        for (person, _) in PEOPLE {
            for step in ["outbound-api-step", "outbound-step"] {
                let id = self.sent_out(of).await;
                self.name(&format!("to-{step}-{person}"), id);
                let sent = calls.send_outbound_file(&system, id, "plan", ("plan.pdf", b"%PDF-1.7")).await.unwrap();
                self.name(&format!("to-outbound-file-{person}"), sent.id);
            }
        }
    }
}

/// A call whose form asks for a file as well.
fn content() -> Content {
    let at = |text: &str| text.parse().unwrap();
    let words = |words: &str| Text::both(words, words);
    let mut content = Content {
        title: words("Young teams"),
        summary: words("For young teams"),
        text: words("All that one should know"),
        least_minor: 100,
        most_minor: 100_000,
        per_person: 900,
        ..Content::first(at("2026-01-01T09:00"), at("2099-01-01T09:00"), "UTC")
    };
    let more = "[[fields]]\ncode = \"plan\"\nlabel = { en = \"Plan\", ru = \"План\" }\nkind = \"file\"\nkinds = [\"pdf\"]\nmost_bytes = 1000\n\
        [title]\nen = \"Plan\"\nru = \"План\"\n";
    content.form.sections.push(toml::from_str(more).unwrap());
    content.quiz = toml::from_str::<std::collections::BTreeMap<String, Vec<_>>>(
        "[[quiz]]\ncode = \"young\"\ntext = { en = \"Young?\", ru = \"Молодые?\" }\nyes = true\n",
    )
    .unwrap()
    .remove("quiz")
    .unwrap();
    content
}

/// The same in three stages: the budget and the plan are asked for in the second.
fn stages() -> Content {
    #[derive(serde::Deserialize)]
    struct Stages {
        stages: Vec<bellwether_calls::model::stage::Stage>,
    }
    let stages = r#"
        stages = [
            { key = "concept", name = { en = "Concept", ru = "Идея" }, kind = "written", most = 9 },
            { key = "full", name = { en = "Full", ru = "Полная" }, kind = "written", closes = "2099-02-01T09:00" },
            { key = "interview", name = { en = "Talk", ru = "Беседа" }, kind = "interview" },
        ]"#;
    let mut content = content();
    content.stages = toml::from_str::<Stages>(stages).unwrap().stages;
    content.form.sections[0].fields[2].stages = vec!["full".to_owned()];
    content.form.sections[1].stages = vec!["full".to_owned()];
    content
}

async fn saved(site: &Site, body: &'static str) -> Answer {
    let example = ("", "/applications/{application-draft}/edit", body);
    site.send(examples::request(site, "resident", "POST /applications/{id}/edit", example).await).await
}

#[tokio::test]
async fn without_scripts_both_texts_are_shown_and_nothing_is_lost() {
    let site = Site::seeded().await;
    assert_eq!(saved(&site, "f.summary=One tab&r.summary=1").await.status, StatusCode::SEE_OTHER);
    let conflict = saved(&site, "f.summary=Another tab&r.summary=1&f.title=Lungs&r.title=1").await;
    assert_eq!(conflict.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["One tab", "Another tab", "name=\"r.summary\" value=\"2\""] {
        assert!(conflict.text().contains(words), "{words} is not on the page");
    }
    let draft = "/api/v1/calls/applications/{application-draft}";
    let kept = site.get("resident", &examples::filled(&site, "resident", draft)).await.json();
    let kept = (kept["answers"]["summary"].as_str(), kept["answers"]["title"].as_str());
    assert_eq!(kept, (Some("One tab"), Some("Lungs")), "other fields are saved all the same");
    // Sent again from that page, it is what the person chose.
    assert_eq!(saved(&site, "f.summary=Both&r.summary=2").await.status, StatusCode::SEE_OTHER);
}
