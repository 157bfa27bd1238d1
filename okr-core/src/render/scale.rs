//! Scales: from values and days to tenths of a pixel, with round numbers and dates that do not collide.

use chrono::{Datelike, Months, NaiveDate};

use super::lettering;
use crate::calendar::day_number;
use crate::figure;
use crate::number::{larger, smaller};

/// A scale from values to tenths of a pixel.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    /// Where the low end lies.
    start: i32,
    /// Where the high end lies.
    end: i32,
}

impl Scale {
    /// A scale that holds the values, from `start` to `end`. Equal values lie in its middle; without any it is 0 to 1.
    pub(super) fn over(values: impl Iterator<Item = f64>, start: i32, end: i32) -> Self {
        let ends = values.fold(None, |ends: Option<(f64, f64)>, x| match ends {
            Some((low, high)) => Some((smaller(low, x), larger(high, x))),
            None => Some((x, x)),
        });
        let (low, high) = ends.unwrap_or((0.0, 1.0));
        let (low, high) = if high > low {
            (low, high)
        } else {
            let around = if low == 0.0 { 1.0 } else { low.abs() / 2.0 };
            (low - around, low + around)
        };
        Scale { low, high, start, end }
    }

    /// The scale with ends on round numbers that hold it; `within` bounds what may be added, so that no percentage is negative.
    pub(super) fn rounded(self, most: usize, within: (f64, f64)) -> Self {
        let (step, _) = step(self.high - self.low, most);
        let low = larger(whole(self.low / step, false) * step, within.0);
        let high = smaller(whole(self.high / step, true) * step, within.1);
        Scale { low: smaller(low, self.low), high: larger(high, self.high), ..self }
    }

    /// Where a value lies; those beyond an end lie on it.
    pub(super) fn at(self, x: f64) -> i32 {
        let share = crate::number::clamp((x - self.low) / (self.high - self.low), 0.0, 1.0);
        let offset = share * f64::from(self.end - self.start);
        self.start + if offset < 0.0 { (offset - 0.5) as i32 } else { (offset + 0.5) as i32 }
    }

    /// The value that lies at a place.
    pub(super) fn value_at(self, place: i32) -> f64 {
        let share = f64::from(place - self.start) / f64::from((self.end - self.start).max(1));
        self.low + share * (self.high - self.low)
    }

    /// The value, or the end of the scale that it lies beyond.
    pub(super) fn clamp(self, x: f64) -> f64 {
        crate::number::clamp(x, self.low, self.high)
    }

    /// Round values, at most `most`, with their texts.
    pub(super) fn ticks(self, most: usize) -> Vec<(i32, String)> {
        let (step, digits) = step(self.high - self.low, most);
        let first = whole(self.low / step - 1e-9, true);
        let values = (0..=most).map(|count| (first + count as f64) * step);
        let values = values.take_while(|x| *x <= self.high + step * 1e-9);
        values.map(|x| (self.at(x), figure::tick(x, digits))).collect()
    }
}

/// The whole number at `x`: above it, or below.
fn whole(x: f64, above: bool) -> f64 {
    // Beyond 2^53 every number is whole.
    if x.abs() >= 9e15 {
        return x;
    }
    let cut = (x as i64) as f64;
    match (cut < x, cut > x) {
        (true, _) if above => cut + 1.0,
        (_, true) if !above => cut - 1.0,
        _ => cut,
    }
}

/// The step of a scale of this span with at most `most` steps: 1, 2 or 5 times a power of ten; and the decimals that it needs.
fn step(span: f64, most: usize) -> (f64, usize) {
    let least = span / most.max(1) as f64;
    let (mut power, mut digits) = (1.0, 0);
    while power * 10.0 <= least {
        power *= 10.0;
    }
    while power > least && digits < 20 {
        power /= 10.0;
        digits += 1;
    }
    let slack = least * (1.0 - 1e-9);
    match [1.0, 2.0, 5.0].iter().find(|factor| power * **factor >= slack) {
        Some(factor) => (power * factor, digits),
        None => (power * 10.0, digits.saturating_sub(1)),
    }
}

/// A scale from days to tenths of a pixel.
#[derive(Clone, Copy)]
pub(super) struct DayScale {
    first: NaiveDate,
    last: NaiveDate,
    scale: Scale,
}

impl DayScale {
    /// A scale from the first day to the last, each at its end of the line.
    pub(super) fn new(first: NaiveDate, last: NaiveDate, start: i32, end: i32) -> Self {
        let scale = Scale::over([first, last].into_iter().map(number), start, end);
        DayScale { first, last, scale }
    }

    /// Where a day lies.
    pub(super) fn at(self, day: NaiveDate) -> i32 {
        self.scale.at(number(day))
    }

    /// Dates, as many as stand side by side in letters of a size, with their texts.
    pub(super) fn ticks(self, size: i32) -> Vec<(i32, String)> {
        let room = self.scale.end - self.scale.start;
        let days = [1, 2, 7, 14].map(Step::Days);
        let months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].map(Step::Months);
        for step in days.into_iter().chain(months) {
            let ticks = self.of_step(step, room / 200);
            let widest = ticks.iter().map(|(_, text)| lettering::width(text, size)).fold(0, i32::max);
            let nearest = ticks.windows(2).map(|pair| match pair {
                [(a, _), (b, _)] => b - a,
                _ => room,
            });
            if nearest.fold(i32::MAX, i32::min) >= widest + 60 {
                return ticks;
            }
        }
        Vec::new()
    }

    fn of_step(self, step: Step, most: i32) -> Vec<(i32, String)> {
        let far = self.first.year() != self.last.year();
        let text = |day: NaiveDate| match step {
            Step::Months(months) if months % 12 == 0 => day.year().to_string(),
            Step::Months(_) if far => figure::month_of(day),
            _ => figure::short_date(day),
        };
        let mut ticks = Vec::new();
        let mut day = step.first(self.first);
        while let Some(next) = day.filter(|day| *day <= self.last) {
            ticks.push((self.at(next), text(next)));
            // More than fit in any case.
            if ticks.len() as i32 > most.max(3) {
                return vec![(0, String::new()), (0, String::new())];
            }
            day = step.after(next);
        }
        ticks
    }
}

/// What lies between two dates of a scale.
#[derive(Clone, Copy)]
enum Step {
    Days(u64),
    Months(u32),
}

impl Step {
    /// The first date at or after a day.
    fn first(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Step::Days(_) => Some(day),
            Step::Months(months) => {
                let start = day.with_day(1)?;
                let month = start.month0() + 12 * start.year().rem_euclid(100) as u32;
                let over = month % months;
                if over == 0 && start == day {
                    Some(start)
                } else {
                    start.checked_add_months(Months::new(months - over))
                }
            }
        }
    }

    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Step::Days(days) => day.checked_add_days(chrono::Days::new(days)),
            Step::Months(months) => day.checked_add_months(Months::new(months)),
        }
    }
}

fn number(day: NaiveDate) -> f64 {
    f64::from(day_number(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_date;

    fn texts(ticks: &[(i32, String)]) -> Vec<&str> {
        ticks.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        let of = |low, high, most| {
            let ticks = Scale::over([low, high].into_iter(), 0, 1000).ticks(most);
            ticks.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of(0.0, 1.0, 5), "0 0.2 0.4 0.6 0.8 1");
        assert_eq!(of(0.0, 100.0, 5), "0 20 40 60 80 100");
        assert_eq!(of(11.3, 22.8, 4), "15 20");
        assert_eq!(of(-0.3, 0.3, 4), "−0.2 0 0.2");
        assert_eq!(of(0.0, 3e6, 3), "0 1,000,000 2,000,000 3,000,000");
        assert_eq!(of(0.000_12, 0.000_15, 3), "0.00012 0.00013 0.00014 0.00015");
    }

    #[test]
    fn a_scale_holds_every_value() {
        let scale = Scale::over([12.3, 22.0].into_iter(), 1000, 0).rounded(5, (0.0, 100.0));
        assert_eq!((scale.at(12.3) < 1000, scale.at(-1e15), scale.at(1e15)), (true, 1000, 0));
        let flat = Scale::over([7.0, 7.0].into_iter(), 0, 100);
        assert_eq!(flat.at(7.0), 50);
        assert_eq!(Scale::over([].into_iter(), 0, 100).at(0.5), 50);
    }

    #[test]
    fn dates_stand_apart() {
        let day = |text| parse_date(text).unwrap();
        let quarter = DayScale::new(day("2026-07-01"), day("2026-09-30"), 0, 2400);
        assert_eq!(texts(&quarter.ticks(11)), ["1 Jul", "1 Aug", "1 Sep"]);
        let year = DayScale::new(day("2026-01-01"), day("2026-12-31"), 0, 2400);
        assert_eq!(texts(&year.ticks(11)), ["1 Jan", "1 Apr", "1 Jul", "1 Oct"]);
        let week = DayScale::new(day("2026-08-10"), day("2026-08-16"), 0, 2400);
        assert_eq!(texts(&week.ticks(11)), ["10 Aug", "12 Aug", "14 Aug", "16 Aug"]);
        let century = DayScale::new(day("1926-01-01"), day("2026-01-01"), 0, 2400);
        assert_eq!(texts(&century.ticks(11)), ["1940", "1960", "1980", "2000", "2020"]);
        let one_day = DayScale::new(day("2026-08-10"), day("2026-08-10"), 0, 2400);
        assert_eq!(texts(&one_day.ticks(11)), ["10 Aug"]);
    }
}
