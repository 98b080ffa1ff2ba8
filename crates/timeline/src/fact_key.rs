//! A message id as 16 bytes, so that a million of them fit in little memory.

use std::hash::{BuildHasherDefault, Hash, Hasher};

use sha2::{Digest, Sha256};

/// The first 128 bits of a message id's SHA-256: two ids never share it in practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FactKey(u64, u64);

impl FactKey {
    pub(crate) fn of(fact_id: &str) -> Self {
        let digest = Sha256::digest(fact_id.as_bytes());
        let half = |from: usize| {
            digest[from..from + 8].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte))
        };
        Self(half(0), half(8))
    }

    /// Both halves of it.
    pub(crate) fn halves(self) -> (u64, u64) {
        (self.0, self.1)
    }
}

impl Hash for FactKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// The key is a hash already.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

pub(crate) type KeyMap<V> = std::collections::HashMap<FactKey, V, BuildHasherDefault<AsIs>>;
pub(crate) type KeySet = std::collections::HashSet<FactKey, BuildHasherDefault<AsIs>>;
