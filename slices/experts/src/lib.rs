//! Experts and institutions found in the evidence.
