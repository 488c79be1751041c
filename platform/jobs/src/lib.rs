//! Background work: a queue in the database, progress, cancelling, resuming after a crash.
