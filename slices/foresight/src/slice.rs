//! What this slice gives to the web.

use std::sync::Arc;

use bellwether_db::Db;
use bellwether_evidence::api::SearchState;
use bellwether_experts::api::Experts;
use bellwether_jobs::Jobs;
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice, Words};
use bellwether_web::words::{Catalogue, WordsError};

use crate::http::state::State;
use crate::http::{api, pages};
use crate::policy::Act;
use crate::store::folder::Folder;
use crate::urls;

/// The words of this slice's pages.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::En, include_str!("../i18n/en.ftl")),
    (Lang::Ru, include_str!("../i18n/ru.ftl")),
    (Lang::En, include_str!("../i18n/emerging.en.ftl")),
    (Lang::Ru, include_str!("../i18n/emerging.ru.ftl")),
    (Lang::En, include_str!("../i18n/compare.en.ftl")),
    (Lang::Ru, include_str!("../i18n/compare.ru.ftl")),
    (Lang::En, include_str!("../i18n/proposals.en.ftl")),
    (Lang::Ru, include_str!("../i18n/proposals.ru.ftl")),
    (Lang::En, include_str!("../i18n/watching.en.ftl")),
    (Lang::Ru, include_str!("../i18n/watching.ru.ftl")),
    (Lang::En, include_str!("../i18n/report.en.ftl")),
    (Lang::Ru, include_str!("../i18n/report.ru.ftl")),
    (Lang::En, include_str!("../i18n/people.en.ftl")),
    (Lang::Ru, include_str!("../i18n/people.ru.ftl")),
    (Lang::En, include_str!("../i18n/forecast.en.ftl")),
    (Lang::Ru, include_str!("../i18n/forecast.ru.ftl")),
    (Lang::En, include_str!("../i18n/placed.en.ftl")),
    (Lang::Ru, include_str!("../i18n/placed.ru.ftl")),
];

/// The words of this slice alone, for sentences outside of pages.
///
/// # Errors
/// When the messages cannot be read, which a test rules out.
pub fn words(lang: Lang) -> Result<Words, WordsError> {
    let files: Vec<(&str, Lang, &str)> = MESSAGES.iter().map(|(lang, text)| ("foresight", *lang, *text)).collect();
    Ok(Words::new(Arc::new(Catalogue::load(&files)?), lang))
}

/// Pages, API, menu and words over the landscape of this folder.
pub fn slice(folder: Folder, search: SearchState, experts: Experts, db: Db, jobs: Jobs) -> Slice {
    let state = State { folder, search, experts, db, jobs };
    let (routes, description) = api::routes(state.clone());
    Slice::new("foresight")
        .acts::<Act>()
        .routes(pages::routes(state))
        .routes(routes)
        .api(description)
        .menu(MenuItem::new(Place::Foresight, "foresight-menu-map", urls::MAP).covering(&[urls::RECORDS]).rank(100))
        .menu(MenuItem::new(Place::Foresight, "foresight-topics-title", urls::TOPICS).rank(110))
        .menu(MenuItem::new(Place::Foresight, "foresight-emerging-title", urls::EMERGING).rank(120))
        .menu(MenuItem::new(Place::Foresight, "foresight-compare-title", urls::COMPARE).rank(130))
        .menu(MenuItem::new(Place::Foresight, "foresight-watched-title", urls::WATCHED).to_do(Act::Watch).rank(140))
        .menu(
            MenuItem::new(Place::Foresight, "foresight-proposals-title", urls::PROPOSALS)
                .to_do(Act::SeeProposals)
                .rank(150),
        )
        .menu(
            MenuItem::new(Place::Foresight, "foresight-forecast-title", urls::FORECAST)
                .covering(&[urls::HINDCAST])
                .rank(180),
        )
        .messages(MESSAGES)
}
