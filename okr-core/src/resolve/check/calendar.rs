//! Calendars and inputs.

use super::context::Context;
use crate::document::{At, shorten};
use crate::error::ErrorKind;
use crate::plan::{Aggregate, Calendar, Empty, Every};

/// The most spans of a pattern, and the most listed periods.
const MOST_WEEKS: usize = 520;
const MOST_PERIODS: usize = 10_000;

pub(super) fn check(context: &mut Context<'_>) {
    let root = At::root("");
    let list = root.field("calendars");
    for (index, calendar) in context.plan.calendars.iter().enumerate() {
        let at = list.index(index);
        if context.broken(&at) {
            continue;
        }
        if let Some(reason) = dates(context, calendar, &at).then(|| problem(calendar)).flatten() {
            context.error(&at, ErrorKind::BadCalendar { reason });
        }
    }
    let list = root.field("inputs");
    for (index, input) in context.plan.inputs.iter().enumerate() {
        let at = list.index(index);
        if !context.broken(&at) && input.empty == Empty::Zero && input.aggregate != Aggregate::Sum {
            let reason = format!("`empty` can be `zero` only where `aggregate` is `sum`, found `{}`", input.aggregate);
            context.error(&at.field("empty"), ErrorKind::BadKpi { reason });
        }
    }
}

/// Whether all dates of a calendar can be computed with.
fn dates(context: &mut Context<'_>, calendar: &Calendar, at: &At<'_>) -> bool {
    let every = match calendar.every {
        Some(Every::Days { from, .. }) => context.date(from, &at.field("every").field("from")),
        Some(Every::Months { from, .. }) => context.date(from.first_day(), &at.field("every").field("from")),
        None => true,
    };
    let pattern =
        calendar.pattern.as_ref().is_none_or(|pattern| context.date(pattern.from, &at.field("pattern").field("from")));
    let list = at.field("periods");
    calendar.periods.iter().enumerate().fold(every & pattern, |fine, (index, period)| {
        let at = list.index(index);
        fine & context.date(period.start, &at.field("start")) & context.date(period.end, &at.field("end"))
    })
}

/// Why a calendar cannot cut time into periods.
fn problem(calendar: &Calendar) -> Option<String> {
    let kinds = [calendar.every.is_some(), calendar.pattern.is_some(), !calendar.periods.is_empty()];
    let count = kinds.iter().filter(|written| **written).count();
    if count != 1 {
        return Some(format!("a calendar must have one of `every`, `pattern` and `periods`, found {count} of them"));
    }
    match calendar.every {
        Some(Every::Days { days, .. }) if !(1..=366).contains(&days) => {
            return Some(format!("`days` must be between 1 and 366, found {days}"));
        }
        Some(Every::Months { months, .. }) if !(1..=60).contains(&months) => {
            return Some(format!("`months` must be between 1 and 60, found {months}"));
        }
        _ => {}
    }
    if let Some(pattern) = &calendar.pattern {
        if !(1..=MOST_WEEKS).contains(&pattern.weeks.len()) {
            return Some(format!("`weeks` must list 1 to {MOST_WEEKS} lengths, found {}", pattern.weeks.len()));
        }
        if let Some(weeks) = pattern.weeks.iter().find(|weeks| !(1..=53).contains(*weeks)) {
            return Some(format!("each of `weeks` must be between 1 and 53, found {weeks}"));
        }
    }
    listed(calendar)
}

fn listed(calendar: &Calendar) -> Option<String> {
    let periods = &calendar.periods;
    if periods.len() > MOST_PERIODS {
        return Some(format!("a calendar must have at most {MOST_PERIODS} `periods`, found {}", periods.len()));
    }
    if let Some(period) = periods.iter().find(|period| period.name.trim().is_empty()) {
        return Some(format!("each period must have a name, found none from {} on", period.start));
    }
    if let Some(period) = periods.iter().find(|period| period.start > period.end) {
        let (name, start, end) = (shorten(&period.name), period.start, period.end);
        return Some(format!("period `{name}` must not end before it starts, found {start} to {end}"));
    }
    let mut names: Vec<&str> = periods.iter().map(|period| period.name.as_str()).collect();
    names.sort_unstable();
    if let Some(name) = names.iter().zip(names.iter().skip(1)).find(|(a, b)| a == b).map(|(name, _)| name) {
        return Some(format!("periods must have names of their own, found `{}` twice", shorten(name)));
    }
    let neighbours = periods.iter().zip(periods.iter().skip(1));
    neighbours.clone().find(|(a, b)| b.start <= a.end).map(|(a, b)| {
        format!("periods must rise and not overlap: `{}` starts on {}, `{}` ends on {}", b.name, b.start, a.name, a.end)
    })
}
