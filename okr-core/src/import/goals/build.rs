//! Objectives and key results from items.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::super::cell::Cell;
use super::super::column::Column;
use super::super::field::Field;
use super::super::imported::Imported;
use super::super::known_values::Newest;
use super::super::mapping::Layout;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::people::{Names, labels};
use super::super::table::{Got, Table};
use super::super::words::Status;
use super::builder::Builder;
use super::cycles::Cycles;
use super::ids::Ids;
use super::item::Item;
use super::layout::{Titles, titles};
use super::measure::{NUMBERS, measure, own_number};
use super::progress::percent_progress;
use super::rows::items;
use super::said::{Confidences, Saying};
use crate::Plan;
use crate::document::Meta;
use crate::number::{LARGEST_WEIGHT, same};
use crate::plan::{Done, KeyResult, KeyResultState, Measure, Objective, ObjectiveState, Parent, Said};
use crate::readings::{CheckIn, Reading};

/// Objectives, key results, their values and what is said of them.
pub(crate) fn import(table: &Table<'_>, newest: &Newest<'_>, mut notes: NoteList) -> Result<Imported, ImportError> {
    let titles = titles(table)?;
    let mut cycles = Cycles::new(table)?;
    let mut items = items(table, titles, &mut notes);
    add_own_measures(table, &mut items, &mut notes);
    let cycle_of: Vec<Option<String>> =
        items.iter().map(|item| if item.is_objective { cycles.of(table, item, &mut notes) } else { None }).collect();
    let ids = Ids::new(table, &items, &cycle_of, &mut notes);
    let confidences = Confidences::new(table, &mut notes);
    let mut builder = Builder {
        table,
        newest,
        items: &items,
        ids: &ids,
        cycles: &cycles,
        confidences,
        owner_names: owner_names(table),
        teams: Vec::new(),
        readings: Vec::new(),
        check_ins: Vec::new(),
        undated: false,
        percent_progress: percent_progress(table),
        measured_rows: items.iter().filter(|item| item.measures_objective).map(|item| item.row).collect(),
    };
    let (mut objectives, index_of) = builder.objectives(&cycle_of, &mut notes);
    builder.add_key_results(&mut objectives, &index_of, &mut notes)?;
    for objective in objectives.iter().filter(|objective| objective.key_results.is_empty()) {
        let message = format!("objective `{}` has no key results", objective.title);
        notes.add(Note::of(NoteCode::NoKeyResults, message).with("id", objective.id.as_str()));
    }
    if builder.undated {
        let message = "values and statuses must have a day, and no column has one; `as_of` says on which day the sheet was exported";
        notes.add(Note::of(NoteCode::NeedsAsOf, message).option("as_of"));
    }
    let Builder { teams, readings, check_ins, .. } = builder;
    table.note_unused(&used(table, titles), &mut notes);
    let plan = Plan::new().teams(teams).cycles(cycles.cycles).objectives(objectives);
    let mapping = table.mapping(Some(titles.layout));
    Ok(Imported { plan, readings, duplicates: IndexMap::new(), check_ins, mapping, notes: notes.finish() })
}

/// The names in the columns of owners.
fn owner_names(table: &Table<'_>) -> Names {
    let is_owner = |column: &&Column| matches!(column.field, Some(Field::Owner | Field::ObjectiveOwner));
    let columns = table.columns.iter().filter(is_owner);
    Names::new(
        columns
            .flat_map(|column| table.rows.iter().filter_map(move |row| row.cells.get(column.index)).map(Cell::trimmed)),
    )
}

/// The fields that are read in a layout.
fn used(table: &Table<'_>, titles: Titles) -> Vec<Field> {
    let is_used = |field: &Field| match field {
        Field::Objective | Field::KeyResult | Field::Title | Field::MeasureName => {
            *field == titles.objective
                || Some(*field) == titles.key_result
                || (*field == Field::KeyResult && titles.layout == Layout::Numbered)
        }
        Field::Depth => titles.layout == Layout::Depths,
        // One for all goals was said.
        Field::Cycle => table.options.cycle.is_none(),
        Field::Kind => matches!(titles.layout, Layout::Types | Layout::Beside),
        _ => true,
    };
    Field::ALL.into_iter().filter(is_used).collect()
}

/// Gives objectives with numbers of their own and no key results one that measures them.
fn add_own_measures(table: &Table<'_>, items: &mut Vec<Item>, notes: &mut NoteList) {
    let mut has_key_results = vec![false; items.len()];
    for objective in items.iter().filter_map(|item| item.objective) {
        if let Some(has) = has_key_results.get_mut(objective) {
            *has = true;
        }
    }
    let mut measures = Vec::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.is_objective && item.has_row) {
        let Some((_, column)) = NUMBERS.iter().find_map(|field| {
            table.cell(item.row, *field, None).filter(|_| table.text(item.row, *field, None).is_some())
        }) else {
            continue;
        };
        if has_key_results.get(at).copied().unwrap_or_default() {
            let message = format!("the numbers of objective `{}` are not used: its key results measure it", item.title);
            notes.add(table.note(NoteCode::ObjectiveNumbers, message, item.row, column));
        } else {
            let message =
                format!("objective `{}` is measured by its own numbers, in a key result of the same title", item.title);
            notes.add(table.row_note(NoteCode::MeasuredItself, message, item.row).of_cell(&item.title));
            measures.push(Item { measures_objective: true, ..Item::key_result(item.row, item.title.clone(), at) });
        }
    }
    items.extend(measures);
}

impl Builder<'_> {
    /// The objectives without key results, and the index of each item among them.
    fn objectives(
        &mut self,
        cycle_of: &[Option<String>],
        notes: &mut NoteList,
    ) -> (Vec<Objective>, Vec<Option<usize>>) {
        let mut objectives: Vec<Objective> = Vec::new();
        let mut index_of: Vec<Option<usize>> = vec![None; self.items.len()];
        let (items, ids) = (self.items, self.ids);
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.is_objective) {
            let (Some(id), Some(cycle)) = (ids.get(at), cycle_of.get(at).and_then(Option::as_deref)) else { continue };
            let objective = self.objective(item, id, cycle, notes);
            if let Some(slot) = index_of.get_mut(at) {
                *slot = Some(objectives.len());
            }
            objectives.push(objective);
        }
        (objectives, index_of)
    }

    /// Adds the key results to their objectives.
    fn add_key_results(
        &mut self,
        objectives: &mut [Objective],
        index_of: &[Option<usize>],
        notes: &mut NoteList,
    ) -> Result<(), ImportError> {
        let (items, ids) = (self.items, self.ids);
        for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.is_objective) {
            let index = item.objective.and_then(|objective| index_of.get(objective).copied().flatten());
            let objective = index.and_then(|index| objectives.get_mut(index));
            let (Some(id), Some(objective)) = (ids.get(at), objective) else {
                if item.objective.is_some_and(|objective| ids.get(objective).is_none()) {
                    let message = format!("key result `{}` is left out with its objective", item.title);
                    notes.add(self.table.row_note(NoteCode::NoObjective, message, item.row).of_cell(&item.title));
                }
                continue;
            };
            let key_result = self.key_result(item, id, &objective.cycle, notes)?;
            objective.key_results.extend(key_result);
        }
        Ok(())
    }

    fn objective(&mut self, item: &Item, id: &str, cycle: &str, notes: &mut NoteList) -> Objective {
        let mut objective = Objective::new(id, item.title.clone(), cycle);
        objective.team = self.team(item, notes);
        let owners = self.objective_owners(item, notes);
        (objective.owner, objective.co_owners) = (owners.owner, owners.co_owners);
        if let Some(row) = item.has_row.then_some(item.row) {
            objective.description = self.table.text(row, Field::Description, None);
            objective.tags = self.table.text(row, Field::Tags, None).map(|cell| labels(&cell)).unwrap_or_default();
            if let Some(weight) = self.weight(item, notes) {
                objective.weight = weight;
            }
            self.note_objective_progress(item, notes);
        }
        objective.parent = item.parent.and_then(|parent| {
            let id = self.ids.get(parent)?.to_owned();
            let is_objective = self.items.get(parent)?.is_objective;
            Some(if is_objective { Parent::Objective(id) } else { Parent::KeyResult(id) })
        });
        let saying = self.objective_saying(item, notes);
        match saying.state {
            Some(Status::Dropped) => objective.state = ObjectiveState::Dropped,
            Some(Status::Draft) => objective.state = ObjectiveState::Draft,
            Some(Status::Closed) => objective.state = ObjectiveState::Closed,
            _ => {}
        }
        self.check_in(item.row, saying, |check_in| check_in.objective(id), notes);
        objective.meta = Some(self.source(item.row));
        objective
    }

    fn key_result(
        &mut self,
        item: &Item,
        id: &str,
        cycle: &str,
        notes: &mut NoteList,
    ) -> Result<Option<KeyResult>, ImportError> {
        let Some(mut measured) = measure(self.table, item, notes)? else { return Ok(None) };
        let mut saying = if item.measures_objective { Saying::default() } else { self.saying(item, notes) };
        let is_done = measured.is_done || saying.said == Some(Said::Done);
        if let Measure::Milestones(milestones) = &mut measured.measure
            && is_done
            && let Some(day) = self.day(item.row, notes)
        {
            milestones.items.iter_mut().for_each(|milestone| milestone.done = Some(Done::On(day)));
        }
        let mut key_result = KeyResult::new(id, item.title.clone(), measured.measure.clone());
        key_result.unit = measured.unit.clone();
        if !item.measures_objective {
            let owners = self.owners(item, Field::Owner, notes);
            (key_result.owner, key_result.co_owners) = (owners.owner, owners.co_owners);
            if let Some(weight) = self.weight(item, notes) {
                key_result.weight = weight;
            }
            key_result.description = self.table.text(item.row, Field::Description, item.number);
            key_result.tags =
                self.table.text(item.row, Field::Tags, item.number).map(|cell| labels(&cell)).unwrap_or_default();
        }
        self.dates(item, cycle, &mut key_result, notes);
        self.note_differences(item, notes);
        match saying.state.take() {
            Some(Status::Dropped) => key_result.state = KeyResultState::Dropped,
            Some(Status::Closed) => saying.said = Some(Said::Done),
            Some(Status::Draft) => {
                let message = format!(
                    "key result `{}` is a draft, which only an objective can be; it counts as active",
                    item.title
                );
                notes.add(self.table.row_note(NoteCode::CellNotUsed, message, item.row).of_cell(&item.title));
            }
            _ => {}
        }
        self.compare_progress(item, &measured, notes);
        if let Some(value) = measured.current {
            self.reading(item, id, value, notes);
        }
        self.check_in(item.row, saying, |check_in| check_in.key_result(id), notes);
        key_result.meta = Some(self.source(item.row));
        Ok(Some(key_result))
    }

    /// File, sheet and row of an item.
    fn source(&self, row: usize) -> Meta {
        let mut source = Map::new();
        if let Some(file) = &self.table.file {
            source.insert("file".into(), Value::from(file.as_str()));
        }
        if let Some(sheet) = &self.table.sheet {
            source.insert("sheet".into(), Value::from(sheet.as_str()));
        }
        source.insert("row".into(), Value::from(self.table.rows.get(row).map_or(0, |row| row.number)));
        Map::from_iter([("source".to_owned(), Value::Object(source))])
    }

    fn weight(&self, item: &Item, notes: &mut NoteList) -> Option<f64> {
        let amount = own_number(self.table, item, Field::Weight, notes).value()?;
        if (0.0..=LARGEST_WEIGHT).contains(&amount.value) {
            return Some(amount.value);
        }
        if let Some(column) = self.table.column_at(amount.column) {
            let message = format!("a weight must be at least 0 and at most 1e6, found {}", amount.value);
            notes.add(self.table.note(NoteCode::OutOfBounds, message, amount.row, column));
        }
        None
    }

    /// Notes a team, level or cycle of a key result that is not its objective's.
    fn note_differences(&self, item: &Item, notes: &mut NoteList) {
        let Some(objective) = item.objective.and_then(|objective| self.items.get(objective)) else { return };
        for field in [Field::Team, Field::Level, Field::Cycle, Field::ObjectiveOwner] {
            let (Some(own), Some(column)) = (self.table.text(item.row, field, None), self.table.column(field, None))
            else {
                continue;
            };
            let theirs = objective.rows.iter().find_map(|row| self.table.text(*row, field, None));
            if (field == Field::Cycle && self.table.options.cycle.is_some()) || theirs.as_ref() == Some(&own) {
                continue;
            }
            let message = format!(
                "key result `{}` is of its objective's {}; its own is not used",
                item.title,
                field.as_str().replace('_', " ")
            );
            notes.add(self.table.note(NoteCode::CellNotUsed, message, item.row, column));
        }
    }

    /// First and last day of a key result, where they are not those of its cycle.
    fn dates(&self, item: &Item, cycle: &str, key_result: &mut KeyResult, notes: &mut NoteList) {
        if item.number.is_some() {
            return;
        }
        let start = self.table.date(item.row, Field::StartDate, notes).value().map(|span| span.start);
        let end = self.table.date(item.row, Field::DueDate, notes).value().map(|span| span.end);
        let Some(cycle) = self.cycles.get(cycle) else { return };
        if start.unwrap_or(cycle.start) > end.unwrap_or(cycle.end) {
            let message = format!(
                "the first day of `{}` must not lie behind its last; the days of the cycle are used",
                item.title
            );
            notes.add(self.table.row_note(NoteCode::BadInterval, message, item.row).of_cell(&item.title));
            return;
        }
        key_result.start = start.filter(|start| *start != cycle.start);
        key_result.end = end.filter(|end| *end != cycle.end);
    }

    /// The day of a row's value and status.
    fn day(&mut self, row: usize, notes: &mut NoteList) -> Option<NaiveDate> {
        let day = match self.table.date(row, Field::Updated, notes) {
            Got::Value(span) => Some(span.end),
            Got::Nothing => self.table.options.as_of,
            Got::Refused => return None,
        };
        self.undated |= day.is_none();
        day
    }

    fn reading(&mut self, item: &Item, id: &str, value: f64, notes: &mut NoteList) {
        let Some(date) = self.day(item.row, notes) else { return };
        let on_date = self.newest.value_on(id, date);
        let is_known = self.newest.value(id).is_some_and(|newest| same(newest, value))
            || on_date.is_some_and(|(known, _)| same(known, value));
        if is_known {
            if let Some(column) = self.table.column(Field::Current, item.number) {
                notes.add(self.table.note(
                    NoteCode::NotNew,
                    "a value that is the newest known one is not new",
                    item.row,
                    column,
                ));
            }
            return;
        }
        let reading = Reading::new(id, date, value);
        // A value for a day that has one corrects it, from the day of the export on.
        let recorded = self.table.options.as_of.filter(|as_of| on_date.is_some() && *as_of > date);
        self.readings.push(match recorded {
            Some(recorded) => reading.recorded(recorded),
            None => reading,
        });
    }

    fn check_in(&mut self, row: usize, saying: Saying, about: impl Fn(CheckIn) -> CheckIn, notes: &mut NoteList) {
        if saying.is_empty() {
            return;
        }
        let Some(date) = self.day(row, notes) else { return };
        let mut check_in = about(CheckIn::new(date));
        (check_in.status, check_in.confidence, check_in.note) = (saying.said, saying.confidence, saying.note);
        match self.newest.fresh(check_in) {
            Some(fresh) => self.check_ins.push(fresh),
            None => notes.add(self.table.row_note(
                NoteCode::NotNew,
                "a status or comment that is the newest known one is not new",
                row,
            )),
        }
    }
}
