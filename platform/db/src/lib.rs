//! The database: one code path for SQLite and PostgreSQL, serialisable writes, the journal, backup.
