//! Fields that a later word may name anew: what it does not name stays.

/// Takes what is named in the place of what stands.
pub(crate) fn replace<T: Clone>(field: &mut T, new: &Option<T>) {
    if let Some(new) = new {
        field.clone_from(new);
    }
}

/// The same of a field that may be empty: naming nothing does not empty it.
pub(crate) fn replace_any<T: Clone>(field: &mut Option<T>, new: &Option<T>) {
    if new.is_some() {
        field.clone_from(new);
    }
}
