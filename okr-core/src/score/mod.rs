//! Scoring: from readings to the scores and statuses of key results and objectives on a day.

mod forecast;
mod key_result;
mod objective;
mod objective_score;
mod pace;
mod progress;
mod roll_up_input;
mod scores;
mod scoring;
mod silence;
mod source;
mod status;
mod summary;
mod track;
mod window;

pub(crate) use forecast::{ForecastLine, curve_value};
pub(crate) use key_result::{KeyResultScore, Scoring, ScoringScratch};
pub(crate) use objective::score as score_objective;
pub(crate) use objective_score::ObjectiveScore;
#[cfg(feature = "render")]
pub(crate) use pace::expected;
pub(crate) use progress::ReachFormula;
pub(crate) use scores::Scores;
pub(crate) use scoring::{leaf, prepare, rolled_up, score_all, score_with_rows};
pub(crate) use silence::is_stale;
pub(crate) use source::SourceScratch;
pub(crate) use status::grade;
pub(crate) use summary::{
    Contribution, Summary, TeamSummaries, TeamSummary, TreesEntered, cycles, entered_in_cycle, entered_in_team,
    enters_in_cycle, teams, teams_entered,
};
pub(crate) use track::Track;
pub(crate) use window::Window;
