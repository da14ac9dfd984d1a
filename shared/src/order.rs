//! Sorting and gathering with one sorting for all types.
//!
//! The standard library makes a sorting anew for each type, some four kilobytes of the app each, and gathers
//! a map or a set by sorting, too. Nothing here is ever so many that it would be felt.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// Sorts by a comparison; equal ones stay in their order.
pub fn sort_by<T>(rows: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    sort_places(&mut order, &|one, other| compare(&rows[one], &rows[other]));
    put(rows, &order);
}

/// Sorts by a key, made once for each; equal ones stay in their order.
pub fn sort_by_key<T, K: Ord>(rows: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = rows.iter().map(key).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    sort_places(&mut order, &|one, other| keys[one].cmp(&keys[other]));
    put(rows, &order);
}

#[inline(never)]
fn sort_places(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_by(|one, other| compare(*one, *other));
}

/// Puts each row into its place: `order` says which one comes where.
fn put<T>(rows: &mut [T], order: &[usize]) {
    for place in 0..order.len() {
        let mut from = order[place];
        // What stood there was swapped away already, to where the one that took its place came from.
        while from < place {
            from = order[from];
        }
        rows.swap(place, from);
    }
}

/// Gathers into a map or a set.
pub trait Gather: Iterator + Sized {
    /// By key; of several with one key the last stays.
    fn into_map<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        map.extend(self);
        map
    }

    /// Each once.
    fn into_set(self) -> BTreeSet<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut set = BTreeSet::new();
        set.extend(self);
        set
    }
}

impl<I: Iterator> Gather for I {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_are_sorted_as_the_standard_library_sorts_them(keys in prop::collection::vec(0_u8..8, 0..40)) {
            let rows: Vec<(usize, u8)> = keys.into_iter().enumerate().collect();
            let mut expected = rows.clone();
            expected.sort_by_key(|(_, key)| *key);
            let (mut by, mut by_key) = (rows.clone(), rows);
            sort_by(&mut by, |one, other| one.1.cmp(&other.1));
            sort_by_key(&mut by_key, |(_, key)| *key);
            prop_assert_eq!(&by, &expected);
            prop_assert_eq!(&by_key, &expected);
        }
    }

    #[test]
    fn what_is_gathered_is_there_once_and_the_last_stays() {
        let map = [(2, "b"), (1, "a"), (2, "c")].into_iter().into_map();
        assert_eq!(map, BTreeMap::from([(1, "a"), (2, "c")]));
        assert_eq!([3, 1, 3].into_iter().into_set(), BTreeSet::from([1, 3]));
    }
}
