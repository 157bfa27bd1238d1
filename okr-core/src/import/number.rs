//! Numbers as people write them: separators, units, scales, signs.

use super::options::Decimal;

/// A bound written before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    AtMost,
    AtLeast,
}

/// A number as it is written, before its separators are understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written {
    negative: bool,
    /// Digits with separators.
    body: String,
    /// A power of ten: of a scale (`k`, `M`) and of an exponent.
    exponent: i32,
    /// The power of ten of the scale alone.
    pub(super) scale: u32,
    pub(super) unit: Option<String>,
    pub(super) bound: Option<Bound>,
}

/// What text in a cell of numbers is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scan {
    /// Nothing: empty, `–`, `n/a`.
    Nothing,
    /// An error of the spreadsheet.
    Error,
    Number(Written),
    /// `12m`
    AmbiguousUnit,
    NotANumber,
}

/// Words for nothing, by their text in lower case.
const NOTHING: [&str; 19] = [
    "", "-", "–", "—", "−", "--", "n/a", "na", "n.a.", "n. a.", "k.a.", "k. a.", "tbd", "?", "null", "none", "nan",
    "…", "...",
];

/// Whether text stands for nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    NOTHING.contains(&lower.as_str()) || lower == "#n/a"
}

/// Whether text is an error that a spreadsheet shows.
pub(super) fn is_error(text: &str) -> bool {
    let upper = text.trim().to_uppercase();
    ["#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"].contains(&upper.as_str())
}

/// Understands text but for its separators.
pub(super) fn scan(text: &str) -> Scan {
    let text = text.replace(['\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}'], " ").replace('−', "-");
    let text = text.trim();
    if is_nothing(text) {
        return Scan::Nothing;
    }
    if is_error(text) {
        return Scan::Error;
    }
    let (bound, text) = take_bound(text);
    let (negative, text) = match text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((inside, behind)) => (true, format!("{inside}{behind}")),
        None => (false, text.to_owned()),
    };
    let (negative, before, rest) = lead_in(&text, negative);
    let end = rest
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ')))
        .map_or(rest.len(), |(end, _)| end);
    let Some((digits, rest)) = rest.split_at_checked(end) else { return Scan::NotANumber };
    let body = digits.trim();
    // A separator at the end belongs to nothing: `5.` and `5, about` are no numbers.
    if !body.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
        || !body.ends_with(|c: char| c.is_ascii_digit())
    {
        return Scan::NotANumber;
    }
    let (exponent, rest) = take_exponent(rest, digits.ends_with(' '));
    let (scale, after) = match take_scale(rest.trim()) {
        Ok(found) => found,
        Err(()) => return Scan::AmbiguousUnit,
    };
    let Some(unit) = joined_unit(before.as_deref(), after) else { return Scan::NotANumber };
    let written = Written { negative, body: body.to_owned(), exponent: exponent + scale as i32, scale, unit, bound };
    if written.reading(Decimal::Dot).is_none() && written.reading(Decimal::Comma).is_none() {
        return Scan::NotANumber;
    }
    Scan::Number(written)
}

fn take_bound(text: &str) -> (Option<Bound>, &str) {
    let signs = [
        ("<=", Some(Bound::AtMost)),
        (">=", Some(Bound::AtLeast)),
        ("=<", Some(Bound::AtMost)),
        ("=>", Some(Bound::AtLeast)),
        ("≤", Some(Bound::AtMost)),
        ("≥", Some(Bound::AtLeast)),
        ("<", Some(Bound::AtMost)),
        (">", Some(Bound::AtLeast)),
        ("=", None),
    ];
    for (sign, bound) in signs {
        if let Some(rest) = text.strip_prefix(sign) {
            return (bound, rest.trim_start());
        }
    }
    (None, text)
}

/// The sign and the currency before a number: whether it is negative, the currency, and the rest.
fn lead_in(text: &str, mut negative: bool) -> (bool, Option<String>, &str) {
    let mut rest = text.trim_start();
    let mut before = None;
    // A sign may stand before or behind the currency, but only once.
    let mut signed = negative;
    loop {
        if !signed && let Some(after) = rest.strip_prefix('-') {
            (negative, signed, rest) = (true, true, after.trim_start());
        } else if !signed && let Some(after) = rest.strip_prefix('+') {
            (signed, rest) = (true, after.trim_start());
        } else if before.is_none()
            && let Some((currency, after)) = take_currency(rest)
        {
            (before, rest) = (Some(currency), after.trim_start());
        } else {
            return (negative, before, rest);
        }
    }
}

/// A currency in front of a number: a sign, a code of three letters, or both (`US$`).
fn take_currency(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-' | '+'))?;
    let (currency, rest) = text.split_at_checked(end)?;
    let is_sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '₺' | '₴' | '฿' | '₫' | '₪');
    let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    let letters = currency.trim_end_matches(is_sign);
    let is_signed =
        letters.len() < currency.len() && letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_code || is_signed).then(|| (currency.to_owned(), rest))
}

/// An exponent right behind the digits, as spreadsheets write large numbers (`1.5E+05`).
fn take_exponent(rest: &str, apart: bool) -> (i32, &str) {
    let exponent = rest.strip_prefix(['e', 'E']).filter(|_| !apart);
    let Some(exponent) = exponent else { return (0, rest) };
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digits = unsigned.find(|c: char| !c.is_ascii_digit()).unwrap_or(unsigned.len());
    if digits == 0 || digits > 3 {
        return (0, rest);
    }
    let length = exponent.len() - unsigned.len() + digits;
    match exponent.split_at_checked(length) {
        Some((number, after)) => number.parse().map_or((0, rest), |number| (number, after)),
        None => (0, rest),
    }
}

/// The power of ten that a word behind a number says, and what follows. `m` may be millions, minutes, months or metres.
fn take_scale(text: &str) -> Result<(u32, &str), ()> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let Some((word, rest)) = text.split_at_checked(end) else { return Ok((0, text)) };
    let scale = match word {
        "m" => return Err(()),
        "k" | "K" => 3,
        "M" | "MM" => 6,
        "B" => 9,
        _ => match word.to_lowercase().as_str() {
            "tsd" | "thousand" | "thousands" => 3,
            "mn" | "mio" | "mln" | "million" | "millions" | "millionen" => 6,
            "bn" | "mrd" | "billion" | "billions" | "milliarden" => 9,
            _ => return Ok((0, text)),
        },
    };
    Ok((scale, rest.strip_prefix('.').unwrap_or(rest).trim_start()))
}

/// The unit of what stands before and behind a number; `None` where that is no unit.
fn joined_unit(before: Option<&str>, after: &str) -> Option<Option<String>> {
    let after = after.trim();
    if after.is_empty() {
        return Some(before.map(str::to_owned));
    }
    let is_unit = after.chars().count() <= 24
        && after.split_whitespace().count() <= 3
        && !after.chars().any(|c| {
            c.is_ascii_digit()
                || matches!(c, '(' | ')' | ':' | ';' | ',' | '=' | '<' | '>' | '?' | '!' | '"' | '+' | '~')
        })
        && after.chars().any(|c| c.is_alphabetic() || matches!(c, '%' | '€' | '$' | '£' | '¥' | '°' | '₹' | '#' | '/'));
    match before {
        _ if !is_unit || after.starts_with(['-', '–', '.']) => None,
        None => Some(Some(after.to_owned())),
        Some(before) if after.starts_with('/') => Some(Some(format!("{before}{after}"))),
        Some(_) => None,
    }
}

impl Written {
    /// The digits as a plain decimal, where they can be read with this separator.
    fn reading(&self, decimal: Decimal) -> Option<String> {
        let (point, group) = match decimal {
            Decimal::Comma => (',', '.'),
            _ => ('.', ','),
        };
        let (whole, fraction) = match self.body.split_once(point) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (self.body.as_str(), None),
        };
        if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        let whole = ungrouped(whole, group)?;
        let whole = if whole.is_empty() { "0".to_owned() } else { whole };
        Some(match fraction {
            Some(fraction) => format!("{whole}.{fraction}"),
            None => whole,
        })
    }

    /// The only separator with which it can be read; `None` where both do, or where it has none.
    pub(super) fn decides(&self) -> Option<Decimal> {
        match (self.reading(Decimal::Dot), self.reading(Decimal::Comma)) {
            (Some(_), None) => Some(Decimal::Dot),
            (None, Some(_)) => Some(Decimal::Comma),
            _ => None,
        }
    }

    /// Whether it has two readings that differ.
    pub(super) fn is_ambiguous(&self) -> bool {
        let (dot, comma) = (self.reading(Decimal::Dot), self.reading(Decimal::Comma));
        dot.is_some() && comma.is_some() && dot != comma
    }

    /// Its value; `decimal` is what the file's separator is, where that is known.
    pub(super) fn value(&self, decimal: Option<Decimal>) -> Option<f64> {
        let digits = match decimal {
            Some(decimal) => self.reading(decimal)?,
            None if self.is_ambiguous() => return None,
            None => self.reading(Decimal::Dot).or_else(|| self.reading(Decimal::Comma))?,
        };
        let sign = if self.negative { "-" } else { "" };
        let value: f64 = format!("{sign}{digits}e{}", self.exponent).parse().ok()?;
        Some(crate::number::unsigned(value))
    }
}

/// Whole digits without their separators of thousands; `None` where those stand in wrong places.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    if whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(whole.to_owned());
    }
    let used: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let separator = *used.first()?;
    let allowed = separator == group || matches!(separator, '\'' | '’' | ' ');
    if !allowed || used.iter().any(|other| *other != separator) {
        return None;
    }
    let parts: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = parts.split_first()?;
    let (last, middle) = rest.split_last()?;
    // Thousands, or lakhs (`1,20,000`); a group of zeros in front (`0.125`) is a fraction.
    let thousands = first.len() <= 3 && middle.iter().all(|part| part.len() == 3);
    let lakhs = first.len() <= 2 && !middle.is_empty() && middle.iter().all(|part| part.len() == 2);
    let fits = last.len() == 3 && !first.is_empty() && !first.starts_with('0') && (thousands || lakhs);
    fits.then(|| parts.concat())
}

/// The hundredfold of a number, by moving the decimal point of its shortest text: 0.29 is 29.
pub(super) fn hundredfold(number: f64) -> f64 {
    let text = format!("{number:e}");
    let moved = text.split_once('e').and_then(|(digits, exponent)| {
        let exponent: i32 = exponent.parse().ok()?;
        format!("{digits}e{}", exponent + 2).parse().ok()
    });
    crate::number::unsigned(moved.unwrap_or(number * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Written {
        match scan(text) {
            Scan::Number(written) => written,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn texts_that_can_be_read_in_one_way() {
        for (text, value) in [
            ("1.234,5", 1234.5),
            ("12,5 %", 12.5),
            ("0.125", 0.125),
            ("1,234,567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("1234.567", 1234.567),
            ("1'234.5", 1234.5),
            ("1 234,5", 1234.5),
            ("1,20,000", 120_000.0),
            (".5", 0.5),
            ("1.5E+05", 150_000.0),
            ("(5)", -5.0),
            ("−5", -5.0),
            ("$12k", 12_000.0),
            ("-$5", -5.0),
            ("$-5", -5.0),
            ("1.2M", 1_200_000.0),
            ("3 Mio. €", 3_000_000.0),
            ("(5 %)", -5.0),
            ("1,5 Mrd", 1_500_000_000.0),
            ("1.1M", 1_100_000.0),
        ] {
            assert_eq!(number(text).value(None), Some(value), "{text}");
        }
    }

    #[test]
    fn texts_that_need_the_separator() {
        for (text, dot, comma) in [("1,234", 1234.0, 1.234), ("1.234", 1.234, 1234.0), ("$1,234", 1234.0, 1.234)] {
            let written = number(text);
            assert!(written.is_ambiguous() && written.value(None).is_none());
            assert_eq!(
                (written.value(Some(Decimal::Dot)), written.value(Some(Decimal::Comma))),
                (Some(dot), Some(comma))
            );
        }
        assert_eq!(number("12,5").value(Some(Decimal::Dot)), None);
    }

    #[test]
    fn units_and_bounds() {
        assert_eq!(number("4 h").unit.as_deref(), Some("h"));
        assert_eq!(number("12 days").unit.as_deref(), Some("days"));
        assert_eq!(number("68%").unit.as_deref(), Some("%"));
        assert_eq!(number("$12k").unit.as_deref(), Some("$"));
        assert_eq!(number("12k€").unit.as_deref(), Some("€"));
        assert_eq!(number("EUR 5").unit.as_deref(), Some("EUR"));
        assert_eq!(number("US$ 5/h").unit.as_deref(), Some("US$/h"));
        assert_eq!(number("≤ 4").bound, Some(Bound::AtMost));
        assert_eq!(number("> 20").bound, Some(Bound::AtLeast));
        assert_eq!(number(">=20").bound, Some(Bound::AtLeast));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["12m", "12 m", "$12m"] {
            assert_eq!(scan(text), Scan::AmbiguousUnit, "{text}");
        }
        for text in ["", "–", "n/a", "#N/A", "k. A.", " tbd "] {
            assert_eq!(scan(text), Scan::Nothing, "{text}");
        }
        for text in [
            "abc",
            "5 (was 4)",
            "3/5",
            "1,2,3",
            "12..5",
            "10-20",
            "5 of 10",
            "1.2.3",
            "0,125,000",
            "--5",
            "(5",
            "1e5e5",
            "$",
        ] {
            assert_eq!(scan(text), Scan::NotANumber, "{text}");
        }
        assert_eq!(scan("#REF!"), Scan::Error);
    }

    #[test]
    fn percent_formats_move_the_point() {
        for (x, hundred) in
            [(0.29, 29.0), (0.07, 7.0), (1.1, 110.0), (-0.57, -57.0), (0.0, 0.0), (0.1 + 0.2, 30.000000000000004)]
        {
            assert_eq!(hundredfold(x), hundred);
        }
    }
}
