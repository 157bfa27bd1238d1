//! The way that a key result is asked to go: its targets, as revisions set them, and what is expected by each day.

use chrono::{Days, NaiveDate};

use crate::calendar::day_number;
use crate::plan::{Measure, MeasureKind, Milestone, Milestones, Pace, PacePoint, Reach};
use crate::report::{KeyResultRow, PaceKind};
use crate::score::{Window, expected};

/// The days from a revision, or from the start, to the next one, with the values to start from and to reach.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) baseline: Option<f64>,
    pub(super) target: Option<f64>,
}

/// The stretches of the window of a key result, in order.
pub(super) fn stretches(row: &KeyResultRow) -> Vec<Stretch> {
    let first = row.revisions.first();
    let ends = first.map_or((row.baseline, row.target), |revision| (revision.baseline_before, revision.target_before));
    let mut found = vec![Stretch { first: row.start, last: row.end, baseline: ends.0, target: ends.1 }];
    for revision in row.revisions.iter().filter(|revision| revision.date <= row.end) {
        let next = Stretch {
            first: revision.date.max(row.start),
            last: row.end,
            baseline: revision.baseline,
            target: revision.target,
        };
        match found.last_mut() {
            Some(before) if before.first < next.first => {
                before.last = next.first - Days::new(1);
                found.push(next);
            }
            Some(before) => *before = next,
            None => {}
        }
    }
    found
}

/// What is expected by the end of each day, as lines through points, a line for each stretch: values of a `reach`, scores of a
/// `milestones`; nothing for what depends on more than the row.
pub(super) fn expected_course(row: &KeyResultRow) -> Vec<Vec<(NaiveDate, f64)>> {
    let pace = match row.pace {
        PaceKind::Linear => Pace::Linear,
        PaceKind::Phased => {
            Pace::Phased(row.pace_points.iter().map(|point| PacePoint::from((point.date, point.share))).collect())
        }
    };
    let of = |measure: &Measure, day: NaiveDate| {
        let window = Window { start: day_number(row.start), end: day_number(row.end), as_of: day_number(day) };
        expected(measure, &pace, row.success, window, day_number(day), day > row.end)
    };
    match row.kind {
        MeasureKind::Reach => {
            let line = |stretch: Stretch| {
                let (Some(baseline), Some(target)) = (stretch.baseline, stretch.target) else { return Vec::new() };
                let measure = Reach::new(target).into();
                let turns = row.pace_points.iter().map(|point| point.date);
                let days = days(stretch, turns);
                days.into_iter().map(|day| (day, baseline + of(&measure, day) * (target - baseline))).collect()
            };
            stretches(row).into_iter().map(line).collect()
        }
        MeasureKind::Milestones => {
            let item = |step: &crate::report::MilestoneStep| {
                let item = Milestone::new(&*step.title).weight(step.weight);
                match step.due {
                    Some(due) => item.due(due),
                    None => item,
                }
            };
            let measure = Milestones::new().items(row.milestones.iter().map(item)).into();
            // What is due on a day is expected from that day on, and not on the day before.
            let dues = row.milestones.iter().filter_map(|step| step.due);
            let dues = dues.flat_map(|due| [due.pred_opt(), Some(due)]).flatten();
            let turns = dues.chain(row.pace_points.iter().map(|point| point.date)).chain(row.end.pred_opt());
            let whole = Stretch { first: row.start, last: row.end, baseline: None, target: None };
            vec![days(whole, turns).into_iter().map(|day| (day, of(&measure, day))).collect()]
        }
        _ => Vec::new(),
    }
}

/// The first and the last day of a stretch, and the days within it at which its line turns.
fn days(stretch: Stretch, turns: impl Iterator<Item = NaiveDate>) -> Vec<NaiveDate> {
    let inside = turns.filter(|day| stretch.first < *day && *day < stretch.last);
    let mut days: Vec<NaiveDate> = [stretch.first, stretch.last].into_iter().chain(inside).collect();
    crate::order::by_key(&mut days, |day| *day);
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_date;
    use crate::report::{PaceShare, RevisionStep};

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    /// Ten days from 0 to 10, of which success is all.
    fn row() -> KeyResultRow {
        let ends = KeyResultRow::default().kind(MeasureKind::Reach).baseline(0.0).target(10.0).success(1.0);
        ends.pace(PaceKind::Linear).start(day("2026-07-01")).end(day("2026-07-10"))
    }

    fn revision(date: &str, (before, after): (f64, f64)) -> RevisionStep {
        let [baseline_before, baseline] = [Some(0.0); 2];
        let (target_before, target) = (Some(before), Some(after));
        let (date, reason) = (day(date), None);
        RevisionStep { date, reason, baseline_before, baseline, target_before, target, weight_before: 1.0, weight: 1.0 }
    }

    #[test]
    fn an_even_pace_is_a_line() {
        assert_eq!(expected_course(&row()), [[(day("2026-07-01"), 1.0), (day("2026-07-10"), 10.0)]]);
    }

    #[test]
    fn a_revision_is_a_step() {
        let row = row().target(20.0).revisions([revision("2026-07-06", (10.0, 20.0))]);
        let before = vec![(day("2026-07-01"), 1.0), (day("2026-07-05"), 5.0)];
        let after = vec![(day("2026-07-06"), 12.0), (day("2026-07-10"), 20.0)];
        assert_eq!(expected_course(&row), [before, after]);
    }

    #[test]
    fn a_phased_pace_turns_at_its_points() {
        let point = |date: &str, share: f64| PaceShare { date: day(date), share };
        let row = row().pace(PaceKind::Phased).pace_points([point("2026-07-04", 0.1), point("2026-07-10", 1.0)]);
        // A tenth of the way over the four days up to the 4th, the rest in six.
        let expected = [vec![(day("2026-07-01"), 0.25), (day("2026-07-04"), 1.0), (day("2026-07-10"), 10.0)]];
        assert_eq!(expected_course(&row), expected);
    }

    #[test]
    fn milestones_are_steps_on_their_days() {
        let step = |due: &str| crate::report::MilestoneStep {
            title: "Step".into(),
            due: Some(day(due)),
            done: false,
            done_on: None,
            weight: 1.0,
        };
        let row = row().kind(MeasureKind::Milestones).milestones([step("2026-07-05"), step("2026-07-10")]);
        let points =
            [("2026-07-01", 0.0), ("2026-07-04", 0.0), ("2026-07-05", 0.5), ("2026-07-09", 0.5), ("2026-07-10", 1.0)];
        assert_eq!(expected_course(&row), [points.map(|(date, score)| (day(date), score)).to_vec()]);
    }

    #[test]
    fn a_revision_before_the_start_holds_from_the_start() {
        let row = row().target(20.0).revisions([revision("2026-06-06", (10.0, 20.0))]);
        let targets: Vec<Option<f64>> = stretches(&row).iter().map(|stretch| stretch.target).collect();
        assert_eq!(targets, [Some(20.0)]);
    }
}
