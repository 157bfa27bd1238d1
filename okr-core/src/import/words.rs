//! Words in cells: statuses, kinds of rows, types of measures, levels.

use super::names::key;
use crate::plan::{Aggregate, Better, Cadence, Indicator, Level, Said};

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Objective,
    KeyResult,
    /// A project, task or initiative.
    Other,
}

pub(super) fn kind(text: &str) -> Option<Kind> {
    Some(match key(text).as_str() {
        "objective" | "objectives" | "goal" | "goals" | "o" | "ziel" => Kind::Objective,
        "keyresult" | "keyresults" | "kr" | "krs" | "milestone" | "metric" => Kind::KeyResult,
        "project" | "projects" | "task" | "tasks" | "initiative" | "initiatives" | "action" | "actionitem" | "epic"
        | "issue" | "todo" | "activity" | "incident" | "ticket" | "requirement" | "testcase" => Kind::Other,
        _ => return None,
    })
}

pub(super) fn level(text: &str) -> Option<Level> {
    Some(match key(text).as_str() {
        "company" | "organization" | "organisation" | "organizational" | "corporate" | "workspace" | "companywide" => {
            Level::Company
        }
        "department" | "division" | "departmental" | "businessunit" => Level::Department,
        "team" | "squad" | "group" => Level::Team,
        "individual" | "personal" | "person" | "employee" => Level::Individual,
        _ => return None,
    })
}

/// A depth in a tree: `1`, `L2`, `Level 3`.
pub(super) fn depth(text: &str) -> Option<u32> {
    let key = key(text);
    let digits = key.strip_prefix("level").or_else(|| key.strip_prefix('l')).unwrap_or(&key);
    digits.parse().ok().filter(|depth| *depth <= 20)
}

/// How a key result is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MeasureType {
    /// From a baseline to a target.
    Reach,
    ReachUp,
    ReachDown,
    Percentage,
    HoldMin,
    HoldMax,
    Milestone,
    /// Progress that nothing measures.
    Unmeasured,
}

pub(super) fn measure_type(text: &str) -> Option<MeasureType> {
    Some(match key(text).as_str() {
        "number" | "numeric" | "currency" | "quantity" | "euro" | "dollar" | "time" | "value" | "customnumber"
        | "reach" => MeasureType::Reach,
        "increase" | "reachatleast" | "increaseto" | "atleast" => MeasureType::ReachUp,
        "decrease" | "reachatmost" | "reduce" | "decreaseto" | "atmost" => MeasureType::ReachDown,
        "percentage" | "percent" | "%" | "custompercent" => MeasureType::Percentage,
        "stayabove" | "maintainabove" | "keepabove" => MeasureType::HoldMin,
        "staybelow" | "maintainbelow" | "keepbelow" => MeasureType::HoldMax,
        "binary" | "truefalse" | "boolean" | "milestone" | "milestones" | "task" | "donenotdone" | "yesno" => {
            MeasureType::Milestone
        }
        "defaultprogress" | "autorollup" | "rollup" => MeasureType::Unmeasured,
        _ => return None,
    })
}

/// What a status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Said(Said),
    /// `behind`: off track, with a note.
    Behind,
    Dropped,
    Draft,
    Closed,
    /// In force, and nothing more.
    Active,
    /// A word that says none of the four.
    Without,
}

pub(super) fn status(text: &str) -> Option<Status> {
    Some(match key(text).as_str() {
        "ontrack" | "green" | "statusontrack" => Status::Said(Said::OnTrack),
        "atrisk" | "yellow" | "amber" | "needsattention" | "statusatrisk" => Status::Said(Said::AtRisk),
        "offtrack" | "red" | "statusmiss" => Status::Said(Said::OffTrack),
        "done" | "completed" | "complete" | "achieved" | "accomplished" => Status::Said(Said::Done),
        "behind" => Status::Behind,
        "dropped" | "archived" | "cancelled" | "canceled" | "abandoned" => Status::Dropped,
        "draft" => Status::Draft,
        "closed" => Status::Closed,
        "active" | "open" | "opened" => Status::Active,
        "pending" | "paused" | "blocked" | "notstarted" | "created" | "ongoing" | "overdue" | "missed" | "partial"
        | "inprogress" | "planned" | "onhold" | "deferred" | "postponed" => Status::Without,
        _ => return None,
    })
}

/// Whether a milestone's cell says that it is reached.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    Some(match key(text).as_str() {
        "yes" | "y" | "true" | "done" | "ja" | "wahr" | "complete" | "completed" | "achieved" => true,
        "no" | "n" | "false" | "nein" | "falsch" | "notdone" | "open" | "notstarted" => false,
        _ => return None,
    })
}

/// Whether a row's title or a column's name is that of a total or an average.
pub(super) fn is_total(text: &str) -> bool {
    let key = key(text.trim_start_matches(['Ø', '∑', 'Σ']));
    let total = |key: &str| {
        matches!(
            key,
            "total"
                | "totals"
                | "grandtotal"
                | "subtotal"
                | "sum"
                | "summe"
                | "gesamt"
                | "average"
                | "avg"
                | "mean"
                | "durchschnitt"
                | "ytd"
                | "yeartodate"
                | "mtd"
                | "qtd"
                | "overall"
                | "mittelwert"
        )
    };
    let without_year = key.trim_matches(|c: char| c.is_ascii_digit());
    total(&key) || total(without_year) || total(without_year.trim_start_matches("fy")) || text.trim() == "Ø"
}

pub(super) fn is_deletion(text: &str) -> bool {
    matches!(key(text).as_str(), "delete" | "remove" | "archive" | "deleted")
}

pub(super) fn better(text: &str) -> Option<Better> {
    let trimmed = text.trim();
    if matches!(trimmed, "↑" | "▲" | "+" | "⬆" | ">" | ">=" | "≥") {
        return Some(Better::Higher);
    }
    if matches!(trimmed, "↓" | "▼" | "-" | "⬇" | "<" | "<=" | "≤") {
        return Some(Better::Lower);
    }
    Some(match key(text).as_str() {
        "higher" | "up" | "increase" | "maximize" | "maximise" | "high" | "higherisbetter" | "morebetter" | "hoch" => {
            Better::Higher
        }
        "lower" | "down" | "decrease" | "minimize" | "minimise" | "low" | "lowerisbetter" | "niedrig" => Better::Lower,
        "inside" | "range" | "within" | "between" | "inrange" => Better::Inside,
        _ => return None,
    })
}

pub(super) fn cadence(text: &str) -> Option<Cadence> {
    Some(match key(text).as_str() {
        "daily" | "day" | "täglich" => Cadence::Daily,
        "weekly" | "week" | "wöchentlich" => Cadence::Weekly,
        "monthly" | "month" | "monatlich" => Cadence::Monthly,
        "quarterly" | "quarter" | "vierteljährlich" => Cadence::Quarterly,
        "yearly" | "annual" | "annually" | "year" | "jährlich" => Cadence::Yearly,
        _ => return None,
    })
}

pub(super) fn aggregate(text: &str) -> Option<Aggregate> {
    Some(match key(text).as_str() {
        "latest" | "last" => Aggregate::Latest,
        "sum" | "total" => Aggregate::Sum,
        "mean" | "average" | "avg" => Aggregate::Mean,
        "min" | "minimum" => Aggregate::Min,
        "max" | "maximum" => Aggregate::Max,
        _ => return None,
    })
}

pub(super) fn indicator(text: &str) -> Option<Indicator> {
    Some(match key(text).as_str() {
        "leading" | "lead" => Indicator::Leading,
        "lagging" | "lag" => Indicator::Lagging,
        _ => return None,
    })
}

/// A unit as plans write it; none for words that say that there is none.
pub(super) fn unit(text: &str) -> Option<String> {
    let trimmed = text.trim();
    match key(trimmed).as_str() {
        _ if trimmed.is_empty() => None,
        "%" | "percent" | "percentage" | "pct" | "prozent" => Some("%".into()),
        "percentagepoints" | "percentagepoint" | "%points" | "pp" | "prozentpunkte" => Some("pp".into()),
        "number" | "numeric" | "none" | "count" | "na" | "currency" => None,
        "" if trimmed.chars().all(|c| matches!(c, '#' | '-' | '–' | '—')) => None,
        _ => Some(trimmed.to_owned()),
    }
}

/// A unit for comparisons: currencies by their signs, common plurals and abbreviations as one.
fn unit_key(unit: &str) -> String {
    let lower = unit.trim().trim_end_matches('.').to_lowercase();
    let one = match lower.as_str() {
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunden" => "hour",
        "d" | "day" | "days" | "tag" | "tage" => "day",
        "min" | "mins" | "minute" | "minutes" | "minuten" => "minute",
        "eur" | "euro" | "euros" | "€" => "€",
        "gbp" | "£" => "£",
        "usd" | "us$" | "dollar" | "dollars" => "usd",
        "percent" | "pct" | "prozent" | "percentage" => "%",
        other => other.strip_suffix('s').filter(|one| one.chars().count() > 2).unwrap_or(other),
    };
    one.to_owned()
}

/// Whether two units are the same; a plain dollar or yen sign goes with each currency that uses it.
pub(super) fn same_unit(a: &str, b: &str) -> bool {
    let (a, b) = (unit_key(a), unit_key(b));
    let signed = |sign: &str, code: &str| match sign {
        "$" => {
            code.len() == 3
                && code.ends_with('d')
                && matches!(code, "usd" | "aud" | "cad" | "nzd" | "sgd" | "hkd" | "twd")
        }
        "¥" => matches!(code, "jpy" | "cny"),
        _ => false,
    };
    a == b || signed(&a, &b) || signed(&b, &a)
}
