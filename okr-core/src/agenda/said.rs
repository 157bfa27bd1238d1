//! What a person said last, and what has happened since.

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::entry::{Entries, Subject};
use super::row::{AgendaRow, AgendaSection};
use super::since::{Past, is_looked_at};
use super::view::{View, is_open};
use super::wording::amount;
use crate::calendar::day_number;
use crate::changes::{ChangedTable, SCORE_STEP};
use crate::error::Errors;
use crate::figure::{short_score, words as spaced};
use crate::history::ScoredTable;
use crate::index::{ListIndex, SeriesIndex};
use crate::kpi::numbers;
use crate::number::SLACK;
use crate::report::{CheckInRow, Health, KpiRow, Status};
use crate::series::{CheckInSummaries, EvaluationContext, SeriesScratch};

/// Something that the person said, with what it is about as it is now.
struct Saying<'a> {
    subject: Subject,
    check_in: &'a CheckInRow,
    now: Now<'a>,
}

#[derive(Clone, Copy)]
enum Now<'a> {
    Goal(ScoredTable, Status, Option<f64>),
    Kpi(SeriesIndex, &'a KpiRow),
    /// A cycle, or a KPI with teams, which has no one value.
    Other,
}

/// What a check-in says: `said on track on 2026-08-10 (confidence 0.6): “two offers are out”`.
pub(super) fn words(check_in: &CheckInRow, owner: &str) -> String {
    let by = check_in.by.as_deref().filter(|by| *by != owner).map(|by| format!("{by} ")).unwrap_or_default();
    let said = check_in.said.map(|said| format!(" {}", spaced(said.as_str()))).unwrap_or_default();
    let confidence = check_in.confidence.map(|confidence| format!(" (confidence {})", short_score(confidence)));
    let note = check_in.note.as_deref().map(|note| format!(": “{note}”")).unwrap_or_default();
    format!("{by}said{said} on {}{}{note}", check_in.date, confidence.unwrap_or_default())
}

/// Puts what a check-in says into a row.
pub(super) fn fill(row: &mut AgendaRow, check_in: &CheckInRow) {
    row.said = check_in.said;
    row.said_on = Some(check_in.date);
    row.confidence = check_in.confidence;
    row.note.clone_from(&check_in.note);
}

/// Adds what the person said last of each item, newest first; of what is listed with a line of its own it is said there.
pub(super) fn said(view: &View<'_>, entries: &mut Entries) -> Result<(), Errors> {
    let mut alone = Vec::new();
    for saying in sayings(view) {
        let check_in = saying.check_in;
        match entries.listed_before(AgendaSection::Due, saying.subject.item) {
            Some((row, _)) if row.said_on == Some(check_in.date) && row.note == check_in.note => {}
            Some((row, parts)) => {
                parts.push(words(check_in, view.owner));
                if row.said_on.is_none() {
                    fill(row, check_in);
                }
            }
            None => alone.push(saying),
        }
    }
    crate::order::by(&mut alone, |one, other| other.check_in.date.cmp(&one.check_in.date));
    let happened = happened(view, &alone)?;
    for (saying, happened) in alone.into_iter().zip(happened) {
        let item = saying.subject.item;
        let mut row = saying.subject.row(AgendaSection::Said, view.level(item));
        row.date = Some(saying.check_in.date);
        fill(&mut row, saying.check_in);
        match saying.now {
            Now::Goal(_, status, score) => {
                row.state = Some(status.as_str().into());
                row.score = score;
            }
            Now::Kpi(_, kpi) => {
                row.state = Some(kpi.health.as_str().into());
                row.value = kpi.value;
                row.target = kpi.target;
            }
            Now::Other => {}
        }
        entries.add(item, row, [words(saying.check_in, view.owner)].into_iter().chain(happened));
    }
    Ok(())
}

/// The newest of what the person said of each goal that is under way, each KPI, and, where it is new, of anything else.
fn sayings<'a>(view: &View<'a>) -> Vec<Saying<'a>> {
    let is_new = |check_in: &CheckInRow| check_in.date > view.since || check_in.recorded > view.since;
    let mut sayings = Vec::new();
    let mut add = |subject: Option<Subject>, table: &str, id: &str, always: bool, now: Now<'a>| {
        let check_in = view.own_check_in(table, id).filter(|check_in| always || is_new(check_in));
        sayings.extend(subject.zip(check_in).map(|(subject, check_in)| Saying { subject, check_in, now }));
    };
    for row in &view.report.cycles {
        let Some(index) = view.plan().cycle_ids.get(&*row.cycle) else { continue };
        let subject = Subject {
            item: (ChangedTable::Cycles, index.get()),
            table: ChangedTable::Cycles,
            id: row.cycle.clone(),
            title: row.name.clone().unwrap_or_else(|| row.cycle.clone()),
            team: None,
            owner: None,
            unit: None,
        };
        add(Some(subject), "cycles", &row.cycle, false, Now::Other);
    }
    for row in &view.report.objectives {
        let now = Now::Goal(ScoredTable::Objectives, row.status, row.score);
        let subject = view.objective(row).map(|(_, subject)| subject);
        add(subject, "objectives", &row.objective, is_open(row.status), now);
    }
    for row in &view.report.key_results {
        let now = Now::Goal(ScoredTable::KeyResults, row.status, row.score);
        let subject = view.key_result(row).map(|(_, subject)| subject);
        add(subject, "key_results", &row.key_result, is_open(row.status), now);
    }
    let mut last = None;
    for row in &view.report.kpis {
        // A check-in is on a KPI, not on the series of one team, which stand together.
        let Some((index, mut subject)) = view.kpi(row).filter(|_| last.replace(&row.kpi) != Some(&row.kpi)) else {
            continue;
        };
        let now = if subject.id == row.kpi { Now::Kpi(index, row) } else { Now::Other };
        (subject.id, subject.title) = (row.kpi.clone(), row.name.clone());
        add(Some(subject), "kpis", &row.kpi, row.health != Health::Retired, now);
    }
    sayings
}

/// What has happened since each was said.
fn happened(view: &View<'_>, sayings: &[Saying<'_>]) -> Result<Vec<Option<String>>, Errors> {
    let as_of = view.evaluation.as_of;
    let earlier = |day: NaiveDate| day < as_of && is_looked_at(day, as_of);
    let goals = sayings.iter().filter(|saying| matches!(saying.now, Now::Goal(..)));
    // Newest first, so that equal ones are neighbours.
    let mut days: Vec<NaiveDate> = goals.map(|saying| saying.check_in.date).filter(|day| earlier(*day)).collect();
    days.dedup();
    let history = view.tracker.history(view.evaluation, days)?;
    let past = Past::new(&history);
    let mut scratch = SeriesScratch::default();
    let none = CheckInSummaries::default();
    let mut contexts = HashMap::new();
    let mut of = |saying: &Saying<'_>| {
        let day = saying.check_in.date;
        if !earlier(day) {
            return None;
        }
        match saying.now {
            Now::Goal(table, status, score) => {
                let then = past.on(day, table, &saying.subject.id)?;
                Some(goal_since_then(then.status.map(|then| (then.as_str(), status.as_str())), then.score.zip(score)))
            }
            Now::Kpi(series, row) => {
                let day = day_number(day);
                let context = contexts.entry(day).or_insert_with(|| view.prepared.context(&none, day, false));
                Some(kpi_since_then(context, series, row, &mut scratch))
            }
            Now::Other => None,
        }
    };
    Ok(sayings.iter().map(&mut of).collect())
}

/// What became of a goal since a day.
fn goal_since_then(states: Option<(&str, &str)>, scores: Option<(f64, f64)>) -> String {
    let moved = states.filter(|(then, now)| then != now);
    let moved = moved.map(|(then, now)| format!("{} → {}", spaced(then), spaced(now)));
    let scored = scores.filter(|(then, now)| (then - now).abs() >= SCORE_STEP - SLACK);
    let scored = scored.map(|(then, now)| format!("score {} → {}", short_score(then), short_score(now)));
    since_then(&moved.into_iter().chain(scored).collect::<Vec<_>>())
}

fn since_then(parts: &[String]) -> String {
    if parts.is_empty() { "unchanged since then".to_owned() } else { format!("since then {}", parts.join(", ")) }
}

/// What became of a KPI since the day of a context.
fn kpi_since_then(
    context: &EvaluationContext<'_>,
    series: SeriesIndex,
    row: &KpiRow,
    scratch: &mut SeriesScratch,
) -> String {
    let (kpi, filled) = context.fill(series, scratch);
    let then = numbers(kpi, filled);
    let mut parts = Vec::new();
    if then.health != row.health {
        parts.push(format!("{} → {}", spaced(then.health.as_str()), spaced(row.health.as_str())));
    }
    if then.value != row.value {
        let text = |value: Option<f64>, other: Option<f64>| {
            let others = [other, row.target, row.healthy_min, row.healthy_max];
            value.map_or_else(|| "–".to_owned(), |value| amount(value, &others, row.unit.as_deref()))
        };
        parts.push(format!("{} → {}", text(then.value, row.value), text(row.value, then.value)));
    }
    since_then(&parts)
}
