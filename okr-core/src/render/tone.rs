//! What a status or a health means at a glance: its colour, its sign and its words. Colour is never the only difference.

use crate::report::{Health, Status};

/// A colour with its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    Bad,
    Fair,
    None,
    Good,
    Done,
}

impl Tone {
    /// The class that fills with the colour.
    pub(super) const fn fill(self) -> &'static str {
        match self {
            Tone::Bad => "bad",
            Tone::Fair => "fair",
            Tone::None => "none",
            Tone::Good => "good",
            Tone::Done => "done",
        }
    }

    /// The class that fills with the ground of the colour.
    pub(super) const fn ground(self) -> &'static str {
        match self {
            Tone::Bad => "g-bad",
            Tone::Fair => "g-fair",
            Tone::None => "g-none",
            Tone::Good => "g-good",
            Tone::Done => "g-done",
        }
    }
}

/// A word of a report as it is shown.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) tone: Tone,
    pub(super) sign: &'static str,
    pub(super) text: &'static str,
}

const fn mark(tone: Tone, sign: &'static str, text: &'static str) -> Mark {
    Mark { tone, sign, text }
}

/// How a status is shown.
pub(super) const fn of_status(status: Status) -> Mark {
    match status {
        Status::OnTrack => mark(Tone::Good, "▲", "On track"),
        Status::AtRisk => mark(Tone::Fair, "◆", "At risk"),
        Status::OffTrack => mark(Tone::Bad, "▼", "Off track"),
        Status::Achieved => mark(Tone::Done, "✓", "Achieved"),
        Status::Missed => mark(Tone::Bad, "✕", "Missed"),
        Status::Stale => mark(Tone::Fair, "…", "Stale"),
        Status::NoData => mark(Tone::None, "?", "No data"),
        Status::NotStarted => mark(Tone::None, "○", "Not started"),
        Status::Draft => mark(Tone::None, "○", "Draft"),
        Status::Dropped => mark(Tone::None, "–", "Dropped"),
    }
}

/// How a health is shown.
pub(super) const fn of_health(health: Health) -> Mark {
    match health {
        Health::Healthy => mark(Tone::Good, "▲", "Healthy"),
        Health::Watch => mark(Tone::Fair, "◆", "Watch"),
        Health::Unhealthy => mark(Tone::Bad, "▼", "Unhealthy"),
        Health::Stale => mark(Tone::Fair, "…", "Stale"),
        Health::NoData => mark(Tone::None, "?", "No data"),
        Health::Unrated => mark(Tone::None, "○", "Unrated"),
        Health::SmallSample => mark(Tone::None, "○", "Small sample"),
        Health::Undefined => mark(Tone::None, "○", "Undefined"),
        Health::Retired => mark(Tone::None, "–", "Retired"),
    }
}

/// How urgent a status is, 0 first.
pub(super) const fn urgency(status: Status) -> u8 {
    match status {
        Status::OffTrack => 0,
        Status::Missed => 1,
        Status::AtRisk => 2,
        Status::Stale => 3,
        Status::NoData => 4,
        Status::OnTrack => 5,
        Status::Achieved => 6,
        Status::NotStarted => 7,
        Status::Draft => 8,
        Status::Dropped => 9,
    }
}

/// Whether an objective is worked on.
pub(super) const fn is_open(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Dropped)
}
