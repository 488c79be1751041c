//! The calls of the demo: of the clusters of the founding documents, everything in them invented.

/// Invented applications of a cluster to other funders, as a table.
pub const OUTBOUND: (&str, &str) = ("translational-medicine", include_str!("../../seeds/outbound.csv"));

/// File names and contents, one for each cluster.
pub const DEMO: [(&str, &str); 2] = [
    ("translational-medicine.toml", include_str!("../../seeds/translational-medicine.toml")),
    ("skolkovo-biomedical.toml", include_str!("../../seeds/skolkovo-biomedical.toml")),
];
