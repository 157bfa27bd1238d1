//! Progress: a bar with the score, the score expected by now and that of success.

use super::frame::{Anchor, Canvas, Subject, chip_width};
use super::lettering;
use super::tone::{self, Tone};
use crate::figure;
use crate::report::Status;

/// What the bar shows.
pub(super) struct Progress<'a> {
    pub(super) title: &'a str,
    pub(super) score: Option<f64>,
    pub(super) expected: Option<f64>,
    /// The score that is a success.
    pub(super) success: f64,
    pub(super) status: Status,
}

impl Progress<'_> {
    fn facts(&self) -> Vec<String> {
        let [score, expected] = figure::score_and_expected(self.score, self.expected);
        let score = self.score.map_or_else(|| "no score".to_owned(), |_| format!("score {score}"));
        let expected = self.expected.map(|_| format!("expected {expected}"));
        let success = format!("success from {}", figure::score(self.success));
        [Some(score), expected, Some(success)].into_iter().flatten().collect()
    }

    /// Draws the bar.
    pub(super) fn draw(&self, width: u32, in_page: bool) -> String {
        let mark = tone::of_status(self.status);
        let says = format!("{}: {}, {}.", self.title, mark.text.to_lowercase(), self.facts().join(", "));
        let inner = 10 * width as i32 - 240;
        let beside = inner - chip_width(mark) - 120;
        let lines = lettering::lines(self.title, lettering::bold(14), beside, 2);
        let below = 180 * lines.len() as i32;
        let facts = lettering::lines(&self.facts().join(" · "), 12, inner, 2);
        let height = 57 + 18 * lines.len() as u32 + 17 * facts.len() as u32;
        let subject = Subject { kind: "progress", title: self.title, says: &says };
        let mut canvas = Canvas::new(&subject, width, height, in_page);
        for (index, line) in lines.iter().enumerate() {
            canvas.text("b", (120, 240 + 180 * index as i32), 14, Anchor::Start, line);
        }
        canvas.chip(mark, canvas.width - 120 - chip_width(mark), 195);
        bar(&mut canvas, self, (120, 200 + below), (inner, 100), mark.tone);
        for (index, line) in facts.iter().enumerate() {
            canvas.text("q", (120, 500 + below + 170 * index as i32), 12, Anchor::Start, line);
        }
        canvas.finish()
    }
}

/// Draws the bar of a score at a point, of a width and height.
pub(super) fn bar(
    canvas: &mut Canvas,
    progress: &Progress<'_>,
    (x, y): (i32, i32),
    (width, height): (i32, i32),
    tone: Tone,
) {
    let at = |score: f64| x + (crate::number::clamp(score, 0.0, 1.0) * f64::from(width) + 0.5) as i32;
    canvas.rectangle("track", x, y, width, height, height / 2);
    if let Some(score) = progress.score.filter(|score| *score > 0.0) {
        canvas.rectangle(tone.fill(), x, y, (at(score) - x).max(height), height, height / 2);
    }
    if progress.success < 1.0 {
        let x = at(progress.success);
        canvas.line("s-quiet", (x, y - 20), (x, y + height + 20), 10, "2 2");
    }
    if let Some(expected) = progress.expected {
        let x = at(expected);
        canvas.rectangle("ink", x - 10, y - 40, 20, height + 80, 0);
    }
}
