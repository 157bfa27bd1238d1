//! Funnel: the value of each team against the size of its sample, with the limits that chance alone keeps within.

use super::frame::{Anchor, Canvas, Subject, diamond, triangle};
use super::heading::Heading;
use super::lettering;
use super::plot::{Label, Plot, SMALL, value_scale};
use super::scale::Scale;
use super::sparkline::runs;
use super::tone::{Mark, Tone};
use crate::compare::{KpiComparison, Outside, TeamValue, funnel};
use crate::figure;
use crate::order;
use crate::plan::Better;

/// How many points a limit is drawn through.
const POINTS: u32 = 80;

/// What the chart shows.
pub(super) struct Funnel<'a> {
    kpi: &'a KpiComparison,
    pooled: f64,
    points: Vec<Point<'a>>,
}

/// A team with a value.
struct Point<'a> {
    team: &'a TeamValue,
    value: f64,
    sample: f64,
    outside: Outside,
}

impl<'a> Funnel<'a> {
    /// The funnel of a KPI; none where its values have no limits.
    pub(super) fn of(kpi: &'a KpiComparison) -> Option<Self> {
        let point = |team: &'a TeamValue| {
            let (value, sample) = (team.value?, team.sample?);
            Some(Point { team, value, sample, outside: team.outside? })
        };
        Some(Funnel { kpi, pooled: kpi.pooled?, points: kpi.teams.iter().filter_map(point).collect() })
    }

    fn write(&self, x: f64, others: &[Option<f64>]) -> String {
        figure::with_unit(figure::value(x, others), self.kpi.unit.as_deref())
    }

    /// How a point outside is shown: better, worse, or neither where values are to stay within a range.
    fn mark(&self, outside: Outside) -> Option<Mark> {
        let better = Mark { tone: Tone::Good, sign: "▲", text: "better" };
        let worse = Mark { tone: Tone::Bad, sign: "▼", text: "worse" };
        match (outside, self.kpi.better) {
            (Outside::None, _) => None,
            (_, Better::Inside) => Some(Mark { tone: Tone::Fair, sign: "◆", text: "unusual" }),
            (Outside::Above, Better::Higher) | (Outside::Below, Better::Lower) => Some(better),
            (Outside::Above, Better::Lower) | (Outside::Below, Better::Higher) => Some(worse),
        }
    }

    fn facts(&self) -> Vec<String> {
        let mut facts = vec![
            figure::count(self.points.len(), "team"),
            format!("{} over all", figure::with_unit(figure::statistic(self.pooled, &[]), self.kpi.unit.as_deref())),
        ];
        let mut outside: Vec<(&Point<'_>, Mark)> =
            self.points.iter().filter_map(|point| Some((point, self.mark(point.outside)?))).collect();
        match outside.len() {
            0 => facts.push("all within the limits of chance".to_owned()),
            1..=4 => {
                facts.extend(
                    outside.iter().map(|(point, mark)| format!("{} {} {}", mark.sign, point.team.name, mark.text)),
                );
            }
            _ => {
                order::by_key(&mut outside, |(_, mark)| mark.tone);
                let count = |group: &[(&Point<'_>, Mark)]| {
                    group.first().map(|(_, mark)| format!("{} {} {}", mark.sign, group.len(), mark.text))
                };
                facts.extend(outside.chunk_by(|(_, a), (_, b)| a.tone == b.tone).filter_map(count));
            }
        }
        let missing = self.kpi.teams.len() - self.points.len();
        facts.extend((missing > 0).then(|| format!("{} without a value", figure::count(missing, "team"))));
        facts
    }

    /// Draws the chart.
    pub(super) fn draw(&self, width: u32) -> String {
        let facts = self.facts();
        let title = format!("{} by team", self.kpi.name);
        let says = format!("{title}: {}.", facts.join(", "));
        let subject = Subject { kind: "funnel", title: &title, says: &says };
        let heading = Heading::new(&title, &facts, Vec::new(), width);
        let mut canvas = Canvas::new(&subject, width, heading.height() + 256, false);
        heading.draw(&mut canvas);
        // INVARIANT: a heading is at most a few hundred pixels high.
        let (top, bottom) = (10 * heading.height() as i32 + 120, canvas.height - 480);
        let known = self.points.iter().map(|point| point.value).chain([self.pooled]);
        // Far up and down the limits of small samples leave the picture.
        let reach = self.points.iter().map(|point| (point.value - self.pooled).abs()).fold(1.0, crate::number::larger);
        let ends = [self.pooled - 1.5 * reach, self.pooled + 1.5 * reach].map(|x| crate::number::clamp(x, 0.0, 100.0));
        let (scale, ticks) = value_scale(known.chain(ends), top, bottom, (0.0, 100.0));
        let label = |x: f64| Label { y: scale.at(x), class: "q", text: format!("all {}", figure::statistic(x, &[])) };
        let labels = vec![label(self.pooled)];
        let plot = Plot { bottom, ..Plot::new(&canvas, top, &labels, &ticks) };
        plot.values(&mut canvas, &ticks);
        let most = self.points.iter().map(|point| point.sample).fold(1.0, crate::number::larger);
        let columns = ((plot.right - plot.left) / 700).max(2) as usize;
        let samples = Scale::over([0.0, most].into_iter(), plot.left, plot.right).rounded(columns, (0.0, f64::MAX));
        plot.below(&mut canvas, &samples.ticks(columns));
        canvas.text(
            "q",
            (i32::midpoint(plot.left, plot.right), bottom + 350),
            SMALL,
            Anchor::Middle,
            "size of the sample",
        );
        self.limits(&mut canvas, scale, samples, plot);
        self.teams(&mut canvas, scale, samples);
        plot.labels(&mut canvas, labels);
        canvas.finish()
    }

    /// The pooled value, and the limits as far as they lie in the picture.
    fn limits(&self, canvas: &mut Canvas, scale: Scale, samples: Scale, plot: Plot) {
        let y = scale.at(self.pooled);
        canvas.line("s-quiet", (plot.left, y), (plot.right, y), 12, "");
        let span = plot.right - plot.left;
        let limits = |side: fn((f64, f64)) -> f64| {
            let point = |step: u32| {
                // Close together where the limits bend.
                let x = plot.left + span * (step * step) as i32 / (POINTS * POINTS) as i32;
                let limit = crate::number::clamp(side(funnel(self.pooled, samples.value_at(x))), 0.0, 100.0);
                (scale.clamp(limit) == limit).then(|| (x, scale.at(limit)))
            };
            runs(&(1..=POINTS).map(point).collect::<Vec<_>>())
        };
        canvas.course("s-quiet", &limits(|(lower, _)| lower), 12, "6 4");
        canvas.course("s-quiet", &limits(|(_, upper)| upper), 12, "6 4");
    }

    fn teams(&self, canvas: &mut Canvas, scale: Scale, samples: Scale) {
        let mut named: Vec<(i32, i32, i32)> = Vec::new();
        for point in &self.points {
            let at = (samples.at(point.sample), scale.at(point.value));
            let limits = match (point.team.lower, point.team.upper) {
                (Some(lower), Some(upper)) => {
                    format!(", limits {} to {}", figure::statistic(lower, &[]), figure::statistic(upper, &[]))
                }
                _ => String::new(),
            };
            let bounds = [point.team.lower, point.team.upper, Some(self.pooled)];
            let value = self.write(point.value, &bounds);
            let says = format!("{}: {value} of {}{limits}", point.team.name, figure::value(point.sample, &[]));
            match self.mark(point.outside) {
                None => canvas.dot("ink", at, 34, &says),
                Some(mark) => {
                    let says = format!("{says}, {}", mark.text);
                    match mark.tone {
                        Tone::Good => canvas.shape("good", &triangle(at, 55, true), &says),
                        Tone::Bad => canvas.shape("bad", &triangle(at, 55, false), &says),
                        _ => canvas.shape("fair", &diamond(at, 55), &says),
                    }
                    self.name(canvas, point, at, &mut named);
                }
            }
        }
    }

    /// The name of a team outside the limits, on the side with room, where no other stands.
    fn name(&self, canvas: &mut Canvas, point: &Point<'_>, (x, y): (i32, i32), named: &mut Vec<(i32, i32, i32)>) {
        let to_the_left = x > canvas.width / 2;
        let room = if to_the_left { x - 240 } else { canvas.width - 240 - x };
        let name = lettering::fit(&point.team.name, SMALL, room.min(1600));
        let width = lettering::width(&name, SMALL);
        let (start, end) = if to_the_left { (x - 90 - width, x - 90) } else { (x + 90, x + 90 + width) };
        if named.iter().any(|(left, right, other)| (other - y).abs() < 140 && start < *right && *left < end) {
            return;
        }
        named.push((start, end, y));
        canvas.text_on_ground((start, y + 40), SMALL, &name);
    }
}
