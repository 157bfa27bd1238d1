//! A course of values as a line without axes, with the range in which they should be.

use super::frame::Canvas;
use super::scale::Scale;
use super::tone::Tone;

/// What a sparkline shows: the values of periods in order, none where there is a gap.
pub(super) struct Sparkline<'a> {
    pub(super) values: &'a [Option<f64>],
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) target: Option<f64>,
    pub(super) tone: Tone,
}

impl Sparkline<'_> {
    /// Draws it into a box.
    pub(super) fn draw(&self, canvas: &mut Canvas, (x, y): (i32, i32), (width, height): (i32, i32)) {
        let edge = 45;
        let known = self.values.iter().copied().chain([self.min, self.max, self.target]).flatten();
        let scale = Scale::over(known, y + height - edge, y + edge);
        if self.min.is_some() || self.max.is_some() {
            let top = self.max.map_or(y, |max| scale.at(max));
            let bottom = self.min.map_or(y + height, |min| scale.at(min));
            canvas.rectangle("band", x, top, width, bottom - top, 20);
        }
        if let Some(target) = self.target {
            let y = scale.at(target);
            canvas.line("s-good", (x, y), (x + width, y), 13, "3 3");
        }
        let last = self.values.len().saturating_sub(1).max(1) as i32;
        let at = |index: usize| x + edge + (width - 2 * edge) * index as i32 / last;
        let points =
            self.values.iter().enumerate().map(|(index, value)| value.map(|value| (at(index), scale.at(value))));
        let points: Vec<Option<(i32, i32)>> = points.collect();
        canvas.course("s-ink", &runs(&points), 16, "");
        for (index, point) in points.iter().enumerate() {
            let alone = (index == 0 || points.get(index - 1).is_some_and(Option::is_none))
                && points.get(index + 1).is_none_or(Option::is_none);
            if let (true, Some(point)) = (alone, point) {
                canvas.dot("ink", *point, 14, "");
            }
        }
        if let Some(Some(point)) = points.iter().rev().find(|point| point.is_some()) {
            canvas.dot("bg", *point, 48, "");
            canvas.dot(self.tone.fill(), *point, 36, "");
        }
    }
}

/// The points without gaps between them.
pub(super) fn runs(points: &[Option<(i32, i32)>]) -> Vec<Vec<(i32, i32)>> {
    points.split(Option::is_none).map(|run| run.iter().flatten().copied().collect()).collect()
}
