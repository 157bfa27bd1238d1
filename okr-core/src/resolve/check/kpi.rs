//! KPIs: teams, ranges, targets, revisions, rules.

use hashbrown::HashMap;

use super::context::Context;
use super::measure::{Problem, check_bounds};
use super::number::value_problem;
use crate::document::{At, nearest, shorten};
use crate::error::ErrorKind;
use crate::number::{LARGEST_VALUE, at_least, at_most};
use crate::plan::check_rules;
use crate::plan::{Aggregate, Better, Empty, Formula, FormulaError, Kpi, KpiCadence, Plan, Range};

pub(super) fn check(context: &mut Context<'_>) {
    let root = At::root("");
    let list = root.field("kpis");
    let plan = context.plan;
    context.each(plan.kpis.len(), |context, index| {
        let at = list.index(index);
        let Some(kpi) = plan.kpis.get(index).filter(|_| !context.broken(&at)) else { return };
        check_teams(context, kpi, &at);
        check_periods(context, kpi, &at);
        check_formula(context, kpi, &at);
        check_dates(context, kpi, &at);
        check_numbers(context, kpi, &at);
        check_range(context, kpi, &at);
        check_revisions(context, kpi, &at);
        if let Some(rules) = &kpi.rules {
            check_rules(rules, Some(&kpi.cadence), &at.field("rules"), &mut context.errors);
        }
    });
}

fn check_teams(context: &mut Context<'_>, kpi: &Kpi, at: &At<'_>) {
    if let Some(team) = &kpi.team {
        context.refer_team(team, &at.field("team"));
    }
    let list = at.field("teams");
    let mut listed: HashMap<&str, usize> = HashMap::with_capacity(kpi.teams.listed().len());
    for (index, team) in kpi.teams.listed().iter().enumerate() {
        let at = list.index(index);
        context.refer_team(team, &at);
        let first = *listed.entry(team).or_insert(index);
        if first < index {
            let first = list.index(first).to_string();
            context.error(&at, ErrorKind::DuplicateId { id: team.clone(), kind: "team".into(), first });
        }
    }
    if kpi.team.is_some() && !kpi.teams.is_empty() {
        let expected = "either `team` or `teams`".to_owned();
        context.error(&list, ErrorKind::WrongType { expected, found: "both".into() });
    }
}

/// The most periods that a window has.
const LARGEST_WINDOW: u32 = 366;
/// The most days for which readings of a period are awaited.
const LARGEST_GRACE: u32 = 366;

fn check_periods(context: &mut Context<'_>, kpi: &Kpi, at: &At<'_>) {
    if let KpiCadence::Calendar(id) = &kpi.cadence {
        context.refer_calendar(id, &at.field("cadence"));
    }
    if !(1..=LARGEST_WINDOW).contains(&kpi.window) {
        let reason = format!("`window` must be between 1 and {LARGEST_WINDOW} periods, found {}", kpi.window);
        context.error(&at.field("window"), ErrorKind::BadKpi { reason });
    }
    if kpi.empty == Empty::Zero && kpi.aggregate != Aggregate::Sum {
        let reason = format!("`empty` can be `zero` only where `aggregate` is `sum`, found `{}`", kpi.aggregate);
        context.error(&at.field("empty"), ErrorKind::BadKpi { reason });
    }
    if let Some(days) = kpi.grace_days.filter(|days| *days > LARGEST_GRACE) {
        let reason = format!("`grace_days` must be at most {LARGEST_GRACE}, found {days}");
        context.error(&at.field("grace_days"), ErrorKind::BadKpi { reason });
    }
    let list = at.field("phases");
    let mut before: Option<chrono::NaiveDate> = None;
    for (index, phase) in kpi.phases.iter().enumerate() {
        if context.date(phase.from, &list.index(index).field("from"))
            && before.is_some_and(|before| before >= phase.from)
        {
            let reason = format!("`phases` must rise by date, found `{}` behind a later one", phase.from);
            context.error_in(&list, &list.index(index).field("from"), ErrorKind::BadKpi { reason });
        }
        before = Some(phase.from);
    }
}

fn check_formula(context: &mut Context<'_>, kpi: &Kpi, at: &At<'_>) {
    if let Some(sample) = &kpi.sample {
        let at = at.field("sample");
        context.refer_input(sample, &at);
        if kpi.formula.is_none() {
            let reason =
                "`sample` names an input of a formula, found none: readings bring their own samples".to_owned();
            context.error(&at, ErrorKind::BadKpi { reason });
        }
    }
    let Some(text) = &kpi.formula else { return };
    if kpi.aggregate != Aggregate::Latest {
        let reason = "`aggregate` cannot stand beside `formula`: each input has its own".to_owned();
        context.error(&at.field("aggregate"), ErrorKind::BadKpi { reason });
    }
    let at = at.field("formula");
    match Formula::parse(text) {
        Ok(formula) => {
            for id in formula.inputs.iter().filter(|id| context.names.input(id).is_none()) {
                let before =
                    text.find(id).and_then(|start| text.get(..start)).map_or(0, |before| before.chars().count());
                let character = u32::try_from(before + 1).unwrap_or(u32::MAX);
                let reason = format!("there is no input `{}`", shorten(id));
                context.error(&at, ErrorKind::BadFormula { character, reason });
                let (text, id) = (text.clone(), id.clone());
                context.hint(move |plan| nearest_input(plan, &text, &id));
            }
        }
        Err(FormulaError { character, reason }) => {
            let character = u32::try_from(character).unwrap_or(u32::MAX);
            context.error(&at, ErrorKind::BadFormula { character, reason });
        }
    }
}

/// What an unknown input of a formula could have meant.
fn nearest_input(plan: &Plan, text: &str, id: &str) -> Option<String> {
    let ids = || plan.inputs.iter().map(|input| input.id.as_str());
    // `one-on-ones` without backticks reads as a subtraction.
    match ids().find(|known| known.contains(id) && text.contains(known) && *known != id) {
        Some(known) => Some(format!("; write `{known}` in backticks, else it reads as several ids")),
        None => nearest(id, ids()).map(|known| format!("; did you mean `{known}`?")),
    }
}

fn check_dates(context: &mut Context<'_>, kpi: &Kpi, at: &At<'_>) {
    let fine = context.optional_date(kpi.start, &at.field("start")) & context.optional_date(kpi.end, &at.field("end"));
    if let (true, Some(start), Some(end)) = (fine, kpi.start, kpi.end) {
        context.interval(start, end, at, "end");
    }
}

fn check_numbers(context: &mut Context<'_>, kpi: &Kpi, at: &At<'_>) {
    if let Some(benchmark) = &kpi.benchmark {
        context.value(benchmark.value, &at.field("benchmark").field("value"));
    }
    if let Some(sample) = kpi.min_sample {
        let at = at.field("min_sample");
        if context.value(sample, &at) && sample <= 0.0 {
            context.error(&at, ErrorKind::OutOfBounds { value: sample, min: f64::MIN_POSITIVE, max: LARGEST_VALUE });
        }
    }
}

fn check_range(context: &mut Context<'_>, kpi: &Kpi, at: &At<'_>) {
    // A target that is no number does not hide what is wrong with the range.
    let target = kpi.target.filter(|target| context.value(*target, &at.field("target")));
    if kpi.target.is_some() && target.is_none() {
        let bounds = kpi.healthy.as_ref().map(|range| check_bounds(range.min, range.max));
        bounds.into_iter().flatten().for_each(|problem| bad_range(context, at, "healthy", ("healthy", problem)));
        return;
    }
    for problem in problems(kpi.better, kpi.healthy.as_ref(), kpi.target) {
        bad_range(context, at, "healthy", problem);
    }
}

/// Notes what is wrong with the `range` of an item, in one of its fields.
fn bad_range(context: &mut Context<'_>, at: &At<'_>, range: &str, (field, (within, kind)): (&str, Problem)) {
    context.errors.push(at.field(range).error(kind).at_field(&format_args!("{at}/{field}{within}")));
}

fn check_revisions(context: &mut Context<'_>, kpi: &Kpi, at: &At<'_>) {
    let list = at.field("revisions");
    let (mut before, mut healthy, mut target) = (None, kpi.healthy.as_ref(), kpi.target);
    for (index, revision) in kpi.revisions.iter().enumerate() {
        let at = list.index(index);
        context.revision_date(before, revision.from, &at);
        before = Some(revision.from);
        if revision.target.is_none() && revision.healthy.is_none() {
            let reason = "a revision has a `target` or a `healthy` range: this one changes nothing".to_owned();
            context.error(&at, ErrorKind::BadRevision { reason });
            continue;
        }
        if let Some(kind) = revision.target.and_then(value_problem) {
            context.error(&at.field("target"), kind);
            continue;
        }
        healthy = revision.healthy.as_ref().or(healthy);
        target = revision.target.or(target);
        let written = if revision.healthy.is_some() { "healthy" } else { "target" };
        for (field, problem) in problems(kpi.better, healthy, target) {
            // What is kept from before is not written here.
            let kept = if field == "healthy" { revision.healthy.is_none() } else { revision.target.is_none() };
            let (field, problem) = if kept { (written, (String::new(), problem.1)) } else { (field, problem) };
            bad_range(context, &at, written, (field, problem));
        }
    }
}

/// What in a direction, a range and a target contradicts each other: each with the field at fault, `healthy` or `target`.
fn problems(better: Better, healthy: Option<&Range>, target: Option<f64>) -> Vec<(&'static str, Problem)> {
    let (min, max) = healthy.map_or((None, None), |range| (range.min, range.max));
    let bad = |field: &'static str, reason: String| {
        vec![(field, (String::new(), ErrorKind::BadBounds { reason, min, max, target }))]
    };
    if healthy.is_some() {
        let problems = check_bounds(min, max);
        if !problems.is_empty() {
            return problems.into_iter().map(|problem| ("healthy", problem)).collect();
        }
    }
    let reason = match better {
        Better::Inside if target.is_some() => "a kpi that is better `inside` its range has no target",
        Better::Inside if min.is_none() || max.is_none() => {
            "a kpi that is better `inside` needs `min` and `max` of its healthy range"
        }
        Better::Higher if healthy.is_some() && min.is_none() => "a healthy range has `min` where `higher` is better",
        Better::Lower if healthy.is_some() && max.is_none() => "a healthy range has `max` where `lower` is better",
        _ => "",
    };
    if !reason.is_empty() {
        let field = if better == Better::Inside && target.is_some() { "target" } else { "healthy" };
        return bad(field, reason.to_owned());
    }
    let Some(value) = target else { return Vec::new() };
    match (min, max) {
        (Some(min), _) if !at_least(value, min) => {
            bad("target", format!("the target ({value}) lies below the healthy range (from {min})"))
        }
        (_, Some(max)) if !at_most(value, max) => {
            bad("target", format!("the target ({value}) lies above the healthy range (up to {max})"))
        }
        _ => Vec::new(),
    }
}
