//! Scoring: from readings to the scores and statuses of key results and objectives on a day.

mod forecast;
mod key_result;
mod news;
mod objective;
mod pace;
mod progress;
mod source;
mod standing;
mod status;
mod summary;
mod track;
mod window;

pub(crate) use forecast::{Line, curve_value};
use key_result::Below;
pub(crate) use key_result::{KeyResultScore, Scoring};
pub(crate) use news::{AllNews, News};
pub(crate) use objective::{ObjectiveScore, score as score_objective};
pub(crate) use progress::Way;
pub(crate) use source::Room;
pub(crate) use standing::Standing;
pub(crate) use status::grade;
pub(crate) use summary::{
    Part, Summary, TeamSummary, cycles, entered_in_cycle, entered_in_team, enters_in_cycle, lie_below, status_place,
    teams, teams_entered,
};
pub(crate) use track::Track;
pub(crate) use window::Window;

use crate::parallel;
use crate::policy::PolicyInForce;
use crate::readings::Readings;
use crate::readings::patch::Patched;
use crate::readings::series::{Scratch, Series};
use crate::report::Reason;
use crate::resolve::{Index, Metric};
use crate::stats::Fit;

/// The inputs of scoring: a plan, a policy, readings and news, on a day.
pub(crate) struct Day<'a> {
    pub(crate) index: &'a Index,
    pub(crate) policy: &'a PolicyInForce,
    pub(crate) readings: Patched<'a>,
    /// The place of each key result's own readings, and of each series', among the readings.
    pub(crate) places: &'a Places,
    pub(crate) news: &'a AllNews,
    pub(crate) as_of: i32,
    /// Whether forecasts are wanted.
    pub(crate) forecasts: bool,
}

/// Where the plan's metrics stand among the readings.
#[derive(Debug, Default)]
pub(crate) struct Places {
    key_results: Vec<Option<usize>>,
    series: Vec<Option<usize>>,
}

impl Places {
    pub(crate) fn new(index: &Index, readings: &Readings) -> Self {
        // Metrics that come in the order of the plan need not be looked up: each is the one behind the one before.
        let place = |next: &mut usize, name: &str| {
            let place = if readings.is_metric(*next, name) { Some(*next) } else { readings.metric(name) };
            *next = place.map_or(*next, |place| place + 1);
            place
        };
        let key_result = |next: &mut usize, at: usize| place(next, &index.key_results.get(at)?.id);
        let series = |next: &mut usize, at: usize| place(next, &index.series.get(at)?.metric);
        Places {
            key_results: parallel::map(index.key_results.len(), || 0, key_result),
            series: parallel::map(index.series.len(), || 0, series),
        }
    }

    /// The places of all metrics that have readings.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        self.key_results.iter().chain(&self.series).copied().flatten()
    }

    pub(crate) fn of_key_result(&self, key_result: usize) -> Option<usize> {
        self.key_results.get(key_result).copied().flatten()
    }

    /// Puts a metric of the plan in another place among the readings.
    pub(crate) fn put(&mut self, metric: Metric, place: usize) {
        let slot = match metric {
            Metric::KeyResult(key_result) => self.key_results.get_mut(key_result),
            Metric::Series(series) => self.series.get_mut(series),
        };
        if let Some(slot) = slot {
            *slot = Some(place);
        }
    }

    pub(crate) fn of_series(&self, series: usize) -> Option<usize> {
        self.series.get(series).copied().flatten()
    }
}

impl<'a> Day<'a> {
    fn own_readings(&self, key_result: usize) -> Option<Series<'a>> {
        Some(self.readings.series(self.places.of_key_result(key_result)?))
    }

    pub(crate) fn series_readings(&self, series: usize) -> Option<Series<'a>> {
        Some(self.readings.series(self.places.of_series(series)?))
    }

    /// The readings that a key result reads, own ones or those of a KPI.
    pub(crate) fn readings_of(&self, key_result: usize) -> Option<Series<'a>> {
        match self.index.key_results.get(key_result)?.series {
            Some(series) => self.series_readings(series),
            None => self.own_readings(key_result),
        }
    }

    /// The check-ins on a key result or its objective.
    fn news(&self, key_result: usize, objective: usize) -> News {
        self.news.of_key_result(key_result).and(self.news.of_objective(objective))
    }
}

/// The scores of a day.
#[derive(Debug, Default)]
pub(crate) struct Board {
    pub(crate) key_results: Vec<Option<KeyResultScore>>,
    pub(crate) objectives: Vec<Option<ObjectiveScore>>,
}

impl Board {
    pub(crate) fn key_result(&self, index: usize) -> Option<&KeyResultScore> {
        self.key_results.get(index)?.as_ref()
    }

    pub(crate) fn objective(&self, index: usize) -> Option<&ObjectiveScore> {
        self.objectives.get(index)?.as_ref()
    }
}

/// Scores everything: first the key results that read something, each on its own, then objectives from below.
pub(crate) fn board(day: &Day<'_>) -> Board {
    let mut board = Board { key_results: leaves(day), objectives: vec![None; day.index.objectives.len()] };
    for height in day.index.heights() {
        for (place, score) in roll_up_key_results(day, &board, height) {
            if let Some(slot) = board.key_results.get_mut(place) {
                *slot = score;
            }
        }
        let scores = parallel::each(height, |index| score_objective(day, &board, *index));
        for (index, score) in height.iter().zip(scores) {
            if let Some(slot) = board.objectives.get_mut(*index) {
                *slot = score;
            }
        }
    }
    board
}

/// The key results of some objectives whose measure, now or at first, is `roll_up`, with their places.
fn roll_up_key_results(day: &Day<'_>, board: &Board, objectives: &[usize]) -> Vec<(usize, Option<KeyResultScore>)> {
    parallel::flat_map(objectives.len(), Memory::default, |memory, objective, found| {
        let Some((written, node)) = objectives.get(objective).and_then(|index| day.index.objective(*index)) else {
            return;
        };
        let missing = (node.first..).take(written.key_results.len()).filter(|place| board.key_result(*place).is_none());
        found.extend(missing.map(|place| (place, rolled_up(day, board, place, memory))));
    })
}

/// Memory that one key result after the other is scored with.
pub(crate) type Memory = (Scratch, Room);

/// Scores a key result whose measure, now or at first, is `roll_up`: all objectives below it are on the board.
pub(crate) fn rolled_up(day: &Day<'_>, board: &Board, index: usize, memory: &mut Memory) -> Option<KeyResultScore> {
    prepare(day, board, index, memory).map(|scoring| scoring.score(&mut Fit::default()))
}

/// What key result `index` is scored with, given the board.
pub(crate) fn prepare<'a>(
    day: &'a Day<'a>,
    board: &Board,
    index: usize,
    scratch: &'a mut Memory,
) -> Option<Scoring<'a>> {
    let (written, _) = day.index.objective(day.index.key_results.get(index)?.objective)?;
    let standing = Standing::of_objective(written, day.as_of);
    key_result::prepare(day, index, standing, || objective::below(day, board, index), &mut scratch.0, &mut scratch.1)
}

fn leaves(day: &Day<'_>) -> Vec<Option<KeyResultScore>> {
    parallel::map(day.index.key_results.len(), Memory::default, |memory, index| leaf(day, index, memory))
}

/// Scores a key result that reads something; none where its measure, at some time, is `roll_up`.
pub(crate) fn leaf(day: &Day<'_>, index: usize, memory: &mut Memory) -> Option<KeyResultScore> {
    let nothing = || Below {
        score: Err(Reason::NoChildren),
        committed: Err(Reason::NoChildren),
        expected: None,
        worst: None,
        ended: false,
    };
    let node = day.index.key_results.get(index)?;
    let (written, _) = day.index.objective(node.objective)?;
    let key_result = written.key_results.get(node.place)?;
    let measures = key_result.revisions.iter().filter_map(|revision| revision.measure.as_ref());
    if measures.chain([&key_result.measure]).any(|measure| measure.kind() == "roll_up") {
        return None;
    }
    let standing = Standing::of_objective(written, day.as_of);
    key_result::score(day, index, standing, nothing, &mut memory.0, &mut memory.1)
}
