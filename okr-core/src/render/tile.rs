//! Tile: a KPI at a glance.

use super::frame::{Anchor, Canvas, Subject, chip_width};
use super::lettering;
use super::sparkline::Sparkline;
use super::tone;
use crate::figure;
use crate::report::{KpiRow, Moved};

/// What the tile shows.
pub(super) struct Tile<'a> {
    pub(super) row: &'a KpiRow,
    /// What the series is called.
    pub(super) name: String,
    /// The values of its complete periods in order; empty where the report has none.
    pub(super) values: Vec<Option<f64>>,
    /// The name of the period before.
    pub(super) previous_period: Option<&'a str>,
}

impl Tile<'_> {
    /// What the value is written against; a percentage also against all.
    fn bounds(&self) -> [Option<f64>; 4] {
        let all = (self.row.unit.as_deref() == Some("%")).then_some(100.0);
        [self.row.healthy_min, self.row.healthy_max, self.row.target, all]
    }

    /// The value with its unit.
    pub(super) fn value(&self) -> Option<String> {
        self.row.value.map(|value| figure::with_unit(figure::value(value, &self.bounds()), self.row.unit.as_deref()))
    }

    /// The change since the period before, and whether it is better.
    pub(super) fn change(&self) -> Option<String> {
        let change = self.row.change?;
        let moved = match self.row.moved {
            Moved::Better => ", better",
            Moved::Worse => ", worse",
            Moved::Same | Moved::Unknown => "",
        };
        let since = self.previous_period.map_or_else(String::new, |name| format!(" since {}", figure::period(name)));
        Some(format!("{}{since}{moved}", figure::change(change)))
    }

    /// What the value is held against.
    pub(super) fn standard(&self) -> Option<String> {
        let row = self.row;
        let write = |x: f64| figure::value(x, &[row.value]);
        let range = match (row.healthy_min, row.healthy_max) {
            (Some(min), Some(max)) => Some(format!("healthy {} to {}", write(min), write(max))),
            (Some(min), None) => Some(format!("healthy from {}", write(min))),
            (None, Some(max)) => Some(format!("healthy up to {}", write(max))),
            (None, None) => None,
        };
        let target = row.target.map(|target| format!("target {}", write(target)));
        let parts: Vec<String> = [range, target].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn last_year(&self) -> Option<String> {
        let value = self.row.year_ago?;
        Some(format!("{} a year before", figure::with_unit(figure::value(value, &[]), self.row.unit.as_deref())))
    }

    /// The tile in a sentence.
    pub(super) fn says(&self) -> String {
        let value = self.value().unwrap_or_else(|| "no value".to_owned());
        let period = self.row.period.as_deref().map(|name| format!(" in {}", figure::period(name)));
        let mark = tone::of_health(self.row.health);
        let mut parts = vec![format!("{value}{}", period.unwrap_or_default()), mark.text.to_lowercase()];
        parts.extend([self.change(), self.standard(), self.last_year()].into_iter().flatten());
        format!("{}: {}.", self.name, parts.join(", "))
    }

    /// How many lines its name takes at a width in pixels.
    pub(super) fn name_lines(&self, width: u32) -> usize {
        self.broken_name(width).len()
    }

    fn broken_name(&self, width: u32) -> Vec<String> {
        // INVARIANT: widths are at most a few thousand pixels.
        lettering::lines(&self.name, lettering::bold(14), 10 * width as i32 - 240, 2)
    }

    /// Draws the tile, with room for a name of that number of lines.
    pub(super) fn draw(&self, width: u32, name_lines: usize, in_page: bool) -> String {
        let (name, says, mark) = (&self.name, self.says(), tone::of_health(self.row.health));
        let drawn = self.values.len() > 1;
        let below = 180 * (name_lines.max(1) as i32 - 1);
        let height = if drawn { 208 } else { 144 } + below as u32 / 10;
        let subject = Subject { kind: "tile", title: name, says: &says };
        let mut canvas = Canvas::new(&subject, width, height, in_page);
        let inner = canvas.width - 240;
        for (index, line) in self.broken_name(width).iter().enumerate() {
            canvas.text("b", (120, 250 + 180 * index as i32), 14, Anchor::Start, line);
        }
        let beside = inner - chip_width(mark) - 80;
        let value = self.value().unwrap_or_else(|| "no value".to_owned());
        let size = [28, 22, 18, 14]
            .into_iter()
            .find(|size| lettering::width(&value, lettering::bold(*size)) <= beside)
            .unwrap_or(12);
        canvas.text(
            "b",
            (120, 600 + below),
            size,
            Anchor::Start,
            &lettering::fit(&value, lettering::bold(size), beside),
        );
        canvas.chip(mark, canvas.width - 120 - chip_width(mark), 510 + below);
        let change = self.change().or_else(|| self.row.period.as_deref().map(figure::period)).unwrap_or_default();
        canvas.text("q", (120, 820 + below), 12, Anchor::Start, &lettering::fit(&change, 12, inner));
        if drawn {
            let [min, max, target, _] = self.bounds();
            let sparkline = Sparkline { values: &self.values, min, max, target, tone: mark.tone };
            sparkline.draw(&mut canvas, (120, 930 + below), (inner, 560));
        }
        let facts: Vec<String> = [self.standard(), self.last_year()].into_iter().flatten().collect();
        for (index, fact) in facts.iter().enumerate() {
            let y = 10 * height as i32 - 310 + 170 * index as i32;
            canvas.text("q", (120, y), 12, Anchor::Start, &lettering::fit(fact, 12, inner));
        }
        canvas.finish()
    }
}
