//! `number-mismatch`.

use crate::lint::collector::data;
use crate::lint::view::KeyResultView;
use crate::lint::{Collector, Family, Finding, LintView, title_text};
use crate::number::larger;
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Measure, Target};

/// Titles write numbers in thousands, millions or billions; measures may as well.
/// A number in a title may differ from its value by so much: of 1, or of the value.
const ROUNDED: f64 = 0.005;

const SCALES: [f64; 4] = [1.0, 1e3, 1e6, 1e9];

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::NumberMismatch,
    family: Family::Writing,
    severity: Severity::Info,
    rationale: "People work towards the number in the title, and the score follows the measure. Where the two differ, one of them was changed \
                and the other forgotten.",
    help: "correct the title or the measure, so that both have the same number",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Titles in which a number is the baseline, the target, a bound, a point of the curve, or the change as a difference, a percentage or \
                 a multiple; also in thousands, millions or billions, and a share as a percentage. Numbers that name something, as for \
                 `number-in-objective`. Milestones, roll-ups and `establish`, which have no such value, and targets that are not known yet.",
        id: "time-to-hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Hire within 30 days", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Hire within 25 days", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for key_result in view.key_results() {
        let title = key_result.written.title.as_str();
        let numbers = title_text::numbers(title);
        if numbers.is_empty() {
            continue;
        }
        let Some(values) = measure_values(view, key_result) else { continue };
        // A number that names something may be the target all the same: the 8.0 in `8.0 of 10`.
        let mut written = title.split_whitespace().chain(numbers.iter().copied()).flat_map(title_text::values);
        if written.any(|number| values.iter().any(|value| fits(number, *value))) {
            continue;
        }
        let id = &*key_result.row.key_result;
        let quoted: Vec<String> = numbers.iter().map(|number| format!("`{number}`")).collect();
        let message = match quoted.as_slice() {
            [one] => format!("the title of `{id}` has the number {one}, which is not in its measure"),
            all => format!("the title of `{id}` has the numbers {}, none of which is in its measure", all.join(", ")),
        };
        let data = data! { key_result: id, title: title, numbers: numbers, measure: values };
        collector.add(key_result.location().field("title"), data, message);
    }
}

/// The values that a title may name: baseline, target, bounds, points and changes; none where the measure has none or they are not known.
fn measure_values(view: &LintView<'_>, key_result: KeyResultView<'_>) -> Option<Vec<f64>> {
    match key_result.measure(view.as_of()) {
        Measure::Reach(reach) => {
            let target = key_result.summary.target?;
            let mut values = vec![target];
            if let Target::By(change) | Target::ByPercent(change) = reach.to {
                values.push(change);
            }
            if let Some(from) = reach.from.or(key_result.summary.baseline) {
                values.extend([from, target - from]);
                if from != 0.0 {
                    values.extend([100.0 * (target - from) / from.abs(), target / from]);
                }
            }
            Some(values)
        }
        Measure::Hold(hold) => Some([hold.min, hold.max].into_iter().flatten().collect()),
        Measure::Curve(curve) => Some(curve.points.iter().map(|point| point.value).collect()),
        _ => None,
    }
}

/// Whether a number in a title stands for a value, whatever its sign and scale.
fn fits(number: f64, value: f64) -> bool {
    let (number, value) = (number.abs(), value.abs());
    // Titles round.
    let near = |a: f64, b: f64| (a - b).abs() <= ROUNDED * larger(1.0, b);
    let scaled = |scale: f64| near(number * scale, value) || near(number, value * scale);
    SCALES.into_iter().any(scaled) || scaled(100.0)
}

#[cfg(test)]
mod tests {
    use super::{fits, title_text};

    #[test]
    fn numbers_fit_values_in_any_scale() {
        for (title, value) in [
            ("Reach €5m of revenue", 5_000_000.0),
            ("Reach 1,200 customers", 1200.0),
            ("Reach 1.200 Kunden", 1200.0),
            ("Reach 500 000 users", 500_000.0),
            ("Uptime of 99,9 %", 99.9),
            ("Uptime of 99.9 %", 0.999),
            ("Cut cost by 20%", -20.0),
            ("From 42→25 days", 25.0),
            ("Reach 1.5k signups", 1500.0),
        ] {
            let numbers: Vec<f64> = title_text::numbers(title).into_iter().flat_map(title_text::values).collect();
            assert!(numbers.iter().any(|number| fits(*number, value)), "{title}: {numbers:?}");
            assert!(!numbers.iter().any(|number| fits(*number, 7.3)), "{title}: {numbers:?}");
        }
    }
}
