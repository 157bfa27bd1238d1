//! History: scores on many days, without a report for each.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::{FIRST_DAY, LAST_DAY, date_of_day, day_number};
use crate::document::{At, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::{Evaluation, Prepared};
use crate::report::Status;
use crate::report::column::{Cell, Cells, Column, cell, table};
use crate::report::packed::{Content, Packer};
use crate::resolve::Tracker;
use crate::score::{Board, Day, board, cycles, teams};

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
    /// assert_eq!(scores, [Some(0.0), Some(0.5)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn history(
        &self,
        evaluation: &Evaluation<'_>,
        dates: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<Vec<HistoryRow>, Errors> {
        let prepared = Prepared::new(self, evaluation)?;
        let days: Vec<i32> = checked(dates)?;
        let of_day = |_: &mut (), place: usize| {
            let as_of = days.get(place).copied().unwrap_or_default();
            let news = prepared.news(as_of);
            let day = prepared.day(&news, as_of, false);
            rows(&day, &board(&day), evaluation)
        };
        Ok(crate::parallel::map(days.len(), || (), of_day).into_iter().flatten().collect())
    }
}

/// The days of a history that a JSON list of texts holds.
///
/// # Errors
///
/// All that is no day, with paths `/dates/<place>`.
///
/// ```
/// use okr_core::history::dates_from_json;
///
/// assert_eq!(dates_from_json(r#"["2026-07-31", "2026-08-31"]"#)?.len(), 2);
/// assert_eq!(dates_from_json(r#"["2026-07-32"]"#).unwrap_err().iter().next().unwrap().path, "/dates/0");
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub fn dates_from_json(text: &str) -> Result<Vec<NaiveDate>, Errors> {
    crate::document::read_text(text, "/dates")
}

fn checked(dates: impl IntoIterator<Item = NaiveDate>) -> Result<Vec<i32>, Errors> {
    let (first, last) = (date_of_day(FIRST_DAY), date_of_day(LAST_DAY));
    let dates: Vec<NaiveDate> = dates.into_iter().collect();
    let outside = |(place, date): (usize, &NaiveDate)| {
        let kind = ErrorKind::BadDate { value: date.to_string(), reason: "years run from 0001 to 9999".to_owned() };
        (*date < first || *date > last).then(|| At::root("/dates").index(place).error(kind))
    };
    let errors: Vec<_> = dates.iter().enumerate().filter_map(outside).collect();
    if errors.is_empty() { Ok(dates.into_iter().map(day_number).collect()) } else { Err(Errors::new(errors)) }
}

fn rows(day: &Day<'_>, board: &Board, evaluation: &Evaluation<'_>) -> Vec<HistoryRow> {
    let date = date_of_day(day.as_of);
    let index = day.index;
    let scope = &evaluation.scope;
    let listed = |list: &[String], id: Option<&Arc<str>>| {
        list.is_empty() || id.is_some_and(|id| list.iter().any(|listed| **listed == **id))
    };
    let goal = |objective: usize| {
        let node = index.objectives.get(objective);
        let team = node.and_then(|node| node.team).and_then(|team| index.teams.get(team));
        let cycle = node.and_then(|node| index.cycles.get(node.cycle));
        listed(&scope.teams, team.map(|team| &team.id)) && listed(&scope.cycles, cycle.map(|cycle| &cycle.id))
    };
    let mut rows = Vec::with_capacity(index.cycles.len() + index.objectives.len() + index.key_results.len());
    let mut row = |table, id: &Arc<str>, score, expected, status| {
        rows.push(HistoryRow { date, table, id: Arc::clone(id), score, expected, status });
    };
    for (node, summary) in index.cycles.iter().zip(cycles(day, board)) {
        if listed(&scope.cycles, Some(&node.id)) {
            row(ScoredTable::Cycles, &node.id, summary.score(), None, None);
        }
    }
    for (team, cycle, summary) in teams(day, board).iter() {
        let (Some(team), Some(cycle)) = (index.teams.get(team), index.cycles.get(cycle)) else { continue };
        if listed(&scope.teams, Some(&team.id)) && listed(&scope.cycles, Some(&cycle.id)) {
            let id = Arc::from(format!("{}@{}", team.id, cycle.id));
            row(ScoredTable::Teams, &id, summary.own.score(), None, None);
        }
    }
    for (place, (node, score)) in index.objectives.iter().zip(&board.objectives).enumerate() {
        if let Some(score) = score.as_ref().filter(|_| goal(place)) {
            row(ScoredTable::Objectives, &node.id, score.score, score.expected, Some(score.status));
        }
    }
    for (node, score) in index.key_results.iter().zip(&board.key_results) {
        if let Some(score) = score.as_ref().filter(|_| goal(node.objective)) {
            row(ScoredTable::KeyResults, &node.id, score.score, Some(score.expected), Some(score.status));
        }
    }
    rows
}
