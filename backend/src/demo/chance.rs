//! Chance that is the same every time: a small generator (SplitMix64), begun anew for everything that
//! is drawn from what it is drawn for. So one person's month does not depend on another's, and units
//! can be made side by side.

/// Draws numbers.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The chance of one thing, named by words: whose, which month, what for.
    pub fn of(seed: u64, words: &[&str]) -> Self {
        // FNV-1a over the words, each with its end, so that "ab", "c" is not "a", "bc".
        let mut state = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for word in words {
            for byte in word.bytes().chain([0xff]) {
                state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(state)
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`; 0 where nothing is below it.
    pub fn below(&mut self, bound: u32) -> u32 {
        // The high half of a product: even enough, and without a loop.
        (((self.draw() >> 32) * u64::from(bound)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True so many times of a hundred.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of several; the list is never empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u32) as usize]
    }

    /// The same things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last as u32 + 1) as usize);
        }
    }

    /// `N` bytes: salts and keys of invented people.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.draw().to_be_bytes()[..chunk.len()]);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_draw_the_same_and_others_do_not() {
        let draw = |seed, words: &[&str]| Chance::of(seed, words).draw();
        assert_eq!(draw(1, &["p1", "2026-10"]), draw(1, &["p1", "2026-10"]));
        assert_ne!(draw(1, &["p1", "2026-10"]), draw(2, &["p1", "2026-10"]));
        assert_ne!(draw(1, &["p1", "0"]), draw(1, &["p", "10"]));
    }

    #[test]
    fn numbers_stay_in_their_bounds_and_reach_both() {
        let mut chance = Chance::of(1, &["bounds"]);
        let drawn: Vec<u32> = (0..1000).map(|_| chance.between(3, 6)).collect();
        assert_eq!(
            (drawn.iter().min(), drawn.iter().max()),
            (Some(&3), Some(&6))
        );
        assert_eq!(chance.below(0), 0);
    }
}
