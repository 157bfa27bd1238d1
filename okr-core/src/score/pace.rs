//! Pace: the score that is expected on a day.

use super::window::Window;
use crate::calendar::{date_of_day, day_number};
use crate::plan::{Measure, Milestones, Pace, PacePoint};

/// What a key result of another measure than `roll_up` is expected to score.
///
/// `day` is the day that it is judged by, `past` whether it is past its end.
pub(crate) fn expected(measure: &Measure, pace: &Pace, success: f64, window: Window, day: i32, past: bool) -> f64 {
    if !window.started() {
        return 0.0;
    }
    match measure {
        Measure::Hold(_) => success,
        Measure::Establish(_) => f64::from(u8::from(past)) * success,
        Measure::Milestones(milestones) => success * milestones_due(milestones, pace, window),
        Measure::Reach(_) | Measure::Curve(_) | Measure::RollUp(_) => success * share(pace, window, day),
    }
}

/// The share of the way that is expected by a day.
pub(crate) fn share(pace: &Pace, window: Window, day: i32) -> f64 {
    match pace {
        Pace::Linear => window.elapsed(day),
        Pace::Phased(points) => phased(points, window.start, day),
    }
}

fn phased(points: &[PacePoint], start: i32, day: i32) -> f64 {
    let before_start = start.saturating_sub(1);
    if day <= before_start {
        return 0.0;
    }
    let next = points.iter().find(|point| day_number(point.date) >= day);
    let last = points.iter().rfind(|point| day_number(point.date) < day);
    let (from, from_share) = last
        .map(|point| (day_number(point.date), point.share))
        .filter(|(date, _)| *date > before_start)
        .unwrap_or((before_start, 0.0));
    match (next, last) {
        (Some(next), _) => {
            let to = day_number(next.date);
            let part = f64::from(day - from) / f64::from(to - from);
            from_share + (next.share - from_share) * part
        }
        (None, Some(last)) => last.share,
        (None, None) => 0.0,
    }
}

/// The share of the milestones' weight that is due by the day; those without a date come evenly, a single one
/// without a date at the end.
fn milestones_due(milestones: &Milestones, pace: &Pace, window: Window) -> f64 {
    let items = &milestones.items;
    let day = window.looked_on();
    if let [only] = items.as_slice()
        && only.due.is_none()
    {
        return f64::from(u8::from(day >= window.end));
    }
    if items.iter().all(|item| item.due.is_none()) {
        return share(pace, window, day);
    }
    let date = date_of_day(day);
    let sum = |weights: &mut dyn Iterator<Item = f64>| weights.fold(0.0, |sum, weight| sum + weight);
    let due = sum(&mut items.iter().filter(|item| item.due.is_some_and(|due| due <= date)).map(|item| item.weight));
    let open = sum(&mut items.iter().filter(|item| item.due.is_none()).map(|item| item.weight));
    let total = sum(&mut items.iter().map(|item| item.weight));
    (due + window.elapsed(day) * open) / total
}
