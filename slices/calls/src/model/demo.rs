//! The calls of the demo: of the clusters of the founding documents, everything in them invented.

/// File names and contents, one for each cluster.
pub const DEMO: [(&str, &str); 2] = [
    ("translational-medicine.toml", include_str!("../../seeds/translational-medicine.toml")),
    ("skolkovo-biomedical.toml", include_str!("../../seeds/skolkovo-biomedical.toml")),
];
