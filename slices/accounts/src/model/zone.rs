//! The zone in which a person wants times shown: an IANA name such as `Europe/Moscow`.

use jiff::tz::{TimeZone, db};
use serde::Serialize;

/// A zone by its IANA name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Zone(String);

/// There is no zone of this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time zone")]
pub struct NoZone;

impl Zone {
    /// The zone of this name, `None` for an empty one: UTC, as everybody sees times who chose nothing.
    pub fn parse(name: &str) -> Result<Option<Zone>, NoZone> {
        let name = name.trim();
        if name.is_empty() {
            return Ok(None);
        }
        // As the database of zones writes it, so that one zone has one name.
        let known = db().available().find(|known| known.as_str() == name).ok_or(NoZone)?;
        TimeZone::get(known.as_str()).map_err(|_| NoZone)?;
        Ok(Some(Zone(known.as_str().to_owned())))
    }

    /// All names to choose from, in their order: those of places, not the old ones like `EST`.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = db().available().map(|name| name.as_str().to_owned()).collect();
        names.retain(|name| {
            name.contains('/')
                && !name.starts_with("Etc/")
                && !name.starts_with("posix/")
                && !name.starts_with("right/")
        });
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Its rules; UTC if a later database of zones has lost it.
    pub fn rules(&self) -> TimeZone {
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }

    pub(crate) fn stored(name: String) -> Option<Zone> {
        (!name.is_empty()).then_some(Zone(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_places_of_the_database() {
        assert_eq!(Zone::parse(" "), Ok(None));
        assert_eq!(
            Zone::parse("Europe/Moscow").map(|zone| zone.map(|zone| zone.0)),
            Ok(Some("Europe/Moscow".to_owned()))
        );
        for wrong in ["Europe/Atlantis", "../../etc/passwd", "/etc/localtime", "Europe/Moscow\0", "<script>"] {
            assert_eq!(Zone::parse(wrong), Err(NoZone), "{wrong}");
        }
        let names = Zone::names();
        assert!(names.len() > 300 && names.contains(&"Asia/Tokyo".to_owned()));
        assert!(names.iter().all(|name| Zone::parse(name).is_ok_and(|zone| zone.is_some())));
    }
}
