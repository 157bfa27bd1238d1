//! History: scores on many days, without a report for each.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::calendar::{FIRST_DAY, LAST_DAY, date_of_day, day_number};
use crate::document::{At, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::scope::Limits;
use crate::evaluate::{Evaluation, Prepared};
use crate::index::{CycleIndex, IndexVec, KeyResultIndex, ObjectiveIndex, TeamIndex, present};
use crate::parallel;
use crate::report::Status;
use crate::report::column::{Cell, Cells, Column, cell, table};
use crate::report::packed::{Content, Packer};
use crate::resolve::{ResolvedPlan, Tracker};
use crate::score::{Scores, Summary, TeamSummaries, cycles, score_all, teams};

vocabulary! {
    /// A table of the report whose rows have scores.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// use okr_core::history::ScoredTable;
    ///
    /// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
    /// assert_eq!(history.iter().filter(|row| row.table == ScoredTable::Objectives).count(), 5);
    /// ```
    pub enum ScoredTable {
        /// The cycles.
        Cycles = "cycles",
        /// The teams, in a cycle each.
        Teams = "teams",
        /// The objectives.
        Objectives = "objectives",
        /// The key results.
        KeyResults = "key_results",
    }
}

cell! { ScoredTable => Text(|table: &'a ScoredTable| table.as_str()) }

table! {
    /// The score of one row of a report on one day.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
    /// let days = history.iter().find(|row| &*row.id == "days").unwrap();
    /// assert_eq!((days.date.to_string().as_str(), days.score), ("2026-09-30", Some(1.0)));
    /// ```
    pub struct HistoryRow {
        /// The day, at its end.
        date: NaiveDate,
        /// The table.
        table: ScoredTable,
        /// The id of the row; of a team `team@cycle`.
        id: Arc<str>,
        /// Its score.
        score: Option<f64>,
        /// The score expected by then; none for cycles and teams.
        expected: Option<f64>,
        /// How it stood; none for cycles and teams.
        status: Option<Status>,
    }
}

/// The score of something on one day.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
/// let (_, scored) = history.days().next().unwrap();
/// assert_eq!(history.items().zip(scored).find(|((_, id), _)| *id == "days").unwrap().1.score, Some(1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Scored {
    /// Its score.
    pub score: Option<f64>,
    /// The score expected by then; none for cycles and teams.
    pub expected: Option<f64>,
    /// How it stood; none for cycles and teams.
    pub status: Option<Status>,
}

/// What has a score.
#[derive(Debug, Clone, Copy)]
enum Item {
    Cycle(CycleIndex),
    /// A team in a cycle, by its position among the names of these.
    Team(usize),
    Objective(ObjectiveIndex),
    KeyResult(KeyResultIndex),
}

impl Item {
    fn table(self) -> ScoredTable {
        match self {
            Item::Cycle(_) => ScoredTable::Cycles,
            Item::Team(_) => ScoredTable::Teams,
            Item::Objective(_) => ScoredTable::Objectives,
            Item::KeyResult(_) => ScoredTable::KeyResults,
        }
    }
}

/// The scores of everything on many days: the same rows each day.
///
/// It is written as JSON like a list of [`HistoryRow`].
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let days = [parse_date("2026-08-31").unwrap(), parse_date("2026-09-30").unwrap()];
/// let history = tracker.history(&evaluation, days).unwrap();
/// assert_eq!(history.len(), 2 * history.items().count());
/// ```
#[derive(Debug, Clone)]
pub struct History {
    tracker: Tracker,
    /// The names of teams in cycles, `team@cycle`.
    teams: Vec<Arc<str>>,
    items: Vec<Item>,
    /// The days, each with a score for each item.
    days: Vec<(NaiveDate, Vec<Scored>)>,
}

impl History {
    /// What has a score, in the order of the rows of each day: its table and its id.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// use okr_core::history::ScoredTable;
    ///
    /// let history = tracker.history(&evaluation, []).unwrap();
    /// assert!(history.items().next().is_none());
    /// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
    /// assert_eq!(history.items().next(), Some((ScoredTable::Cycles, "2026-Q3")));
    /// ```
    pub fn items(&self) -> impl ExactSizeIterator<Item = (ScoredTable, &str)> + Clone {
        self.items.iter().map(|item| (item.table(), &**self.id(*item)))
    }

    /// The days, each with the scores of all [`items`](Self::items).
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
    /// assert!(history.days().all(|(_, scored)| scored.len() == history.items().len()));
    /// ```
    pub fn days(&self) -> impl ExactSizeIterator<Item = (NaiveDate, &[Scored])> + Clone {
        self.days.iter().map(|(date, scored)| (*date, scored.as_slice()))
    }

    /// The rows, day by day.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
    /// assert_eq!(history.iter().map(|row| row.score).collect::<Vec<_>>().len(), history.len());
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = HistoryRow> + '_ {
        self.days.iter().flat_map(|(date, scored)| {
            self.items.iter().zip(scored).map(|(item, scored)| {
                let Scored { score, expected, status } = *scored;
                HistoryRow { date: *date, table: item.table(), id: Arc::clone(self.id(*item)), score, expected, status }
            })
        })
    }

    /// The rows on their side: the columns of [`HistoryRow`].
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// use okr_core::history::HistoryRow;
    /// use okr_core::report::Row;
    ///
    /// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
    /// let rows: Vec<_> = history.iter().collect();
    /// assert_eq!(history.columns(), HistoryRow::columns(&rows));
    /// ```
    #[must_use]
    pub fn columns(&self) -> Vec<Column<'_>> {
        let column = |name: &str, cells| Column { name: name.to_owned(), cells };
        parallel::jobs(self.len(), 6, |index| match index {
            0 => column("date", Cells::Date(self.cells(|date, _, _| Some(date)))),
            1 => column("table", Cells::Text(self.cells(|_, item, _| Some(item.table().as_str())))),
            2 => column("id", Cells::Text(self.cells(|_, item, _| Some(&**self.id(item))))),
            3 => column("score", Cells::Number(self.cells(|_, _, scored| scored.score))),
            4 => column("expected", Cells::Number(self.cells(|_, _, scored| scored.expected))),
            _ => column("status", Cells::Text(self.cells(|_, _, scored| scored.status.map(Status::as_str)))),
        })
    }

    fn cells<T>(&self, cell: impl Fn(NaiveDate, Item, &Scored) -> Option<T>) -> Vec<Option<T>> {
        let mut cells = Vec::with_capacity(self.len());
        for (date, scored) in &self.days {
            cells.extend(self.items.iter().zip(scored).map(|(item, scored)| cell(*date, *item, scored)));
        }
        cells
    }

    /// How many rows there are.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// let history = tracker.history(&evaluation, [parse_date("2026-09-30").unwrap()]).unwrap();
    /// assert_eq!(history.len(), history.iter().count());
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.days.len() * self.items.len()
    }

    /// Whether there are none.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// assert!(tracker.history(&evaluation, []).unwrap().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn id(&self, item: Item) -> &Arc<str> {
        let plan = &*self.tracker.0;
        match item {
            Item::Cycle(cycle) => &plan.cycles[cycle].id,
            Item::Team(position) => present(self.teams.get(position)),
            Item::Objective(objective) => &plan.objectives[objective].id,
            Item::KeyResult(key_result) => &plan.key_results[key_result].id,
        }
    }
}

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        self.days == other.days && self.items().eq(other.items())
    }
}

impl Serialize for History {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl Tracker {
    /// The scores of everything on each of many days: to the bit what [`evaluate`](Self::evaluate) gives on each, at
    /// a fraction of its cost. The evaluation's own day is not looked at; its scope limits the rows.
    ///
    /// # Errors
    ///
    /// Those of `evaluate`, and a date outside the years 1 to 9999.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let offers = KeyResult::new("offers", "Offers accepted", Reach::new(82.0).from(68.0));
    /// let tracker = Plan::new()
    ///     .cycles([Cycle::new("2026-Q3", start, end)])
    ///     .objectives([Objective::new("hire", "Hire the best people", "2026-Q3").key_results([offers])])
    ///     .resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "offers", "date": "2026-07-31", "value": 75 }]"#)?;
    /// let history = tracker.history(&Evaluation::new(&readings, end), [start, end])?;
    /// let scores: Vec<_> = history.iter().filter(|row| &*row.id == "offers").map(|row| row.score).collect();
    /// // Nothing is known on the first day, and nothing late.
    /// assert_eq!(scores, [None, Some(0.5)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn history(
        &self,
        evaluation: &Evaluation<'_>,
        dates: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<History, Errors> {
        let prepared = Prepared::new(self, evaluation)?;
        let days = checked(dates)?;
        let mut history = History { tracker: self.clone(), teams: Vec::new(), items: Vec::new(), days: Vec::new() };
        let Some((first, later)) = days.split_first() else { return Ok(history) };
        let first = Look::at(&prepared, *first);
        // The same on each day.
        (history.items, history.teams) = items(&prepared.plan, evaluation, &first.teams);
        let items = &history.items;
        let later = parallel::jobs(later.len() * items.len(), later.len(), |index| {
            later.get(index).map(|as_of| Look::at(&prepared, *as_of).scored(items))
        });
        history.days.push(first.scored(items));
        history.days.extend(later.into_iter().flatten());
        Ok(history)
    }
}

fn checked(dates: impl IntoIterator<Item = NaiveDate>) -> Result<Vec<i32>, Errors> {
    let (first, last) = (date_of_day(FIRST_DAY), date_of_day(LAST_DAY));
    let dates: Vec<NaiveDate> = dates.into_iter().collect();
    let outside = |(index, date): (usize, &NaiveDate)| {
        let kind = ErrorKind::BadDate { value: date.to_string(), reason: "years run from 0001 to 9999".to_owned() };
        (*date < first || *date > last).then(|| At::root("/dates").index(index).error(kind))
    };
    let errors: Vec<_> = dates.iter().enumerate().filter_map(outside).collect();
    if errors.is_empty() { Ok(dates.into_iter().map(day_number).collect()) } else { Err(Errors::new(errors)) }
}

/// All scores on a day.
struct Look {
    as_of: i32,
    scores: Scores,
    cycles: IndexVec<CycleIndex, Summary>,
    teams: TeamSummaries,
}

impl Look {
    fn at(prepared: &Prepared<'_>, as_of: i32) -> Self {
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, false);
        let scores = score_all(&context);
        let count = prepared.plan.objectives.len();
        let (cycles, teams) = parallel::join(count, || cycles(&context, &scores), || teams(&context, &scores));
        Look { as_of, scores, cycles, teams }
    }

    /// The day, with the scores of what is listed.
    fn scored(&self, items: &[Item]) -> (NaiveDate, Vec<Scored>) {
        let teams: Vec<Option<f64>> = self.teams.iter().map(|(_, _, team)| team.own.score()).collect();
        let scored = parallel::each(items, |item| self.item(&teams, *item));
        (date_of_day(self.as_of), scored)
    }

    fn item(&self, teams: &[Option<f64>], item: Item) -> Scored {
        let of = |score| Scored { score, expected: None, status: None };
        match item {
            Item::Cycle(cycle) => of(self.cycles[cycle].score()),
            Item::Team(position) => of(*present(teams.get(position))),
            Item::Objective(objective) => {
                let objective = self.scores.objective(objective);
                Scored { score: objective.score, expected: objective.expected, status: Some(objective.status) }
            }
            Item::KeyResult(key_result) => {
                let key_result = self.scores.key_result(key_result);
                Scored { score: key_result.score, expected: Some(key_result.expected), status: Some(key_result.status) }
            }
        }
    }
}

/// What has a score and is listed, and the names of the teams in cycles.
fn items(plan: &ResolvedPlan, evaluation: &Evaluation<'_>, teams: &TeamSummaries) -> (Vec<Item>, Vec<Arc<str>>) {
    let limits = Limits::of(&evaluation.scope, plan);
    let cycle_id = |cycle: CycleIndex| &*plan.cycles[cycle].id;
    let team_id = |team: TeamIndex| &*plan.teams[team].id;
    let lists_cycle = |cycle: CycleIndex| limits.as_ref().is_none_or(|limits| limits.cycle(cycle_id(cycle)));
    let lists_team = |cycle: CycleIndex, team: TeamIndex| {
        limits.as_ref().is_none_or(|limits| limits.team(cycle_id(cycle), team_id(team)))
    };
    let lists_objective = |index: ObjectiveIndex| limits.as_ref().is_none_or(|limits| limits.objective(index));
    let lists_key_result = |index: KeyResultIndex| limits.as_ref().is_none_or(|limits| limits.key_result(index));
    let pairs = teams.iter().map(|(team, cycle, _)| (team, cycle));
    let name = |(team, cycle)| Arc::from(format!("{}@{}", team_id(team), cycle_id(cycle)));
    let names: Vec<Arc<str>> = pairs.clone().map(name).collect();
    let mut items = Vec::with_capacity(plan.cycles.len() + plan.objectives.len() + plan.key_results.len());
    items.extend(plan.cycles.indices().filter(|cycle| lists_cycle(*cycle)).map(Item::Cycle));
    let listed = pairs.enumerate().filter(|(_, (team, cycle))| lists_team(*cycle, *team));
    items.extend(listed.map(|(position, _)| Item::Team(position)));
    items.extend(plan.objectives.indices().filter(|objective| lists_objective(*objective)).map(Item::Objective));
    items.extend(plan.key_results.indices().filter(|index| lists_key_result(*index)).map(Item::KeyResult));
    (items, names)
}
