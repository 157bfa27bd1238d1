//! History: scores on many days, without a report for each.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};

use crate::calendar::{FIRST_DAY, LAST_DAY, date_of_day, day_number};
use crate::document::{At, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::scope::Limits;
use crate::evaluate::{Evaluation, Prepared};
use crate::index::{CycleIndex, IndexVec, KeyResultIndex, ObjectiveIndex, TeamIndex, present};
use crate::parallel;
use crate::report::Status;
use crate::report::column::{Cells, Column, table, word_cell};
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

word_cell!(ScoredTable);

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
    /// A team in a cycle, and its position among all of these.
    Team(TeamIndex, CycleIndex, usize),
    Objective(ObjectiveIndex),
    KeyResult(KeyResultIndex),
}

impl Item {
    /// Its table and its id.
    fn name(self, plan: &ResolvedPlan) -> (ScoredTable, Arc<str>) {
        match self {
            Item::Cycle(cycle) => (ScoredTable::Cycles, Arc::clone(&plan.cycles[cycle].id)),
            Item::Team(team, cycle, _) => {
                (ScoredTable::Teams, Arc::from(format!("{}@{}", plan.teams[team].id, plan.cycles[cycle].id)))
            }
            Item::Objective(objective) => (ScoredTable::Objectives, Arc::clone(&plan.objectives[objective].id)),
            Item::KeyResult(key_result) => (ScoredTable::KeyResults, Arc::clone(&plan.key_results[key_result].id)),
        }
    }
}

/// The scores of everything on many days: the same rows each day.
///
/// It is written as a list of [`HistoryRow`], and read from one.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let days = [parse_date("2026-08-31").unwrap(), parse_date("2026-09-30").unwrap()];
/// let history = tracker.history(&evaluation, days).unwrap();
/// assert_eq!(history.len(), 2 * history.items().count());
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "Vec<HistoryRow>")]
pub struct History {
    /// What has a score: its table and its id.
    items: Vec<(ScoredTable, Arc<str>)>,
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
        self.items.iter().map(|(table, id)| (*table, &**id))
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
            self.items.iter().zip(scored).map(|((table, id), scored)| {
                let Scored { score, expected, status } = *scored;
                HistoryRow { date: *date, table: *table, id: Arc::clone(id), score, expected, status }
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
            1 => column(
                "table",
                Cells::Word { words: ScoredTable::WORDS, cells: self.cells(|_, (table, _), _| Some(table.as_str())) },
            ),
            2 => column("id", Cells::Text(self.cells(|_, (_, id), _| Some(&**id)))),
            3 => column("score", Cells::Number(self.cells(|_, _, scored| scored.score))),
            4 => column("expected", Cells::Number(self.cells(|_, _, scored| scored.expected))),
            _ => column(
                "status",
                Cells::Word {
                    words: Status::WORDS,
                    cells: self.cells(|_, _, scored| scored.status.map(Status::as_str)),
                },
            ),
        })
    }

    fn cells<'a, T>(
        &'a self,
        cell: impl Fn(NaiveDate, &'a (ScoredTable, Arc<str>), &Scored) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut cells = Vec::with_capacity(self.len());
        for (date, scored) in &self.days {
            cells.extend(self.items.iter().zip(scored).map(|(item, scored)| cell(*date, item, scored)));
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
}

impl TryFrom<Vec<HistoryRow>> for History {
    type Error = Errors;

    /// A history of rows as [`iter`](History::iter) returns them, in this order.
    ///
    /// # Errors
    ///
    /// `wrong_type` at the first row that is not the one expected: each day must have the rows of the first day.
    fn try_from(rows: Vec<HistoryRow>) -> Result<Self, Errors> {
        let Some(first) = rows.first() else { return Ok(History { items: Vec::new(), days: Vec::new() }) };
        // A day starts where what has the first score comes again.
        let starts = |row: &HistoryRow| (row.table, &row.id) == (first.table, &first.id);
        let width = rows.iter().skip(1).position(starts).map_or(rows.len(), |index| index + 1);
        let items: Vec<_> = rows.iter().take(width).map(|row| (row.table, Arc::clone(&row.id))).collect();
        let mut days = Vec::with_capacity(rows.len().div_ceil(width));
        for (day, rows) in rows.chunks(width).enumerate() {
            let date = rows.first().map_or(first.date, |row| row.date);
            let mut found = rows.iter();
            let mut scored = Vec::with_capacity(width);
            for (index, (table, id)) in items.iter().enumerate() {
                match found.next() {
                    Some(row) if (row.date, row.table, &row.id) == (date, *table, id) => {
                        scored.push(Scored { score: row.score, expected: row.expected, status: row.status })
                    }
                    other => {
                        let name = |date, table, id: &str| format!("the row of `{id}` in `{table}` on {date}");
                        let found = other.map_or("the end".into(), |row| name(row.date, row.table, &row.id));
                        let kind = ErrorKind::WrongType { expected: name(date, *table, id), found };
                        return Err(Errors::new(vec![At::root("").index(day * width + index).error(kind)]));
                    }
                }
            }
            days.push((date, scored));
        }
        Ok(History { items, days })
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
        let dates: Vec<NaiveDate> = dates.into_iter().collect();
        let _threads = evaluation.threads(true);
        let prepared = Prepared::new(self, evaluation)?;
        let days = checked(dates)?;
        let mut history = History { items: Vec::new(), days: Vec::new() };
        let Some((first, later)) = days.split_first() else { return Ok(history) };
        let first = Look::at(&prepared, *first);
        // The same on each day.
        let items = items(&prepared.plan, evaluation, &first.teams);
        let later = parallel::jobs(later.len() * items.len(), later.len(), |index| {
            later.get(index).map(|as_of| Look::at(&prepared, *as_of).scored(&items))
        });
        history.days.push(first.scored(&items));
        history.days.extend(later.into_iter().flatten());
        history.items = items.iter().map(|item| item.name(&prepared.plan)).collect();
        Ok(history)
    }
}

fn checked(dates: Vec<NaiveDate>) -> Result<Vec<i32>, Errors> {
    let (first, last) = (date_of_day(FIRST_DAY), date_of_day(LAST_DAY));
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
            Item::Team(_, _, position) => of(*present(teams.get(position))),
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

/// What has a score and is listed.
fn items(plan: &ResolvedPlan, evaluation: &Evaluation<'_>, teams: &TeamSummaries) -> Vec<Item> {
    let limits = Limits::of(&evaluation.scope, plan);
    let cycle_id = |cycle: CycleIndex| &*plan.cycles[cycle].id;
    let team_id = |team: TeamIndex| &*plan.teams[team].id;
    let lists_cycle = |cycle: CycleIndex| limits.as_ref().is_none_or(|limits| limits.cycle(cycle_id(cycle)));
    let lists_team = |cycle: CycleIndex, team: TeamIndex| {
        limits.as_ref().is_none_or(|limits| limits.team(cycle_id(cycle), team_id(team)))
    };
    let lists_objective = |index: ObjectiveIndex| limits.as_ref().is_none_or(|limits| limits.objective(index));
    let lists_key_result = |index: KeyResultIndex| limits.as_ref().is_none_or(|limits| limits.key_result(index));
    let mut items = Vec::with_capacity(plan.cycles.len() + plan.objectives.len() + plan.key_results.len());
    items.extend(plan.cycles.indices().filter(|cycle| lists_cycle(*cycle)).map(Item::Cycle));
    let listed = teams.iter().enumerate().filter(|(_, (team, cycle, _))| lists_team(*cycle, *team));
    items.extend(listed.map(|(position, (team, cycle, _))| Item::Team(team, cycle, position)));
    items.extend(plan.objectives.indices().filter(|objective| lists_objective(*objective)).map(Item::Objective));
    items.extend(plan.key_results.indices().filter(|index| lists_key_result(*index)).map(Item::KeyResult));
    items
}
