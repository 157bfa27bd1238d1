//! The head of a chart: its title, the facts, and marks.

use super::frame::{Anchor, Canvas, chip_width};
use super::lettering;
use super::tone::Mark;

/// A title of up to two lines, facts of up to two (three where it is narrow), and a row of marks, broken for a width.
pub(super) struct Heading {
    title: Vec<String>,
    facts: Vec<String>,
    marks: Vec<Mark>,
}

impl Heading {
    /// Breaks texts for a picture of a width in pixels.
    pub(super) fn new(title: &str, facts: &[String], marks: Vec<Mark>, width: u32) -> Self {
        // INVARIANT: widths are at most a few thousand pixels.
        let inner = 10 * width as i32 - 240;
        // Lines break between facts rather than inside them.
        let whole = |fact: &String| if fact.len() < 40 { fact.replace(' ', "\u{a0}") } else { fact.clone() };
        let facts = facts.iter().map(whole).collect::<Vec<_>>().join("\u{a0}· ");
        let facts = lettering::lines(&facts, 12, inner, if width < 480 { 3 } else { 2 });
        let title = if title.is_empty() { Vec::new() } else { lettering::lines(title, lettering::bold(14), inner, 2) };
        Heading { title, facts, marks }
    }

    /// Its height in pixels.
    pub(super) fn height(&self) -> u32 {
        let marks = if self.marks.is_empty() { 0 } else { 28 };
        14 + 19 * self.title.len() as u32 + 17 * self.facts.len() as u32 + marks
    }

    /// Draws it at the top of a canvas.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let mut y = 70;
        for line in &self.title {
            y += 190;
            canvas.text("b", (120, y), 14, Anchor::Start, line);
        }
        for line in &self.facts {
            y += 170;
            canvas.text("q", (120, y + 10), 12, Anchor::Start, line);
        }
        let mut x = 120;
        for mark in &self.marks {
            if x == 120 || x + chip_width(*mark) <= canvas.width - 120 {
                x += canvas.chip(*mark, x, y + 200) + 80;
            }
        }
    }
}
