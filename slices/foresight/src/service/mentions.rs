//! Which topics a few records lie in, for slices that come to the landscape from records of their own.

use std::collections::{BTreeMap, HashSet};

use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;

use crate::model::topic::Topic;
use crate::policy::Act;
use crate::store::folder::Edition;

/// The topics of one level that hold records with these keys, with how many, most first. Costs a look-up for
/// each key, whatever the size of the landscape.
pub fn topics_of<'a>(
    ctx: &Ctx,
    edition: &'a Edition,
    level: u8,
    keys: &HashSet<String>,
) -> Result<Vec<(&'a Topic, u32)>, Denied> {
    ctx.permit(Act::Look, &Installation)?;
    let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
    for at in keys.iter().filter_map(|key| edition.keys.find(key)) {
        let mut own = edition.points.get(at as usize).map(|point| usize::from(point.topic));
        while let Some((place, topic)) = own.and_then(|place| Some((place, edition.topics.get(place)?))) {
            if topic.level == level {
                *counts.entry(place).or_default() += 1;
            }
            own = topic.parent.map(|parent| parent as usize);
        }
    }
    let mut found: Vec<(&Topic, u32)> =
        counts.into_iter().map(|(place, count)| (&edition.topics[place], count)).collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.size.cmp(&b.0.size)));
    Ok(found)
}
