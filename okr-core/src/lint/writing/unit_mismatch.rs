//! `unit-mismatch`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Measure, Target};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::UnitMismatch,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "A key result that reads a KPI gets its values in the KPI's unit. Bounds and targets in another one make its score wrong.",
    help: "write the target in the KPI's unit, or leave the key result's unit away",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Where either has no unit. Case, a plural `s`, and `%` or `€` instead of the word make no difference; `pp` fits `%` where \
             the target is a difference.",
        id: "time-to-hire-falls",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "time-to-hire", "name": "Time to hire", "better": "lower", "cadence": "monthly", "unit": "days", "healthy": { "max": 30 } }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire-falls", "title": "Time to hire falls", "owner": "Jonas", "metric": "time-to-hire", "unit": "weeks",
      "measure": { "kind": "reach", "from": 6, "to": 4 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "time-to-hire", "name": "Time to hire", "better": "lower", "cadence": "monthly", "unit": "days", "healthy": { "max": 30 } }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire-falls", "title": "Time to hire falls", "owner": "Jonas", "metric": "time-to-hire", "unit": "days",
      "measure": { "kind": "reach", "from": 42, "to": 28 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for key_result in view.key_results() {
        let Some(series) = key_result.summary.series.filter(|_| key_result.summary.unit) else { continue };
        let Some(unit) = &key_result.written.unit else { continue };
        let kpi = view.kpi_of(series);
        let Some(other) = &kpi.unit else { continue };
        let difference =
            matches!(key_result.measure(view.as_of()), Measure::Reach(reach) if !matches!(reach.to, Target::To(_)));
        if same_unit(unit, other) || (difference && plain(unit) == "pp" && plain(other) == "%") {
            continue;
        }
        let id = &*key_result.row.key_result;
        let message = format!("`{id}` is in `{unit}`, but the KPI `{}` that it reads is in `{other}`", kpi.id);
        let data = data! { key_result: id, unit: unit.as_str(), kpi: kpi.id.as_str(), kpi_unit: other.as_str() };
        collector.add(key_result.location().field("unit"), data, message);
    }
}

fn same_unit(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    a == b || a.strip_suffix('s') == Some(&b) || b.strip_suffix('s') == Some(&a)
}

/// A unit in one spelling.
fn plain(unit: &str) -> String {
    let lower = unit.trim().to_lowercase();
    let one = match lower.as_str() {
        "percent" | "per cent" | "pct" => "%",
        "percentage point" | "percentage points" => "pp",
        "€" | "euro" => "eur",
        "$" | "us$" => "usd",
        "£" => "gbp",
        "hour" | "hours" => "h",
        other => other,
    };
    one.to_owned()
}

#[cfg(test)]
mod tests {
    use super::same_unit;

    #[test]
    fn spellings_of_one_unit_are_the_same() {
        for (a, b) in [("%", "percent"), ("EUR", "€"), ("day", "Days"), (" h ", "hours"), ("points", "point")] {
            assert!(same_unit(a, b) && same_unit(b, a), "{a} {b}");
        }
        for (a, b) in [("days", "weeks"), ("%", "pp"), ("EUR", "USD"), ("", "s"), ("m", "k")] {
            assert_eq!(same_unit(a, b), (a, b) == ("", "s"), "{a} {b}");
        }
    }
}
