//! The conditions of each measure. All their errors have the path of the measure, and name the field at fault in it.

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
    for (field, kind) in problems {
        context.errors.push(at.error(kind).at_field(&format_args!("{at}{field}")));
    }
}

/// What is wrong, and the JSON Pointer of the value at fault within what is checked; empty for all of it.
pub(super) type Problem = (String, ErrorKind);

fn of(field: &str, kind: ErrorKind) -> Problem {
    (field.to_owned(), kind)
}

fn check_reach(reach: &Reach) -> Vec<Problem> {
    let (field, number) = match reach.to {
        Target::To(number) => ("/to", number),
        Target::By(number) => ("/to/by", number),
        Target::ByPercent(number) => ("/to/by_percent", number),
    };
    let numbers = [reach.from.map(|from| ("/from", from)), Some((field, number))];
    let mut problems = Vec::new();
    for (field, number) in numbers.into_iter().flatten() {
        if let Some(kind) = value_problem(number) {
            problems.push(of(field, kind));
        }
    }
    if !problems.is_empty() {
        return problems;
    }
    let flat = match (reach.to, reach.from) {
        (Target::By(0.0) | Target::ByPercent(0.0), from) => Some(from.unwrap_or(0.0)),
        (target, Some(from)) => Some(from).filter(|from| same(*from, target.value(*from))),
        (_, None) => None,
    };
    if let Some(baseline) = flat {
        return vec![of("/to", ErrorKind::FlatTarget { baseline })];
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
            vec![of("/direction", ErrorKind::AgainstDirection { direction, from, change })]
        }
        _ => Vec::new(),
    }
}

/// What is wrong with bounds.
pub(super) fn check_bounds(min: Option<f64>, max: Option<f64>) -> Vec<Problem> {
    let bounds = [("/min", min), ("/max", max)];
    let problems: Vec<Problem> =
        bounds.into_iter().filter_map(|(field, x)| Some(of(field, value_problem(x?)?))).collect();
    if !problems.is_empty() {
        return problems;
    }
    let reason = match (min, max) {
        (None, None) => "a range has `min`, `max` or both".to_owned(),
        (Some(low), Some(high)) if low > high => format!("`min` ({low}) is above `max` ({high})"),
        _ => return Vec::new(),
    };
    vec![of("", ErrorKind::BadBounds { reason, min, max, target: None })]
}

/// `aggregate`: that of the key result itself.
fn check_hold(hold: &Hold, aggregate: Option<Aggregate>) -> Vec<Problem> {
    let problems = check_bounds(hold.min, hold.max);
    let Some(by) = aggregate.filter(|by| *by != Aggregate::Latest) else { return problems };
    if !problems.is_empty() {
        return problems;
    }
    let (field, reason) = if by == Aggregate::Sum && hold.min.is_some() {
        ("/min", "`min` cannot be held by a sum, which starts at 0: a floor under a total is a `reach`".to_owned())
    } else if hold.judge == Some(Judge::Share) {
        ("/judge", format!("`judge` must be `latest` where the key result aggregates by `{by}`, found `share`"))
    } else {
        return problems;
    };
    vec![of(field, ErrorKind::BadBounds { reason, min: hold.min, max: hold.max, target: None })]
}

fn check_curve(curve: &Curve) -> Vec<Problem> {
    let points = &curve.points;
    let numbers =
        points.iter().enumerate().flat_map(|(index, point)| [(index, 0, point.value), (index, 1, point.score)]);
    let problems: Vec<Problem> =
        numbers.filter_map(|(index, part, x)| Some((format!("/points/{index}/{part}"), value_problem(x)?))).collect();
    if !problems.is_empty() {
        return problems;
    }
    let problem = |point: usize, part: usize, reason: &str| {
        (format!("/points/{point}/{part}"), ErrorKind::BadPoints { reason: reason.into(), point })
    };
    if points.len() < 2 {
        let reason = format!("a curve must have at least 2 points, found {}", points.len());
        return vec![of("/points", ErrorKind::BadPoints { reason, point: points.len() })];
    }
    let mut problems = Vec::new();
    let neighbours = || points.iter().zip(points.iter().skip(1));
    let breaks = |holds: fn(f64, f64) -> bool| neighbours().position(|(a, b)| !holds(a.value, b.value));
    if let (Some(index), Some(_)) = (breaks(|a, b| a < b), breaks(|a, b| a > b)) {
        problems.push(problem(index + 1, 0, "the values of a curve strictly rise or strictly fall"));
    }
    if let Some(index) = points.iter().position(|point| !(0.0..=1.0).contains(&point.score)) {
        problems.push(problem(index, 1, "the scores of a curve lie within 0 and 1"));
    }
    if let Some(index) = neighbours().position(|(a, b)| a.score > b.score) {
        problems.push(problem(index + 1, 1, "the scores of a curve do not fall"));
    }
    problems
}

fn check_milestones(context: &mut Context<'_>, milestones: &Milestones, at: &At<'_>) -> Vec<Problem> {
    let items = &milestones.items;
    let list = at.field("items");
    for (index, item) in items.iter().enumerate() {
        let at = list.index(index);
        context.optional_date(item.due, &at.field("due"));
        if let Some(crate::plan::Done::On(date)) = item.done {
            context.date(date, &at.field("done"));
        }
    }
    let weights = items.iter().enumerate();
    let problems: Vec<Problem> = weights
        .filter_map(|(index, item)| Some((format!("/items/{index}/weight"), weight_problem(item.weight)?)))
        .collect();
    match problems.is_empty() && items.iter().map(|item| item.weight).sum::<f64>() == 0.0 {
        true => vec![of("/items", ErrorKind::ZeroWeight { items: items.len() })],
        false => problems,
    }
}
