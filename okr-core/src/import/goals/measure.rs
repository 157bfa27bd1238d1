//! The measure of a key result, from the numbers of its row.

use super::super::field::Field;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::number::Bound;
use super::super::options::WithoutNumbers;
use super::super::quantity::{Beside, settle};
use super::super::table::{Amount, Got, Table};
use super::super::words::{self, MeasureType};
use super::item::Item;
use crate::number::{at_least, same};
use crate::plan::{Direction, Hold, Measure, Milestone, Milestones, Reach};

/// The fields of numbers that make a measure.
pub(super) const NUMBERS: [Field; 3] = [Field::From, Field::Target, Field::Current];

/// What the numbers of a row come to.
pub(super) struct Measured {
    pub(super) measure: Measure,
    pub(super) unit: Option<String>,
    pub(super) from: Option<f64>,
    pub(super) target: Option<f64>,
    pub(super) current: Option<f64>,
    /// For a milestone, whether its cell says that it is reached.
    pub(super) is_done: bool,
}

/// The measure of a key result; none where it is left out, which is noted.
pub(super) fn measure(table: &Table<'_>, item: &Item, notes: &mut NoteList) -> Result<Option<Measured>, ImportError> {
    let (row, number) = (item.row, item.number);
    let kind = measure_type(table, item, notes);
    let done_text = yes_or_no(table, item);
    let read = |field: Field, notes: &mut NoteList| match (field, done_text) {
        (Field::Current, Some(_)) => Got::Nothing,
        _ => own_number(table, item, field, notes),
    };
    let target_got = read(Field::Target, notes);
    let had_target = target_got != Got::Nothing;
    let mut amounts = [target_got.value(), read(Field::From, notes).value(), read(Field::Current, notes).value()];
    let unit_cell = table.text(row, Field::Unit, number);
    let unit = unit_cell.as_deref().or((kind == Some(MeasureType::Percentage)).then_some("%"));
    let unit = settle(table, &mut amounts, &Beside { unit, title: &item.title }, notes);
    let [target, from, current] = amounts;
    let (Some(target), true) = (&target, had_target) else {
        if had_target {
            let message = format!("key result `{}` is left out: its target can't be read", item.title);
            notes.add(table.row_note(NoteCode::UnreadableTarget, message, row).of_cell(&item.title));
            return Ok(None);
        }
        let left: Vec<&Amount> = [&from, &current].into_iter().flatten().collect();
        return without_numbers(table, item, kind, done_text, &left, notes);
    };
    let values = (from.as_ref().map(|amount| amount.value), current.as_ref().map(|amount| amount.value));
    let Some(measure) = with_target(table, item, kind, target, values.0, notes) else { return Ok(None) };
    let is_milestone = matches!(measure, Measure::Milestones(_));
    Ok(Some(Measured {
        measure,
        unit: unit.filter(|_| !is_milestone),
        from: values.0,
        target: Some(target.value),
        current: values.1.filter(|_| !is_milestone),
        is_done: is_milestone
            && (done_text == Some(true) || values.1.is_some_and(|current| at_least(current, target.value))),
    }))
}

/// A number of the key result itself; one in a merged cell belongs to several rows, and so to none.
pub(super) fn own_number(table: &Table<'_>, item: &Item, field: Field, notes: &mut NoteList) -> Got<Amount> {
    if let Some((cell, column)) = table.cell(item.row, field, item.number)
        && cell.filled
        && !item.is_objective
    {
        let message = "a merged cell stands beside several key results, and its number belongs to none of them";
        notes.add(table.note(NoteCode::MergedValue, message, item.row, column));
        return Got::Nothing;
    }
    table.number(item.row, field, item.number, notes)
}

fn measure_type(table: &Table<'_>, item: &Item, notes: &mut NoteList) -> Option<MeasureType> {
    let text = table.text(item.row, Field::MeasureType, item.number)?;
    let kind = words::measure_type(&text);
    if kind.is_none()
        && let Some(column) = table.column(Field::MeasureType, item.number)
    {
        let message = format!("a type of measure is not known: `{text}`; the numbers of the row are used");
        notes.add(table.note(NoteCode::UnknownWord, message, item.row, column));
    }
    kind
}

fn yes_or_no(table: &Table<'_>, item: &Item) -> Option<bool> {
    table.text(item.row, Field::Current, item.number).and_then(|text| words::yes_or_no(&text))
}

fn with_target(
    table: &Table<'_>,
    item: &Item,
    kind: Option<MeasureType>,
    target: &Amount,
    from: Option<f64>,
    notes: &mut NoteList,
) -> Option<Measure> {
    let mut refuse = |code: NoteCode, message: String| {
        if let Some(column) = table.column_at(target.column) {
            notes.add(table.note(code, message, item.row, column));
        }
        None
    };
    match kind {
        Some(MeasureType::Milestone) => return Some(milestone(&item.title)),
        Some(MeasureType::HoldMin) => return Some(Hold::new().min(target.value).into()),
        Some(MeasureType::HoldMax) => return Some(Hold::new().max(target.value).into()),
        _ => {}
    }
    let direction = match (target.bound, kind) {
        (Some(Bound::AtMost), _) | (None, Some(MeasureType::ReachDown)) => Some(Direction::Down),
        (Some(Bound::AtLeast), _) | (None, Some(MeasureType::ReachUp)) => Some(Direction::Up),
        _ => None,
    };
    let Some(from) = from else {
        let reach = Reach::new(target.value);
        return Some(match direction {
            Some(direction) => reach.direction(direction).into(),
            None => reach.into(),
        });
    };
    if same(from, target.value) {
        return refuse(
            NoteCode::FlatTarget,
            format!("key result `{}` is left out: its target must differ from its baseline, {from}", item.title),
        );
    }
    let upwards = target.value > from;
    if direction.is_some_and(|direction| (direction == Direction::Up) != upwards) {
        let message = format!(
            "key result `{}` is left out: its baseline {from} already meets its target, so it is one to hold; a column of measure types (`stay below`, `stay above`) says so",
            item.title
        );
        return refuse(NoteCode::AgainstDirection, message);
    }
    Some(Reach::new(target.value).from(from).into())
}

fn milestone(title: &str) -> Measure {
    Milestones::new().items([Milestone::new(title)]).into()
}

fn without_numbers(
    table: &Table<'_>,
    item: &Item,
    kind: Option<MeasureType>,
    done: Option<bool>,
    left: &[&Amount],
    notes: &mut NoteList,
) -> Result<Option<Measured>, ImportError> {
    for amount in left {
        if let Some(column) = table.column_at(amount.column) {
            notes.add(table.note(NoteCode::CellNotUsed, "a number without a target is not used", amount.row, column));
        }
    }
    let measured = |measure| Measured {
        measure,
        unit: None,
        from: None,
        target: None,
        current: None,
        is_done: done == Some(true),
    };
    if kind == Some(MeasureType::Milestone) || done.is_some() {
        return Ok(Some(measured(milestone(&item.title))));
    }
    let row = |code: NoteCode, message: String| {
        table.row_note(code, message, item.row).of_cell(&item.title).option("without_numbers")
    };
    match table.options.without_numbers {
        WithoutNumbers::Error => {
            let message = format!(
                "a key result must have a target, and `{}` has none; `without_numbers` says what becomes of it",
                item.title
            );
            Err(Note::of(NoteCode::WithoutNumbers, message)
                .option("without_numbers")
                .row(row(NoteCode::WithoutNumbers, String::new()).row.unwrap_or(0))
                .into())
        }
        WithoutNumbers::Skip => {
            notes.add(row(
                NoteCode::WithoutNumbersSkipped,
                format!("key result `{}` has no target and is left out", item.title),
            ));
            Ok(None)
        }
        _ => {
            notes.add(row(
                NoteCode::WithoutNumbers,
                format!("key result `{}` has no target and became a milestone", item.title),
            ));
            Ok(Some(measured(milestone(&item.title))))
        }
    }
}
