//! Who is who: authors grouped into persons, affiliations matched to organisations.
