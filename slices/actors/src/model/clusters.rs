//! The clusters by name, for slices that keep things of clusters and do not know how those are kept.

use async_trait::async_trait;
use bellwether_kernel::lang::Text;

/// A cluster by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterName {
    /// Its slug.
    pub slug: String,
    /// Its short name.
    pub name: Text,
}

/// Tells the clusters that there are.
#[async_trait]
pub trait ClusterNames: Send + Sync {
    /// All of them.
    async fn names(&self) -> Vec<ClusterName>;
}

/// The name of a cluster; its slug where it has none.
pub fn name_of<'a>(clusters: &'a [ClusterName], slug: &str) -> Option<&'a Text> {
    clusters.iter().find(|cluster| cluster.slug == slug).map(|cluster| &cluster.name)
}
