//! Process behaviour chart (XmR): the values of a KPI with mean, limits and special causes, in the manner of the NHS.

use chrono::NaiveDate;

use super::frame::{Canvas, Subject, diamond, triangle};
use super::heading::Heading;
use super::lettering;
use super::plot::{Label, Plot, SMALL, bounds_of_unit, value_scale};
use super::scale::Scale;
use super::sparkline::runs;
use super::tone::{Mark, Tone};
use crate::figure;
use crate::number::{at_least, at_most};
use crate::plan::Better;
use crate::report::{Health, KpiPeriodRow, KpiRow, Signal};

/// What the chart shows.
pub(super) struct ProcessBehaviour<'a> {
    pub(super) row: &'a KpiRow,
    /// What the series is called.
    pub(super) name: String,
    /// The complete periods of the series, in order.
    pub(super) periods: Vec<&'a KpiPeriodRow>,
}

/// What a value that belongs to a signal means.
#[derive(Clone, Copy, PartialEq)]
enum Special {
    Better,
    Worse,
    Other,
}

/// Neighbouring periods with the same values: the first, and the one behind the last.
struct Stretch {
    start: usize,
    end: usize,
    values: [Option<f64>; 2],
}

/// The lines of a chart that are steps: constant for a while.
type Of = fn(&KpiPeriodRow) -> Option<f64>;

impl<'a> ProcessBehaviour<'a> {
    fn newest(&self) -> Option<&'a KpiPeriodRow> {
        self.periods.iter().rev().find(|period| period.value.is_some()).copied()
    }

    /// What the signal at an index means.
    fn special(&self, index: usize) -> Option<Special> {
        let period = self.periods.get(index)?;
        let (signal, value, mean) = (period.signal?, period.value?, period.mean?);
        let higher = if signal == Signal::RunOfRises {
            let next =
                self.periods.get(index + 1).filter(|next| next.signal == Some(signal)).and_then(|next| next.value);
            let before = index.checked_sub(1).and_then(|index| self.periods.get(index)).and_then(|before| before.value);
            match (next, before) {
                (Some(next), _) => next > value,
                (None, Some(before)) => value > before,
                (None, None) => value > mean,
            }
        } else {
            value > mean
        };
        Some(match (self.row.better, higher) {
            (Better::Higher, true) | (Better::Lower, false) => Special::Better,
            (Better::Higher, false) | (Better::Lower, true) => Special::Worse,
            (Better::Inside, _) if period.health == Health::Unhealthy => Special::Worse,
            (Better::Inside, _) => Special::Other,
        })
    }

    /// How the newest value varies.
    fn variation(&self) -> Option<Mark> {
        let newest = self.periods.iter().rposition(|period| period.value.is_some())?;
        self.periods.get(newest)?.mean?;
        Some(match self.special(newest) {
            Some(Special::Better) => Mark { tone: Tone::Good, sign: "▲", text: "Improving" },
            Some(Special::Worse) => Mark { tone: Tone::Bad, sign: "▼", text: "Worsening" },
            Some(Special::Other) => Mark { tone: Tone::Fair, sign: "◆", text: "Unusual" },
            None => Mark { tone: Tone::None, sign: "●", text: "Usual variation" },
        })
    }

    /// Whether the process, as it is, meets what it is held against: always, never, or now and then.
    fn assurance(&self) -> Option<Mark> {
        let newest = self.newest()?;
        let (lower, upper) = (newest.lower?, newest.upper?);
        let (min, max) = match (newest.target, self.row.better) {
            (Some(target), Better::Higher) => (Some(target), None),
            (Some(target), Better::Lower) => (None, Some(target)),
            _ => (newest.healthy_min, newest.healthy_max),
        };
        if min.is_none() && max.is_none() {
            return None;
        }
        let held = if newest.target.is_some() {
            ["Meets its target", "Misses its target"]
        } else {
            ["Keeps its range", "Outside its range"]
        };
        let always = min.is_none_or(|min| at_least(lower, min)) && max.is_none_or(|max| at_most(upper, max));
        let never = min.is_some_and(|min| !at_least(upper, min)) || max.is_some_and(|max| !at_most(lower, max));
        Some(match (always, never) {
            (true, _) => Mark { tone: Tone::Good, sign: "P", text: held[0] },
            (_, true) => Mark { tone: Tone::Bad, sign: "F", text: held[1] },
            _ => Mark { tone: Tone::None, sign: "?", text: "Hit or miss" },
        })
    }

    fn write(&self, x: f64, others: &[Option<f64>]) -> String {
        figure::with_unit(figure::value(x, others), self.row.unit.as_deref())
    }

    /// The newest value with what it is held against.
    fn facts(&self) -> Vec<String> {
        let Some(newest) = self.newest() else { return vec!["no value yet".to_owned()] };
        let Some(value) = newest.value else { return Vec::new() };
        let others = [newest.target, newest.lower, newest.upper, newest.mean];
        let mut facts = vec![format!("{} in {}", self.write(value, &others), figure::period(&newest.period))];
        match (newest.mean, newest.lower, newest.upper) {
            (Some(mean), Some(lower), Some(upper)) => {
                let write = |x| figure::statistic(x, &[Some(value)]);
                facts.push(format!("mean {}", write(mean)));
                facts.push(format!("limits {} to {}", write(lower), write(upper)));
            }
            _ => facts.push("too few values for limits".to_owned()),
        }
        if self.row.xmr.as_ref().is_some_and(|chart| chart.provisional) {
            facts.push("provisional: fewer than 12 values".to_owned());
        }
        facts
    }

    fn says(&self) -> String {
        let mut parts = self.facts();
        let newest = self.newest();
        parts.extend(
            newest.and_then(|period| period.target).map(|target| format!("target {}", figure::value(target, &[]))),
        );
        for mark in [self.variation(), self.assurance()].into_iter().flatten() {
            parts.push(mark.text.to_lowercase());
        }
        let special = (0..self.periods.len()).filter(|index| self.special(*index).is_some()).count();
        parts.push(format!("{special} of {} special", figure::count(self.periods.len(), "period")));
        let gaps = self.periods.iter().filter(|period| period.gap).count();
        if gaps > 0 {
            parts.push(format!("{gaps} without a value"));
        }
        format!("{}: {}.", self.name, parts.join(", "))
    }

    /// Draws the chart.
    pub(super) fn draw(mut self, width: u32, in_page: bool) -> String {
        let all = self.periods.len();
        // Below two pixels a period, points cannot be told apart.
        self.periods = self.periods.split_off(all.saturating_sub(width as usize / 3));
        let left_out = all - self.periods.len();
        let (name, says) = (self.name.clone(), self.says());
        let subject = Subject { kind: "xmr", title: &name, says: &says };
        let mut facts = self.facts();
        if left_out > 0 {
            facts.push(format!("newest {} of {all} periods", self.periods.len()));
        }
        let marks = [self.variation(), self.assurance()].into_iter().flatten().collect();
        let heading = Heading::new(&name, &facts, marks, width);
        let mut canvas = Canvas::new(&subject, width, heading.height() + 240, in_page);
        heading.draw(&mut canvas);
        // INVARIANT: a heading is at most a few hundred pixels high.
        let (top, bottom) = (10 * heading.height() as i32 + 120, canvas.height - 320);
        let known = self
            .periods
            .iter()
            .flat_map(|it| [it.value, it.lower, it.upper, it.target, it.healthy_min, it.healthy_max]);
        let known: Vec<f64> = known.flatten().collect();
        let least = known.iter().copied().fold(0.0, crate::number::smaller);
        let (scale, ticks) =
            value_scale(known.into_iter(), top, bottom, bounds_of_unit(self.row.unit.as_deref(), least));
        let labels = self.labels(scale);
        let plot = Plot::new(&canvas, top, &labels, &ticks);
        self.bands(&mut canvas, plot, scale);
        plot.values(&mut canvas, &ticks);
        self.lines(&mut canvas, plot, scale);
        self.points(&mut canvas, plot, scale);
        plot.labels(&mut canvas, labels);
        plot.below(&mut canvas, &self.names(plot));
        canvas.finish()
    }

    /// The left edge of a period's part of the plot.
    fn edge(&self, plot: Plot, index: usize) -> i32 {
        plot.left + ((plot.right - plot.left) as i64 * index as i64 / self.periods.len().max(1) as i64) as i32
    }

    fn middle(&self, plot: Plot, index: usize) -> i32 {
        i32::midpoint(self.edge(plot, index), self.edge(plot, index + 1))
    }

    /// Neighbouring periods of one phase in which the values of `of` are the same.
    fn stretches(&self, of: impl Fn(&KpiPeriodRow) -> [Option<f64>; 2]) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        let mut phase: Option<Option<NaiveDate>> = None;
        for (index, period) in self.periods.iter().enumerate() {
            let values = of(period);
            match found.last_mut() {
                Some(stretch) if stretch.values == values && phase == Some(period.phase) => stretch.end = index + 1,
                _ => found.push(Stretch { start: index, end: index + 1, values }),
            }
            phase = Some(period.phase);
        }
        found
    }

    /// The healthy range, as it was in force.
    fn bands(&self, canvas: &mut Canvas, plot: Plot, scale: Scale) {
        for Stretch { start, end, values: [min, max] } in
            self.stretches(|period| [period.healthy_min, period.healthy_max])
        {
            if min.is_some() || max.is_some() {
                let (left, right) = (self.edge(plot, start), self.edge(plot, end));
                let top = max.map_or(plot.top, |max| scale.at(max));
                let bottom = min.map_or(plot.bottom, |min| scale.at(min));
                canvas.rectangle("band", left, top, right - left, bottom - top, 0);
            }
        }
    }

    /// Mean, limits and target, as steps where phases and revisions begin.
    fn lines(&self, canvas: &mut Canvas, plot: Plot, scale: Scale) {
        let kinds: [(Of, &str, i32, &str); 4] = [
            (|period| period.lower, "s-quiet", 10, "6 4"),
            (|period| period.upper, "s-quiet", 10, "6 4"),
            (|period| period.mean, "s-quiet", 12, ""),
            (|period| period.target, "s-good", 16, "3 3"),
        ];
        for (of, class, width, dashes) in kinds {
            for Stretch { start, end, values: [value, _] } in self.stretches(|period| [of(period), None]) {
                if let Some(value) = value {
                    let y = scale.at(value);
                    canvas.line(class, (self.edge(plot, start), y), (self.edge(plot, end), y), width, dashes);
                }
            }
        }
    }

    fn points(&self, canvas: &mut Canvas, plot: Plot, scale: Scale) {
        let at = |index: usize, value: f64| (self.middle(plot, index), scale.at(value));
        let points: Vec<Option<(i32, i32)>> =
            self.periods.iter().enumerate().map(|(index, period)| period.value.map(|value| at(index, value))).collect();
        canvas.course("s-ink", &runs(&points), 14, "");
        let apart = (plot.right - plot.left) / self.periods.len().max(1) as i32;
        let size = if apart >= 100 { 32 } else { 22 };
        for (index, (period, point)) in self.periods.iter().zip(&points).enumerate() {
            let (Some(point), Some(value)) = (*point, period.value) else { continue };
            let label = format!(
                "{}: {}",
                figure::period(&period.period),
                self.write(value, &[period.target, period.lower, period.upper])
            );
            let signal =
                period.signal.map_or_else(String::new, |signal| format!(", {}", figure::words(signal.as_str())));
            match self.special(index) {
                Some(Special::Better) => {
                    canvas.shape("good", &triangle(point, size + 18, true), &format!("{label}{signal}, better"))
                }
                Some(Special::Worse) => {
                    canvas.shape("bad", &triangle(point, size + 18, false), &format!("{label}{signal}, worse"))
                }
                Some(Special::Other) => canvas.shape("fair", &diamond(point, size + 18), &format!("{label}{signal}")),
                None => canvas.dot("ink", point, size, &label),
            }
        }
    }

    fn labels(&self, scale: Scale) -> Vec<Label> {
        let Some(newest) = self.newest() else { return Vec::new() };
        let label = |class, name: &str, x: f64, written: String| Label {
            y: scale.at(x),
            class,
            text: format!("{name} {written}"),
        };
        let statistic =
            |name: &str, x: Option<f64>| x.map(|x| label("q", name, x, figure::statistic(x, &[newest.value])));
        let target = newest.target.map(|x| label("b", "target", x, figure::value(x, &[newest.value])));
        let all = [
            statistic("upper", newest.upper),
            statistic("mean", newest.mean),
            statistic("lower", newest.lower),
            target,
        ];
        all.into_iter().flatten().collect()
    }

    /// The names of as many periods as stand side by side.
    fn names(&self, plot: Plot) -> Vec<(i32, String)> {
        let names: Vec<String> = self.periods.iter().map(|period| figure::period(&period.period)).collect();
        let widest = names.iter().map(|name| lettering::width(name, SMALL)).fold(1, i32::max) + 80;
        let room = (plot.right - plot.left).max(1);
        let each = (names.len() * widest as usize).div_ceil(room as usize).max(1);
        let named = names.into_iter().enumerate().rev().step_by(each);
        named.map(|(index, name)| (self.middle(plot, index), name)).collect()
    }
}
