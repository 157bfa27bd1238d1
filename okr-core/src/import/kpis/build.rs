//! KPIs and readings from the values of a sheet.

use hashbrown::{HashMap, HashSet};
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use super::super::field::Field;
use super::super::id;
use super::super::imported::Imported;
use super::super::known_values::Newest;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::people::{Names, labels};
use super::super::period::Span;
use super::super::quantity::{Beside, settle};
use super::super::table::{Amount, Table};
use super::super::words;
use super::cadence;
use super::definition::{self, Bounds};
use super::layout::shape;
use super::values::{Collected, Series, Value};
use crate::Plan;
use crate::document::Meta;
use crate::number::same;
use crate::plan::{Kpi, KpiTeams, Level, Team};
use crate::readings::Reading;

/// KPIs and their values.
pub(crate) fn import(table: &mut Table<'_>, newest: &Newest<'_>, mut notes: NoteList) -> Result<Imported, ImportError> {
    let shape = shape(table, &mut notes)?;
    let collected = Collected::new(table, &shape, &mut notes);
    let undated = collected.undated;
    let mut builder = Builder {
        table,
        newest,
        owner_names: Names::new(
            table
                .column(Field::Owner, None)
                .into_iter()
                .flat_map(|column| table.rows.iter().filter_map(move |row| row.cells.get(column.index)))
                .map(super::super::cell::Cell::trimmed),
        ),
        ids: HashSet::new(),
        teams: Vec::new(),
        kpis: Vec::new(),
        readings: Vec::new(),
        needs_better: Vec::new(),
        needs_cadence: Vec::new(),
    };
    for series in collected.series {
        builder.add(series, &mut notes);
    }
    builder.note_needs(&mut notes);
    if undated {
        let message = "values must have a day, and no column has one; `as_of` says on which day the sheet was exported";
        notes.add(Note::of(NoteCode::NeedsAsOf, message).option("as_of"));
    }
    let Builder { teams, kpis, readings, .. } = builder;
    let mapping = table.mapping(Some(shape.layout));
    table.note_unused(&used(table), &mut notes);
    Ok(Imported {
        plan: Plan::new().teams(teams).kpis(kpis),
        readings,
        duplicates: IndexMap::new(),
        check_ins: Vec::new(),
        mapping,
        notes: notes.finish(),
    })
}

/// The fields that are read in a layout.
fn used(table: &Table<'_>) -> Vec<Field> {
    let is_wide = table.columns.iter().any(|column| column.period.is_some());
    let is_long = table.has(Field::Date) && !is_wide;
    let is_used = |field: &Field| match field {
        Field::Value => !is_wide,
        Field::Current => !is_wide && !is_long,
        Field::Date => !is_wide,
        Field::Sample | Field::Note => !is_wide,
        Field::Updated => !is_wide && !is_long,
        _ => true,
    };
    Field::ALL.into_iter().filter(is_used).collect()
}

struct Builder<'a> {
    table: &'a Table<'a>,
    newest: &'a Newest<'a>,
    owner_names: Names,
    ids: HashSet<String>,
    teams: Vec<Team>,
    kpis: Vec<Kpi>,
    readings: Vec<Reading>,
    needs_better: Vec<String>,
    needs_cadence: Vec<String>,
}

impl Builder<'_> {
    fn add(&mut self, mut series: Series, notes: &mut NoteList) {
        let Some(id) = self.id(&series, notes) else { return };
        // The days of values that are refused below still tell how often there is one.
        let spans: Vec<Span> = series.values.iter().map(|value| value.span).collect();
        let (unit, bounds) = self.settle(&mut series, notes);
        self.note_differences(&series, notes);
        let better = definition::better(self.table, &series, &id, &bounds, notes);
        let cadence = self.cadence(&series, &id, &spans, notes);
        let teams = self.team_names(&series);
        match (better, cadence) {
            (Some(better), Some(cadence)) => {
                if let Some(kpi) = definition::kpi(self.table, &series, &id, better, cadence, &bounds, notes) {
                    let kpi = self.describe(kpi, &series, unit, &teams, notes);
                    self.kpis.push(kpi);
                }
            }
            (better, cadence) => {
                if better.is_none() {
                    self.needs_better.push(series.name.clone());
                }
                if cadence.is_none() {
                    self.needs_cadence.push(series.name.clone());
                }
            }
        }
        self.add_readings(&series, &id, teams.len() > 1, notes);
    }

    fn id(&mut self, series: &Series, notes: &mut NoteList) -> Option<String> {
        let made = || id::made(None, &series.name);
        let row = series.rows.first().copied().unwrap_or(0);
        let id = match &series.id {
            Some(written) => match id::fault(written, true) {
                None => written.clone(),
                Some(fault) => {
                    if let Some(column) = self.table.column(Field::Id, None) {
                        notes.add(self.table.note(
                            NoteCode::BadId,
                            format!("{fault}, found `{written}`; an id was made from the name"),
                            row,
                            column,
                        ));
                    }
                    made()
                }
            },
            None => made(),
        };
        if self.ids.insert(id.clone()) {
            return Some(id);
        }
        notes.add(
            self.table
                .row_note(
                    NoteCode::BadId,
                    format!("ids must be unique, and `{id}` stands twice; this KPI is left out"),
                    row,
                )
                .of_cell(&series.name),
        );
        None
    }

    /// Gives the values, target and range of a KPI their unit.
    fn settle(&self, series: &mut Series, notes: &mut NoteList) -> (Option<String>, Bounds) {
        let bounds =
            [Field::Target, Field::HealthyMin, Field::HealthyMax].map(|field| self.bound(series, field, notes));
        let unit = definition::text(self.table, series, Field::Unit).map(|(_, unit)| unit);
        // A value whose row has another unit than the first conflicts with it below.
        for amount in series.values.iter_mut().filter_map(|value| value.amount.as_mut()) {
            let other = self.table.text(amount.row, Field::Unit, None).filter(|other| Some(other) != unit.as_ref());
            amount.unit = amount.unit.take().or(other);
        }
        let mut amounts: Vec<Option<Amount>> =
            series.values.iter_mut().map(|value| value.amount.take()).chain(bounds).collect();
        let beside = Beside { unit: unit.as_deref(), title: &series.name };
        let unit = settle(self.table, &mut amounts, &beside, notes);
        let bounds = amounts.split_off(series.values.len());
        for (value, amount) in series.values.iter_mut().zip(amounts) {
            value.amount = amount;
        }
        series.values.retain(|value| value.amount.is_some());
        let mut bounds = bounds.into_iter();
        let mut next = || bounds.next().flatten();
        (unit, Bounds { target: next(), min: next(), max: next() })
    }

    /// The one number of a field in the rows of a KPI; several that differ are refused.
    fn bound(&self, series: &Series, field: Field, notes: &mut NoteList) -> Option<Amount> {
        let found: Vec<Amount> =
            series.rows.iter().filter_map(|row| self.table.number(*row, field, None, notes).value()).collect();
        let first = found.first()?;
        let Some(other) = found.iter().find(|other| !same(other.value, first.value)) else {
            return Some(first.clone());
        };
        if let Some(column) = self.table.column_at(other.column) {
            let message = format!(
                "KPI `{}` must have one `{}`, found {} and {}; none is used",
                series.name,
                column.called(),
                first.value,
                other.value
            );
            notes.add(self.table.note(NoteCode::BadRange, message, other.row, column));
        }
        None
    }

    /// Notes texts in the rows of a KPI that differ from the first, which is used.
    fn note_differences(&self, series: &Series, notes: &mut NoteList) {
        for field in [
            Field::Better,
            Field::Cadence,
            Field::Aggregate,
            Field::Owner,
            Field::Area,
            Field::Indicator,
            Field::Description,
            Field::Tags,
        ] {
            let (Some((_, first)), Some(column)) =
                (definition::text(self.table, series, field), self.table.column(field, None))
            else {
                continue;
            };
            for row in
                series.rows.iter().filter(|row| self.table.text(**row, field, None).is_some_and(|text| text != first))
            {
                let message = format!("KPI `{}` has `{first}` in its first row, which is used", series.name);
                notes.add(self.table.note(NoteCode::CellNotUsed, message, *row, column));
            }
        }
    }

    fn cadence(&self, series: &Series, id: &str, spans: &[Span], notes: &mut NoteList) -> Option<crate::plan::Cadence> {
        let by_column = definition::word(
            self.table,
            series,
            Field::Cadence,
            "daily, weekly, monthly, quarterly or yearly",
            words::cadence,
            notes,
        );
        let by_caller =
            || self.table.options.cadence.as_ref().and_then(|cadence| cadence.of([series.name.as_str(), id]));
        if let Some(said) = by_column.or_else(by_caller) {
            return Some(said);
        }
        let (cadence, is_guess) = cadence::of(spans)?;
        if is_guess {
            let message = format!(
                "KPI `{}` was taken as {cadence}, by the days of its values; `cadence` says otherwise",
                series.name
            );
            notes.add(
                Note::of(NoteCode::CadenceGuessed, message)
                    .option("cadence")
                    .with("kpi", series.name.as_str())
                    .with("cadence", cadence.as_str()),
            );
        }
        Some(cadence)
    }

    /// The names of the teams of a KPI, in the order in which they first stand.
    fn team_names(&self, series: &Series) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let of_rows = series.rows.iter().filter_map(|row| self.table.text(*row, Field::Team, None));
        for name in of_rows.chain(series.values.iter().filter_map(|value| value.team.clone())) {
            if !names.iter().any(|known| team_id(self.table, known) == team_id(self.table, &name)) {
                names.push(name);
            }
        }
        names
    }

    /// The id of a team, which joins the plan.
    fn team(&mut self, name: &str) -> String {
        let is_named = |team: &&Team| team.id == name || team.name == name;
        let team = match self.table.options.teams.iter().find(is_named) {
            Some(team) => team.clone(),
            None => Team::new(id::made(None, name), name, Level::Team),
        };
        let id = team.id.clone();
        if !self.teams.iter().any(|known| known.id == id) {
            self.teams.push(team);
        }
        id
    }

    fn describe(
        &mut self,
        mut kpi: Kpi,
        series: &Series,
        unit: Option<String>,
        teams: &[String],
        notes: &mut NoteList,
    ) -> Kpi {
        kpi.unit = unit;
        let ids: Vec<String> = teams.iter().map(|name| self.team(name)).collect();
        match ids.as_slice() {
            [only] => kpi.team = Some(only.clone()),
            _ => kpi.teams = KpiTeams::Listed(ids),
        }
        if let Some((row, text)) = definition::text(self.table, series, Field::Owner) {
            let owners = self.owner_names.owners(&text);
            if let (Some(owner), false, Some(column)) =
                (&owners.owner, owners.co_owners.is_empty(), self.table.column(Field::Owner, None))
            {
                let message =
                    format!("one person owns a KPI, found several: `{owner}` owns it, the others are co-owners");
                notes.add(self.table.note(NoteCode::SeveralOwners, message, row, column));
            }
            (kpi.owner, kpi.co_owners) = (owners.owner, owners.co_owners);
        }
        let text = |field: Field| definition::text(self.table, series, field).map(|(_, text)| text);
        kpi.area = text(Field::Area);
        kpi.description = text(Field::Description);
        kpi.tags = text(Field::Tags).map(|cell| labels(&cell)).unwrap_or_default();
        if let Some(aggregate) = definition::word(
            self.table,
            series,
            Field::Aggregate,
            "latest, sum, mean, min or max",
            words::aggregate,
            notes,
        ) {
            kpi.aggregate = aggregate;
        }
        kpi.indicator =
            definition::word(self.table, series, Field::Indicator, "leading or lagging", words::indicator, notes);
        kpi.meta = Some(self.source(series));
        kpi
    }

    fn source(&self, series: &Series) -> Meta {
        let mut source = Map::new();
        if let Some(file) = &self.table.file {
            source.insert("file".into(), Json::from(file.as_str()));
        }
        if let Some(sheet) = &self.table.sheet {
            source.insert("sheet".into(), Json::from(sheet.as_str()));
        }
        if let Some(row) = series.rows.first().and_then(|row| self.table.rows.get(*row)) {
            source.insert("row".into(), Json::from(row.number));
        }
        Map::from_iter([("source".to_owned(), Json::Object(source))])
    }

    fn add_readings(&mut self, series: &Series, id: &str, by_team: bool, notes: &mut NoteList) {
        // Two values for one metric and day contradict each other.
        let metric = |value: &Value| match &value.team {
            Some(team) if by_team => format!("{id}@{}", team_id(self.table, team)),
            _ => id.to_owned(),
        };
        let mut count: HashMap<(String, Span), usize> = HashMap::new();
        for value in &series.values {
            *count.entry((metric(value), value.span)).or_default() += 1;
        }
        for value in &series.values {
            let Some(amount) = &value.amount else { continue };
            let metric = metric(value);
            let note = |code: NoteCode, message: String| {
                let column = self.table.column_at(amount.column);
                column.map(|column| self.table.note(code, message, amount.row, column))
            };
            if by_team && value.team.is_none() {
                let message = format!("a value of KPI `{}` must have a team, as its others have", series.name);
                notes.extend(note(NoteCode::BadRow, message));
                continue;
            }
            if count.get(&(metric.clone(), value.span)).is_some_and(|count| *count > 1) {
                let message = format!(
                    "`{metric}` must have one value for {}, found several; all of them are left out",
                    value.span.name()
                );
                notes.extend(note(NoteCode::DuplicateReading, message));
                continue;
            }
            let date = value.span.end;
            let known = self.newest.value_on(&metric, date);
            if known.is_some_and(|(known, _)| same(known, amount.value)) {
                notes.extend(note(NoteCode::NotNew, "a value that is known for its day is not new".to_owned()));
                continue;
            }
            let mut reading = Reading::new(metric, date, amount.value);
            // A value for a day that has one corrects it, from the day of the export on.
            reading.recorded = self.table.options.as_of.filter(|as_of| known.is_some() && *as_of > date);
            (reading.sample, reading.note) = (value.sample, value.note.clone());
            self.readings.push(reading);
        }
    }

    fn note_needs(&self, notes: &mut NoteList) {
        let listed = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if !self.needs_better.is_empty() {
            let message =
                format!("KPIs must say which values are better; `better` says it for {}", listed(&self.needs_better));
            notes
                .add(Note::of(NoteCode::NeedsBetter, message).option("better").with("kpis", self.needs_better.clone()));
        }
        if !self.needs_cadence.is_empty() {
            let message = format!(
                "KPIs must say how often they have a value; `cadence` says it for {}",
                listed(&self.needs_cadence)
            );
            notes.add(
                Note::of(NoteCode::NeedsCadence, message).option("cadence").with("kpis", self.needs_cadence.clone()),
            );
        }
    }
}

/// The id of a team by its name.
fn team_id(table: &Table<'_>, name: &str) -> String {
    let listed = table.options.teams.iter().find(|team| team.id == name || team.name == name);
    listed.map_or_else(|| id::made(None, name), |team| team.id.clone())
}
