//! What is wrong with a goal and what it would take, in sentences.

use super::tone;
use crate::figure;
use crate::plan::MeasureKind;
use crate::report::{KeyResultRow, ObjectiveRow, Reason, Status};

/// The way of a key result: `42 → 31.3 days, target 25`.
pub(super) fn values(row: &KeyResultRow) -> Option<String> {
    let current = row.current?;
    let others = [row.target, row.baseline, row.expected_value];
    let now = figure::with_unit(figure::value(current, &others), row.unit.as_deref());
    let from = row.baseline.map(|from| format!("{} → ", figure::value(from, &[row.current])));
    let target = row.target.map(|target| format!(", target {}", figure::value(target, &[row.current])));
    Some(format!("{}{now}{}", from.unwrap_or_default(), target.unwrap_or_default()))
}

/// Why a key result has no number.
fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotStarted => "it has not started",
        Reason::NotDue => "its first value is not due yet",
        Reason::NoReading => "it has no reading",
        Reason::NoBaseline => "it has no baseline",
        Reason::FlatTarget => "its target equals its baseline",
        Reason::NoChildren => "no objective supports it",
        Reason::SmallSample => "its samples are too small",
        Reason::NoMembers => "it has no key results that count",
        Reason::ZeroWeight => "its weights are all 0",
    }
}

/// The pace that a key result has and needs.
fn pace(row: &KeyResultRow) -> Option<String> {
    let forecast = row.forecast.as_ref()?;
    let required = forecast.per_week_required?;
    let (now, needed) = (figure::rate(forecast.per_week), figure::rate(required));
    Some(format!("It moves {now} a week and needs {needed} a week to succeed"))
}

/// Why an objective is in trouble and what it takes, by its key results that are; nothing where it is not.
pub(super) fn of_objective(row: &ObjectiveRow, members: &[&KeyResultRow]) -> Vec<String> {
    if !matches!(row.status, Status::OffTrack | Status::Missed | Status::AtRisk | Status::Stale | Status::NoData) {
        return Vec::new();
    }
    let troubled = |member: &&&KeyResultRow| {
        matches!(member.status, Status::OffTrack | Status::Missed | Status::AtRisk | Status::Stale | Status::NoData)
    };
    let mut troubled: Vec<&&KeyResultRow> = members.iter().filter(troubled).collect();
    crate::order::by_key(&mut troubled, |member| tone::urgency(member.status));
    let mut sentences: Vec<String> = troubled.into_iter().map(|member| of_key_result(member)).collect();
    sentences.extend(although_expected(row).filter(|_| !sentences.is_empty()));
    sentences
}

/// Why an objective is in trouble whose score is not behind.
fn although_expected(row: &ObjectiveRow) -> Option<String> {
    let (score, expected) = row.score.zip(row.expected)?;
    let judged = matches!(row.status, Status::AtRisk | Status::OffTrack);
    let mark = tone::of_status(row.status).text.to_lowercase();
    (judged && score >= expected)
        .then(|| format!("The score of the objective is not behind; it is {mark} because the worst of its parts is."))
}

fn of_key_result(row: &KeyResultRow) -> String {
    let title = &row.title;
    if let (Status::NoData, Some(why)) = (row.status, row.unmeasured) {
        return format!("“{title}”: {}.", reason(why));
    }
    let mark = tone::of_status(row.status).text.to_lowercase();
    let now = match (row.current, row.kind) {
        (Some(current), MeasureKind::Reach | MeasureKind::Curve | MeasureKind::Hold) => {
            let unit = row.unit.as_deref();
            let write = |x: f64, others: &[Option<f64>]| figure::with_unit(figure::value(x, others), unit);
            let against = [row.expected_value, row.target];
            let expected = row.expected_value.map(|x| figure::statistic(x, &[row.current]));
            let expected = expected.map(|x| format!(", expected {}", figure::with_unit(x, unit)));
            let target = row.target.map(|x| format!(", target {}", write(x, &[row.current])));
            format!("{}{}{}", write(current, &against), expected.unwrap_or_default(), target.unwrap_or_default())
        }
        _ => {
            let [score, expected] = figure::score_and_expected(row.score, row.expected);
            let expected = row.expected.map(|_| format!(", expected {expected}")).unwrap_or_default();
            format!("score {score}{expected}")
        }
    };
    let pace = pace(row).map(|pace| format!(" {pace}.")).unwrap_or_default();
    let silent = if row.stale { " Nothing was heard of it of late: check in." } else { "" };
    format!("“{title}” is {mark}: {now}.{pace}{silent}")
}

/// What else is known of a key result, a line each.
pub(super) fn facts(row: &KeyResultRow) -> Vec<String> {
    let mut facts = Vec::new();
    facts.push(format!(
        "{}, {} to {}",
        tone::of_status(row.status).text,
        figure::date(row.start),
        figure::date(row.end)
    ));
    facts.extend(row.unmeasured.map(|why| figure::capital(reason(why))));
    facts.extend(row.owner.as_deref().map(|owner| format!("Owner: {owner}")));
    if row.score.is_some() {
        let [score, expected] = figure::score_and_expected(row.score, row.expected);
        let expected = row.expected.map(|_| format!(", expected {expected}"));
        facts.push(format!("Score {score}{}", expected.unwrap_or_default()));
    }
    if let Some(committed) = row.score_committed.filter(|committed| Some(*committed) != row.score) {
        facts.push(format!("As first committed to: {}", figure::score(committed)));
    }
    facts.extend(pace(row));
    if let Some(day) = row.forecast.as_ref().and_then(|forecast| forecast.meets_on) {
        facts.push(format!("Succeeds on {} if it goes on like this", figure::date(day)));
    }
    let confidence = row.confidence.map(|confidence| format!("confidence {}", figure::score(confidence)));
    let said = row.said.map(|said| format!("said to be {}", figure::words(said.as_str())));
    let people: Vec<String> = [confidence, said].into_iter().flatten().collect();
    if !people.is_empty() {
        facts.push(figure::capital(&people.join(", ")));
    }
    facts.extend((!row.tags.is_empty()).then(|| row.tags.join(", ")));
    facts
}
