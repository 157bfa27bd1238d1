//! Scans readings batch by batch: the state of the rules of series whose readings do not fit in memory together.

use std::hash::{DefaultHasher, Hash, Hasher};

use hashbrown::{HashMap, HashSet};

use crate::document::At;
use crate::error::{Error, ErrorKind, Errors, Problems};
use crate::evaluate::scope::Limits;
use crate::evaluate::{Evaluation, Prepared, Request};
use crate::index::{IndexVec, InputIndex, KpiIndex, ListIndex, SeriesIndex};
use crate::resolve::{Metric, ResolvedPlan};
use crate::scan::{ScanRow, rows_of};
use crate::{Readings, Tracker};

/// A scan of readings that come in batches; see the [guide](crate::guide::scale) and [`Tracker::batch_scan`].
///
/// Besides the plan it keeps 10 to 20 bytes for each series that a batch had (a hash of 8 bytes in a table), and no readings. Two
/// series with the same hash would be refused as one that comes again: among a million series the chance is 3 in 100 million.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::evaluate::Request;
/// use okr_core::plan::{Better, Cadence, Kpi};
/// use okr_core::{Plan, Readings};
///
/// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
/// let mut scan = Plan::new().kpis([enps]).resolve()?.batch_scan(Request::new(parse_date("2026-07-31")?))?;
/// scan.scan(&Readings::from_csv("metric,date,value\nenps,2026-07,31\nepns,2026-08,29\n")?)?;
/// // A misspelled name is no error: other readings may stand beside those of the plan. It is counted.
/// assert_eq!(scan.unread(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct BatchScan {
    tracker: Tracker,
    request: Request,
    parts: Parts,
    /// Hashes of what earlier batches had.
    seen: HashSet<u64>,
    /// Which of the plan's own series earlier batches had.
    held: IndexVec<SeriesIndex, bool>,
    unread: usize,
}

/// What the readings of a plan must be kept together by.
#[derive(Debug, Clone)]
struct Parts {
    /// Whether the scope lets a KPI pass.
    listed: IndexVec<KpiIndex, bool>,
    /// The first of the inputs that stand in formulas with this one; none for an input that no listed KPI reads.
    groups: IndexVec<InputIndex, Option<InputIndex>>,
}

/// What a batch has.
struct Batch<'a> {
    /// Its parts, each with its hash.
    parts: HashMap<Part<'a>, u64>,
    /// How many of its readings no listed series reads.
    unread: usize,
}

/// What one batch must hold all readings of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part<'a> {
    /// A metric that is a series.
    Metric(&'a str),
    /// Inputs that stand in formulas together, of one name.
    Inputs(InputIndex, &'a str),
}

impl Part<'_> {
    fn hash(&self) -> u64 {
        // Unlike the hash of a hash map, the same in every process: two runs over the same data do not differ.
        let mut hasher = DefaultHasher::new();
        Hash::hash(self, &mut hasher);
        hasher.finish()
    }
}

impl Tracker {
    /// Starts a scan of readings that come in batches, each with all readings of its series. Use it when the readings do not fit
    /// in memory; otherwise [`scan_rows`](Self::scan_rows) finds the same rows at once.
    ///
    /// The readings of inputs that stand in a formula together belong to one series for each team.
    ///
    /// # Errors
    ///
    /// Those of [`scan_rows`](Self::scan_rows), and `needs_all_series` for each KPI in scope that has a formula and no teams: it is
    /// made of the readings of all teams.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::evaluate::Request;
    /// use okr_core::plan::{Better, Cadence, Kpi, KpiTeams, Range};
    /// use okr_core::{Plan, Readings};
    ///
    /// let sales = Kpi::new("sales", "Sales", Better::Higher, Cadence::Monthly).healthy(Range::new().min(100.0));
    /// let tracker = Plan::new().kpis([sales.teams(KpiTeams::Any)]).resolve()?;
    /// let mut scan = tracker.batch_scan(Request::new(parse_date("2026-07-31")?))?;
    /// for store in ["north", "south"] {
    ///     let readings = Readings::from_csv(&format!("metric,date,value\nsales@{store},2026-06,90\nsales@{store},2026-07,80\n"))?;
    ///     assert_eq!(scan.scan(&readings)?[0].team.as_deref(), Some(store));
    /// }
    /// assert!(scan.rest()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn batch_scan(&self, request: Request) -> Result<BatchScan, Errors> {
        let evaluation = Evaluation::of(Readings::new(), &request);
        Prepared::new(self, &evaluation)?;
        let parts = Parts::of(&self.0, &evaluation)?;
        let held = vec![false; self.0.listed_series].into();
        Ok(BatchScan { tracker: self.clone(), request, parts, seen: HashSet::new(), held, unread: 0 })
    }
}

impl BatchScan {
    /// The rows of the series that a batch has readings of, in the order of [`Tracker::scan_rows`]. The rows of all batches and those
    /// of [`rest`](Self::rest) are the rows of a scan over all readings, however they are cut into batches.
    ///
    /// # Errors
    ///
    /// `repeated_series` for a series that an earlier batch had, and `shared_input` for an input without a team. The scan is then as
    /// it was before the batch.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::evaluate::Request;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
    /// let mut scan = Plan::new().kpis([enps]).resolve()?.batch_scan(Request::new(parse_date("2026-07-31")?))?;
    /// scan.scan(&Readings::from_csv("metric,date,value\nenps,2026-06,31\n")?)?;
    /// let errors = scan.scan(&Readings::from_csv("metric,date,value\nenps,2026-07,29\n")?).unwrap_err();
    /// assert_eq!(errors[0].code(), "repeated_series");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn scan(&mut self, readings: &Readings) -> Result<Vec<ScanRow>, Errors> {
        let plan = &self.tracker.0;
        let Batch { parts, unread } = self.parts.in_batch(plan, readings, &self.seen)?;
        let is_here = |plan: &ResolvedPlan, series| {
            self.parts.of_series(plan, series).is_some_and(|part| parts.contains_key(&part))
        };
        let rows = rows_of(&self.tracker, &Evaluation::of(readings, &self.request), is_here)?;
        for series in plan.series.indices().take(plan.listed_series).filter(|series| is_here(plan, *series)) {
            self.held[series] = true;
        }
        self.seen.extend(parts.into_values());
        self.unread += unread;
        Ok(rows)
    }

    /// The rows of the plan's own series that no batch had readings of: those of KPIs without teams and of listed teams.
    ///
    /// # Errors
    ///
    /// None of a scan that started.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::evaluate::Request;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::Plan;
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).start(parse_date("2026-01-01")?).healthy(
    ///     okr_core::plan::Range::new().min(20.0));
    /// let scan = Plan::new().kpis([enps]).resolve()?.batch_scan(Request::new(parse_date("2026-07-31")?))?;
    /// assert!(scan.rest()?.iter().all(|row| &*row.kpi == "enps"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rest(&self) -> Result<Vec<ScanRow>, Errors> {
        // Without readings the plan has its own series alone, so that their indices are those of the tracker.
        let evaluation = Evaluation::of(Readings::new(), &self.request);
        rows_of(&self.tracker, &evaluation, |_, series| !self.held[series])
    }

    /// How many readings so far no KPI in scope reads, such as those with a misspelled name, those of key results, and those of a KPI
    /// with teams that name none.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.unread
    }
}

impl Parts {
    /// # Errors
    ///
    /// The listed KPIs that need all series.
    fn of(plan: &ResolvedPlan, evaluation: &Evaluation<'_>) -> Result<Self, Errors> {
        let limits = Limits::of(&evaluation.scope, plan);
        let listed: IndexVec<KpiIndex, bool> = plan
            .kpis
            .indices()
            .map(|kpi| {
                let written = plan.written_kpi(kpi);
                limits.as_ref().is_none_or(|limits| match written.teams.is_empty() {
                    true => limits.kpi(written, written.team.as_deref()),
                    false => limits.kpi_of_any_team(written),
                })
            })
            .collect();
        let mut errors = Problems::new();
        let mut groups: IndexVec<InputIndex, Option<InputIndex>> = vec![None; plan.written.inputs.len()].into();
        for kpi in plan.kpis.indices().filter(|kpi| listed[*kpi]) {
            let inputs = plan.kpi_sources[kpi].formula.iter().flat_map(|formula| &formula.inputs).copied();
            let written = plan.written_kpi(kpi);
            if written.teams.is_empty() {
                let inputs: Vec<String> = inputs.map(|input| plan.input(input).id.clone()).collect();
                if !inputs.is_empty() {
                    let kind = ErrorKind::NeedsAllSeries { kpi: written.id.clone(), inputs };
                    errors.push(At::root("/kpis").index(kpi.get()).error(kind).of(&written.id));
                }
                continue;
            }
            join(&mut groups, inputs);
        }
        for input in groups.indices() {
            groups[input] = groups[input].map(|_| first(&groups, input));
        }
        if errors.is_empty() { Ok(Parts { listed, groups }) } else { Err(Errors::new(errors)) }
    }

    /// What a batch has.
    ///
    /// # Errors
    ///
    /// What an earlier batch had, and inputs that all series share.
    fn in_batch<'a>(
        &self,
        plan: &ResolvedPlan,
        readings: &'a Readings,
        seen: &HashSet<u64>,
    ) -> Result<Batch<'a>, Errors> {
        let mut batch = Batch { parts: HashMap::new(), unread: 0 };
        let mut errors = Problems::new();
        for (index, metric) in readings.metrics().enumerate() {
            match self.of_metric(plan, metric) {
                Ok(None) => batch.unread += readings.series(index).dates.len(),
                Ok(Some(part)) => {
                    let hash = *batch.parts.entry(part).or_insert_with(|| part.hash());
                    if seen.contains(&hash) {
                        errors.push(Error::new("/readings", ErrorKind::RepeatedSeries { metric: metric.to_owned() }));
                    }
                }
                Err(kind) => errors.push(Error::new("/readings", kind)),
            }
        }
        if errors.is_empty() { Ok(batch) } else { Err(Errors::new(errors)) }
    }

    /// What a metric is part of; none where no listed series reads it.
    fn of_metric<'a>(&self, plan: &ResolvedPlan, metric: &'a str) -> Result<Option<Part<'a>>, ErrorKind> {
        let of = |kpi: KpiIndex| self.listed[kpi].then_some(Part::Metric(metric));
        Ok(match plan.metric(metric) {
            Some(Metric::Series(series)) => of(plan.series[series].kpi),
            Some(Metric::OpenTeam(kpi)) => of(kpi),
            Some(Metric::Input(input)) => match (self.groups[input], metric.split_once('@')) {
                (None, _) => None,
                (Some(group), Some((_, name))) => Some(Part::Inputs(group, name)),
                (Some(_), None) => return Err(ErrorKind::SharedInput { input: metric.to_owned() }),
            },
            Some(Metric::KeyResult(_)) | None => None,
        })
    }

    /// What a series is made of; none where it has no readings of its own.
    fn of_series<'a>(&self, plan: &'a ResolvedPlan, series: SeriesIndex) -> Option<Part<'a>> {
        let node = &plan.series[series];
        match &plan.kpi_sources[node.kpi].formula {
            None => Some(Part::Metric(&node.metric)),
            Some(formula) => Some(Part::Inputs(self.groups[*formula.inputs.first()?]?, node.name.as_deref()?)),
        }
    }
}

/// The first of the inputs that one is joined with.
fn first(groups: &IndexVec<InputIndex, Option<InputIndex>>, input: InputIndex) -> InputIndex {
    let mut at = input;
    while let Some(next) = groups[at].filter(|next| *next != at) {
        at = next;
    }
    at
}

/// Notes that inputs stand in a formula together: each points to an earlier one, the first to itself.
fn join(groups: &mut IndexVec<InputIndex, Option<InputIndex>>, inputs: impl Iterator<Item = InputIndex> + Clone) {
    let Some(smallest) = inputs.clone().map(|input| first(groups, input)).min() else { return };
    for input in inputs {
        let root = first(groups, input);
        groups[root] = Some(smallest);
        groups[input] = Some(smallest);
    }
}
