//! Who is added to the register, and which facts are added to what is known.

use bellwether_kernel::lang::Text;

use super::actor::{ActorId, Target};
use super::day::Validity;
use super::identifier::IdentifierScheme;
use super::kinds::{ActorKind, LegalForm, NameKind, RelationKind, Role, Visibility};
use super::personal::{KeptFor, PersonalField};

/// Who is added to a cluster.
#[derive(Clone, Debug)]
pub struct NewActor {
    /// What it is.
    pub kind: ActorKind,
    /// Its legal form.
    pub form: Option<LegalForm>,
    /// Its name in one or both languages.
    pub name: Text,
    /// Its name in the addresses of the cluster, which puts it on the portal's list.
    pub slug: Option<String>,
    /// Who may see that it is in the cluster.
    pub visibility: Visibility,
    /// What it is to the cluster.
    pub role: Option<Role>,
    /// Since when and until when.
    pub valid: Validity,
}

/// A fact that is added.
#[derive(Clone, Debug)]
pub enum Addition {
    /// A name.
    Name {
        /// What it is for.
        kind: NameKind,
        /// The name.
        text: Text,
        /// When.
        valid: Validity,
    },
    /// An identifier of another register.
    Identifier {
        /// Which.
        scheme: IdentifierScheme,
        /// As people write it.
        value: String,
    },
    /// What it is to the cluster, another actor, or something else.
    Involvement {
        /// The cluster that keeps it.
        cluster: String,
        /// What it is.
        role: Role,
        /// To what.
        target: Target,
        /// When.
        valid: Validity,
        /// Who may see it.
        visibility: Visibility,
    },
    /// How it is tied to another.
    Relation {
        /// How.
        kind: RelationKind,
        /// To whom.
        other: ActorId,
        /// When.
        valid: Validity,
    },
    /// Personal data, kept until a day or as long as its purpose allows.
    Personal {
        /// The cluster that keeps it.
        cluster: String,
        /// Which.
        field: PersonalField,
        /// What it says.
        value: String,
        /// What for.
        purpose: KeptFor,
        /// The last day, where it is to go earlier than its purpose allows.
        keep_until: Option<jiff::civil::Date>,
    },
    /// That it is in another cluster too.
    Place {
        /// The cluster.
        cluster: String,
        /// Its name in the addresses of the cluster.
        slug: Option<String>,
        /// Who may see that it is there.
        visibility: Visibility,
    },
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A name.
    Name,
    /// An identifier.
    Identifier,
    /// An involvement.
    Involvement,
    /// A relation.
    Relation,
    /// Personal data.
    Personal,
}

impl Part {
    /// The part with this name in addresses.
    pub fn from_name(name: &str) -> Option<Part> {
        Some(match name {
            "names" => Part::Name,
            "identifiers" => Part::Identifier,
            "involvements" => Part::Involvement,
            "relations" => Part::Relation,
            "personal" => Part::Personal,
            _ => return None,
        })
    }
}
