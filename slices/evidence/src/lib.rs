//! Evidence: source files to a searchable, served corpus.
