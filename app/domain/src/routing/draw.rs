//! Chance that can be repeated: a number for a seed and a partner, whoever else takes part and in whatever order.

use uuid::Uuid;

/// A well mixed number (`SplitMix64`, Steele, Lea and Flood 2014).
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The partner's number under a seed.
pub(super) fn number(seed: u64, id: Uuid) -> u64 {
    let (high, low) = id.as_u64_pair();
    mixed(mixed(mixed(seed) ^ high) ^ low)
}

/// When the partner comes in, in a race in which the chance to be first is proportional to the weight (Efraimidis and
/// Spirakis 2006). Without floats: they are not the same on every machine.
pub(super) fn race(seed: u64, id: Uuid, weight: u32) -> u64 {
    /// −log₂ of a number below one takes at most 64 whole and 32 broken bits; so much room is left above.
    const ROOM: u32 = 24;

    // Another stream than that of ties.
    let draw = number(!seed, id).max(1);
    let waited = (64_u64 << 32) - log2(draw);
    (waited << ROOM).checked_div(weight.into()).unwrap_or(u64::MAX)
}

/// The binary logarithm with 32 bits behind the point, of a number above nought.
fn log2(number: u64) -> u64 {
    let shift = number.leading_zeros();
    let mut mantissa = number << shift;
    let mut log = u64::from(63 - shift);
    for _ in 0..32 {
        // Squared it has one bit before the point, or two.
        let square = (u128::from(mantissa) * u128::from(mantissa)) >> 63;
        let carry = square >> 64;
        mantissa = u64::try_from(square >> carry).unwrap_or(u64::MAX);
        log = (log << 1) | u64::try_from(carry).unwrap_or_default();
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_the_last_bits() {
        for number in [1, 2, 3, 10, 1_000_003, u64::MAX / 3, u64::MAX] {
            #[expect(clippy::cast_precision_loss, reason = "compared with a tolerance")]
            let (ours, theirs) = (log2(number) as f64 / 2_f64.powi(32), (number as f64).log2());
            assert!((ours - theirs).abs() < 1e-8, "{number}: {ours} {theirs}");
        }
    }

    #[test]
    fn no_weight_never_comes_in() {
        assert_eq!(race(1, Uuid::from_u128(1), 0), u64::MAX);
    }
}
