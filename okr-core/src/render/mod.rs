//! Pictures and documents, made from the tables of a report: SVG and HTML text, the same bytes in every language.
//!
//! [`Report::picture`] draws a chart of one item, [`Report::to_html`] writes the page that people open, [`Report::to_markdown`] the
//! page of a wiki, [`Review::to_html`] that of a review. The guide's page on [pictures](crate::guide::pictures) shows them.
//!
//! Pictures have a title and a description that says the chart in a sentence. They are readable in light and dark, on paper,
//! and without colour: each colour has its shape. They hold no script and no ids, and everything that people wrote is escaped.
//! Colours are custom properties (`--okr-good`, `--okr-bad`, …) that a page may set.

mod burn_up;
mod course;
mod frame;
mod heading;
mod heat;
mod lettering;
mod lookup;
mod markup;
mod options;
mod page;
mod page_style;
mod plot;
mod progress;
mod review_page;
mod scale;
mod sparkline;
mod style;
mod summary;
mod table_page;
mod text_page;
mod tile;
mod tone;
mod trouble;
mod xmr;

use std::sync::Arc;

use crate::document::{At, nearest, shorten, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::report::{KpiPeriodRow, KpiRow, Report};
use crate::review::Review;
use burn_up::BurnUp;
use course::Courses;
use frame::{NARROWEST, WIDEST};
use heat::Heat;
pub use options::{PageOptions, PagePart};
use progress::Progress;
use tile::Tile;
use xmr::ProcessBehaviour;

vocabulary! {
    /// A kind of picture.
    ///
    /// ```
    /// use okr_core::render::PictureKind;
    ///
    /// assert_eq!("xmr".parse(), Ok(PictureKind::Xmr));
    /// ```
    pub enum PictureKind {
        /// A bar with the score of an objective or key result, the score expected by now and that of success.
        Progress = "progress",
        /// A KPI at a glance: value, change, course, health, and the year before.
        Tile = "tile",
        /// A process behaviour chart of a KPI: values, mean, limits, special causes, target and healthy range.
        Xmr = "xmr",
        /// A key result on its way from its baseline to its target, with what is expected by now and the forecast.
        BurnUp = "burn_up",
        /// A heat map: `teams` by cycle with their scores, or `kpis` by team with their values.
        Heat = "heat",
    }
}

impl PictureKind {
    /// The width of a picture of this kind in pixels where none is asked for.
    const fn usual_width(self) -> u32 {
        match self {
            PictureKind::Progress => 480,
            PictureKind::Tile => 280,
            PictureKind::Xmr | PictureKind::BurnUp | PictureKind::Heat => 640,
        }
    }
}

impl Report {
    /// Draws a picture of an item of the report, as SVG text of the usual width of its kind.
    ///
    /// # Errors
    ///
    /// `unknown_reference` for an id that the report does not have: of an objective or key result for
    /// [`Progress`](PictureKind::Progress), of a key result for [`BurnUp`](PictureKind::BurnUp), `teams` or `kpis` for
    /// [`Heat`](PictureKind::Heat), of a KPI (`kpi@team` where it has several series) for the others.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::render::PictureKind;
    ///
    /// let report = tracker.evaluate(&evaluation.kpi_periods(true)).unwrap();
    /// let tile = report.picture(PictureKind::Tile, "turnover").unwrap();
    /// assert!(tile.contains("<desc>Turnover: 14\u{a0}% in Sep 2026, unhealthy, +1 since Aug 2026, worse, healthy up to 12.</desc>"));
    /// assert!(report.picture(PictureKind::Tile, "enps").unwrap_err().to_string().contains("did you mean `enps@north`"));
    /// ```
    pub fn picture(&self, kind: PictureKind, id: &str) -> Result<String, Errors> {
        self.picture_of_width(kind, id, kind.usual_width())
    }

    /// Draws a picture of an item of the report, as SVG text of a width from 240 to 2000 pixels.
    ///
    /// # Errors
    ///
    /// Those of [`picture`](Self::picture), and `out_of_bounds` for another width.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::render::PictureKind;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let narrow = report.picture_of_width(PictureKind::BurnUp, "days", 320).unwrap();
    /// assert!(narrow.contains(r#"width="320""#));
    /// ```
    pub fn picture_of_width(&self, kind: PictureKind, id: &str, width: u32) -> Result<String, Errors> {
        if !(NARROWEST..=WIDEST).contains(&width) {
            let [value, min, max] = [width, NARROWEST, WIDEST].map(f64::from);
            return Err(Errors::new(vec![At::root("/width").error(ErrorKind::OutOfBounds { value, min, max })]));
        }
        match kind {
            PictureKind::Progress => self.progress(id).map(|progress| progress.draw(width, false)),
            PictureKind::Tile => self.drawn_kpi(id).map(|row| {
                let tile = self.tile(row);
                tile.draw(width, tile.name_lines(width), false)
            }),
            PictureKind::Xmr => self.process_behaviour(id).map(|chart| chart.draw(width, false)),
            PictureKind::BurnUp => self.burn_up(id).map(|chart| chart.draw(width, false)),
            PictureKind::Heat => self.heat(id).map(|heat| heat.draw(width)),
        }
    }

    /// Writes the report as a page: one HTML document that needs no network and runs no script.
    ///
    /// It says where things stand, which objectives are in trouble and why, which alarms nobody answers, and how every KPI does.
    /// Ask for the periods of KPIs ([`kpi_periods`](crate::Evaluation::kpi_periods)) to see their course.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::render::PageOptions;
    ///
    /// let report = tracker.evaluate(&evaluation.kpi_periods(true)).unwrap();
    /// let page = report.to_html(&PageOptions::new().title("People, third quarter"));
    /// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h1>People, third quarter</h1>"));
    /// ```
    #[must_use]
    pub fn to_html(&self, options: &PageOptions) -> String {
        page::page(self, options)
    }

    /// Writes the report as Markdown, for a wiki or a chat.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::render::PageOptions;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert!(report.to_markdown(&PageOptions::new()).contains("| ✕ Missed | Learn from each other | 0.30 |"));
    /// ```
    #[must_use]
    pub fn to_markdown(&self, options: &PageOptions) -> String {
        text_page::page(self, options)
    }

    /// Writes a table for a notebook; none for a table that has no form of its own.
    pub(crate) fn table_to_html(&self, table: &str) -> Option<String> {
        table_page::table(self, table)
    }

    fn progress(&self, id: &str) -> Result<Progress<'_>, Errors> {
        if let Some(row) = self.objectives.iter().find(|row| &*row.objective == id) {
            let success = self.policy.success.of(row.ambition);
            let (score, expected, status) = (row.score, row.expected, row.status);
            return Ok(Progress { title: &row.title, score, expected, success, status });
        }
        let row = self.key_results.iter().find(|row| &*row.key_result == id).ok_or_else(|| {
            let objectives = self.objectives.iter().map(|row| &row.objective);
            unknown(
                "objective or key result",
                id,
                &mut objectives.chain(self.key_results.iter().map(|row| &row.key_result)),
            )
        })?;
        let (score, expected, status) = (row.score, row.expected, row.status);
        Ok(Progress { title: &row.title, score, expected, success: row.success, status })
    }

    fn burn_up(&self, id: &str) -> Result<BurnUp<'_>, Errors> {
        let row = self.key_results.iter().find(|row| &*row.key_result == id);
        let row =
            row.ok_or_else(|| unknown("key result", id, &mut self.key_results.iter().map(|row| &row.key_result)))?;
        Ok(BurnUp { row, as_of: self.as_of, values: Courses::of(self).of_key_result(row) })
    }

    fn heat(&self, id: &str) -> Result<Heat, Errors> {
        match id {
            "teams" => Ok(Heat::of_teams(self)),
            "kpis" => Ok(Heat::of_kpis(self)),
            _ => Err(unknown("heat map", id, &mut ["teams", "kpis"].map(Arc::from).iter())),
        }
    }

    /// The row of a KPI by its id, or `kpi@team` where it has a row for each team.
    fn drawn_kpi(&self, id: &str) -> Result<&KpiRow, Errors> {
        let named = |row: &&KpiRow| match (&row.team, id.split_once('@')) {
            (Some(team), Some((kpi, of))) => *row.kpi == *kpi && **team == *of,
            _ => false,
        };
        let alone = || {
            let mut rows = self.kpis.iter().filter(|row| &*row.kpi == id);
            rows.next().filter(|_| rows.next().is_none())
        };
        self.kpis.iter().find(named).or_else(alone).ok_or_else(|| unknown("kpi", id, &mut self.kpi_names().iter()))
    }

    /// The team that tells a series from others of its KPI.
    fn telling_team<'a>(&self, row: &'a KpiRow) -> Option<&'a str> {
        let several = || self.kpis.iter().filter(|other| other.kpi == row.kpi).count() > 1;
        row.team.as_deref().filter(|_| several())
    }

    /// The names of the rows of KPIs, those of one KPI by team.
    fn kpi_names(&self) -> Vec<Arc<str>> {
        let name = |row: &KpiRow| match self.telling_team(row) {
            Some(team) => format!("{}@{team}", row.kpi).into(),
            None => Arc::clone(&row.kpi),
        };
        self.kpis.iter().map(name).collect()
    }

    /// What people call a series.
    fn series_name(&self, row: &KpiRow) -> String {
        match self.telling_team(row) {
            Some(team) => format!("{} · {team}", row.name),
            None => row.name.to_string(),
        }
    }

    fn periods_of<'a>(&'a self, row: &'a KpiRow) -> impl Iterator<Item = &'a KpiPeriodRow> {
        self.kpi_periods.iter().filter(|period| period.kpi == row.kpi && period.team == row.team)
    }

    fn tile<'a>(&'a self, row: &'a KpiRow) -> Tile<'a> {
        let periods: Vec<&KpiPeriodRow> = self.periods_of(row).collect();
        let newest =
            periods.iter().rposition(|period| Some(&period.period) == row.period.as_ref()).unwrap_or(periods.len());
        let previous =
            periods.get(..newest).and_then(|before| before.iter().rev().find(|period| period.value.is_some()));
        // A year and a half of months: more would hide the newest.
        let values = periods.iter().skip(periods.len().saturating_sub(24)).map(|period| period.value).collect();
        Tile { row, name: self.series_name(row), values, previous_period: previous.map(|period| &*period.period) }
    }

    fn process_behaviour(&self, id: &str) -> Result<ProcessBehaviour<'_>, Errors> {
        let row = self.drawn_kpi(id)?;
        Ok(ProcessBehaviour { row, name: self.series_name(row), periods: self.periods_of(row).collect() })
    }
}

impl Review {
    /// Writes the review as a page for the meeting: one HTML document that needs no network and runs no script.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// assert!(review.to_html().contains("<bdi>Hire people who stay</bdi>"));
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        review_page::page(self, false)
    }

    /// Writes the page without the document around it: for a page of your own, a notebook or a mail.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// assert!(!review.to_html_fragment().contains("<html"));
    /// ```
    #[must_use]
    pub fn to_html_fragment(&self) -> String {
        review_page::page(self, true)
    }
}

fn unknown(kind: &str, id: &str, known: &mut dyn Iterator<Item = &Arc<str>>) -> Errors {
    let nearest = nearest(id, known.map(|known| &**known));
    Errors::new(vec![At::root("/id").error(ErrorKind::UnknownReference {
        kind: kind.to_owned(),
        id: shorten(id),
        nearest,
    })])
}
