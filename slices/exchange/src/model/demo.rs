//! Facilities of the two clusters of the demo. Names are invented after what the founding documents say of the owners.

/// The name and text of each file.
pub const DEMO: [(&str, &str); 2] = [
    ("translational-medicine.toml", include_str!("../../seeds/translational-medicine.toml")),
    ("skolkovo-biomedical.toml", include_str!("../../seeds/skolkovo-biomedical.toml")),
];
