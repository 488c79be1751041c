//! The portal's view of the evidence: what is newest on a subject.

use bellwether_cluster::api::{Found, Headline, LatestEvidence};
use bellwether_evidence::api::{SearchState, newest};
use bellwether_kernel::ctx::Ctx;
use bellwether_web::links::segment;

/// The evidence of this installation.
pub struct Latest(pub SearchState);

impl LatestEvidence for Latest {
    fn latest(&self, ctx: &Ctx, query: Option<&str>, count: usize) -> Result<Found, String> {
        let (_, snapshot) = self.0.engine(ctx).map_err(|denied| denied.to_string())?;
        let (total, records) =
            newest(&snapshot, query.unwrap_or_default(), count).map_err(|error| format!("{error:#}"))?;
        let records = records.into_iter().map(|record| {
            let year = record.date.split('-').next().unwrap_or_default().to_owned();
            let published = [record.venue, year].into_iter().filter(|part| !part.is_empty());
            Headline {
                href: format!("/evidence/records/{}", segment(&record.key)),
                title: record.title,
                lang: String::new(),
                published: published.collect::<Vec<_>>().join(", "),
            }
        });
        Ok(Found { total, records: records.collect() })
    }
}
