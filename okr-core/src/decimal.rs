//! Numbers from their decimal text, as Rust spells them: also `+1`, `.5`, `5.`, `inf` and `nan`.
//!
//! The library reads JSON numbers in any case. WebAssembly makes JSON of the other spellings, so that a web page need not
//! download a second reader with its table of powers; the bits are the same.

/// The number nearest to what a text writes; none where it writes no number.
pub(crate) fn parse(text: &str) -> Option<f64> {
    #[cfg(not(target_family = "wasm"))]
    return text.parse().ok();
    #[cfg(target_family = "wasm")]
    by_json::parse(text)
}

#[cfg(any(test, target_family = "wasm"))]
mod by_json {
    use crate::document::Node;

    pub(super) fn parse(text: &str) -> Option<f64> {
        let (negative, size) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let size = finite(size).or_else(|| infinite(size))?;
        Some(if negative { -size } else { size })
    }

    fn infinite(text: &str) -> Option<f64> {
        let numbers = [("inf", f64::INFINITY), ("infinity", f64::INFINITY), ("nan", f64::NAN)];
        numbers.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)).map(|(_, number)| *number)
    }

    /// The number that digits write, infinity where it is too large.
    fn finite(text: &str) -> Option<f64> {
        let (whole, rest) = digits(text);
        let (fraction, rest) = rest.strip_prefix('.').map_or(("", rest), digits);
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let exponent = match rest.strip_prefix(['e', 'E']) {
            Some(exponent) => exponent,
            None if rest.is_empty() => "0",
            None => return None,
        };
        let (power, rest) = digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
        if power.is_empty() || !rest.is_empty() {
            return None;
        }
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        match serde_json::from_str(&format!("{whole}.{fraction}0e{exponent}")) {
            Ok(Node::Number(number)) => number.as_f64(),
            _ => Some(f64::INFINITY),
        }
    }

    /// The digits at the beginning, and the rest.
    fn digits(text: &str) -> (&str, &str) {
        let end = text.bytes().take_while(u8::is_ascii_digit).count();
        text.split_at_checked(end).unwrap_or((text, ""))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::by_json;

    fn bits(number: Option<f64>) -> Option<u64> {
        number.map(|number| if number.is_nan() { f64::NAN.to_bits() } else { number.to_bits() })
    }

    #[test]
    fn spellings_are_those_of_the_standard_library() {
        let texts = [
            "",
            "+",
            "-",
            ".",
            "-.",
            "e5",
            ".e5",
            "1e",
            "1e+",
            "+1",
            "-1",
            "--1",
            "+-1",
            "1.",
            ".5",
            "-.5",
            "00.50",
            "007",
            "1_0",
            " 1",
            "1 ",
            "0x1",
            "inf",
            "-inf",
            "INFINITY",
            "+infinity",
            "infinit",
            "nan",
            "-NaN",
            "1e400",
            "-1e400",
            "1e-400",
            "-0",
            "-0.0",
            "0e999999999999999999999",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "123456789012345678901234567890",
            "9007199254740993",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "٣",
        ];
        for text in texts {
            assert_eq!(bits(by_json::parse(text)), bits(text.parse().ok()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_library(text in "[+-]?[0-9]{0,25}[.]?[0-9]{0,25}([eE][+-]?[0-9]{1,3})?") {
            prop_assert_eq!(bits(by_json::parse(&text)), bits(text.parse().ok()));
        }

        #[test]
        fn written_numbers_are_read_again(number in any::<f64>()) {
            prop_assert_eq!(bits(by_json::parse(&number.to_string())), bits(Some(number)));
        }
    }
}
