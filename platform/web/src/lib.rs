//! The web kit: layout, languages, forms, tables, errors, assets, security headers.
