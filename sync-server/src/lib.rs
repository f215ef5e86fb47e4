//! Takar sync server.
