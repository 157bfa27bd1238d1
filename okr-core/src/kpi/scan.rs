//! Scanning: where the rules of very many KPIs stand, by numbers alone.

use super::Series;
use super::rules::{RuleOutcome, evaluate_rules};
use super::trigger::rules_of;
use crate::calendar::{Period, day_number};
use crate::evaluate::Prepared;
use crate::report::TriggerState;
use crate::score::Day;
use crate::{Errors, Evaluation, Tracker, parallel};

/// A rule of a KPI that is not quiet: what a trigger is made from, without its words.
///
/// Indices count from 0 in the plan; see [`Tracker::scan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Raised {
    /// The KPI, by its place in the plan.
    pub kpi: usize,
    /// The team of the series, by its place in the plan; none where the KPI has one series.
    pub team: Option<usize>,
    /// The rule, by its place among those that watch the KPI.
    pub rule: usize,
    /// Where it stands.
    pub state: TriggerState,
    /// The period of the first breach.
    pub since: Option<Period>,
    /// The period in which it fired.
    pub fired: Option<Period>,
    /// Breaches since then.
    pub run: u32,
    /// Periods without a breach since the last one.
    pub clear_run: u32,
}

impl Tracker {
    /// Where the rules of all KPIs stand: the triggers of [`evaluate`](Self::evaluate), in the same order, without the words, the
    /// ranks and the rest of the report. For many KPIs it takes a fraction of the time.
    ///
    /// The scope limits it to KPIs and teams; check-ins and cycles are not looked at.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi, Range};
    /// use okr_core::report::TriggerState;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let turnover = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).healthy(Range::new().max(12.0));
    /// let tracker = Plan::new().kpis([turnover]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "turnover", "date": "2026-06", "value": 13 },
    ///                                        { "metric": "turnover", "date": "2026-07", "value": 14 }]"#)?;
    /// let raised = tracker.scan(&Evaluation::new(&readings, parse_date("2026-07-31")?))?;
    /// assert!(raised.iter().any(|raised| raised.rule == 0 && raised.state == TriggerState::Firing));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn scan(&self, evaluation: &Evaluation<'_>) -> Result<Vec<Raised>, Errors> {
        let prepared = Prepared::new(self, evaluation)?;
        let as_of = day_number(evaluation.as_of);
        let news = prepared.news(as_of);
        let day = prepared.day(&news, as_of, false);
        let listed = evaluation.scope.lists_series(prepared.index);
        let work = |scratch: &mut Scratch, place: usize, found: &mut Vec<Raised>| {
            if listed(place) {
                scan_series(&day, scratch, place);
                found.extend(
                    scratch.outcomes.iter().filter_map(|outcome| raised(&day, place, &scratch.series, outcome)),
                );
            }
        };
        Ok(parallel::flat_map(prepared.index.series.len(), Scratch::default, work))
    }
}

#[derive(Default)]
struct Scratch {
    visible: crate::readings::series::Scratch,
    series: Series,
    outcomes: Vec<RuleOutcome>,
}

/// Leaves in `scratch` the series with this index and where the rules stand.
fn scan_series(day: &Day<'_>, scratch: &mut Scratch, place: usize) {
    let Scratch { visible, series, outcomes } = scratch;
    outcomes.clear();
    let Some(kpi) = day.index.kpi_of(place) else { return };
    let readings = day.series_readings(place).map(|readings| readings.visible(day.as_of, visible));
    series.fill(kpi, readings.unwrap_or_default(), day.policy, day.as_of);
    evaluate_rules(kpi, rules_of(kpi, day.policy), series, outcomes);
}

fn raised(day: &Day<'_>, place: usize, series: &Series, outcome: &RuleOutcome) -> Option<Raised> {
    let node = day.index.series.get(place)?;
    Some(Raised {
        kpi: node.kpi,
        team: node.team,
        rule: outcome.rule,
        state: outcome.state,
        since: outcome.since.map(|place| series.period(place)),
        fired: outcome.fired.map(|place| series.period(place)),
        run: outcome.run,
        clear_run: outcome.clear_run,
    })
}
