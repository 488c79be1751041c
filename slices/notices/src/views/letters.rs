//! The letters of the installation: to whom, and how it went; never what is in them.

use bellwether_kernel::clock::Timestamp;
use bellwether_mail::letter::LetterId;
use bellwether_mail::{Listed, State};
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::button_form;
use bellwether_web::components::states::{Tone, alert, empty_state};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::urls;

/// The page.
pub struct LettersPage {
    /// The letters.
    pub letters: Vec<Listed>,
    /// Only in this state.
    pub state: Option<State>,
    /// Where the list goes on.
    pub next: Option<LetterId>,
    /// Is there a mail server?
    pub is_mail_on: bool,
}

fn label(page: &Page, state: State) -> String {
    page.t(&format!("notices-letter-{}", state.name()))
}

fn tone(state: State) -> Tone {
    match state {
        State::Waiting | State::Handing => Tone::Info,
        State::Sent => Tone::Good,
        State::Failed => Tone::Bad,
        State::Unsure => Tone::Warn,
    }
}

impl View for LettersPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("notices-letters-title")).lead(page.t("notices-letters-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @if !self.is_mail_on { (alert(Tone::Warn, html! { p { (page.t("notices-mail-off-admin")) } })) }
            (self.states(page))
            @if self.letters.is_empty() {
                (empty_state(&page.t("notices-letters-none"), &page.t("notices-letters-none-help"), None))
            } @else {
                (self.table(page))
                @if let Some(next) = self.next {
                    p { a.btn href=(urls::letters(self.state.map_or("", State::name)).with("before", next)) { (page.t("notices-older")) } }
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let letter = |state: State, problem: Option<&str>| Listed {
            id: LetterId(bellwether_kernel::ids::Uuid::from_u128(7)),
            key: "notice:<script>".to_owned(),
            address: "ann@example.org".to_owned(),
            state,
            attempts: 3,
            created_at_ms: 1_780_000_000_000,
            due_at_ms: 1_780_000_000_000,
            sent_at_ms: None,
            problem: problem.map(str::to_owned),
        };
        let page = |letters, is_mail_on| LettersPage { letters, state: None, next: None, is_mail_on };
        let all = State::ALL.map(|state| letter(state, state.needs_care().then_some("<b>550</b> nobody"))).to_vec();
        vec![("empty", page(Vec::new(), false)), ("hostile", page(all, true))]
    }
}

impl LettersPage {
    fn states(&self, page: &Page) -> Markup {
        let all = std::iter::once(None).chain(State::ALL.map(Some));
        html! {
            nav aria-label=(page.t("notices-state")) {
                ul.chips {
                    @for one in all {
                        li {
                            a.chip href=(urls::letters(one.map_or("", State::name))) aria-current=[(one == self.state).then_some("true")] {
                                (one.map_or_else(|| page.t("notices-letters-all"), |one| label(page, one)))
                            }
                        }
                    }
                }
            }
        }
    }

    fn table(&self, page: &Page) -> Markup {
        let columns = ["notices-to", "notices-state", "notices-written", "notices-attempts", "notices-problem"]
            .map(|key| Column::new(page.t(key)));
        let row = |one: &Listed| {
            let at = Timestamp::from_millisecond(one.created_at_ms);
            vec![
                html! { (one.address) },
                badge(tone(one.state), &label(page, one.state)),
                at.map_or_else(|_| html! {}, |at| page.moment(at)),
                html! { (page.number(one.attempts)) },
                html! {
                    @if let Some(problem) = &one.problem { span lang="en" { (problem) } " " }
                    @if one.state.needs_care() { (button_form(page, &urls::again(one.id), &page.t("notices-again"), "btn-sm")) }
                },
            ]
        };
        let rows: Vec<Vec<Markup>> = self.letters.iter().map(row).collect();
        table(page, &page.t("notices-letters-title"), &columns, &rows)
    }
}
