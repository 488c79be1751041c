//! The clusters of this installation.

use bellwether_web::api::{Page, Place, Title, View};
use bellwether_web::components::states::empty_state;
use maud::{Markup, html};

use crate::model::demo::DEMO;
use crate::model::profile::Cluster;
use crate::urls;

/// The list of clusters.
pub struct ClustersPage {
    /// The clusters.
    pub clusters: Vec<Cluster>,
}

impl View for ClustersPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("cluster-clusters")).in_place(Place::Cluster)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @if self.clusters.is_empty() {
                (empty_state(&page.t("cluster-none"), &page.t("cluster-none-help"), None))
            } @else {
                div.grid.grid-wide {
                    @for cluster in &self.clusters {
                        article.card {
                            div.card-body { h2 { a href=(urls::home(&cluster.slug)) { (page.text(&cluster.name)) } } }
                        }
                    }
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let read = |(_, source)| crate::model::reading::read(source).expect("the demo files are tested").cluster;
        vec![
            ("empty", ClustersPage { clusters: Vec::new() }),
            ("two", ClustersPage { clusters: DEMO.into_iter().map(read).collect() }),
        ]
    }
}
