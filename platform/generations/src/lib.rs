//! Folders published whole or not at all, for indexes and tables that are too large for the database.
