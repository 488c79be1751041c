//! Facts as they are typed into forms or sent by programs, made into what the service takes.

use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, WebError};

use super::desk::Desk;
use super::problems;
use crate::model::actor::{ActorId, Target};
use crate::model::addition::Addition;
use crate::model::bring::written::thing;
use crate::model::day::{Validity, day};
use crate::model::identifier::IdentifierScheme;
use crate::model::kinds::{NameKind, RelationKind, Role, Visibility};
use crate::model::personal::{KeptFor, PersonalField};
use crate::views::edit::FactFields;

/// A word of a closed set, or the problem of its field.
pub fn word<T>(page: &Page, field: &str, value: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, FieldProblem> {
    read(value).ok_or_else(|| FieldProblem::new(field, page.t("actors-wrong-word")))
}

/// The days of a form.
pub fn days(page: &Page, from: &str, until: &str) -> Result<Validity, FieldProblem> {
    Validity::parse(from, until).map_err(|error| {
        let (field, words) = problems::period(page, error);
        FieldProblem::new(field, words)
    })
}

/// Words in both languages; what is empty is not there.
pub fn text(en: &str, ru: &str) -> Text {
    let part = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    Text { en: part(en), ru: part(ru) }
}

/// What a form adds, or the problem of a field.
///
/// # Errors
/// [`WebError`] where the register cannot be asked.
pub async fn addition(
    page: &Page,
    desk: &Desk,
    part: &str,
    typed: &FactFields,
) -> Result<Result<Addition, FieldProblem>, WebError> {
    // Whom the form names is looked for first, because that asks the register.
    let other = match part {
        "relations" | "involvements" if !typed.other.trim().is_empty() => who(page, desk, typed).await?,
        _ => None,
    };
    Ok(read(page, part, typed, other))
}

fn read(page: &Page, part: &str, typed: &FactFields, other: Option<ActorId>) -> Result<Addition, FieldProblem> {
    let nobody = || FieldProblem::new("other", page.t("actors-wrong-other"));
    Ok(match part {
        "names" => Addition::Name {
            kind: word(page, "kind", &typed.kind, NameKind::from_name)?,
            text: text(&typed.en, &typed.ru),
            valid: days(page, &typed.from, &typed.until)?,
        },
        "identifiers" => Addition::Identifier {
            scheme: word(page, "scheme", &typed.scheme, IdentifierScheme::from_name)?,
            value: typed.value.clone(),
        },
        "involvements" => Addition::Involvement {
            cluster: typed.cluster.clone(),
            role: word(page, "role", &typed.role, Role::from_name)?,
            target: match (typed.other.trim(), other) {
                ("", _) => Target::Cluster,
                (_, Some(id)) => Target::Actor(id),
                (written, None) => thing(written).ok_or_else(nobody)?,
            },
            valid: days(page, &typed.from, &typed.until)?,
            visibility: word(page, "visibility", &typed.visibility, Visibility::from_name)?,
        },
        "relations" => Addition::Relation {
            kind: word(page, "kind", &typed.kind, RelationKind::from_name)?,
            other: other.ok_or_else(nobody)?,
            valid: days(page, &typed.from, &typed.until)?,
        },
        "personal" => Addition::Personal {
            cluster: typed.cluster.clone(),
            field: word(page, "field", &typed.field, PersonalField::from_name)?,
            value: typed.value.clone(),
            purpose: word(page, "purpose", &typed.purpose, KeptFor::from_name)?,
            keep_until: day(&typed.until).map_err(|_| FieldProblem::new("until", page.t("actors-wrong-day")))?,
        },
        "places" => Addition::Place {
            cluster: typed.cluster.clone(),
            slug: Some(typed.slug.trim().to_owned()).filter(|slug| !slug.is_empty()),
            visibility: word(page, "visibility", &typed.visibility, Visibility::from_name)?,
        },
        _ => return Err(FieldProblem::new("part", page.t("actors-wrong-word"))),
    })
}

/// Whoever is named by id, by an address of ours, or by the one name that fits.
async fn who(page: &Page, desk: &Desk, typed: &FactFields) -> Result<Option<ActorId>, WebError> {
    let said = typed.other.trim();
    let last = said.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if let Ok(id) = last.parse::<ActorId>() {
        return Ok(Some(id));
    }
    let wanted = crate::model::wanted::Wanted { words: said.to_owned(), ..Default::default() };
    let found = desk.actors.list(page.ctx(), &wanted, bellwether_kernel::paging::PageSize::clamped(2)).await?;
    Ok(match found.actors.as_slice() {
        [one] => Some(one.id),
        _ => None,
    })
}
