//! The cluster in the words of schema.org, for search engines.

use bellwether_kernel::lang::Text;
use bellwether_web::api::Page;
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};

use crate::model::profile::Profile;
use crate::model::statement::StatementKind;
use crate::urls;
use bellwether_actors::api::Role;

/// The data block for the page of the cluster.
pub fn script(page: &Page, profile: &Profile) -> Markup {
    // `<` cannot end the element early when it is written so.
    let data = describe(page, profile).to_string().replace('<', "\\u003c");
    html! { script type="application/ld+json" { (PreEscaped(data)) } }
}

fn describe(page: &Page, profile: &Profile) -> Value {
    let slug = &profile.cluster.slug;
    let named = |text: &Text| text.best(page.lang()).0.to_owned();
    let organisation = |actor: &crate::model::actor::Actor| json!({ "@type": "Organization", "name": named(&actor.name), "url": urls::actor(slug, actor) });
    let members = profile.memberships().filter(|(heading, _)| heading.role != Role::Founder);
    json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": urls::home(slug),
        "url": urls::home(slug),
        "name": named(&profile.cluster.name),
        "alternateName": [&profile.cluster.name.en, &profile.cluster.name.ru],
        "description": profile.says(StatementKind::Mission).next().map(named),
        "founder": profile.with_role(Role::Founder).map(organisation).collect::<Vec<_>>(),
        "member": members.flat_map(|(_, members)| members).map(organisation).collect::<Vec<_>>(),
        "department": profile.with_role(Role::Commission).map(organisation).collect::<Vec<_>>(),
        "knowsAbout": profile.schemes.iter().flat_map(|scheme| &scheme.concepts)
            .map(|concept| named(concept.title())).collect::<Vec<_>>(),
    })
}
