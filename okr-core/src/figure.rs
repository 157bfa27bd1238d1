//! Numbers, dates and periods as people read them.

use chrono::{Datelike, NaiveDate};

use crate::calendar::parse_date;
use crate::number::{SLACK, same, text};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The most decimals of a value.
const MOST_DIGITS: usize = 12;

/// A score with two decimals, cut towards zero: 0.696 is 0.69, so that no score looks as if it met what it did not.
pub(crate) fn score(score: f64) -> String {
    cut(score, 2)
}

/// A score with a number of decimals, cut towards zero.
fn cut(score: f64, digits: usize) -> String {
    let unit = (0..digits).fold(1_i64, |unit, _| unit * 10);
    // The slack of `meets`: a score that counts as 0.7 is written so.
    let cut = ((score.abs() + SLACK) * unit as f64) as i64;
    let sign = if score < 0.0 && cut > 0 { "−" } else { "" };
    format!("{sign}{}.{:0digits$}", cut / unit, cut % unit)
}

/// A score and the one expected: each like [`score`], with as many decimals more as tell them apart.
pub(crate) fn score_and_expected(value: Option<f64>, expected: Option<f64>) -> [String; 2] {
    let both = [value, expected];
    let written = both.map(score_or_dash);
    let alike = written[0] == written[1] && value.zip(expected).is_some_and(|(value, expected)| !same(value, expected));
    // Below a ten thousandth nobody would act on it.
    let longer =
        [3, 4].map(|digits| both.map(|score| score.map_or_else(|| "–".to_owned(), |score| cut(score, digits))));
    let longer = longer.into_iter().find(|[value, expected]| alike && value != expected);
    longer.unwrap_or(written)
}

/// A score within a sentence: cut like [`score`], without zeros at its end.
pub(crate) fn short_score(score: f64) -> String {
    let mut text = format!("{:.9}", score + if score < 0.0 { -SLACK } else { SLACK });
    if let Some(point) = text.find('.') {
        text.truncate(point + 3);
    }
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        short => short.to_owned(),
    }
}

/// A score, or a dash where there is none.
pub(crate) fn score_or_dash(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), score)
}

/// The decimals of a number of this size: two, more if it is below 1, fewer if they would not count.
fn usual_digits(x: f64) -> usize {
    let x = x.abs();
    if x >= 1000.0 {
        return if x >= 10_000.0 { 0 } else { 1 };
    }
    let (mut digits, mut bound) = (2, 1.0);
    while x != 0.0 && x < bound && digits < MOST_DIGITS {
        digits += 1;
        bound /= 10.0;
    }
    digits
}

/// A value with as many decimals as tell it from each of `others` that differs from it.
pub(crate) fn value(x: f64, others: &[Option<f64>]) -> String {
    value_from(x, usual_digits(x), others)
}

fn value_from(x: f64, mut digits: usize, others: &[Option<f64>]) -> String {
    for other in others.iter().flatten().filter(|other| !same(x, **other)) {
        while digits < MOST_DIGITS && !lie_apart(x, *other, digits) && text(x, digits) == text(*other, digits) {
            digits += 1;
        }
    }
    grouped(&text(x, digits))
}

/// Whether two numbers differ by more than two units of the last of so many decimals, so that nobody need write them to see it.
fn lie_apart(a: f64, b: f64, digits: usize) -> bool {
    let unit = (0..digits).fold(1.0, |unit, _| unit / 10.0);
    (a - b).abs() > 2.0 * unit
}

/// A number that was computed from values, such as a mean: it is not known as well as they are.
pub(crate) fn statistic(x: f64, others: &[Option<f64>]) -> String {
    value_from(x, usual_digits(x).saturating_sub(usize::from(x.abs() >= 10.0)), others)
}

/// The text of a number with a minus sign and groups of three digits: `−12,400.5`.
fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("−", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, ""), |(whole, rest)| (whole, rest));
    let mut written = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            written.push(',');
        }
        written.push(digit);
    }
    if !rest.is_empty() {
        written.push('.');
        written.push_str(rest);
    }
    written
}

/// A number of a scale, whose step decides its decimals.
pub(crate) fn tick(x: f64, digits: usize) -> String {
    grouped(&text(x, digits))
}

/// A number with its unit, which does not break from it: `14%`, `25 days`.
pub(crate) fn with_unit(number: String, unit: Option<&str>) -> String {
    before_unit(number, '\u{a0}', unit)
}

/// A number with its unit in a message, which has plain spaces only.
pub(crate) fn with_unit_in_message(number: String, unit: Option<&str>) -> String {
    before_unit(number, ' ', unit)
}

/// A percent sign closes up to its number; a space stands before any other unit.
fn before_unit(mut number: String, space: char, unit: Option<&str>) -> String {
    if let Some(unit) = unit.filter(|unit| !unit.is_empty()) {
        if unit != "%" {
            number.push(space);
        }
        number.push_str(unit);
    }
    number
}

/// A change with its sign: `+10`, `−0.5`, `±0`.
pub(crate) fn change(x: f64) -> String {
    signed(value(x, &[Some(0.0)]))
}

/// A rate that was estimated, with its sign: `+0.52`.
pub(crate) fn rate(x: f64) -> String {
    signed(value_from(x, usual_digits(x * 10.0), &[Some(0.0)]))
}

fn signed(written: String) -> String {
    match written.as_str() {
        "0" => "±0".to_owned(),
        text if text.starts_with('−') => written,
        text => format!("+{text}"),
    }
}

/// A share as a percentage, cut.
pub(crate) fn percent(share: f64) -> String {
    with_unit((((share + SLACK) * 100.0) as i64).to_string(), Some("%"))
}

fn month(month: u32) -> &'static str {
    MONTHS.get(month.wrapping_sub(1) as usize).copied().unwrap_or_default()
}

/// A day: `31 Aug 2026`.
pub(crate) fn date(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month(day.month()), day.year())
}

/// A day without its year: `31 Aug`.
pub(crate) fn short_date(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month(day.month()))
}

/// A month with its year: `Aug 2026`.
pub(crate) fn month_of(day: NaiveDate) -> String {
    format!("{} {}", month(day.month()), day.year())
}

/// The name of a period as people say it: `2026-08` is `Aug 2026`, `2026-Q3` is `Q3 2026`; other names stay as they are.
pub(crate) fn period(name: &str) -> String {
    if let Ok(day) = parse_date(name) {
        return date(day);
    }
    match name.split_once('-') {
        Some((year, rest)) if is_year(year) && rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            rest.parse().map_or_else(|_| name.to_owned(), |number| format!("{} {year}", month(number)))
        }
        Some((year, rest)) if is_year(year.trim_start_matches("FY")) && rest.len() <= 3 => format!("{rest} {year}"),
        _ => name.to_owned(),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A count with its noun: `1 objective`, `2 objectives`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Items as a list in a sentence: `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A word of a report in words: `off_track` is `off track`.
pub(crate) fn words(word: &str) -> String {
    word.replace('_', " ")
}

/// What people call a trigger: `the out-of-range trigger`.
pub(crate) fn trigger(rule: &str) -> String {
    format!("the {} trigger", rule.replace('_', "-"))
}

/// A text with a large first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_in_sentences_are_cut() {
        let written = [0.696, 0.7, 0.699_999_999_9, 1.0, 0.0, -0.356, -0.001, 0.65].map(short_score);
        assert_eq!(written, ["0.69", "0.7", "0.7", "1", "0", "-0.35", "0", "0.65"].map(str::to_owned));
    }

    #[test]
    fn scores_are_cut() {
        let written = [0.696, 0.7, 0.29, 0.699_999_999_999_999_8, 1.0, 0.0, -0.001, -0.25].map(score);
        assert_eq!(written, ["0.69", "0.70", "0.29", "0.70", "1.00", "0.00", "0.00", "−0.25"]);
    }

    #[test]
    fn scores_that_differ_look_different() {
        let written = |score, expected| score_and_expected(Some(score), Some(expected));
        assert_eq!(written(0.2652, 0.2606), ["0.265", "0.260"]);
        assert_eq!(written(0.2604, 0.2606), ["0.2604", "0.2606"]);
        assert_eq!(written(0.18, 0.301), ["0.18", "0.30"]);
        assert_eq!(written(0.26, 0.26), ["0.26", "0.26"]);
        assert_eq!(score_and_expected(Some(0.5), None), ["0.50", "–"]);
    }

    #[test]
    fn values_have_the_digits_that_tell_them_from_their_bounds() {
        assert_eq!(value(24.96, &[Some(25.0)]), "24.96");
        assert_eq!(value(24.999, &[Some(25.0)]), "24.999");
        assert_eq!(value(25.0, &[Some(25.0)]), "25");
        assert_eq!(value(31.256, &[Some(25.0), None]), "31.26");
        assert_eq!(value(12_345.6, &[Some(12_345.5)]), "12,345.6");
        assert_eq!(value(12_345.6, &[]), "12,346");
        assert_eq!(value(-0.0123, &[]), "−0.0123");
        assert_eq!(value(1e15, &[]), "1,000,000,000,000,000");
    }

    #[test]
    fn statistics_have_a_digit_less() {
        assert_eq!([24.4321, 9.5912].map(|x| statistic(x, &[])), ["24.4", "9.59"]);
        assert_eq!(statistic(24.4321, &[Some(24.4)]), "24.43");
    }

    #[test]
    fn changes_have_a_sign() {
        assert_eq!([10.0, -0.5, 0.0].map(change), ["+10", "−0.5", "±0"]);
    }

    #[test]
    fn periods_are_said() {
        let said = ["2026-08", "2026-Q3", "FY2026-Q3", "2026-W33", "2026-08-14", "2026", "2026-07-05/P14D", "2026-13"];
        let said = said.map(period);
        let expected =
            ["Aug 2026", "Q3 2026", "Q3 FY2026", "W33 2026", "14 Aug 2026", "2026", "2026-07-05/P14D", " 2026"];
        assert_eq!(said, expected);
    }

    #[test]
    fn units_stand_where_people_put_them() {
        let number = || "2.5".to_owned();
        let units = [Some("%"), Some("days"), Some(""), None];
        assert_eq!(units.map(|unit| with_unit(number(), unit)), ["2.5%", "2.5\u{a0}days", "2.5", "2.5"]);
        assert_eq!(units.map(|unit| with_unit_in_message(number(), unit)), ["2.5%", "2.5 days", "2.5", "2.5"]);
        assert_eq!(percent(0.489), "48%");
    }

    #[test]
    fn lists_are_sentences() {
        assert_eq!(list(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b and c");
        assert_eq!(
            (count(1, "objective"), count(0, "objective")),
            ("1 objective".to_owned(), "0 objectives".to_owned())
        );
    }
}
