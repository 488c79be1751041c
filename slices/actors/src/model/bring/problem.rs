//! Why rows are refused, and what to do.

use super::columns::Column;

/// A row that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its number in the file.
    pub row: u32,
    /// The column, where it is one.
    pub column: Option<Column>,
    /// What stands there.
    pub value: String,
    /// Why.
    pub problem: Problem,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Problem {
    /// The heading has a column of this name that is not known.
    UnknownColumn,
    /// The heading has it twice.
    ColumnTwice,
    /// There is no heading with a name column, or no row.
    NoHeading,
    /// There is no actor with this id.
    UnknownId,
    /// Not of the words that can stand there.
    UnknownWord,
    /// A new actor needs its kind.
    KindMissing,
    /// A known actor is of another kind.
    OtherKind,
    /// A new actor needs a name.
    NameMissing,
    /// The name is too long or has signs that names do not have.
    BadName,
    /// Not made of a-z, 0-9 and -.
    BadSlug,
    /// Another actor of the cluster has it.
    SlugTaken,
    /// Not of the form of these identifiers.
    BadIdentifier,
    /// The check digits do not agree.
    Mistyped,
    /// The identifier is of another actor than the id, slug or name says.
    OtherActor,
    /// Kinds of actors have other identifiers than this.
    UnfitIdentifier,
    /// Not a day like 2019-07-31.
    BadDay,
    /// It ends before it begins.
    EndsBeforeBeginning,
    /// Days or something that it is this to, but no role.
    RoleMissing,
    /// Nobody is called so; add a row, or give an id.
    UnknownActor,
    /// Several are called so; give an id.
    Ambiguous,
    /// It cannot be a part of, or involved with, itself.
    Itself,
    /// Only persons have personal data.
    NotAPerson,
    /// Not a value of this field.
    BadValue,
    /// Rows about one actor say different things.
    Contradiction,
}

impl Problem {
    /// The key of the words that say it, and what to do.
    pub fn key(self) -> &'static str {
        match self {
            Problem::UnknownColumn => "actors-problem-unknown-column",
            Problem::ColumnTwice => "actors-problem-column-twice",
            Problem::NoHeading => "actors-problem-no-heading",
            Problem::UnknownId => "actors-problem-unknown-id",
            Problem::UnknownWord => "actors-problem-unknown-word",
            Problem::KindMissing => "actors-problem-kind-missing",
            Problem::OtherKind => "actors-problem-other-kind",
            Problem::NameMissing => "actors-problem-name-missing",
            Problem::BadName => "actors-problem-bad-name",
            Problem::BadSlug => "actors-problem-bad-slug",
            Problem::SlugTaken => "actors-problem-slug-taken",
            Problem::BadIdentifier => "actors-problem-bad-identifier",
            Problem::Mistyped => "actors-problem-mistyped",
            Problem::OtherActor => "actors-problem-other-actor",
            Problem::UnfitIdentifier => "actors-problem-unfit-identifier",
            Problem::BadDay => "actors-problem-bad-day",
            Problem::EndsBeforeBeginning => "actors-problem-ends-before-beginning",
            Problem::RoleMissing => "actors-problem-role-missing",
            Problem::UnknownActor => "actors-problem-unknown-actor",
            Problem::Ambiguous => "actors-problem-ambiguous",
            Problem::Itself => "actors-problem-itself",
            Problem::NotAPerson => "actors-problem-not-a-person",
            Problem::BadValue => "actors-problem-bad-value",
            Problem::Contradiction => "actors-problem-contradiction",
        }
    }

    /// In English, for the command line and programs.
    pub fn words(self) -> &'static str {
        match self {
            Problem::UnknownColumn => "there is no such column; the headings are those of an exported file",
            Problem::ColumnTwice => "the column is there twice; remove one",
            Problem::NoHeading => "the first row must name the columns, as in an exported file",
            Problem::UnknownId => "no actor has this id; leave it empty for a new one",
            Problem::UnknownWord => "not one of the words that can stand here; see an exported file",
            Problem::KindMissing => "a new actor needs its kind: person, organisation or body",
            Problem::OtherKind => "the known actor is of another kind; leave the cell empty, or make a new actor",
            Problem::NameMissing => "a new actor needs a name in one language at least",
            Problem::BadName => "the name is too long, or has a | or an invisible sign in it",
            Problem::BadSlug => "made of a-z, 0-9 and - only",
            Problem::SlugTaken => "another actor of the cluster has this slug; choose another",
            Problem::BadIdentifier => "not of the form of these identifiers",
            Problem::Mistyped => "the check digits do not agree: it was mistyped somewhere",
            Problem::OtherActor => "this identifier is of another actor; correct it, or put the two records together",
            Problem::UnfitIdentifier => "actors of this kind have no identifier of this register",
            Problem::BadDay => "write days like 2019-07-31",
            Problem::EndsBeforeBeginning => "the last day is before the first",
            Problem::RoleMissing => "say the role that the days or the other actor belong to",
            Problem::UnknownActor => "nobody is called so; add a row for it, or give its slug or id",
            Problem::Ambiguous => "several are called so; give the id or slug",
            Problem::Itself => "an actor cannot be tied to itself",
            Problem::NotAPerson => "only persons have personal data",
            Problem::BadValue => "not a value of this field",
            Problem::Contradiction => "rows about one actor say different things; keep one of them",
        }
    }
}
