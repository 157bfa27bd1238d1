//! Status: how a goal stands. The average never hides red, and silence is never green.

use super::roll_up_input::RollUpInput;
use crate::number::meets;
use crate::plan::policy::PolicyInForce;
use crate::report::{Grade, Reason, Status};
use crate::series::Lifecycle;

/// What the status of a key result is judged by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StatusInput {
    pub(crate) lifecycle: Lifecycle,
    pub(crate) closed: bool,
    pub(crate) score: Option<f64>,
    pub(crate) success: f64,
    pub(crate) gap: Option<f64>,
    pub(crate) unmeasured: Option<Reason>,
    /// Whether these are its first days.
    pub(crate) is_new: bool,
    pub(crate) past_end: bool,
    pub(crate) stale: bool,
    /// Of a `hold`: whether the last value lies inside.
    pub(crate) inside: Option<bool>,
    /// Of a `roll_up`: what lies below.
    pub(crate) below: Option<RollUpInput>,
}

pub(crate) fn of_key_result(judged: &StatusInput, policy: &PolicyInForce) -> Status {
    match running(judged, policy) {
        Status::OnTrack if judged.stale => Status::Stale,
        status => status,
    }
}

fn running(judged: &StatusInput, policy: &PolicyInForce) -> Status {
    let waiting = match judged.unmeasured {
        Some(Reason::NotStarted | Reason::NotDue) => true,
        Some(_) => judged.is_new,
        None => false,
    };
    let attained = judged.score.is_some_and(|score| meets(score, judged.success));
    match judged.lifecycle {
        Lifecycle::Draft => return Status::Draft,
        Lifecycle::Dropped => return Status::Dropped,
        _ if waiting => return Status::NotStarted,
        _ if judged.past_end || judged.closed => return if attained { Status::Achieved } else { Status::Missed },
        _ => {}
    }
    if judged.inside.is_none() && judged.score.is_some_and(|score| meets(score, 1.0)) {
        return Status::Achieved;
    }
    if judged.unmeasured.is_some() {
        return Status::NoData;
    }
    match (judged.inside, judged.below) {
        (Some(inside), _) => match (inside, attained) {
            (true, true) => Status::OnTrack,
            (false, false) => Status::OffTrack,
            _ => Status::AtRisk,
        },
        (None, Some(below)) => {
            let own = below.ended.then(|| by_gap(judged.gap, policy));
            worst(below.worst.into_iter().chain(own)).unwrap_or(Status::NoData)
        }
        (None, None) => by_gap(judged.gap, policy),
    }
}

/// The status that a gap gives a running goal.
pub(crate) fn by_gap(gap: Option<f64>, policy: &PolicyInForce) -> Status {
    match gap {
        None => Status::NoData,
        Some(gap) if meets(gap, policy.on_track_gap) => Status::OnTrack,
        Some(gap) if meets(gap, policy.at_risk_gap) => Status::AtRisk,
        Some(_) => Status::OffTrack,
    }
}

/// The worst of several: off track, at risk, stale, no data, on track, achieved. What has not started is passed
/// over unless nothing has.
pub(crate) fn worst(statuses: impl Iterator<Item = Status>) -> Option<Status> {
    let rank = |status: Status| match status {
        Status::OffTrack | Status::Missed => 6,
        Status::AtRisk => 5,
        Status::Stale => 4,
        Status::NoData => 3,
        Status::OnTrack => 2,
        Status::Achieved => 1,
        Status::NotStarted | Status::Draft | Status::Dropped => 0,
    };
    let worst = statuses.max_by_key(|status| rank(*status))?;
    Some(if worst == Status::Missed { Status::OffTrack } else { worst })
}

/// The colour of a score.
pub(crate) fn grade(score: f64, success: f64, amber: f64) -> Grade {
    if meets(score, success) {
        Grade::Green
    } else if meets(score, amber) {
        Grade::Amber
    } else {
        Grade::Red
    }
}
