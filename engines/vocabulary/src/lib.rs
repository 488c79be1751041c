//! Subject headings: synonyms, broader and narrower terms.
