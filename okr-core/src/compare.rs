//! Comparison of teams: the numbers for box plots, and outliers.

use std::sync::Arc;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::document::vocabulary;
use crate::error::Errors;
use crate::evaluate::Evaluation;
use crate::number::{at_least, at_most, clamp, larger, same, smaller, unsigned};
use crate::plan::{Aggregate, Better, Kpi, Plan};
use crate::report::{KpiRow, ObjectiveRow, Report, Status};
use crate::resolve::Tracker;
use crate::stats::{OUTLIER_SCORE, median_absolute_deviation, modified_z_score, quartiles};

/// With fewer teams, none is an outlier.
const FEWEST_TEAMS: usize = 8;

/// Summary statistics of a set of values.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let comparison = tracker.compare(&evaluation).unwrap();
/// let enps = comparison.kpis[0].values.unwrap();
/// assert_eq!((enps.count, enps.min, enps.lower, enps.median, enps.mean, enps.max), (2, 20.0, 25.0, 30.0, 30.0, 40.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Spread {
    /// Number of values.
    pub count: u32,
    /// Mean.
    pub mean: f64,
    /// Smallest value.
    pub min: f64,
    /// First quartile, by linear interpolation.
    pub lower: f64,
    /// Median.
    pub median: f64,
    /// Third quartile, by linear interpolation.
    pub upper: f64,
    /// Largest value.
    pub max: f64,
}

impl Spread {
    /// Summarizes values; none without a value.
    fn of(values: &[f64]) -> Option<Spread> {
        let first = values.first().copied()?;
        let quartiles = quartiles(&mut values.to_vec()).ok()?;
        let sum = values.iter().fold(0.0, |sum, value| sum + value);
        Some(Spread {
            count: count(values.len()),
            // INVARIANT: a count of values in memory is far below 2^53.
            mean: unsigned(sum / values.len() as f64),
            min: values.iter().copied().fold(first, smaller),
            lower: quartiles.lower,
            median: quartiles.median,
            upper: quartiles.upper,
            max: values.iter().copied().fold(first, larger),
        })
    }
}

/// A team in a cycle, with the distribution of the scores of its objectives.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let comparison = tracker.compare(&evaluation).unwrap();
/// let people = &comparison.teams[0];
/// assert_eq!((&*people.team, people.score, people.attained), ("people", Some(0.65), Some(0.5)));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TeamComparison {
    /// Id of the team.
    pub team: Arc<str>,
    /// Id of the cycle.
    pub cycle: Arc<str>,
    /// Score of the team in the cycle.
    pub score: Option<f64>,
    /// Scores of its active and closed objectives.
    pub scores: Option<Spread>,
    /// Share of these objectives that attained their success score.
    pub attained: Option<f64>,
    /// Share of these objectives that are on track or achieved.
    pub on_track: Option<f64>,
    /// Share of these objectives that are stale.
    pub stale: Option<f64>,
    /// Whether the score of the team is an outlier among the teams of the cycle.
    pub outlier: bool,
}

/// A cycle, with the distribution of the scores of its teams.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let comparison = tracker.compare(&evaluation).unwrap();
/// // People 0.65, north 1.
/// let scores = comparison.cycles[0].scores.unwrap();
/// assert_eq!((scores.count, scores.max), (2, 1.0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CycleComparison {
    /// Id of the cycle.
    pub cycle: Arc<str>,
    /// Scores of its teams.
    pub scores: Option<Spread>,
}

/// The value of a KPI for one team.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let comparison = tracker.compare(&evaluation).unwrap();
/// let north = &comparison.kpis[0].teams[0];
/// assert_eq!((&*north.team, north.value, north.outlier), ("north", Some(40.0), false));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TeamValue {
    /// Id of the team.
    pub team: Arc<str>,
    /// Display name of the team.
    pub name: Arc<str>,
    /// Value.
    pub value: Option<f64>,
    /// The size of its sample.
    pub sample: Option<f64>,
    /// Its place by what is better, 1 first; equal values share one. Inside a range, the distance from the range decides.
    pub rank: Option<u32>,
    /// Value minus the median of the teams.
    pub distance: Option<f64>,
    /// Whether the value is an outlier.
    pub outlier: bool,
    /// Lower funnel limit at its sample, percentages cut at 0.
    pub lower: Option<f64>,
    /// Upper funnel limit at its sample, percentages cut at 100.
    pub upper: Option<f64>,
    /// On which side of the funnel limits it lies; none where there is no funnel.
    pub outside: Option<Outside>,
}

vocabulary! {
    /// On which side of the funnel limits a value lies.
    pub enum Outside {
        /// Above the upper limit.
        Above = "above",
        /// Below the lower limit.
        Below = "below",
        /// Within the limits: what a sample of that size makes of chance alone.
        None = "none",
    }
}

/// A KPI with one series per team, with the distribution of their values.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let comparison = tracker.compare(&evaluation).unwrap();
/// assert_eq!((&*comparison.kpis[0].kpi, comparison.kpis[0].teams.len()), ("enps", 2));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct KpiComparison {
    /// Id of the KPI.
    pub kpi: Arc<str>,
    /// Display name of the KPI.
    pub name: Arc<str>,
    /// Unit of its values.
    pub unit: Option<Arc<str>>,
    /// Which values are better.
    pub better: Better,
    /// Values of its teams.
    pub values: Option<Spread>,
    /// The value of all teams together, of a funnel: the mean of their values by samples.
    pub pooled: Option<f64>,
    /// Teams with their values, in the order of the plan.
    pub teams: Vec<TeamValue>,
}

/// Teams side by side.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let comparison = tracker.compare(&evaluation).unwrap();
/// assert_eq!((comparison.cycles.len(), comparison.kpis.len()), (2, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comparison {
    /// Cycles, each with the scores of its teams.
    pub cycles: Vec<CycleComparison>,
    /// Teams, for each cycle, with the scores of their objectives.
    pub teams: Vec<TeamComparison>,
    /// KPIs, each with the values of its teams.
    pub kpis: Vec<KpiComparison>,
}

impl Comparison {
    /// Writes the comparison as JSON text. The bytes are the same in every language.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// let comparison = tracker.compare(&evaluation).unwrap();
    /// assert!(comparison.to_json().starts_with(r#"{"cycles":[{"cycle":"2026-Q3","#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }
}

impl Tracker {
    /// Compares teams: per cycle, per team and cycle, and per KPI that has one series per team.
    ///
    /// A team is an outlier if `|0.6745 · (x - median) / MAD| > 3.5` among at least 8 teams (Iglewicz and Hoaglin,
    /// 1993). If the median absolute deviation (MAD) is 0, there are no outliers.
    ///
    /// The scope of the evaluation limits which teams, cycles and KPIs are compared.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`evaluate`](Self::evaluate).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi, Level, Team};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let tracker = Plan::new()
    ///     .teams(["north", "south", "west"].map(|id| Team::new(id, id, Level::Team)))
    ///     .kpis([Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).teams(["north", "south", "west"])])
    ///     .resolve()?;
    /// let readings = Readings::from_json(r#"[
    ///     { "metric": "enps@north", "date": "2026-07", "value": 10 },
    ///     { "metric": "enps@south", "date": "2026-07", "value": 20 },
    ///     { "metric": "enps@west", "date": "2026-07", "value": 60 }
    /// ]"#)?;
    /// let comparison = tracker.compare(&Evaluation::new(&readings, parse_date("2026-08-05")?))?;
    /// let spread = comparison.kpis[0].values.unwrap();
    /// assert_eq!((spread.mean, spread.lower, spread.median, spread.upper), (30.0, 15.0, 20.0, 40.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compare(&self, evaluation: &Evaluation<'_>) -> Result<Comparison, Errors> {
        let report = self.evaluate(evaluation)?;
        Ok(Comparison { cycles: cycles(&report), teams: teams(&report), kpis: kpis(&report, self.plan()) })
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// Returns for each value whether it is an outlier.
fn outliers(values: &[Option<f64>]) -> Vec<bool> {
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let median = Spread::of(&known).filter(|_| known.len() >= FEWEST_TEAMS).map(|spread| spread.median);
    let deviation = median.and_then(|median| median_absolute_deviation(&known, median).ok());
    let outlier = |value: f64| {
        let score =
            median.zip(deviation).and_then(|(median, deviation)| modified_z_score(value, median, deviation).ok());
        score.is_some_and(|score| score.abs() > OUTLIER_SCORE)
    };
    values.iter().map(|value| value.is_some_and(outlier)).collect()
}

fn cycles(report: &Report) -> Vec<CycleComparison> {
    let of = |cycle: &Arc<str>| {
        let teams = report.teams.iter().filter(|row| row.cycle == *cycle);
        Spread::of(&teams.filter_map(|row| row.score).collect::<Vec<_>>())
    };
    let rows = report.cycles.iter();
    rows.map(|row| CycleComparison { cycle: Arc::clone(&row.cycle), scores: of(&row.cycle) }).collect()
}

fn teams(report: &Report) -> Vec<TeamComparison> {
    let mut members: HashMap<(&str, &str), Vec<&ObjectiveRow>> = HashMap::new();
    let counting = |row: &&ObjectiveRow| !matches!(row.status, Status::Draft | Status::Dropped);
    for row in report.objectives.iter().filter(counting) {
        if let Some(team) = row.team.as_deref() {
            members.entry((team, &row.cycle)).or_default().push(row);
        }
    }
    let mut rows: Vec<TeamComparison> = Vec::with_capacity(report.teams.len());
    for row in &report.teams {
        let own = members.get(&(&*row.team, &*row.cycle)).map(Vec::as_slice).unwrap_or_default();
        // INVARIANT: counts of objectives in memory are far below 2^53.
        let share = |holds: &dyn Fn(&ObjectiveRow) -> bool| {
            (!own.is_empty()).then(|| own.iter().filter(|row| holds(row)).count() as f64 / own.len() as f64)
        };
        rows.push(TeamComparison {
            team: Arc::clone(&row.team),
            cycle: Arc::clone(&row.cycle),
            score: row.score,
            scores: Spread::of(&own.iter().filter_map(|row| row.score).collect::<Vec<_>>()),
            attained: share(&|row| row.attained == Some(true)),
            on_track: share(&|row| matches!(row.status, Status::OnTrack | Status::Achieved)),
            stale: share(&|row| row.status == Status::Stale),
            outlier: false,
        });
    }
    for cycle in &report.cycles {
        let indices: Vec<usize> =
            (0..rows.len()).filter(|index| rows.get(*index).is_some_and(|row| row.cycle == cycle.cycle)).collect();
        let scores: Vec<Option<f64>> = indices.iter().map(|index| rows.get(*index).and_then(|row| row.score)).collect();
        for (index, outlier) in indices.into_iter().zip(outliers(&scores)) {
            if let Some(row) = rows.get_mut(index) {
                row.outlier = outlier;
            }
        }
    }
    rows
}

fn kpis(report: &Report, plan: &Plan) -> Vec<KpiComparison> {
    let mut by_kpi: HashMap<&str, Vec<&KpiRow>> = HashMap::new();
    for row in &report.kpis {
        by_kpi.entry(&row.kpi).or_default().push(row);
    }
    let names: HashMap<&str, &str> = plan.teams.iter().map(|team| (team.id.as_str(), team.name.as_str())).collect();
    let split = plan.kpis.iter().filter(|kpi| !kpi.teams.is_empty());
    split.filter_map(|kpi| by_kpi.get(kpi.id.as_str()).map(|rows| kpi_comparison(kpi, rows, &names))).collect()
}

fn kpi_comparison(kpi: &Kpi, rows: &[&KpiRow], names: &HashMap<&str, &str>) -> KpiComparison {
    let values: Vec<Option<f64>> = rows.iter().map(|row| row.value).collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let spread = Spread::of(&known);
    let pooled = pooled(kpi, rows);
    let (outliers, ranks) = (outliers(&values), ranks(kpi.better, rows));
    let team = |((row, outlier), rank): ((&&KpiRow, bool), Option<u32>)| {
        let limits = pooled.zip(row.sample).map(|(pooled, sample)| funnel(pooled, sample));
        Some(TeamValue {
            team: Arc::clone(row.team.as_ref()?),
            name: row.team.as_deref().map(|team| Arc::from(*names.get(team).unwrap_or(&team)))?,
            value: row.value,
            sample: row.sample,
            rank,
            distance: row.value.zip(spread).map(|(value, spread)| unsigned(value - spread.median)),
            outlier,
            lower: limits.map(|(lower, _)| clamp(lower, 0.0, 100.0)),
            upper: limits.map(|(_, upper)| clamp(upper, 0.0, 100.0)),
            outside: row.value.zip(limits).map(|(value, (lower, upper))| match value {
                value if !at_most(value, upper) => Outside::Above,
                value if !at_least(value, lower) => Outside::Below,
                _ => Outside::None,
            }),
        })
    };
    KpiComparison {
        kpi: Arc::from(kpi.id.as_str()),
        name: Arc::from(kpi.name.as_str()),
        unit: kpi.unit.as_deref().map(Arc::from),
        better: kpi.better,
        values: spread,
        pooled,
        teams: rows.iter().zip(outliers).zip(ranks).filter_map(team).collect(),
    }
}

/// The pooled value of a funnel: that of a percentage from samples, which every team with a value has, from 2 teams on.
fn pooled(kpi: &Kpi, rows: &[&KpiRow]) -> Option<f64> {
    let is_percentage = match kpi.formula {
        Some(_) => kpi.sample.is_some(),
        None => kpi.unit.as_deref() == Some("%") && kpi.aggregate == Aggregate::Mean,
    };
    if !is_percentage {
        return None;
    }
    let shown = rows.iter().filter_map(|row| Some((row.value?, row.sample)));
    let values: Vec<(f64, f64)> = shown.map(|(value, sample)| Some((value, sample?))).collect::<Option<_>>()?;
    let total = values.iter().fold(0.0, |sum, (_, sample)| sum + sample);
    let pooled = values.iter().fold(0.0, |sum, (value, sample)| sum + value * sample) / total;
    (values.len() >= 2 && total > 0.0 && (0.0..=100.0).contains(&pooled)).then(|| unsigned(pooled))
}

/// The limits of a percentage around a pooled one: `P ± 3 · √(P · (100 - P) / n)` (Spiegelhalter, 2005).
pub(crate) fn funnel(pooled: f64, sample: f64) -> (f64, f64) {
    let reach = 3.0 * (pooled * (100.0 - pooled) / sample).sqrt();
    (pooled - reach, pooled + reach)
}

/// The place of each value by what is better: 1 for the best; equal values share a place, and the next ones stand behind all of them.
fn ranks(better: Better, rows: &[&KpiRow]) -> Vec<Option<u32>> {
    // The larger the worse.
    let badness = |row: &KpiRow| {
        let value = row.value?;
        Some(match better {
            Better::Higher => -value,
            Better::Lower => value,
            Better::Inside => {
                let (min, max) = (row.healthy_min.unwrap_or(value), row.healthy_max.unwrap_or(value));
                larger(larger(min - value, value - max), 0.0)
            }
        })
    };
    let all: Vec<Option<f64>> = rows.iter().map(|row| badness(row)).collect();
    let mut sorted: Vec<f64> = all.iter().copied().flatten().collect();
    crate::order::by(&mut sorted, f64::total_cmp);
    let place = |bad: f64| sorted.partition_point(|other| *other < bad && !same(*other, bad)) + 1;
    all.into_iter().map(|bad| bad.map(|bad| count(place(bad)))).collect()
}
