//! How often a KPI has a value, from the periods and days of its values.

use chrono::Datelike;

use super::super::period::{Length, Span};
use crate::calendar::{Cadence, Calendar, day_number};

/// The length in months of periods that are written as their first days: 1, 3 or 12; none where they are not.
pub(super) fn months_of_first_days(spans: &[Span]) -> Option<u32> {
    if spans.len() < 2
        || !spans.iter().all(|span| span.length == Length::Day && span.start == span.end && span.start.day() == 1)
    {
        return None;
    }
    let mut months: Vec<i32> = spans.iter().map(|span| 12 * span.start.year() + span.start.month0() as i32).collect();
    months.sort_unstable();
    let gap = months.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)).min()?;
    let first_of = |length: i32| months.iter().all(|month| month % length == 0);
    match gap {
        1 | 2 => Some(1),
        12.. if first_of(12) => Some(12),
        3.. if first_of(3) => Some(3),
        3.. => Some(1),
        _ => None,
    }
}

/// The cadence of values, and whether it is a guess from days.
pub(super) fn of(spans: &[Span]) -> Option<(Cadence, bool)> {
    let first = spans.first()?.length;
    if spans.iter().all(|span| span.length == first) && first != Length::Day {
        return match first {
            Length::Week => Some((Cadence::Weekly, false)),
            Length::Months(1) => Some((Cadence::Monthly, false)),
            Length::Months(3) => Some((Cadence::Quarterly, false)),
            Length::Months(12) => Some((Cadence::Yearly, false)),
            _ => None,
        };
    }
    by_days(spans).map(|cadence| (cadence, true))
}

/// The longest cadence with a value in most periods and never two in one.
fn by_days(spans: &[Span]) -> Option<Cadence> {
    let mut days: Vec<i32> = spans.iter().map(|span| day_number(span.end)).collect();
    days.sort_unstable();
    days.dedup();
    if days.len() < 2 {
        return None;
    }
    let calendar = Calendar::default();
    let fits = |cadence: &Cadence| {
        let periods: Vec<i32> = days.iter().map(|day| calendar.period_of_day(*cadence, *day).index).collect();
        let apart = periods.windows(2).all(|pair| pair.first() != pair.get(1));
        let all = periods.last().zip(periods.first()).map_or(0, |(last, first)| last - first + 1);
        apart && 2 * periods.len() > usize::try_from(all).unwrap_or(usize::MAX)
    };
    [Cadence::Yearly, Cadence::Quarterly, Cadence::Monthly, Cadence::Weekly, Cadence::Daily].into_iter().find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_date;

    #[test]
    fn cadences_of_days() {
        for (days, cadence) in [
            (&["2026-01-31", "2026-02-28", "2026-03-31"][..], Some(Cadence::Monthly)),
            (&["2026-01-31", "2026-04-30", "2026-07-31"], Some(Cadence::Quarterly)),
            (&["2025-12-31", "2026-12-31"], Some(Cadence::Yearly)),
            (&["2026-08-03", "2026-08-10", "2026-08-17"], Some(Cadence::Weekly)),
            (&["2026-08-03", "2026-08-04", "2026-08-05"], Some(Cadence::Daily)),
            (&["2026-08-03"], None),
            (&["2026-08-03", "2026-08-03"], None),
        ] {
            let spans: Vec<Span> = days.iter().map(|day| Span::day(parse_date(day).unwrap())).collect();
            assert_eq!(by_days(&spans), cadence, "{days:?}");
        }
    }
}
