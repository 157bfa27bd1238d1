//! Drafts of objectives that answer triggers.

use super::rules::{self, RuleOutcome};
use super::{KpiNumbers, wording};
use crate::calendar::date_of_day;
use crate::index::TeamIndex;
use crate::number::{LARGEST_VALUE, same};
use crate::plan::{Hold, Judge, KeyResult, Kpi, Objective, Reach, Rule};
use crate::report::NoDraft;
use crate::resolve::{CycleNode, ResolvedPlan};
use crate::series::{Series, Standard, worse_by};

/// Longest id, in characters.
const LONGEST_ID: usize = 128;
/// Most periods that a description lists.
const MOST_LISTED: usize = 12;

/// The input of a draft.
pub(crate) struct Cause<'a> {
    pub(crate) kpi: &'a Kpi,
    /// The team of the series.
    pub(crate) team: Option<TeamIndex>,
    /// What stands behind `@` in its name.
    pub(crate) name: Option<&'a str>,
    pub(crate) rule: &'a Rule,
    pub(crate) outcome: &'a RuleOutcome,
    /// The series of the KPI.
    pub(crate) series: &'a Series,
    pub(crate) numbers: &'a KpiNumbers,
}

/// Drafts an objective that answers a firing trigger.
///
/// Its first key result goes from the current value to the first of these that is strictly better: the target, the
/// nearest bound of the range, the value before the run. If the KPI has a range, a second key result holds it.
pub(crate) fn draft(plan: &ResolvedPlan, cause: &Cause<'_>) -> Result<Objective, NoDraft> {
    let Cause { kpi, rule, outcome, series, .. } = *cause;
    let as_of = series.as_of();
    let (cycle, start) = cycle(plan, as_of).ok_or(NoDraft::NoCycle)?;
    let standard = Standard::on(kpi, as_of);
    let value = cause.numbers.value.or_else(|| series.value_before(series.judged(kpi)).map(|(_, value)| value));
    let value = value.filter(|value| value.abs() <= LARGEST_VALUE).ok_or(NoDraft::NoValue)?;
    let aim = aim(cause, &standard, value).ok_or(NoDraft::NothingBetter)?;

    let fired = outcome.fired.map(|fired| rules::judged_series(rule, series).label(fired)).unwrap_or_default();
    let id = id(&kpi.id, &format!("-{}-{fired}", rule.kind()));
    let unit = kpi.unit.as_deref();
    let (name, whole_name) = names(plan, cause);
    let verb = if aim < value { "Reduce" } else { "Raise" };
    let (from, to) = (wording::quantity(value, unit), wording::quantity(aim, unit));
    let from_to = format!("{verb} {} from {from} to {to}", kpi.name);
    let mut key_results = vec![KeyResult::new(format!("{id}-reach"), from_to, Reach::new(aim).from(value))];
    if standard.has_range() {
        let mut hold = Hold::new().judge(Judge::Latest);
        hold.min = standard.min;
        hold.max = standard.max;
        let range = wording::range(standard.min, standard.max, unit);
        key_results.push(KeyResult::new(
            format!("{id}-hold"),
            format!("Keep {} within its healthy range ({range})", kpi.name),
            hold,
        ));
    }
    let mut objective = Objective::new(id, rules::title(rule, &name, &standard), &*cycle.id);
    objective.description = Some(description(cause, &whole_name));
    objective.team = cause.team.map(|team| plan.teams[team].id.to_string());
    objective.team = objective.team.or_else(|| kpi.team.clone());
    objective.owner = kpi.owner.clone();
    objective.kpis = vec![kpi.id.clone()];
    for key_result in &mut key_results {
        // A name that is no team of the plan has to be written out: the objective has no team to tell it.
        key_result.metric = Some(match (cause.name, cause.team) {
            (Some(name), None) => format!("{}@{name}", kpi.id),
            _ => kpi.id.clone(),
        });
        key_result.owner = kpi.owner.clone();
        key_result.unit = kpi.unit.clone();
        key_result.start = Some(date_of_day(start));
    }
    objective.key_results = key_results;
    Ok(objective)
}

/// Returns the cycle for the objective and the first day of its key results: the shortest running cycle, or its next
/// sibling if less than half of it is left.
fn cycle(plan: &ResolvedPlan, as_of: i32) -> Option<(&CycleNode, i32)> {
    let days = |cycle: &CycleNode| i64::from(cycle.end) - i64::from(cycle.start) + 1;
    let running = plan.cycles.iter().filter(|cycle| cycle.start <= as_of && as_of <= cycle.end);
    let running = running.min_by_key(|cycle| days(cycle))?;
    let left = i64::from(running.end) - i64::from(as_of);
    if 2 * left >= days(running) {
        return Some((running, as_of + 1));
    }
    let siblings = plan.cycles.iter().filter(|cycle| cycle.parent == running.parent && cycle.start > as_of);
    let next = siblings.min_by_key(|cycle| (cycle.start, days(cycle)))?;
    Some((next, next.start))
}

fn aim(cause: &Cause<'_>, standard: &Standard, value: f64) -> Option<f64> {
    let before = cause.outcome.since.and_then(|since| value_before(cause, since));
    let better = |aim: &f64| {
        !same(*aim, value) && aim.abs() <= LARGEST_VALUE && worse_by(cause.kpi.better, standard, value, *aim) > 0.0
    };
    [standard.target, standard.nearest_bound(value), before].into_iter().flatten().find(better)
}

/// The KPI's value before the run that began at an index of the series that the rule judges, in the same phase.
fn value_before(cause: &Cause<'_>, since: usize) -> Option<f64> {
    let Cause { kpi, series, .. } = *cause;
    let judged = rules::judged_series(cause.rule, series);
    let (index, value) = series.value_before(series.count_before(judged.period(since)))?;
    (series.phases_begun(kpi, index) == judged.phases_begun(kpi, since)).then_some(value)
}

/// Joins an id. The start is cut so that the ids of the key results are not too long.
fn id(start: &str, end: &str) -> String {
    let most = LONGEST_ID.saturating_sub(end.chars().count() + "-reach".len());
    let cut: String = start.chars().take(most).collect();
    format!("{cut}{end}")
}

/// Returns whether a word is allowed in the title of an objective: it has no digits, or they are part of a name (`B2B`,
/// `90-day`).
fn is_no_number(word: &str) -> bool {
    let as_a_part = || {
        let of_a_name = |part: &str| part.starts_with(char::is_alphabetic);
        let plain = word.chars().all(|c| c.is_alphanumeric() || c == '-');
        plain && (of_a_name(word) || word.split_once('-').is_some_and(|(_, rest)| of_a_name(rest)))
    };
    !word.contains(char::is_numeric) || as_a_part()
}

/// Returns the name of the series for a title, without numbers, and the name of its team.
fn names(plan: &ResolvedPlan, cause: &Cause<'_>) -> (String, String) {
    let worded = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().filter(|word| is_no_number(word)).collect();
        words.join(" ")
    };
    let name = match worded(&cause.kpi.name) {
        name if name.is_empty() => "this KPI".to_owned(),
        name => name,
    };
    match cause.team.map(|team| &plan.teams[team]) {
        Some(team) => {
            let of = match worded(&team.name) {
                team if team.is_empty() => String::new(),
                team => format!(" in {team}"),
            };
            (format!("{name}{of}"), team.name.to_string())
        }
        None => match cause.name {
            Some(part) => (format!("{name} in {}", worded(part)), part.to_owned()),
            None => (name, String::new()),
        },
    }
}

/// Describes the reason for the objective: the message, and the periods behind it.
fn description(cause: &Cause<'_>, team: &str) -> String {
    let Cause { kpi, rule, outcome, series, .. } = *cause;
    let team = Some(team).filter(|team| !team.is_empty());
    let unit = kpi.unit.as_deref();
    let judged = rules::judged_series(rule, series);
    let evidence = outcome.evidence.clone();
    let first = evidence.start.max(evidence.end.saturating_sub(MOST_LISTED));
    let listed: Vec<String> = (first..evidence.end)
        .map(|index| {
            let value =
                judged.value(index).map_or_else(|| "no value".to_owned(), |value| wording::quantity(value, unit));
            format!("{}: {value}", judged.label(index))
        })
        .collect();
    format!("{}. Evidence: {}", rules::message(rule, kpi, team, series, outcome), listed.join(", "))
}
