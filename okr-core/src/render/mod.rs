//! Pictures and documents, made from the tables of a report: SVG and HTML text, the same bytes in every language.
//!
//! [`Report::picture`] draws a chart of one item, [`Report::to_html`] writes the page that people open, [`Report::to_markdown`] the
//! page of a wiki, [`Review::to_html`] that of a review, [`Comparison::funnel`] compares teams by chance. The guide's page on [pictures](crate::guide::pictures) shows them.
//!
//! Pictures have a title and a description that says the chart in a sentence. They are readable in light and dark, on paper,
//! and without colour: each colour has its shape. They hold no script and no ids, and everything that people wrote is escaped.
//! Colours are custom properties (`--okr-good`, `--okr-bad`, …) that a page may set.

mod branches;
mod burn_up;
mod course;
mod digest;
mod frame;
mod funnel;
mod heading;
mod heat;
mod lettering;
mod lookup;
mod markup;
mod options;
mod page;
mod page_style;
mod path_to_target;
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
mod timeline;
mod tone;
mod tree;
mod trouble;
mod xmr;

use std::sync::Arc;

use crate::compare::Comparison;
use crate::document::{At, nearest, shorten, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::report::{CycleRow, KpiPeriodRow, KpiRow, Report};
use crate::review::Review;
use burn_up::BurnUp;
use course::Courses;
use frame::{NARROWEST, WIDEST};
use funnel::Funnel;
use heat::Heat;
pub use options::{PageOptions, PagePart};
use progress::Progress;
use summary::Summary;
use tile::Tile;
use timeline::Timeline;
use tree::Tree;
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
        /// The alignment of a cycle's objectives, or of one objective: an outline of what supports what.
        Tree = "tree",
        /// What happened in a cycle: check-ins with their confidence, milestones, revisions and alarms.
        Timeline = "timeline",
    }
}

impl PictureKind {
    /// The width of a picture of this kind in pixels where none is asked for.
    const fn usual_width(self) -> u32 {
        match self {
            PictureKind::Progress => 480,
            PictureKind::Tile => 280,
            PictureKind::Xmr | PictureKind::BurnUp | PictureKind::Heat | PictureKind::Tree | PictureKind::Timeline => {
                640
            }
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
    /// [`Heat`](PictureKind::Heat), of a cycle or an objective for [`Tree`](PictureKind::Tree), of a cycle for
    /// [`Timeline`](PictureKind::Timeline), of a KPI (`kpi@team` where it has several series) for the others. An empty id stands for
    /// the running cycle.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::render::PictureKind;
    ///
    /// let report = tracker.evaluate(&evaluation.kpi_periods(true)).unwrap();
    /// let tile = report.picture(PictureKind::Tile, "turnover").unwrap();
    /// assert!(tile.contains("<desc>Turnover: 14% in Sep 2026, unhealthy, +1 since Aug 2026, worse, healthy up to 12.</desc>"));
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
        check_width(width)?;
        match kind {
            PictureKind::Progress => self.progress(id).map(|progress| progress.draw(width, false)),
            PictureKind::Tile => self.drawn_kpi(id).map(|row| {
                let tile = self.tile(row);
                tile.draw(width, tile.name_lines(width), false)
            }),
            PictureKind::Xmr => self.process_behaviour(id).map(|chart| chart.draw(width, false)),
            PictureKind::BurnUp => self.burn_up(id).map(|chart| chart.draw(width, false)),
            PictureKind::Heat => self.heat(id).map(|heat| heat.draw(width)),
            PictureKind::Tree => self.tree(id).map(|tree| tree.draw(width)),
            PictureKind::Timeline => {
                let cycle = self
                    .drawn_cycle(id)
                    .ok_or_else(|| unknown("cycle", id, &mut self.cycles.iter().map(|row| &row.cycle)))?;
                Ok(Timeline::of_cycle(self, cycle).draw(width))
            }
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

    /// Writes a digest for a chat, as Markdown of a few lines: where things stand, what is in trouble and why, what changed where
    /// the options tell, and what to do. Of the options it takes the title and the changes.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::render::PageOptions;
    ///
    /// let changes = tracker.changes(&evaluation, parse_date("2026-10-03").unwrap()).unwrap();
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let digest = report.digest(&PageOptions::new().title("People").changes(changes.to_text(5)));
    /// assert!(digest.starts_with("**People**\n\nAs of 10 Oct 2026,"), "{digest}");
    /// assert!(digest.contains("**Changes since 2026-10-03, as of 2026-10-10**"));
    /// ```
    #[must_use]
    pub fn digest(&self, options: &PageOptions) -> String {
        digest::digest(self, options)
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

    /// The cycle with an id; the running one where it is empty.
    fn drawn_cycle(&self, id: &str) -> Option<&CycleRow> {
        if id.is_empty() {
            return Summary::of(self).cycle();
        }
        self.cycles.iter().find(|row| &*row.cycle == id)
    }

    fn tree(&self, id: &str) -> Result<Tree<'_>, Errors> {
        if let Some(cycle) = self.drawn_cycle(id) {
            return Ok(Tree::of_cycle(self, &cycle.cycle, cycle.name.as_deref().unwrap_or(&cycle.cycle)));
        }
        let objective = self.objectives.iter().find(|row| &*row.objective == id);
        objective.map(|row| Tree::of_objective(self, row)).ok_or_else(|| {
            let cycles = self.cycles.iter().map(|row| &row.cycle);
            unknown("cycle or objective", id, &mut cycles.chain(self.objectives.iter().map(|row| &row.objective)))
        })
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
            Some(team) => {
                let named = self.teams.iter().find(|other| &*other.team == team);
                format!("{} ({})", row.name, named.map_or(team, |team| &team.name))
            }
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

impl Comparison {
    /// Draws the funnel of a KPI, as SVG text: the value of each team against the size of its sample, with the limits within which
    /// chance alone keeps a team that is like all others (3 standard errors).
    ///
    /// # Errors
    ///
    /// Those of [`funnel_of_width`](Self::funnel_of_width).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let plan = r#"{ "teams": [{ "id": "n", "name": "North", "level": "team" }, { "id": "s", "name": "South", "level": "team" }],
    ///   "kpis": [{ "id": "accepted", "name": "Offers accepted", "better": "higher", "cadence": "monthly", "unit": "%",
    ///     "aggregate": "mean", "teams": ["n", "s"] }] }"#;
    /// let readings = Readings::from_json(r#"[
    ///     { "metric": "accepted@n", "date": "2026-07", "value": 80, "sample": 100 },
    ///     { "metric": "accepted@s", "date": "2026-07", "value": 50, "sample": 100 }
    /// ]"#).unwrap();
    /// let tracker = Plan::from_json(plan).unwrap().resolve().unwrap();
    /// let comparison = tracker.compare(&Evaluation::new(&readings, parse_date("2026-08-05").unwrap())).unwrap();
    /// let funnel = comparison.funnel("accepted").unwrap();
    /// assert!(funnel.contains("2 teams, 65% over all, ▲ North better, ▼ South worse."));
    /// ```
    pub fn funnel(&self, kpi: &str) -> Result<String, Errors> {
        self.funnel_of_width(kpi, 640)
    }

    /// Draws the funnel of a KPI, as SVG text of a width from 240 to 2000 pixels.
    ///
    /// # Errors
    ///
    /// `unknown_reference` for a KPI without series of teams, `wrong_type` for one without limits, `out_of_bounds` for another width.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let comparison = tracker.compare(&evaluation).unwrap();
    /// let error = comparison.funnel_of_width("enps", 320).unwrap_err().iter().next().unwrap().to_string();
    /// assert!(error.contains("a percentage, with a sample for each team that has a value"));
    /// ```
    pub fn funnel_of_width(&self, kpi: &str, width: u32) -> Result<String, Errors> {
        check_width(width)?;
        let row = self.kpis.iter().find(|row| &*row.kpi == kpi);
        let row = row.ok_or_else(|| unknown("kpi of teams", kpi, &mut self.kpis.iter().map(|row| &row.kpi)))?;
        let funnel = Funnel::of(row).ok_or_else(|| {
            let expected = "a kpi with limits: a percentage, with a sample for each team that has a value";
            let kind = ErrorKind::WrongType { expected: expected.to_owned(), found: format!("`{}`", shorten(kpi)) };
            Errors::new(vec![At::root("/id").error(kind)])
        })?;
        Ok(funnel.draw(width))
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

fn check_width(width: u32) -> Result<(), Errors> {
    if (NARROWEST..=WIDEST).contains(&width) {
        return Ok(());
    }
    let [value, min, max] = [width, NARROWEST, WIDEST].map(f64::from);
    Err(Errors::new(vec![At::root("/width").error(ErrorKind::OutOfBounds { value, min, max })]))
}

fn unknown(kind: &str, id: &str, known: &mut dyn Iterator<Item = &Arc<str>>) -> Errors {
    let nearest = nearest(id, known.map(|known| &**known));
    Errors::new(vec![At::root("/id").error(ErrorKind::UnknownReference {
        kind: kind.to_owned(),
        id: shorten(id),
        nearest,
    })])
}
