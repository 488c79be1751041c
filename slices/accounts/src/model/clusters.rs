//! The clusters that a person works for, by their slugs; and where their names come from.

use std::sync::Arc;

use async_trait::async_trait;
use bellwether_kernel::lang::Text;

use crate::model::user::Unusable;

/// A cluster to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterName {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Text,
}

/// The clusters of the installation. Given by the program, because accounts do not know how clusters are kept.
#[async_trait]
pub trait ClusterNames: Send + Sync {
    /// All of them; none where they cannot be read, which only leaves the choice out.
    async fn names(&self) -> Vec<ClusterName>;
}

/// No clusters to choose.
pub struct NoClusters;

#[async_trait]
impl ClusterNames for NoClusters {
    async fn names(&self) -> Vec<ClusterName> {
        Vec::new()
    }
}

/// How the pages reach the names.
pub type Clusters = Arc<dyn ClusterNames>;

/// Slugs without repetition, in the order of the alphabet.
pub fn clusters<'a>(slugs: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, Unusable> {
    let is_slug = |slug: &str| {
        slug.len() <= 80 && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let given: Vec<&str> = slugs.into_iter().map(str::trim).filter(|slug| !slug.is_empty()).collect();
    if !given.iter().all(|slug| is_slug(slug)) {
        return Err(Unusable::Cluster);
    }
    let mut slugs: Vec<String> = given.into_iter().map(str::to_owned).collect();
    slugs.sort_unstable();
    slugs.dedup();
    Ok(slugs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_have_one_order_and_no_repetition() {
        assert_eq!(clusters(["north", " east", "north", ""]), Ok(vec!["east".to_owned(), "north".to_owned()]));
        assert_eq!(clusters(["a,b"]), Err(Unusable::Cluster));
        assert_eq!(clusters(["North"]), Err(Unusable::Cluster));
    }
}
