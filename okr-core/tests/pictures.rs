//! Pictures and documents against the files in `conformance/pictures`, which Python and JavaScript compare too.
//!
//! Where a change of a picture is meant, look at it first: `make pictures` writes the files and shows all on contact sheets, in
//! light and dark.

#![cfg(feature = "render")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use okr_core::calendar::parse_date;
use okr_core::changes::MAX_LINES;
use okr_core::compare::Comparison;
use okr_core::readings::{CheckIns, Loader};
use okr_core::render::{PageOptions, PagePart, PictureKind};
use okr_core::review::Review;
use okr_core::{Evaluation, Plan, Report, Tracker};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    sources: BTreeMap<String, Source>,
    pictures: Vec<Case>,
    funnels: Vec<FunnelCase>,
}

#[derive(Deserialize)]
struct Source {
    files: String,
    as_of: String,
    /// The day since which its page tells what changed.
    since: Option<String>,
    /// Of a source whose pages are held as well.
    review: Option<CycleOn>,
}

#[derive(Deserialize)]
struct CycleOn {
    cycle: String,
    as_of: String,
}

#[derive(Deserialize)]
struct Case {
    source: String,
    kind: String,
    id: String,
    width: u32,
}

#[derive(Deserialize)]
struct FunnelCase {
    source: String,
    kpi: String,
    width: u32,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn cases() -> Cases {
    serde_json::from_str(&fs::read_to_string(root().join("conformance/pictures/cases.json")).unwrap()).unwrap()
}

impl Source {
    fn text(&self, ending: &str) -> String {
        fs::read_to_string(root().join(format!("{}{ending}", self.files))).unwrap()
    }

    fn ask<T>(&self, as_of: &str, work: impl FnOnce(&Tracker, &Evaluation<'_>) -> T) -> T {
        let tracker = Plan::from_json(&self.text(".json")).unwrap().resolve().unwrap();
        let readings = Loader::new().csv(self.text(".csv").as_bytes()).unwrap().complete().unwrap();
        let check_ins = CheckIns::from_json(&self.text("-check-ins.json")).unwrap();
        let evaluation = Evaluation::new(&readings, parse_date(as_of).unwrap());
        work(&tracker, &evaluation.check_ins(&check_ins).kpi_periods(true).values(true))
    }

    fn report(&self) -> Report {
        self.ask(&self.as_of, |tracker, evaluation| tracker.evaluate(evaluation).unwrap())
    }

    fn review(&self, CycleOn { cycle, as_of }: &CycleOn) -> Review {
        self.ask(as_of, |tracker, evaluation| tracker.review(evaluation, cycle).unwrap())
    }

    fn changes(&self) -> String {
        let since = parse_date(self.since.as_deref().unwrap()).unwrap();
        self.ask(&self.as_of, |tracker, evaluation| tracker.changes(evaluation, since).unwrap().to_text(MAX_LINES))
    }

    fn comparison(&self) -> Comparison {
        self.ask(&self.as_of, |tracker, evaluation| tracker.compare(evaluation).unwrap())
    }
}

/// Compares text with a file, or writes it.
fn hold(file: &str, text: &str) {
    let path = root().join("conformance/pictures").join(file);
    if std::env::var_os("OKR_PICTURES").is_some_and(|value| value == "write") {
        fs::write(&path, text).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{file} differs from what is drawn: look at both, then write it with `make pictures`");
}

#[test]
fn pictures_are_the_files() {
    let Cases { sources, pictures, funnels } = cases();
    let reports: BTreeMap<&str, Report> =
        sources.iter().map(|(name, source)| (name.as_str(), source.report())).collect();
    for Case { source, kind, id, width } in &pictures {
        let picture = reports[source.as_str()].picture_of_width(kind.parse().unwrap(), id, *width).unwrap();
        hold(&format!("{source}-{kind}-{id}-{width}.svg"), &picture);
    }
    for FunnelCase { source, kpi, width } in &funnels {
        let picture = sources[source].comparison().funnel_of_width(kpi, *width).unwrap();
        hold(&format!("{source}-funnel-{kpi}-{width}.svg"), &picture);
    }
}

#[test]
fn documents_are_the_files() {
    for (name, source) in cases().sources {
        let Some(asked) = &source.review else { continue };
        let (report, review) = (source.report(), source.review(asked));
        let options = PageOptions::new().changes(source.changes());
        let page = report.to_html(&options);
        assert!(page.len() < 200_000, "{name}: {} bytes", page.len());
        let fragment = PageOptions::new().title("Only KPIs").parts([PagePart::Kpis]).fragment(true);
        for (file, document) in
            [("report.html", page), ("fragment.html", report.to_html(&fragment)), ("review.html", review.to_html())]
        {
            check_document(&document);
            hold(&format!("{name}-{file}"), &document);
        }
        hold(&format!("{name}-report.md"), &report.to_markdown(&options));
        hold(&format!("{name}-digest.md"), &report.digest(&options));
    }
}

/// What must hold of every document: it is well-formed, has no elements but these, loads nothing and runs nothing.
fn check_document(document: &str) {
    for word in ["http:", "https:", "@import", "url(", "<script"] {
        assert!(!document.contains(word), "{word}");
    }
    let (elements, _) = read(document);
    for (element, attributes) in &elements {
        assert!(SHAPES.contains(&element.as_str()) || ELEMENTS.contains(&element.as_str()), "<{element}>");
        assert!(
            attributes
                .iter()
                .all(|(name, _)| !name.starts_with("on") && !["id", "href", "src"].contains(&name.as_str()))
        );
    }
}

/// An element's name and its attributes.
type Element = (String, Vec<(String, String)>);

/// A reader of well-formed XML, as strict as this test needs: it returns the elements with their attributes, and the texts.
fn read(xml: &str) -> (Vec<Element>, Vec<String>) {
    let (mut elements, mut texts, mut open) = (Vec::new(), Vec::new(), Vec::new());
    let mut rest = xml.strip_prefix("<!DOCTYPE html>").unwrap_or(xml);
    while let Some((text, tag)) = rest.split_once('<') {
        assert!(!text.contains('>'), "`>` in text: {text}");
        texts.push(plain(text));
        let (tag, after) = tag.split_once('>').expect("a tag must end");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags must nest");
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut found: Vec<(String, String)> = Vec::new();
        while !attributes.is_empty() {
            let (attribute, after) = attributes.split_once("=\"").expect("an attribute has a value");
            let (value, after) = after.split_once('"').expect("a value ends");
            assert!(found.iter().all(|(known, _)| known != attribute), "{attribute} twice");
            assert!(attribute.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b':'));
            found.push((attribute.to_owned(), plain(value)));
            attributes = after.trim_start();
        }
        if !closed {
            open.push(name.to_owned());
        }
        elements.push((name.to_owned(), found));
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} stay open");
    (elements, texts)
}

/// Text with its references resolved; only those that XML knows are allowed.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        let (name, after) = reference.split_once(';').expect("a reference ends");
        plain.push_str(before);
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("unknown reference {other}"),
        });
        rest = after;
    }
    plain + rest
}

const SHAPES: [&str; 9] = ["svg", "title", "desc", "style", "rect", "line", "path", "circle", "text"];

const ELEMENTS: [&str; 30] = [
    "html", "head", "meta", "body", "div", "header", "main", "footer", "section", "article", "h1", "h2", "h3", "p",
    "span", "strong", "bdi", "ul", "ol", "li", "details", "summary", "i", "b", "table", "thead", "tbody", "tr", "th",
    "td",
];

/// What must hold of every picture.
fn check(picture: &str) {
    let (elements, _) = read(picture);
    let (svg, attributes) = &elements[0];
    assert_eq!(svg, "svg");
    assert!(attributes.iter().any(|(name, value)| name == "role" && value == "img"));
    assert_eq!([&elements[1].0, &elements[2].0], ["title", "desc"]);
    for (element, attributes) in &elements {
        assert!(SHAPES.contains(&element.as_str()), "<{element}>");
        for (name, value) in attributes {
            assert!(!name.starts_with("on") && name != "href" && name != "style" && name != "id", "{name}={value}");
        }
    }
}

#[test]
fn pictures_are_well_formed_and_have_no_other_elements() {
    let Cases { sources, .. } = cases();
    for source in sources.values() {
        let (report, comparison) = (source.report(), source.comparison());
        for width in [240, 320, 768, 1280, 2000] {
            for row in &report.cycles {
                check(&report.picture_of_width(PictureKind::Tree, &row.cycle, width).unwrap());
                check(&report.picture_of_width(PictureKind::Timeline, &row.cycle, width).unwrap());
            }
            for row in &comparison.kpis {
                check(&comparison.funnel_of_width(&row.kpi, width).unwrap());
            }
            for row in report.key_results.iter().take(20) {
                check(&report.picture_of_width(PictureKind::BurnUp, &row.key_result, width).unwrap());
                check(&report.picture_of_width(PictureKind::Progress, &row.key_result, width).unwrap());
            }
            for row in report.objectives.iter().take(20) {
                check(&report.picture_of_width(PictureKind::Tree, &row.objective, width).unwrap());
                check(&report.picture_of_width(PictureKind::Progress, &row.objective, width).unwrap());
            }
            for row in &report.kpis {
                let several = report.kpis.iter().filter(|other| other.kpi == row.kpi).count() > 1;
                let id = row.team.as_deref().filter(|_| several);
                let id = id.map_or_else(|| row.kpi.to_string(), |team| format!("{}@{team}", row.kpi));
                check(&report.picture_of_width(PictureKind::Tile, &id, width).unwrap());
                check(&report.picture_of_width(PictureKind::Xmr, &id, width).unwrap());
            }
        }
    }
}

#[test]
fn unknown_items_and_sizes_are_errors() {
    let report = cases().sources["quarter"].report();
    let message = |errors: okr_core::Errors| errors.iter().next().unwrap().to_string();
    let error = message(report.picture(PictureKind::Tile, "turn-over").unwrap_err());
    assert!(error.contains("unknown kpi `turn-over`") && error.contains("`turnover`"), "{error}");
    let error = message(report.picture_of_width(PictureKind::Tile, "turnover", 100).unwrap_err());
    assert!(error.contains("between 240 and 2000, found `100`"), "{error}");
    assert!("pie".parse::<PictureKind>().is_err());
}

/// How many elements have a name and a class.
fn count(elements: &[Element], element: &str, class: &str) -> usize {
    let named = elements.iter().filter(|(name, _)| name == element);
    named.filter(|(_, attributes)| attributes.iter().any(|(name, value)| name == "class" && value == class)).count()
}

#[test]
fn a_process_behaviour_chart_shows_what_the_rows_say() {
    let report = cases().sources["quarter"].report();
    let mut signals = 0;
    for kpi in &report.kpis {
        let rows: Vec<_> = report.kpi_periods.iter().filter(|row| row.kpi == kpi.kpi).collect();
        let special = rows.iter().filter(|row| row.value.is_some() && row.signal.is_some()).count();
        let usual = rows.iter().filter(|row| row.value.is_some() && row.signal.is_none()).count();
        let (elements, _) = read(&report.picture(PictureKind::Xmr, &kpi.kpi).unwrap());
        assert_eq!(count(&elements, "circle", "ink"), usual, "{}", kpi.kpi);
        let marked = ["good", "bad", "fair"].map(|class| count(&elements, "path", class));
        assert_eq!(marked.iter().sum::<usize>(), special, "{}", kpi.kpi);
        signals += special;
        // A line for each run of two values or more without a gap.
        let runs = rows.split(|row| row.value.is_none()).filter(|run| run.len() > 1).count();
        let course = elements
            .iter()
            .find(|(name, attributes)| name == "path" && attributes.iter().any(|(_, value)| value == "s-ink"));
        let (_, attributes) = course.unwrap();
        let drawn = &attributes.iter().find(|(name, _)| name == "d").unwrap().1;
        assert_eq!(drawn.matches('M').count(), runs, "{}", kpi.kpi);
    }
    assert!(signals > 0);
}

#[test]
fn a_burn_up_shows_each_value_of_its_window() {
    let report = cases().sources["quarter"].report();
    let row = report.key_results.iter().find(|row| &*row.key_result == "hire-in-25-days").unwrap();
    let used = report.values.iter().filter(|value| value.used_by.contains(&row.key_result));
    let inside = used.filter(|value| row.start <= value.date && value.date <= row.end).count();
    let (elements, _) = read(&report.picture(PictureKind::BurnUp, &row.key_result).unwrap());
    assert!(inside > 5);
    assert_eq!(count(&elements, "circle", "ink"), inside);
}

/// How many elements of a name have one of the classes.
fn count_any(elements: &[Element], element: &str, classes: &[&str]) -> usize {
    classes.iter().map(|class| count(elements, element, class)).sum()
}

#[test]
fn a_timeline_shows_what_the_rows_say() {
    let report = cases().sources["company"].report();
    let (elements, _) = read(&report.picture(PictureKind::Timeline, "2026-Q3").unwrap());
    let said = report.check_ins.iter().filter(|row| row.said.is_some_and(|said| said.as_str() != "done")).count();
    let fired = report.triggers.iter().filter(|row| row.fired_on.is_some()).count();
    assert_eq!((said, fired), (7, 1));
    // Triangles and diamonds: what was said, and the alarm.
    assert_eq!(count_any(&elements, "path", &["good", "fair", "bad"]), said + fired);
    let silent = report.check_ins.iter().filter(|row| row.said.is_none()).count();
    assert_eq!(count(&elements, "circle", "ink"), silent);
    let revisions: usize = report.key_results.iter().map(|row| row.revisions.len()).sum();
    assert_eq!((count(&elements, "path", "ink"), revisions), (2, 2));
    // Two milestones done and one check-in that says so, one overdue, one to come.
    let status = |word: &str| count(&elements, "text", word);
    assert_eq!((status("done"), status("none")), (3, 1));
}

#[test]
fn a_funnel_marks_the_teams_outside_its_limits() {
    let comparison = cases().sources["company"].comparison();
    let kpi = &comparison.kpis[0];
    let outside = |side: &str| {
        kpi.teams.iter().filter(|team| team.outside.is_some_and(|outside| outside.as_str() == side)).count()
    };
    let (elements, texts) = read(&comparison.funnel(&kpi.kpi).unwrap());
    assert_eq!((outside("above"), outside("below"), outside("none")), (1, 1, 18));
    assert_eq!(count(&elements, "path", "good"), 1);
    assert_eq!(count(&elements, "path", "bad"), 1);
    assert_eq!(count(&elements, "circle", "ink"), 18);
    assert!(texts.iter().any(|text| text.contains("▼ Product 5 worse")));
}

#[test]
fn what_changed_is_text() {
    let report = cases().sources["quarter"].report();
    let changes = "Since <b>Monday</b>\n- Days: <script>alert(1)</script>\nAlso: *2* values.\n";
    let options = PageOptions::new().changes(changes);
    let page = report.to_html(&options);
    check_document(&page);
    let (_, texts) = read(&page);
    for text in ["Since <b>Monday</b>", "Days: <script>alert(1)</script>", "Also: *2* values."] {
        assert!(texts.iter().any(|known| known == text), "{text}");
    }
    assert!(report.digest(&options).contains(r"**Since \<b\>Monday\</b\>**"), "{}", report.digest(&options));
    assert!(!report.to_html(&PageOptions::new()).contains("What changed"));
}

#[test]
fn no_text_rounds_a_miss_into_a_hit() {
    let plan = r#"{ "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
      "objectives": [{ "id": "o", "title": "Nearly there", "cycle": "q", "key_results": [
        { "id": "k", "title": "Days", "measure": { "kind": "reach", "from": 0, "to": 1000 } }] }],
      "kpis": [{ "id": "p", "name": "Uptime", "better": "higher", "cadence": "monthly", "healthy": { "min": 99.9 }, "unit": "%" }] }"#;
    let rows = r#"[{ "metric": "k", "date": "2026-09-01", "value": 699.9 }, { "metric": "p", "date": "2026-08", "value": 99.8999 }]"#;
    let readings = okr_core::Readings::from_json(rows).unwrap();
    let evaluation = Evaluation::new(&readings, parse_date("2026-09-02").unwrap());
    let report = Plan::from_json(plan).unwrap().resolve().unwrap().evaluate(&evaluation).unwrap();
    // 0.6999 is under the 0.7 of success, and 99.8999 under 99.9.
    assert!(report.picture(PictureKind::Progress, "o").unwrap().contains("score 0.69,"));
    assert!(report.picture(PictureKind::Tile, "p").unwrap().contains("99.8999% in Aug 2026, unhealthy"));
    let page = report.to_html(&PageOptions::new());
    assert!(page.contains("score 0.69 ·") && !page.contains("0.70 · expected"));
}
