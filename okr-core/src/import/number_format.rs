//! What the number format of a cell shows: a percentage, a unit.

use super::words;

/// What a number format such as `0.0%` or `"$"#,##0` shows beside the number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NumberFormat {
    /// The number is shown a hundredfold, with a percent sign.
    pub(super) percent: bool,
    /// The text before or behind the number.
    pub(super) unit: Option<String>,
}

impl NumberFormat {
    /// Reads the section for positive numbers.
    pub(super) fn read(format: &str) -> Self {
        let mut shown = Shown::default();
        let mut characters = format.chars();
        while let Some(character) = characters.next() {
            match character {
                ';' => break,
                '"' => shown.literal(characters.by_ref().take_while(|c| *c != '"')),
                '\\' => shown.literal(characters.next()),
                '[' => shown.bracket(&characters.by_ref().take_while(|c| *c != ']').collect::<String>()),
                // The width of a character, and a character that fills the cell.
                '_' | '*' => drop(characters.next()),
                '%' => shown.percent = true,
                '0' | '#' | '?' => shown.digit(),
                ',' => shown.commas += 1,
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => shown.is_date = true,
                'G' if characters.as_str().starts_with("eneral") => {
                    characters.by_ref().take(6).for_each(drop);
                    shown.digit();
                }
                '.' | '/' | 'E' | 'e' | '+' | '-' | '(' | ')' | ' ' | '@' => {}
                sign => shown.literal([sign]),
            }
        }
        shown.finish()
    }
}

/// The parts of a format while it is read.
#[derive(Default)]
struct Shown {
    before: String,
    behind: String,
    has_digits: bool,
    /// Commas since the last digit: each divides by a thousand.
    commas: u32,
    percent: bool,
    is_date: bool,
}

impl Shown {
    fn literal(&mut self, text: impl IntoIterator<Item = char>) {
        if self.has_digits { self.behind.extend(text) } else { self.before.extend(text) }
    }

    /// `[$€-407]` is a currency; `[Red]`, `[>100]` and `[h]` show nothing.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            self.literal(currency.split('-').next().unwrap_or_default().chars());
        }
    }

    fn digit(&mut self) {
        (self.has_digits, self.commas) = (true, 0);
    }

    fn finish(self) -> NumberFormat {
        let (before, behind) = (self.before.trim(), self.behind.trim());
        let text = match (before.is_empty(), behind.is_empty()) {
            (false, true) => before,
            (true, false) => behind,
            _ => "",
        };
        // Text behind a number that is shown in thousands is its scale.
        let is_unit = self.has_digits && !self.is_date && !self.percent && self.commas == 0;
        let unit = if is_unit && !text.is_empty() && text.chars().count() <= 24 { words::unit(text) } else { None };
        NumberFormat { percent: self.percent && !self.is_date, unit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_percent_and_units() {
        let of = |format: &str| {
            let NumberFormat { percent, unit } = NumberFormat::read(format);
            (percent, unit.unwrap_or_default())
        };
        for format in ["0%", "0.00%", "#,##0.0 %", "[Red]0%;-0%", "0.0%_)", "\\+0%"] {
            assert_eq!(of(format), (true, String::new()), "{format}");
        }
        for (format, unit) in [
            ("\"$\"#,##0.00", "$"),
            ("$#,##0", "$"),
            ("[$€-407] #,##0.00", "€"),
            ("#,##0.00\\ [$€-407]", "€"),
            ("_($* #,##0.00_);_($* (#,##0.00)", "$"),
            ("0.0\" h\"", "h"),
            ("General\"%\"", "%"),
            ("0.0\\%", "%"),
        ] {
            assert_eq!(of(format), (false, unit.to_owned()), "{format}");
        }
        for format in [
            "",
            "General",
            "0.00",
            "#,##0",
            "yyyy-mm-dd",
            "d. mmm \"Uhr\"",
            "[h]:mm",
            "#,##0,\"k\"",
            "0.00E+00",
            "@",
            "\"text\"",
        ] {
            assert_eq!(of(format), (false, String::new()), "{format}");
        }
    }
}
