//! What comes by mail: one line for each kind, the language, the hour of the daily letter.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Lang;
use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, post_form, submit};
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use crate::model::choice::Choices;
use crate::model::kind::{Kind, Moment};
use crate::urls;

/// The page.
pub struct ChoicesPage {
    /// What was chosen.
    pub choices: Choices,
    /// Is there a mail server?
    pub is_mail_on: bool,
}

impl View for ChoicesPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("notices-title")).crumb(page.t("notices-account"), "/account")
    }

    fn body(&self, page: &Page) -> Markup {
        let moment = |moment: &Moment| {
            Choice::new(moment.name(), page.t(&format!("notices-moment-{}", moment.name().replace('_', "-"))))
        };
        let moments: Vec<Choice> = Moment::ALL.iter().map(moment).collect();
        let mut languages = vec![Choice::new("", page.t("notices-lang-usual"))];
        languages.extend(Lang::ALL.map(|lang| {
            let name = match lang {
                Lang::En => "English",
                Lang::Ru => "Русский",
            };
            Choice::new(lang.code(), name)
        }));
        let hours = (0..24).map(|hour: u8| Choice::new(hour.to_string(), format!("{hour:02}:00"))).collect();
        html! {
            @if !self.is_mail_on { (alert(Tone::Warn, html! { p { (page.t("notices-mail-off")) } })) }
            p { (page.t("notices-help")) }
            (post_form(page, urls::CHOICES, html! {
                @for (at, kind) in Kind::ALL.iter().enumerate() {
                    @if at == 0 || Kind::ALL[at - 1].group() != kind.group() { h2 { (page.t(kind.group())) } }
                    (Field::select(kind.name(), page.t(&kind.label()), moments.clone()).value(self.choices.of(*kind).name()))
                }
                h2 { (page.t("notices-group-letters")) }
                (Field::select("hour", page.t("notices-hour"), hours).value(self.choices.hour.to_string())
                    .help(page.t("notices-hour-help")))
                (Field::select("lang", page.t("notices-lang"), languages).value(self.choices.lang.map_or("", Lang::code)))
                (submit(&page.t("notices-choose")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let by_kind = BTreeMap::from([(Kind::BookingReminder, Moment::Never), (Kind::Message, Moment::Daily)]);
        let chosen = Choices { lang: Some(Lang::Ru), hour: 17, by_kind };
        vec![
            ("usual", ChoicesPage { choices: Choices::default(), is_mail_on: false }),
            ("chosen", ChoicesPage { choices: chosen, is_mail_on: true }),
        ]
    }
}
