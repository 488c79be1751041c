//! `/account/notices`: what comes by mail.

use std::collections::BTreeMap;

use axum::extract::State;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{Page, PageResult};
use bellwether_web::extract::Form;

use crate::model::choice::{Choices, USUAL_HOUR};
use crate::model::kind::{Kind, Moment};
use crate::service::Notices;
use crate::urls;
use crate::views::choices::ChoicesPage;

/// Shows the choices.
pub async fn show(page: Page, State(notices): State<Notices>) -> PageResult {
    let person = page.user()?.id;
    let choices = notices.choices(page.ctx(), person).await?;
    Ok(page.show(&ChoicesPage { choices, is_mail_on: notices.is_mail_on(page.ctx()) }))
}

/// Chooses. What no form of ours sends is as if it was not sent.
pub async fn choose(
    page: Page,
    State(notices): State<Notices>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> PageResult {
    let person = page.user()?.id;
    let text = |name: &str| fields.get(name).map_or("", String::as_str);
    let hour = text("hour").parse().ok().filter(|hour| *hour < 24).unwrap_or(USUAL_HOUR);
    let chosen = Kind::ALL.iter().filter_map(|kind| Some((*kind, Moment::from_name(text(kind.name()))?)));
    let choices = Choices { lang: Lang::from_code(text("lang")), hour, by_kind: chosen.collect() };
    notices.choose(page.ctx(), person, &choices).await?;
    Ok(page.redirect_with_notice(urls::CHOICES, "notices-chosen"))
}
