//! The server of Rõ Việc.
