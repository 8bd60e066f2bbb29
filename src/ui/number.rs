//! Numbers as their reader writes them. How, is given from outside, once, by [`provide_numbers`].

use std::sync::OnceLock;

use console_core::words::Count;

static WRITE: OnceLock<fn(usize) -> Count> = OnceLock::new();

/// Gives every part of every page a way to write numbers.
pub fn provide_numbers(write: fn(usize) -> Count) {
    // The first one stays.
    let _ = WRITE.set(write);
}

/// A number of pixels or of rem for a style, to the hundredth. (What writes any number exactly is large.)
#[allow(clippy::cast_possible_truncation, reason = "sizes on a screen are small")]
pub fn size(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let zero = if part < 10 { "0" } else { "" };
    [sign, &whole.to_string(), ".", zero, &part.to_string()].concat()
}

/// A number as its reader writes it; plain where nobody told how.
pub fn count(value: usize) -> Count {
    WRITE.get().map_or_else(|| value.into(), |write| write(value))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_written_to_the_hundredth() {
        let told = [0.0, 12.0, 2.5, -0.254, 1.999, 13_312.05].map(size);
        assert_eq!(told, ["0.00", "12.00", "2.50", "-0.25", "2.00", "13312.05"]);
    }
}
