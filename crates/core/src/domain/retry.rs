//! When a failed call is tried again.

/// How often a call is tried in all.
pub const TRIES: u32 = 5;

/// How long to wait after a failed try, in milliseconds: what the server asked for, else one, two,
/// four, eight seconds, spread by a quarter either way. `None` when it was the last.
pub fn pause_after(tries: u32, asked: Option<u64>, random: f64) -> Option<u64> {
    if tries >= TRIES {
        return None;
    }
    if let Some(asked) = asked {
        return Some(asked);
    }
    let base = 1_000_u64 << tries.saturating_sub(1).min(5);
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let spread = (base as f64 * (0.75 + random.clamp(0.0, 1.0) * 0.5)) as u64;
    Some(spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end() {
        let pauses: Vec<_> = (1..=5).map(|tries| pause_after(tries, None, 0.5)).collect();
        assert_eq!(pauses, [Some(1_000), Some(2_000), Some(4_000), Some(8_000), None]);
        assert_eq!(pause_after(1, None, 0.0), Some(750));
        assert_eq!(pause_after(1, Some(0), 0.5), Some(0));
        assert_eq!(pause_after(5, Some(0), 0.5), None);
    }
}
