//! Chance that falls the same way every time, on every machine.

/// A linear congruential generator.
pub(super) struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(0x0052_4f4c_4c42_4f4f)
    }
}

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn one_of(&mut self, from: &'static [&'static str]) -> &'static str {
        from[self.below(from.len() as u64) as usize]
    }

    /// The index of a weight, the heavier the likelier.
    pub fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut throw = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let hit = throw < *weight;
                throw = throw.wrapping_sub(*weight);
                hit
            })
            .unwrap_or_default()
    }
}
