//! What calls give to the web.

use std::sync::Arc;

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_web::api::{MenuItem, Place, Slice, Wait};

use crate::http::{api, assign, outbound_api, routes};
use crate::policy::Act;
use crate::service::Calls;
use crate::service::waits::Waiting;
use crate::urls;

/// The words of this slice's pages.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::En, include_str!("../i18n/en.ftl")),
    (Lang::En, include_str!("../i18n/assign.en.ftl")),
    (Lang::En, include_str!("../i18n/consortium.en.ftl")),
    (Lang::En, include_str!("../i18n/form.en.ftl")),
    (Lang::En, include_str!("../i18n/office.en.ftl")),
    (Lang::En, include_str!("../i18n/stages.en.ftl")),
    (Lang::En, include_str!("../i18n/outbound.en.ftl")),
    (Lang::Ru, include_str!("../i18n/ru.ftl")),
    (Lang::Ru, include_str!("../i18n/assign.ru.ftl")),
    (Lang::Ru, include_str!("../i18n/consortium.ru.ftl")),
    (Lang::Ru, include_str!("../i18n/form.ru.ftl")),
    (Lang::Ru, include_str!("../i18n/office.ru.ftl")),
    (Lang::Ru, include_str!("../i18n/stages.ru.ftl")),
    (Lang::Ru, include_str!("../i18n/outbound.ru.ftl")),
];

/// Pages, API, menu and words.
pub fn slice(calls: Calls) -> Slice {
    let (operations, document) = api::routes(calls.clone())
        .merge(assign::routes(calls.clone()))
        .merge(outbound_api::routes(calls.clone()))
        .split_for_parts();
    let waiting = calls.clone();
    Slice::new("calls")
        .acts::<Act>()
        .routes(routes(calls))
        .routes(operations)
        .api(document)
        .menu(MenuItem::new(Place::Decide, "calls-title", urls::CALLS).covering(&["/clusters/*/calls"]).rank(50))
        .menu(
            MenuItem::new(Place::Decide, "calls-mine-title", urls::MINE)
                .to_do(Act::Apply)
                .covering(&["/assessments"])
                .rank(60),
        )
        .menu(
            MenuItem::new(Place::Decide, "calls-outbound-title", urls::OUTBOUND)
                .to_do(Act::SeeOutbound)
                .covering(&["/clusters/*/outbound"])
                .rank(70),
        )
        .waits(Arc::new(move |ctx| {
            let calls = waiting.clone();
            Box::pin(async move { waits(&calls, &ctx).await })
        }))
        .messages(MESSAGES)
}

async fn waits(calls: &Calls, ctx: &Ctx) -> Vec<Wait> {
    match calls.waiting(ctx).await {
        Ok(waiting) => lines(waiting),
        Err(error) => {
            tracing::error!(error = %error, "could not count what waits in calls");
            Vec::new()
        }
    }
}

fn lines(waiting: Waiting) -> Vec<Wait> {
    let own = [
        ("calls-wait-invitations", waiting.invitations),
        ("calls-wait-returned", waiting.returned),
        ("calls-wait-advanced", waiting.advanced),
        ("calls-wait-awards", waiting.awards),
        ("calls-wait-closing", waiting.closing),
        ("calls-wait-reports-due", waiting.reports_due),
        ("calls-wait-assessments", waiting.assessments),
    ];
    let mine = |(words, n): (&'static str, u64)| Wait { words, n, of: Text::default(), href: urls::MINE.to_owned() };
    let outbound =
        [("calls-wait-outbound", waiting.outbound), ("calls-wait-outbound-reports", waiting.outbound_reports)];
    let mut all: Vec<Wait> = own.into_iter().filter(|(_, n)| *n > 0).map(mine).collect();
    let of_outbound = |(words, n)| Wait { words, n, of: Text::default(), href: urls::OUTBOUND.to_owned() };
    all.extend(outbound.into_iter().filter(|(_, n)| *n > 0).map(of_outbound));
    all.extend(waiting.to_approve.into_iter().map(|(cluster, n)| Wait {
        words: "calls-wait-to-approve",
        n,
        of: Text::both(cluster.clone(), cluster.clone()),
        href: format!("{}?state=checking&cluster={cluster}", urls::OUTBOUND),
    }));
    let calls = [
        ("calls-wait-to-check", "applications?state=submitted", waiting.to_check),
        ("calls-wait-reports", "applications?state=active", waiting.reports),
    ];
    for (words, part, found) in calls {
        all.extend(found.into_iter().map(|(cluster, slug, n)| {
            let href = format!("{}/{part}", urls::call_of(&cluster, &slug));
            Wait { words, n, of: Text::both(slug.clone(), slug), href }
        }));
    }
    all
}
