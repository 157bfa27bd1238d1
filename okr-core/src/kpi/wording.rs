//! Numbers and time spans as people write them.

use crate::figure::with_unit_in_message;
use crate::number::text;

/// Formats a number with two decimals, more if it is below 1, without trailing zeros.
pub(crate) fn number(x: f64) -> String {
    let mut digits = 2;
    let mut bound = 1.0;
    while x != 0.0 && x.abs() < bound && digits < 12 {
        digits += 1;
        bound /= 10.0;
    }
    text(x, digits)
}

/// Formats a number with its unit: `14%`, `25 days`, `3`.
pub(crate) fn quantity(x: f64, unit: Option<&str>) -> String {
    with_unit_in_message(number(x), unit)
}

/// Formats a number of periods: `1 month`, `3 months`.
pub(crate) fn periods(count: u32, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Formats a range: `at most 12%`, `10 to 12 days`.
pub(crate) fn range(min: Option<f64>, max: Option<f64>, unit: Option<&str>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{} to {}", number(min), quantity(max, unit)),
        (Some(min), None) => format!("at least {}", quantity(min, unit)),
        (None, Some(max)) => format!("at most {}", quantity(max, unit)),
        (None, None) => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_what_matters() {
        let written = [25.0, 0.0, -0.0, 12.345, -1234.5, 0.5294, 0.0123456, -0.05, 1e15, 1e-9].map(number);
        assert_eq!(
            written,
            ["25", "0", "0", "12.35", "-1234.5", "0.529", "0.0123", "-0.05", "1000000000000000", "0.000000001"]
                .map(str::to_owned)
        );
    }

    #[test]
    fn units_stand_where_people_put_them() {
        assert_eq!(quantity(14.0, Some("%")), "14%");
        assert_eq!(quantity(2.5, Some("pp")), "2.5 pp");
        assert_eq!(quantity(2.5, None), "2.5");
        assert_eq!(range(Some(10.0), Some(12.0), Some("days")), "10 to 12 days");
        assert_eq!(range(None, Some(12.0), Some("%")), "at most 12%");
        assert_eq!(periods(1, "week"), "1 week");
        assert_eq!(periods(2, "quarter"), "2 quarters");
    }
}
