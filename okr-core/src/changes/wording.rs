//! Numbers, levels and words in rows and messages of changes.

use crate::plan::Said;
use crate::report::{Health, Status};

/// A number in its shortest exact form.
pub(super) fn exact(x: f64) -> String {
    format!("{}", x + 0.0)
}

/// Two texts with an arrow; a dash for nothing.
pub(super) fn arrow(before: Option<String>, after: Option<String>) -> String {
    let text = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    format!("{} → {}", text(before), text(after))
}

/// A reason behind what it explains; nothing where none is written.
pub(super) fn because(reason: Option<&str>) -> String {
    reason.map(|reason| format!(": {reason}")).unwrap_or_default()
}

/// What was revised, from what to what: `target revised from 40 to 24 interviews`.
pub(super) fn revised_to(what: &str, before: Option<String>, after: Option<String>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{what} revised from {before} to {after}"),
        (None, Some(after)) => format!("{what} revised to {after}"),
        (Some(before), None) => format!("{what} {before} withdrawn"),
        (None, None) => format!("{what} revised"),
    }
}

/// A word as people write it.
pub(super) fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

/// How bad something is, 0 where it is well or not judged.
pub(super) fn status_level(status: Status) -> u8 {
    match status {
        Status::AtRisk | Status::Stale => 1,
        Status::OffTrack | Status::Missed => 2,
        _ => 0,
    }
}

pub(super) fn health_level(health: Health) -> u8 {
    match health {
        Health::Watch | Health::Stale => 1,
        Health::Unhealthy => 2,
        _ => 0,
    }
}

pub(super) fn said_level(said: Option<Said>) -> u8 {
    match said {
        Some(Said::AtRisk) => 1,
        Some(Said::OffTrack) => 2,
        _ => 0,
    }
}
