//! Objectives and key results from items.

use chrono::NaiveDate;
use hashbrown::HashSet;
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::super::column::Column;
use super::super::field::Field;
use super::super::id;
use super::super::imported::Imported;
use super::super::known_values::Newest;
use super::super::mapping::Layout;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::people::{Names, Owners, labels};
use super::super::table::{Got, Table};
use super::super::words::{self, Status};
use super::cycles::Cycles;
use super::ids::Ids;
use super::item::Item;
use super::layout::{Titles, titles};
use super::measure::{Measured, NUMBERS, measure, own_number};
use super::rows::items;
use super::said::{Confidences, Saying, status};
use crate::Plan;
use crate::document::Meta;
use crate::number::{LARGEST_WEIGHT, same, text as number_text};
use crate::plan::{Done, KeyResult, KeyResultState, Level, Measure, Objective, ObjectiveState, Parent, Said, Team};
use crate::readings::{CheckIn, Reading};

/// How far a written progress may differ from the computed one: half of a rounded percent.
const PROGRESS_SLACK: f64 = 0.0051;

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
        owner_names: Names::new(
            table
                .columns
                .iter()
                .filter(|column| matches!(column.field, Some(Field::Owner | Field::ObjectiveOwner)))
                .flat_map(|column| {
                    table
                        .rows
                        .iter()
                        .filter_map(move |row| row.cells.get(column.index))
                        .map(super::super::cell::Cell::trimmed)
                }),
        ),
        teams: Vec::new(),
        readings: Vec::new(),
        check_ins: Vec::new(),
        undated: false,
        percent_progress: percent_progress(table),
        measured_rows: items.iter().filter(|item| item.measures_objective).map(|item| item.row).collect(),
    };
    let mut objectives: Vec<Objective> = Vec::new();
    let mut position: Vec<Option<usize>> = vec![None; items.len()];
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.is_objective) {
        let (Some(id), Some(cycle)) = (ids.get(at), cycle_of.get(at).and_then(Option::as_deref)) else { continue };
        let objective = builder.objective(item, id, cycle, &mut notes);
        if let Some(slot) = position.get_mut(at) {
            *slot = Some(objectives.len());
        }
        objectives.push(objective);
    }
    for (at, item) in items.iter().enumerate().filter(|(_, item)| !item.is_objective) {
        let place = item.objective.and_then(|objective| position.get(objective).copied().flatten());
        let (Some(id), Some(place)) = (ids.get(at), place) else {
            if item.objective.is_some_and(|objective| ids.get(objective).is_none()) {
                let message = format!("key result `{}` is left out with its objective", item.title);
                notes.add(table.row_note(NoteCode::NoObjective, message, item.row).of_cell(&item.title));
            }
            continue;
        };
        let cycle = objectives.get(place).map(|objective| objective.cycle.clone()).unwrap_or_default();
        if let Some(key_result) = builder.key_result(item, id, &cycle, &mut notes)?
            && let Some(objective) = objectives.get_mut(place)
        {
            objective.key_results.push(key_result);
        }
    }
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

struct Builder<'a> {
    table: &'a Table<'a>,
    newest: &'a Newest<'a>,
    items: &'a [Item],
    ids: &'a Ids,
    cycles: &'a Cycles,
    confidences: Confidences,
    owner_names: Names,
    teams: Vec<Team>,
    readings: Vec<Reading>,
    check_ins: Vec<CheckIn>,
    /// Whether a value or status had no day.
    undated: bool,
    /// The numbers of the columns of progress whose plain numbers are percent: one of them is above 1.
    percent_progress: Vec<Option<u32>>,
    /// The rows of objectives that are measured by their own numbers.
    measured_rows: HashSet<usize>,
}

impl Builder<'_> {
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

    fn team(&mut self, item: &Item, notes: &mut NoteList) -> Option<String> {
        let level = item.rows.iter().find_map(|row| {
            let text = self.table.text(*row, Field::Level, None)?;
            let level = words::level(&text);
            if level.is_none()
                && let Some(column) = self.table.column(Field::Level, None)
            {
                let message = format!("a level must be company, department, team or individual, found `{text}`");
                notes.add(self.table.note(NoteCode::UnknownWord, message, *row, column));
            }
            level
        });
        let name = match (&item.team, level) {
            (Some(name), _) => name.clone(),
            (None, Some(Level::Company)) => "Company".to_owned(),
            (None, Some(level)) => {
                let message = format!("a level (`{level}`) without a team is not used");
                notes.add(self.table.row_note(NoteCode::CellNotUsed, message, item.row));
                return None;
            }
            (None, None) => return None,
        };
        let is_named = |team: &&Team| team.id == name || team.name == name;
        let team = match self.table.options.teams.iter().find(is_named) {
            Some(team) => team.clone(),
            None => Team::new(id::made(None, &name), name, level.unwrap_or(Level::Team)),
        };
        let id = team.id.clone();
        if !self.teams.iter().any(|known| known.id == id) {
            self.teams.push(team);
        }
        Some(id)
    }

    fn owners(&self, item: &Item, field: Field, notes: &mut NoteList) -> Owners {
        match self.table.cell(item.row, field, item.number) {
            Some((cell, _)) if cell.filled && !item.is_objective => Owners::default(),
            Some(_) => self.owners_in(item.row, field, item.number, notes),
            None => Owners::default(),
        }
    }

    fn owners_in(&self, row: usize, field: Field, number: Option<u32>, notes: &mut NoteList) -> Owners {
        let Some(text) = self.table.text(row, field, number) else { return Owners::default() };
        let owners = self.owner_names.owners(&text);
        if let (Some(owner), false, Some(column)) =
            (&owners.owner, owners.co_owners.is_empty(), self.table.column(field, number))
        {
            let message = format!("one person owns a goal, found several: `{owner}` owns it, the others are co-owners");
            notes.add(self.table.note(NoteCode::SeveralOwners, message, row, column));
        }
        owners
    }

    /// The owner of an objective: of its own row, of a column for it, or of a merged cell beside its key results.
    fn objective_owners(&self, item: &Item, notes: &mut NoteList) -> Owners {
        if let Some(row) =
            item.rows.iter().copied().find(|row| self.table.text(*row, Field::ObjectiveOwner, None).is_some())
        {
            return self.owners_in(row, Field::ObjectiveOwner, None, notes);
        }
        if item.has_row {
            return self.owners_in(item.row, Field::Owner, None, notes);
        }
        match self.merged(item, Field::Owner) {
            Some(row) => self.owners_in(row, Field::Owner, None, notes),
            None => Owners::default(),
        }
    }

    /// The row of an objective whose cell of a field is merged over its key results.
    fn merged(&self, item: &Item, field: Field) -> Option<usize> {
        item.rows.iter().copied().find(|row| self.table.cell(*row, field, None).is_some_and(|(cell, _)| cell.filled))
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

    /// What a row says of a key result.
    fn saying(&self, item: &Item, notes: &mut NoteList) -> Saying {
        // A merged cell beside several key results says it of their objective.
        let own = |field: Field| self.table.cell(item.row, field, item.number).is_some_and(|(cell, _)| !cell.filled);
        let mut saying = Saying::default();
        if own(Field::Status) {
            take_status(&mut saying, status(self.table, item.row, item.number, notes));
        }
        if own(Field::Confidence) {
            saying.confidence = self.confidences.of(self.table, item.row, item.number, notes);
        }
        if own(Field::Note) {
            saying.note = self.table.text(item.row, Field::Note, item.number);
        }
        saying
    }

    /// What a row of its own, or merged cells, say of an objective.
    fn objective_saying(&self, item: &Item, notes: &mut NoteList) -> Saying {
        let row_of = |field: Field| if item.has_row { Some(item.row) } else { self.merged(item, field) };
        let mut saying = Saying::default();
        if let Some(row) = row_of(Field::Status) {
            take_status(&mut saying, status(self.table, row, None, notes));
        }
        saying.confidence = row_of(Field::Confidence).and_then(|row| self.confidences.of(self.table, row, None, notes));
        saying.note = row_of(Field::Note).and_then(|row| self.table.text(row, Field::Note, None));
        saying
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

    /// Compares a written progress with what the row's numbers say.
    fn compare_progress(&self, item: &Item, measured: &Measured, notes: &mut NoteList) {
        let Some((cell, column)) =
            self.table.cell(item.row, Field::Progress, item.number).filter(|(cell, _)| !cell.filled)
        else {
            return;
        };
        let Got::Value(written) = self.table.amount(item.row, cell, column, notes) else { return };
        let Measured { from: Some(from), target: Some(target), current: Some(current), .. } = measured else {
            let message = "progress is not used: a row without baseline, target and current value gives nothing to compare it with";
            notes.add(self.table.note(NoteCode::ProgressNotUsed, message, item.row, column));
            return;
        };
        let computed = crate::number::clamp((current - from) / (target - from), 0.0, 1.0);
        let written = if written.unit.is_some() || self.percent_progress.contains(&item.number) {
            written.value / 100.0
        } else {
            written.value
        };
        if (written - computed).abs() > PROGRESS_SLACK {
            let message = format!(
                "progress is written as {} %, and its numbers say {} %",
                number_text(100.0 * written, 1),
                number_text(100.0 * computed, 1)
            );
            let note = self.table.note(NoteCode::ProgressDiffers, message, item.row, column);
            notes.add(note.with("written", written).with("computed", computed));
        }
    }

    fn note_objective_progress(&self, item: &Item, notes: &mut NoteList) {
        let measures_itself = self.measured_rows.contains(&item.row);
        if let Some((_, column)) = self.table.cell(item.row, Field::Progress, None).filter(|_| !measures_itself) {
            let message = "the progress of an objective is not used: it follows from its key results";
            notes.add(self.table.note(NoteCode::ProgressNotUsed, message, item.row, column));
        }
    }
}

/// The numbers of the columns of progress with a plain number above 1.
fn percent_progress(table: &Table<'_>) -> Vec<Option<u32>> {
    let mut quiet = NoteList::default();
    let mut is_percent = |column: &Column| {
        (0..table.rows.len()).any(|row| {
            let cell = table.rows.get(row).and_then(|row| row.cells.get(column.index));
            let amount = cell.and_then(|cell| table.amount(row, cell, column, &mut quiet).value());
            amount.is_some_and(|amount| amount.unit.is_none() && amount.value > 1.0)
        })
    };
    let columns = table.columns.iter().filter(|column| column.field == Some(Field::Progress));
    columns.filter(|column| is_percent(column)).map(|column| column.number).collect()
}

fn take_status(saying: &mut Saying, status: Option<Status>) {
    match status {
        Some(Status::Said(said)) => saying.said = Some(said),
        Some(Status::Behind) => saying.said = Some(Said::OffTrack),
        Some(state @ (Status::Dropped | Status::Draft | Status::Closed)) => saying.state = Some(state),
        _ => {}
    }
}
