//! The conditions of each measure. All their errors have the path of the measure.

use super::context::Context;
use super::number::{value_problem, weight_problem};
use crate::document::At;
use crate::error::ErrorKind;
use crate::number::same;
use crate::plan::{Aggregate, Curve, Direction, Hold, Judge, Measure, Milestones, Reach, Target};

pub(super) fn check(context: &mut Context<'_>, measure: &Measure, aggregate: Option<Aggregate>, at: &At<'_>) {
    let problems = match measure {
        Measure::Reach(reach) => check_reach(reach),
        Measure::Hold(hold) => check_hold(hold, aggregate),
        Measure::Curve(curve) => check_curve(curve),
        Measure::Milestones(milestones) => check_milestones(context, milestones, at),
        Measure::Establish(_) | Measure::RollUp(_) => Vec::new(),
    };
    for kind in problems {
        context.error(at, kind);
    }
}

fn check_reach(reach: &Reach) -> Vec<ErrorKind> {
    let (Target::To(number) | Target::By(number) | Target::ByPercent(number)) = reach.to;
    let problems: Vec<ErrorKind> = reach.from.into_iter().chain([number]).filter_map(value_problem).collect();
    if !problems.is_empty() {
        return problems;
    }
    let flat = match (reach.to, reach.from) {
        (Target::By(0.0) | Target::ByPercent(0.0), from) => Some(from.unwrap_or(0.0)),
        (target, Some(from)) => Some(from).filter(|from| same(*from, target.value(*from))),
        (_, None) => None,
    };
    if let Some(baseline) = flat {
        return vec![ErrorKind::FlatTarget { baseline }];
    }
    // What the numbers say of the direction; a target that is read from its baseline says nothing.
    let (change, from) = match (reach.to, reach.from) {
        (Target::To(to), Some(from)) => (to - from, Some(from)),
        (Target::By(by) | Target::ByPercent(by), from) => (by, from),
        (Target::To(_), None) => return Vec::new(),
    };
    match (reach.direction, Direction::of(change)) {
        (Some(direction), found) if direction != found => {
            let direction = direction.as_str().to_owned();
            vec![ErrorKind::AgainstDirection { direction, from, change }]
        }
        _ => Vec::new(),
    }
}

/// What is wrong with bounds.
pub(super) fn check_bounds(min: Option<f64>, max: Option<f64>) -> Vec<ErrorKind> {
    let problems: Vec<ErrorKind> = [min, max].into_iter().flatten().filter_map(value_problem).collect();
    if !problems.is_empty() {
        return problems;
    }
    let reason = match (min, max) {
        (None, None) => "a range has `min`, `max` or both".to_owned(),
        (Some(low), Some(high)) if low > high => format!("`min` ({low}) is above `max` ({high})"),
        _ => return Vec::new(),
    };
    vec![ErrorKind::BadBounds { reason, min, max, target: None }]
}

/// `aggregate`: that of the key result itself.
fn check_hold(hold: &Hold, aggregate: Option<Aggregate>) -> Vec<ErrorKind> {
    let problems = check_bounds(hold.min, hold.max);
    let Some(by) = aggregate.filter(|by| *by != Aggregate::Latest) else { return problems };
    if !problems.is_empty() {
        return problems;
    }
    let reason = if by == Aggregate::Sum && hold.min.is_some() {
        "`min` cannot be held by a sum, which starts at 0: a floor under a total is a `reach`".to_owned()
    } else if hold.judge == Some(Judge::Share) {
        format!("`judge` must be `latest` where the key result aggregates by `{by}`, found `share`")
    } else {
        return problems;
    };
    vec![ErrorKind::BadBounds { reason, min: hold.min, max: hold.max, target: None }]
}

fn check_curve(curve: &Curve) -> Vec<ErrorKind> {
    let points = &curve.points;
    let problems: Vec<ErrorKind> =
        points.iter().flat_map(|point| [point.value, point.score]).filter_map(value_problem).collect();
    if !problems.is_empty() {
        return problems;
    }
    let problem = |point: usize, reason: &str| ErrorKind::BadPoints { reason: reason.into(), point };
    if points.len() < 2 {
        return vec![problem(points.len(), "a curve has at least 2 points")];
    }
    let mut problems = Vec::new();
    let neighbours = || points.iter().zip(points.iter().skip(1));
    let breaks = |holds: fn(f64, f64) -> bool| neighbours().position(|(a, b)| !holds(a.value, b.value));
    if let (Some(index), Some(_)) = (breaks(|a, b| a < b), breaks(|a, b| a > b)) {
        problems.push(problem(index + 1, "the values of a curve strictly rise or strictly fall"));
    }
    if let Some(index) = points.iter().position(|point| !(0.0..=1.0).contains(&point.score)) {
        problems.push(problem(index, "the scores of a curve lie within 0 and 1"));
    }
    if let Some(index) = neighbours().position(|(a, b)| a.score > b.score) {
        problems.push(problem(index + 1, "the scores of a curve do not fall"));
    }
    problems
}

fn check_milestones(context: &mut Context<'_>, milestones: &Milestones, at: &At<'_>) -> Vec<ErrorKind> {
    let items = &milestones.items;
    let list = at.field("items");
    for (index, item) in items.iter().enumerate() {
        let at = list.index(index);
        context.optional_date(item.due, &at.field("due"));
        if let Some(crate::plan::Done::On(date)) = item.done {
            context.date(date, &at.field("done"));
        }
    }
    let problems: Vec<ErrorKind> = items.iter().filter_map(|item| weight_problem(item.weight)).collect();
    // INVARIANT: a count of milestones in memory is far below 2^53.
    match problems.is_empty() && items.iter().map(|item| item.weight).sum::<f64>() == 0.0 {
        true => vec![ErrorKind::ZeroWeight { items: items.len() }],
        false => problems,
    }
}
