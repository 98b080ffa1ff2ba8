//! Adding floating-point numbers without losing what rounding takes.

/// The rounded sum, and what rounding lost: the two together are exactly `a + b`, unless the sum is
/// too large for a number (D. E. Knuth, The Art of Computer Programming 2, 4.2.2, theorem B).
pub fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    let a_part = sum - b_part;
    (sum, (a - a_part) + (b - b_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        assert_eq!(two_sum(1e16, 1.0), (1e16, 1.0));
        assert_eq!(two_sum(1.0, 1e16), (1e16, 1.0));
        assert_eq!(two_sum(0.5, 0.25), (0.75, 0.0));
        // The double nearest to 0.1 + 0.2 is above the exact sum of the two doubles.
        assert_eq!(two_sum(0.1, 0.2), (0.30000000000000004, -2.7755575615628914e-17));
    }
}
