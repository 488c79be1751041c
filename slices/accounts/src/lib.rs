//! People who sign in: passwords, sessions, roles, administration.
