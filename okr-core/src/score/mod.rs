//! Scoring: from readings to the scores and statuses of key results and objectives on a day.

mod forecast;
mod key_result;
mod news;
mod objective;
mod pace;
mod progress;
mod silence;
mod source;
mod standing;
mod status;
mod summary;
mod track;
mod window;

pub(crate) use forecast::{Line, curve_value};
use key_result::Below;
pub(crate) use key_result::{KeyResultScore, Scoring};
pub(crate) use news::{AllNews, Goal, News};
pub(crate) use objective::{ObjectiveScore, score as score_objective};
pub(crate) use progress::Way;
pub(crate) use silence::is_stale;
pub(crate) use source::Room;
pub(crate) use standing::Standing;
pub(crate) use status::grade;
pub(crate) use summary::{
    Part, Summary, TeamSummaries, TeamSummary, cycles, entered_in_cycle, entered_in_team, enters_in_cycle, lie_below,
    status_place, teams, teams_entered,
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
    board_with_rows(day, |_, _| Some(())).0
}

/// Scores everything, and makes a row of each key result while all of it is at hand: `row` may take out what only the row needs.
pub(crate) fn board_with_rows<R: Clone + Send + Sync>(
    day: &Day<'_>,
    row: impl Fn(usize, &mut KeyResultScore) -> Option<R> + Sync + Send,
) -> (Board, Vec<R>) {
    let (key_results, mut rows) = leaves(day, &row);
    let mut board = Board { key_results, objectives: vec![None; day.index.objectives.len()] };
    for (objectives, roll_ups) in day.index.heights() {
        let rolled_up = |memory: &mut Memory, place: usize| rolled_up(day, &board, *roll_ups.get(place)?, memory);
        let scores = parallel::map(roll_ups.len(), Memory::default, rolled_up);
        put(&mut board.key_results, roll_ups, scores);
        for place in roll_ups {
            let score = board.key_results.get_mut(*place).and_then(Option::as_mut);
            let scored = score.and_then(|score| row(*place, score));
            if let Some((slot, row)) = rows.get_mut(*place).zip(scored) {
                *slot = row;
            }
        }
        let scores = parallel::each(objectives, |index| score_objective(day, &board, *index));
        put(&mut board.objectives, objectives, scores);
    }
    (board, rows)
}

/// Puts scores at their places.
fn put<T>(slots: &mut [Option<T>], places: &[usize], scores: Vec<Option<T>>) {
    for (place, score) in places.iter().zip(scores) {
        if let Some(slot) = slots.get_mut(*place) {
            *slot = score;
        }
    }
}

/// Memory that one key result after the other is scored with.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    scratch: Scratch,
    room: Room,
    fit: Fit,
}

/// Scores a key result whose measure, now or at first, is `roll_up`: all objectives below it are on the board.
pub(crate) fn rolled_up(day: &Day<'_>, board: &Board, index: usize, memory: &mut Memory) -> Option<KeyResultScore> {
    let below = || objective::below(day, board, index);
    key_result::score(day, index, standing(day, index)?, below, memory)
}

/// What key result `index` is scored with, given the board.
pub(crate) fn prepare<'a>(
    day: &'a Day<'a>,
    board: &Board,
    index: usize,
    memory: &'a mut Memory,
) -> Option<Scoring<'a>> {
    let below = || objective::below(day, board, index);
    key_result::prepare(day, index, standing(day, index)?, below, &mut memory.scratch, &mut memory.room)
}

/// The state of the objective of a key result.
fn standing(day: &Day<'_>, index: usize) -> Option<Standing> {
    let (written, _) = day.index.objective(day.index.key_results.get(index)?.objective)?;
    Some(Standing::of_objective(written, day.as_of))
}

/// The key results that read something, and a row of every one: of those that roll up as if nothing lay below.
fn leaves<R: Clone + Send + Sync>(
    day: &Day<'_>,
    row: &(impl Fn(usize, &mut KeyResultScore) -> Option<R> + Sync + Send),
) -> (Vec<Option<KeyResultScore>>, Vec<R>) {
    let leaf = |memory: &mut Memory, index: usize| {
        let mut score = alone(day, index, memory)?;
        let row = row(index, &mut score)?;
        Some((Some(score).filter(|_| !day.index.rolls_up(index)), row))
    };
    let count = day.index.key_results.len();
    // INVARIANT: every key result of an index can be scored, so that none takes the row of another.
    let Some((_, other)) = (0..count).find_map(|index| leaf(&mut Memory::default(), index)) else {
        return (Vec::new(), Vec::new());
    };
    parallel::map_two(count, Memory::default, |memory, index| match leaf(memory, index) {
        Some(both) => both,
        None => (None, other.clone()),
    })
}

/// Scores a key result that reads something; none where its measure, at some time, is `roll_up`.
pub(crate) fn leaf(day: &Day<'_>, index: usize, memory: &mut Memory) -> Option<KeyResultScore> {
    if day.index.rolls_up(index) { None } else { alone(day, index, memory) }
}

/// Scores a key result as if nothing lay below it.
fn alone(day: &Day<'_>, index: usize, memory: &mut Memory) -> Option<KeyResultScore> {
    let nothing = || Below {
        score: Err(Reason::NoChildren),
        committed: Err(Reason::NoChildren),
        expected: None,
        worst: None,
        ended: false,
    };
    key_result::score(day, index, standing(day, index)?, nothing, memory)
}
