//! When to try again, and when to give up.

use perennial_model::Micros;

/// A message is tried this often in all; the last try comes about 29 hours after the first.
pub const MAX_ATTEMPTS: i64 = 10;

const FIRST_WAIT_SECONDS: i64 = 60;
const LONGEST_WAIT_SECONDS: i64 = 8 * 3600;

/// When to try again after `attempts` tries have begun; nothing when that was the last.
///
/// Waits triple from a minute up to eight hours. Each gets up to a tenth on top, from the
/// message's id, so that many messages to one receiver do not come back in one blow.
pub fn next_attempt(now: Micros, attempts: i64, delivery_id: &str) -> Option<Micros> {
    if attempts >= MAX_ATTEMPTS {
        return None;
    }
    let exponent = u32::try_from(attempts.max(1) - 1).unwrap_or(0);
    let wait =
        FIRST_WAIT_SECONDS.saturating_mul(3_i64.saturating_pow(exponent)).min(LONGEST_WAIT_SECONDS);
    let scatter = delivery_id.bytes().fold(0_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 1000);
    Some(now.plus_seconds(wait + wait * scatter / 10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<i64> = (1..MAX_ATTEMPTS)
            .map(|attempts| next_attempt(Micros(0), attempts, "").unwrap().0 / Micros::SECOND)
            .collect();
        assert_eq!(waits, [60, 180, 540, 1620, 4860, 14580, 28800, 28800, 28800]);
        assert_eq!(next_attempt(Micros(0), MAX_ATTEMPTS, "x"), None);
    }

    #[test]
    fn scatter_stays_within_a_tenth() {
        for id in ["a", "b", "0190-aa", "0190-ab"] {
            let wait = next_attempt(Micros(0), 7, id).unwrap().0 / Micros::SECOND;
            assert!((28_800..31_680).contains(&wait), "{id}: {wait}");
        }
    }
}
