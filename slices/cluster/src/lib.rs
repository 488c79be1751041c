//! The clusters: portal, members, commissions, focus areas.
