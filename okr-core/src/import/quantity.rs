//! Numbers that share a unit: those of a row of goals, or all values of a KPI.

use super::note::{NoteCode, NoteList};
use super::number::hundredfold;
use super::options::PercentScale;
use super::table::{Amount, Table};
use super::words::{same_unit, unit as unit_of};

/// What a group of numbers is beside.
#[derive(Debug, Default)]
pub(super) struct Beside<'a> {
    /// What the column of units says.
    pub(super) unit: Option<&'a str>,
    /// The title of the key result or KPI.
    pub(super) title: &'a str,
}

/// Gives numbers their common unit. Those that can't have it, or whose scale is open, become none and are noted.
pub(super) fn settle(
    table: &Table<'_>,
    amounts: &mut [Option<Amount>],
    beside: &Beside<'_>,
    notes: &mut NoteList,
) -> Option<String> {
    let written = beside.unit.and_then(unit_of);
    let unit =
        written.or_else(|| most_frequent(amounts)).or_else(|| shows_percent(beside.title).then(|| "%".to_owned()));
    refuse_other_units(table, amounts, unit.as_deref(), notes);
    refuse_open_scales(table, amounts, notes);
    let is_percent = unit.as_deref() == Some("%");
    let mut unit = unit;
    if is_percent || beside.title.contains('%') {
        let answer = table.options.percent.or(table.known.and_then(|known| known.percent).filter(|_| is_percent));
        let open = scale_percent(table, amounts, answer, notes);
        if open && answer.is_some() && unit.is_none() {
            unit = Some("%".to_owned());
        }
    }
    unit
}

fn most_frequent(amounts: &[Option<Amount>]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for unit in amounts.iter().flatten().filter_map(|amount| amount.unit.as_deref()) {
        match counts.iter_mut().find(|(known, _)| same_unit(known, unit)) {
            Some((_, count)) => *count += 1,
            None => counts.push((unit, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(unit, _)| unit.to_owned())
}

/// Whether a title names percent as its unit: `Turnover (%)`, `Share in %`; not `by 20 %`.
fn shows_percent(title: &str) -> bool {
    let before = |at: usize| title.get(..at).unwrap_or_default().trim_end().chars().next_back();
    title.match_indices('%').any(|(at, _)| before(at).is_none_or(|c| !c.is_ascii_digit()))
}

fn refuse_other_units(table: &Table<'_>, amounts: &mut [Option<Amount>], unit: Option<&str>, notes: &mut NoteList) {
    let Some(unit) = unit else { return };
    for amount in amounts.iter_mut() {
        let Some((found, other)) = amount.as_ref().and_then(|amount| Some((amount, amount.unit.as_deref()?))) else {
            continue;
        };
        if same_unit(unit, other) {
            continue;
        }
        if let Some(column) = table.column_at(found.column) {
            let message = format!("the numbers of a row must have one unit, `{unit}`, found `{other}`");
            notes.add(
                table.note(NoteCode::TwoUnits, message, found.row, column).with("unit", unit).with("found", other),
            );
        }
        *amount = None;
    }
}

/// Refuses plain numbers beside scaled ones (`15` beside `$12k`) that may be scaled, too.
fn refuse_open_scales(table: &Table<'_>, amounts: &mut [Option<Amount>], notes: &mut NoteList) {
    let Some(scale) = amounts.iter().flatten().map(|amount| amount.scale).filter(|scale| *scale > 0).min() else {
        return;
    };
    let least = (0..scale).fold(1.0, |power, _| power * 10.0);
    for amount in amounts.iter_mut() {
        let Some(found) =
            amount.as_ref().filter(|amount| amount.scale == 0 && amount.value != 0.0 && amount.value.abs() < least)
        else {
            continue;
        };
        if let Some(column) = table.column_at(found.column) {
            let message = format!(
                "`{}` stands beside numbers in thousands or millions and may be one; write its scale",
                found.value
            );
            notes.add(table.note(NoteCode::AmbiguousScale, message, found.row, column));
        }
        *amount = None;
    }
}

/// Reads plain numbers beside a percent sign as the answer says; without one, refuses those that may be fractions. Returns whether
/// there was a question.
fn scale_percent(
    table: &Table<'_>,
    amounts: &mut [Option<Amount>],
    answer: Option<PercentScale>,
    notes: &mut NoteList,
) -> bool {
    let plain = |amount: &&Amount| amount.unit.as_deref() != Some("%");
    let within = amounts.iter().flatten().filter(plain).all(|amount| (0.0..=1.0).contains(&amount.value));
    let any = amounts.iter().flatten().filter(plain).any(|amount| amount.value != 0.0);
    match answer {
        Some(PercentScale::Points) => {}
        Some(PercentScale::Fraction) => {
            for amount in amounts.iter_mut() {
                let Some(found) = amount.as_mut().filter(|amount| plain(&&**amount)) else { continue };
                // A fraction of ten is a thousand percent: where that stands, the answer does not hold.
                if found.value.abs() <= 10.0 {
                    found.value = hundredfold(found.value);
                    continue;
                }
                if let Some(column) = table.column_at(found.column) {
                    let message = format!(
                        "`percent` says that plain numbers are fractions, and `{}` would be over 1000 %; write its percent sign",
                        found.value
                    );
                    notes.add(table.note(NoteCode::NeedsPercent, message, found.row, column).option("percent"));
                }
                *amount = None;
            }
        }
        _ if within && any => {
            for amount in amounts.iter_mut() {
                let Some(found) = amount.as_ref().filter(|amount| plain(amount) && amount.value != 0.0) else {
                    continue;
                };
                if let Some(column) = table.column_at(found.column) {
                    let message = format!(
                        "`{}` beside a percent sign may be a fraction or points; `percent` says which",
                        found.value
                    );
                    notes.add(table.note(NoteCode::NeedsPercent, message, found.row, column).option("percent"));
                }
                *amount = None;
            }
        }
        _ => {}
    }
    within && any
}
