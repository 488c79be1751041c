//! How many statements a database was asked to run, and a word in the log about those that take long.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::DatabaseConnection;

/// A page asks for dozens of statements; one that takes so long is felt by people.
const SLOW: Duration = Duration::from_secs(1);

/// Counts the statements of all connections of a database.
#[derive(Clone, Default)]
pub(crate) struct Asked(Arc<AtomicU64>);

impl Asked {
    /// Counts what is asked over this connection from now on.
    pub fn watch(&self, connection: &mut DatabaseConnection) {
        let many = self.0.clone();
        connection.set_metric_callback(move |info| {
            many.fetch_add(1, Ordering::Relaxed);
            if info.elapsed >= SLOW {
                // Without the values, which may be personal.
                tracing::warn!("a statement took {} ms: {}", info.elapsed.as_millis(), info.statement.sql);
            }
        });
    }

    /// How many there were.
    pub fn many(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
