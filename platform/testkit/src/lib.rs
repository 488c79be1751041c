//! For tests only: throw-away databases, sample data, clocks, browsers.
