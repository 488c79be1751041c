//! What a topic is like, in numbers that explain themselves: novelty, growth, coherence, impact, uncertainty, bursts,
//! disruption, unusual combinations, main path, closeness to the patient; and a test of how well they foretell growth.
//!
//! Pure and deterministic: numbers in, estimates with interval and explanation out; randomness is a seed. See `README.md`.

pub mod burst;
pub mod citations;
pub mod clinic;
pub mod combinations;
pub mod contrast;
pub mod emergence;
pub mod estimate;
pub mod hindcast;
pub mod main_path;
pub mod random;
pub mod standing;
pub mod triangle;
