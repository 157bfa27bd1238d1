//! What needs attention: what is red or amber, stale, without data, or not as people said.

use chrono::NaiveDate;
use hashbrown::{HashMap, HashSet};

use super::entry::{Entries, Subject};
use super::kpi_state::kpi_since;
use super::row::{AgendaRow, AgendaSection};
use super::said::words;
use super::since::{Goal, first_days};
use super::view::{View, is_open};
use super::wording::{amount, range, score, state_since};
use crate::changes::{ChangedTable, Item};
use crate::error::Errors;
use crate::history::ScoredTable;
use crate::index::ListIndex;
use crate::plan::{FindingCode, MeasureKind};
use crate::report::{CheckInRow, Health, KeyResultRow, KpiRow, ObjectiveRow, Rating, Status};
use crate::resolve::ParentIndex;
use crate::series::SeriesScratch;

/// Something that needs attention.
struct Call<'a> {
    subject: Subject,
    level: Rating,
    row: Row<'a>,
    /// What was said that the numbers do not bear out.
    said: Option<&'a CheckInRow>,
}

enum Row<'a> {
    Objective(&'a ObjectiveRow),
    KeyResult(&'a KeyResultRow),
    Kpi(&'a KpiRow),
}

/// The objectives that need attention because of what is below them, and have no line of their own.
pub(super) type Explained = HashSet<Item>;

/// Adds what needs attention, most urgent first: red, then amber, then the rest; where the numbers say otherwise than people did before
/// the others; then by the order of the plan.
pub(super) fn attention(view: &View<'_>, entries: &mut Entries) -> Result<Explained, Errors> {
    let otherwise = said_otherwise(view);
    let mut calls: Vec<Call<'_>> = Vec::new();
    for row in &view.report.objectives {
        let said = otherwise.get(&("objectives", &*row.objective)).copied();
        let Some((_, subject)) = view.objective(row).filter(|_| calls_for(row.status, said)) else { continue };
        calls.push(Call { subject, level: row.level, row: Row::Objective(row), said });
    }
    for row in &view.report.key_results {
        let said = otherwise.get(&("key_results", &*row.key_result)).copied();
        let Some((_, subject)) = view.key_result(row).filter(|_| calls_for(row.status, said)) else { continue };
        calls.push(Call { subject, level: row.level, row: Row::KeyResult(row), said });
    }
    let explained = explained(view, &calls);
    calls.retain(|call| !explained.contains(&call.subject.item));
    for row in view.report.kpis.iter().filter(|row| matches!(row.level, Rating::Bad | Rating::Watch)) {
        let Some((_, subject)) = view.kpi(row) else { continue };
        calls.push(Call { subject, level: row.level, row: Row::Kpi(row), said: None });
    }
    crate::order::by_key(&mut calls, |call| (urgency(call.level), call.said.is_none(), call.subject.item));
    let goals: Vec<Goal<'_>> = calls.iter().filter_map(goal).collect();
    let mut days = first_days(view.tracker, view.evaluation, &goals)?.into_iter();
    let mut scratch = SeriesScratch::default();
    for call in &calls {
        let mut row = call.subject.row(AgendaSection::Attention, call.level);
        let says = match call.row {
            Row::Objective(goal) => objective(goal, days.next().flatten(), &mut row),
            Row::KeyResult(goal) => key_result(view, goal, days.next().flatten(), &mut row),
            Row::Kpi(kpi) => kpi_line(view, kpi, &mut row, &mut scratch),
        };
        let contradicted = call.said.map(|said| {
            super::said::fill(&mut row, said);
            format!("but {}", words(said, view.owner))
        });
        entries.add(call.subject.item, row, [says].into_iter().chain(contradicted));
    }
    Ok(explained)
}

fn calls_for(status: Status, said: Option<&CheckInRow>) -> bool {
    is_open(status) && (status != Status::OnTrack || said.is_some())
}

fn urgency(level: Rating) -> u8 {
    match level {
        Rating::Bad => 0,
        Rating::Watch => 1,
        Rating::None | Rating::Good => 2,
    }
}

fn goal<'a>(call: &Call<'a>) -> Option<Goal<'a>> {
    match call.row {
        Row::Objective(row) => Some(Goal { table: ScoredTable::Objectives, id: &row.objective, status: row.status }),
        Row::KeyResult(row) => Some(Goal { table: ScoredTable::KeyResults, id: &row.key_result, status: row.status }),
        Row::Kpi(_) => None,
    }
}

/// What was last said of the goals of which a finding says that the numbers say otherwise.
fn said_otherwise<'a>(view: &View<'a>) -> HashMap<(&'static str, &'a str), &'a CheckInRow> {
    let mut otherwise = HashMap::new();
    for finding in view.report.findings.iter().filter(|row| row.code == FindingCode::SaidOtherwise) {
        let table = match finding.data.get("kind").and_then(serde_json::Value::as_str) {
            Some("objective") => "objectives",
            _ => "key_results",
        };
        let Some(id) = finding.id.as_deref() else { continue };
        let newest = view.check_ins.get(&(table, id)).and_then(|rows| rows.iter().find(|row| row.said.is_some()));
        if let Some(newest) = newest {
            otherwise.insert((table, id), *newest);
        }
    }
    otherwise
}

/// The objectives and roll-ups above something at least as urgent that needs attention; not where their own numbers say otherwise than people.
fn explained(view: &View<'_>, calls: &[Call<'_>]) -> Explained {
    let plan = view.plan();
    // Those that what is below them can explain: a key result only where it sums that up.
    let own: HashMap<Item, u8> = calls
        .iter()
        .filter(|call| {
            call.said.is_none() && !matches!(call.row, Row::KeyResult(row) if row.kind != MeasureKind::RollUp)
        })
        .map(|call| (call.subject.item, urgency(call.level)))
        .collect();
    let mut explained = Explained::new();
    // The greatest urgency that came by each item: nothing above it learns anything from a smaller one.
    let mut seen: HashMap<Item, u8> = HashMap::new();
    for call in calls {
        let level = urgency(call.level);
        let mut above = match call.row {
            Row::Objective(row) => {
                plan.objective_ids.get(&*row.objective).and_then(|index| plan.objectives[*index].parent)
            }
            Row::KeyResult(row) => plan.objective_ids.get(&*row.objective).copied().map(ParentIndex::Objective),
            Row::Kpi(_) => None,
        };
        while let Some(parent) = above {
            let (item, next) = match parent {
                ParentIndex::Objective(index) => {
                    ((ChangedTable::Objectives, index.get()), plan.objectives[index].parent)
                }
                ParentIndex::KeyResult(index) => (
                    (ChangedTable::KeyResults, index.get()),
                    Some(ParentIndex::Objective(plan.key_results[index].objective)),
                ),
            };
            if seen.get(&item).is_some_and(|seen| *seen <= level) {
                break;
            }
            seen.insert(item, level);
            if own.get(&item).is_some_and(|urgency| level <= *urgency) {
                explained.insert(item);
            }
            above = next;
        }
    }
    explained
}

fn objective(goal: &ObjectiveRow, since: Option<NaiveDate>, row: &mut AgendaRow) -> String {
    row.state = Some(goal.status.as_str().into());
    row.since = since;
    row.score = goal.score;
    row.expected = goal.expected;
    let scored = goal.score.map(|value| score(value, goal.expected));
    listed([Some(state_since(goal.status.as_str(), since)), scored])
}

fn key_result(view: &View<'_>, goal: &KeyResultRow, since: Option<NaiveDate>, row: &mut AgendaRow) -> String {
    row.state = Some(goal.status.as_str().into());
    row.since = since;
    row.score = goal.score;
    row.expected = goal.expected;
    row.value = goal.current;
    row.target = goal.target;
    let unit = goal.unit.as_deref();
    let value = goal.current.map(|value| {
        let target = goal.target.map(|target| format!(" (target {})", amount(target, &[Some(value)], unit)));
        format!("{}{}", amount(value, &[goal.target], unit), target.unwrap_or_default())
    });
    // What has no data counts as 0, which says nothing.
    let scored = goal.score.filter(|_| goal.status != Status::NoData).map(|value| score(value, goal.expected));
    let silent = goal.stale && goal.status != Status::Stale;
    let days = view.report.policy.check_in_days;
    let silence = silent.then(|| format!("nothing heard for more than {days} days"));
    listed([Some(state_since(goal.status.as_str(), since)), value, scored, silence])
}

fn kpi_line(view: &View<'_>, kpi: &KpiRow, row: &mut AgendaRow, scratch: &mut SeriesScratch) -> String {
    row.state = Some(kpi.health.as_str().into());
    row.value = kpi.value;
    row.target = kpi.target;
    let unit = kpi.unit.as_deref();
    let mut state = crate::figure::words(kpi.health.as_str());
    if let Some((index, _)) = view.kpi(kpi) {
        let (written, series) = view.context.fill(index, scratch);
        let running = kpi.running.as_ref().is_some_and(|running| Some(&running.period) == kpi.period.as_ref());
        let since = kpi_since(written, series, view.context.policy, kpi.health, running);
        let name = since.period.as_deref().map_or_else(|| since.day.to_string(), str::to_owned);
        state = format!("{state} since {name}");
        row.since = Some(since.day);
    }
    let bounds = [kpi.healthy_min, kpi.healthy_max, kpi.target];
    let value = kpi.value.map(|value| amount(value, &bounds, unit));
    let healthy = range(kpi.healthy_min, kpi.healthy_max, kpi.value, unit).filter(|_| kpi.health == Health::Unhealthy);
    let target = kpi.target.map(|target| format!("target {}", amount(target, &[kpi.value], unit)));
    let held = healthy.or(target).map(|held| format!(" ({held})")).unwrap_or_default();
    let period = kpi.period.as_deref().filter(|_| kpi.health == Health::Stale);
    let in_period = period.map(|period| format!(" in {period}")).unwrap_or_default();
    listed([Some(state), value.map(|value| format!("{value}{held}{in_period}"))])
}

fn listed<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
