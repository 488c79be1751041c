//! The calls of the demo: of the clusters of the founding documents, everything in them invented.

/// Invented applications of a cluster to other funders, as a table.
pub const OUTBOUND: (&str, &str) = ("translational-medicine", include_str!("../../seeds/outbound.csv"));

/// File names and contents, one or more for each cluster.
pub const DEMO: [(&str, &str); 3] = [
    ("translational-medicine.toml", include_str!("../../seeds/translational-medicine.toml")),
    ("translational-medicine-stages.toml", include_str!("../../seeds/translational-medicine-stages.toml")),
    ("skolkovo-biomedical.toml", include_str!("../../seeds/skolkovo-biomedical.toml")),
];
