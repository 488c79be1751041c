//! The founding documents of the two clusters that the demo shows, as files.

/// The name and text of each file.
pub const DEMO: [(&str, &str); 2] = [
    ("translational-medicine.toml", include_str!("../../seeds/translational-medicine.toml")),
    ("skolkovo-biomedical.toml", include_str!("../../seeds/skolkovo-biomedical.toml")),
];
