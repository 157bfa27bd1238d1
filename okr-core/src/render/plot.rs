//! The part of a chart between its axes.

use super::frame::{Anchor, Canvas};
use super::lettering;
use super::scale::Scale;
use crate::order;

/// The size of letters at axes and line ends.
pub(super) const SMALL: i32 = 11;

/// Where the axes of a chart lie.
#[derive(Clone, Copy)]
pub(super) struct Plot {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
}

impl Plot {
    /// The plot of a canvas below `top`, with the room that the numbers of its scale and the labels at its right end need.
    /// `scale` makes the scale for its lower and upper end.
    pub(super) fn new(canvas: &Canvas, top: i32, labels: &[Label], ticks: &[(i32, String)]) -> Self {
        let widest =
            |texts: &mut dyn Iterator<Item = &str>| texts.map(|text| lettering::width(text, SMALL)).fold(0, i32::max);
        // Large numbers must leave room for what they are about.
        let most = canvas.width / 3;
        let left = 180 + widest(&mut ticks.iter().map(|(_, text)| text.as_str())).min(most - 180);
        let beside = widest(&mut labels.iter().map(|label| label.text.as_str()));
        let room = if beside == 0 { 120 } else { (beside + 180).min(most) };
        Plot { left, right: canvas.width - room, top, bottom: canvas.height - 320 }
    }

    /// Draws lines at round values, with their numbers.
    pub(super) fn values(self, canvas: &mut Canvas, ticks: &[(i32, String)]) {
        for (y, text) in ticks {
            canvas.line("grid", (self.left, *y), (self.right, *y), 10, "");
            let text = lettering::fit(text, SMALL, self.left - 120);
            canvas.text("q", (self.left - 60, y + 40), SMALL, Anchor::End, &text);
        }
    }

    /// Draws texts below the plot, each centred at its place as far as the picture reaches.
    pub(super) fn below(self, canvas: &mut Canvas, ticks: &[(i32, String)]) {
        for (x, text) in ticks {
            let half = lettering::width(text, SMALL) / 2 + 20;
            let x = (*x).max(half).min(canvas.width - half);
            canvas.text("q", (x, self.bottom + 190), SMALL, Anchor::Middle, text);
        }
    }

    /// Draws labels at the right end, each at its height or as near as the others let it.
    pub(super) fn labels(self, canvas: &mut Canvas, mut labels: Vec<Label>) {
        const APART: i32 = 140;
        order::by_key(&mut labels, |label| label.y);
        let mut lowest = self.top - APART;
        for label in &mut labels {
            label.y = label.y.max(lowest + APART);
            lowest = label.y;
        }
        let mut highest = self.bottom + APART;
        for label in labels.iter_mut().rev() {
            label.y = label.y.min(highest - APART);
            highest = label.y;
        }
        let room = canvas.width - self.right - 80;
        for label in labels {
            let size = if label.class == "b" { lettering::bold(SMALL) } else { SMALL };
            let text = lettering::fit(&label.text, size, room);
            canvas.text(label.class, (self.right + 60, label.y + 40), SMALL, Anchor::Start, &text);
        }
    }
}

/// A text at the right end of a line.
pub(super) struct Label {
    pub(super) y: i32,
    pub(super) class: &'static str,
    pub(super) text: String,
}

/// A scale whose ends are round, with ticks, between two heights of a canvas.
pub(super) fn value_scale(
    values: impl Iterator<Item = f64>,
    top: i32,
    bottom: i32,
    within: (f64, f64),
) -> (Scale, Vec<(i32, String)>) {
    let most = ((bottom - top) / 400).max(2) as usize;
    let scale = Scale::over(values, bottom, top).rounded(most, within);
    (scale, scale.ticks(most))
}

/// The bounds that a scale of a unit does not go beyond without a value there.
pub(super) fn bounds_of_unit(unit: Option<&str>, least: f64) -> (f64, f64) {
    let floor = if least >= 0.0 { 0.0 } else { f64::MIN };
    if unit == Some("%") { (floor, 100.0) } else { (floor, f64::MAX) }
}
