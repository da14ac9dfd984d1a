//! The domain of Rõ Việc.
