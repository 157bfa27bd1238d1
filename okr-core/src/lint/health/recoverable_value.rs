//! `recoverable-value`.

use hashbrown::{HashMap, HashSet};

use crate::index::{InputIndex, KpiIndex, ListIndex};
use crate::lint::collector::data;
use crate::lint::view::{KpiView, SeriesView};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::Health;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::RecoverableValue,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "`min_sample` withholds a value so that nobody learns what a few people said. Where the whole is shown, and all parts of it but \
                one, the one that is withheld can be worked out: the whole less the others.",
    help: "withhold the whole as well, or a second part (raise `min_sample`), or join parts that are too small",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Wholes of which two or more parts are withheld. Parts and wholes that are made from other inputs.",
        id: "by-site",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "inputs": [{ "id": "happy" }, { "id": "asked" }],
  "kpis": [
    { "id": "by-site", "name": "By site", "better": "higher", "cadence": "monthly", "owner": "Maya", "formula": "100 * happy / asked",
      "sample": "asked", "min_sample": 5, "teams": "any", "healthy": { "min": 60 } },
    { "id": "happiness", "name": "Happiness", "better": "higher", "cadence": "monthly", "owner": "Maya", "formula": "100 * happy / asked",
      "sample": "asked", "healthy": { "min": 60 } }] },
  "readings": [
    { "metric": "happy@a", "date": "2026-07-10", "value": 27 },
    { "metric": "asked@a", "date": "2026-07-10", "value": 36 },
    { "metric": "happy@b", "date": "2026-07-10", "value": 3 },
    { "metric": "asked@b", "date": "2026-07-10", "value": 4 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "inputs": [{ "id": "happy" }, { "id": "asked" }],
  "kpis": [
    { "id": "by-site", "name": "By site", "better": "higher", "cadence": "monthly", "owner": "Maya", "formula": "100 * happy / asked",
      "sample": "asked", "min_sample": 5, "teams": "any", "healthy": { "min": 60 } },
    { "id": "happiness", "name": "Happiness", "better": "higher", "cadence": "monthly", "owner": "Maya", "formula": "100 * happy / asked",
      "sample": "asked", "healthy": { "min": 60 } }] },
  "readings": [
    { "metric": "happy@a", "date": "2026-07-10", "value": 27 },
    { "metric": "asked@a", "date": "2026-07-10", "value": 36 },
    { "metric": "happy@b", "date": "2026-07-10", "value": 3 },
    { "metric": "asked@b", "date": "2026-07-10", "value": 4 },
    { "metric": "happy@c", "date": "2026-07-10", "value": 2 },
    { "metric": "asked@c", "date": "2026-07-10", "value": 3 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let wholes = wholes_by_input(view);
    if wholes.is_empty() {
        return;
    }
    for kpi in view.kpis().filter(|kpi| withholds_parts(*kpi)) {
        // A whole that is made from all of its inputs is among those of the rarest one.
        let candidates = inputs(view, kpi).iter().map(|input| wholes.get(input).map_or(&[][..], Vec::as_slice));
        let Some(candidates) = candidates.min_by_key(|wholes| wholes.len()) else { continue };
        let series = view.index().series_of(KpiIndex::new(kpi.index));
        let series: Vec<_> = series.filter_map(|(series, _)| view.one_series(series.get())).collect();
        let found = candidates.iter().find_map(|whole| Some((whole, recoverable(view, kpi, &series, whole)?)));
        let Some((whole, withheld)) = found else { continue };
        let (id, part, name) = (kpi.written.id.as_str(), &*withheld.node.metric, &*whole.node.metric);
        let period = whole.row.period.as_deref();
        let message = format!(
            "the value of `{part}` in {} is withheld, but can be worked out from `{name}` and the other parts",
            period.unwrap_or("its newest period")
        );
        let data = data! { kpi: id, withheld: part, whole: name, period: period };
        collector.add(kpi.location(), data, message);
    }
}

/// The wholes with a value by each of their inputs, in document order: of several that tell the same, the first.
fn wholes_by_input<'a>(view: &LintView<'a>) -> HashMap<InputIndex, Vec<SeriesView<'a>>> {
    let mut known = HashSet::new();
    let mut wholes: HashMap<InputIndex, Vec<SeriesView<'a>>> = HashMap::new();
    for series in view.series().filter(|series| series.row.parts.is_some() && series.row.value.is_some()) {
        let inputs = inputs(view, series.kpi);
        if known.insert((inputs, &series.row.cadence, &series.row.period, series.row.parts)) {
            inputs.iter().for_each(|input| wholes.entry(*input).or_default().push(series));
        }
    }
    wholes
}

/// Whether a KPI is made by team from inputs, and withholds values of small samples.
fn withholds_parts(kpi: KpiView<'_>) -> bool {
    kpi.written.formula.is_some() && kpi.written.min_sample.is_some() && !kpi.written.teams.is_empty()
}

/// The one part of a shown whole that a KPI by team withholds, where it shows all others.
fn recoverable<'a, 'b>(
    view: &LintView<'_>,
    kpi: KpiView<'_>,
    series: &'b [SeriesView<'a>],
    whole: &SeriesView<'_>,
) -> Option<&'b SeriesView<'a>> {
    let same_period = |one: &&SeriesView<'_>| one.row.cadence == whole.row.cadence && one.row.period == whole.row.period;
    if !inputs(view, kpi).iter().all(|input| inputs(view, whole.kpi).contains(input)) {
        return None;
    }
    let shown = series.iter().filter(same_period).filter(|one| one.row.value.is_some()).count();
    let mut withheld = series.iter().filter(same_period).filter(|one| one.row.health == Health::SmallSample);
    let only = withheld.next().filter(|_| withheld.next().is_none())?;
    // Were there further parts, the one that is withheld could not be told from them.
    (whole.row.parts? as usize == shown + 1).then_some(only)
}

fn inputs<'a>(view: &LintView<'a>, kpi: KpiView<'_>) -> &'a [InputIndex] {
    view.index().kpi_sources[KpiIndex::new(kpi.index)].formula.as_ref().map_or(&[], |formula| &formula.inputs)
}
