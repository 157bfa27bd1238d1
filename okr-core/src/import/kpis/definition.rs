//! What a KPI is: direction, cadence, target, range.

use super::super::field::Field;
use super::super::note::{NoteCode, NoteList};
use super::super::number::Bound;
use super::super::table::{Amount, Table};
use super::super::words;
use super::values::Series;
use crate::number::{at_least, at_most};
use crate::plan::{Better, Kpi, KpiCadence, Range};

/// The numbers beside the name of a KPI.
#[derive(Default)]
pub(super) struct Bounds {
    pub(super) target: Option<Amount>,
    pub(super) min: Option<Amount>,
    pub(super) max: Option<Amount>,
}

/// The first text of a field in the rows of a KPI, with its row.
pub(super) fn text(table: &Table<'_>, series: &Series, field: Field) -> Option<(usize, String)> {
    series.rows.iter().find_map(|row| Some((*row, table.text(*row, field, None)?)))
}

/// The word of a field in the rows of a KPI; an unknown one is noted.
pub(super) fn word<T>(
    table: &Table<'_>,
    series: &Series,
    field: Field,
    known: &str,
    read: fn(&str) -> Option<T>,
    notes: &mut NoteList,
) -> Option<T> {
    let (row, text) = text(table, series, field)?;
    let word = read(&text);
    if word.is_none()
        && let Some(column) = table.column(field, None)
    {
        let message = format!("`{}` must be {known}, found `{text}`", column.called());
        notes.add(table.note(NoteCode::UnknownWord, message, row, column));
    }
    word
}

/// Which values are better: by a column, the caller, or the sign of the target.
pub(super) fn better(
    table: &Table<'_>,
    series: &Series,
    id: &str,
    bounds: &Bounds,
    notes: &mut NoteList,
) -> Option<Better> {
    let by_column = word(table, series, Field::Better, "higher, lower or inside", words::better, notes);
    let by_caller = || table.options.better.as_ref().and_then(|better| better.of([series.name.as_str(), id]));
    let by_sign = || match bounds.target.as_ref()?.bound? {
        Bound::AtMost => Some(Better::Lower),
        Bound::AtLeast => Some(Better::Higher),
    };
    by_column.or_else(by_caller).or_else(by_sign)
}

/// The KPI with its range and target, where they fit its direction; what does not is left out and noted. None where `inside` has no range.
pub(super) fn kpi(
    table: &Table<'_>,
    series: &Series,
    id: &str,
    better: Better,
    cadence: impl Into<KpiCadence>,
    bounds: &Bounds,
    notes: &mut NoteList,
) -> Option<Kpi> {
    let mut kpi = Kpi::new(id, series.name.clone(), better, cadence);
    let value = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.value);
    let (min, max, target) = (value(&bounds.min), value(&bounds.max), value(&bounds.target));
    let mut refuse = |message: String| {
        let row = series.rows.first().copied().unwrap_or(0);
        notes.add(table.row_note(NoteCode::BadRange, message, row).of_cell(&series.name));
    };
    let ordered = min.zip(max).is_none_or(|(min, max)| min <= max);
    let fits = match better {
        Better::Higher => min.is_some() || max.is_none(),
        Better::Lower => max.is_some() || min.is_none(),
        Better::Inside => min.is_some() && max.is_some(),
    };
    if better == Better::Inside && !(fits && ordered) {
        refuse(format!(
            "KPI `{}` must have a range with both ends, in order, for `inside` to be better; it is left out",
            series.name
        ));
        return None;
    }
    let range = (min.is_some() || max.is_some()) && ordered && fits;
    if (min.is_some() || max.is_some()) && !range {
        let needed = if ordered { "an end on its worse side" } else { "its ends in order" };
        refuse(format!("the range of KPI `{}` must have {needed}; it is left out", series.name));
    }
    if range {
        let mut healthy = Range::new();
        (healthy.min, healthy.max) = (min, max);
        kpi.healthy = Some(healthy);
    }
    if let Some(target) = target {
        let within = min.is_none_or(|min| at_least(target, min)) && max.is_none_or(|max| at_most(target, max));
        if better == Better::Inside {
            refuse(format!(
                "KPI `{}` is to stay inside its range and has no target; {target} is left out",
                series.name
            ));
        } else if range && !within {
            refuse(format!("the target of KPI `{}` must lie in its range; {target} is left out", series.name));
        } else {
            kpi.target = Some(target);
        }
    }
    Some(kpi)
}
