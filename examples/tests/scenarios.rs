//! The scenarios: the committed texts are what the program writes, and the weekly messages are short and lose nothing.

use std::collections::HashMap;
use std::path::Path;

use okr_core::Report;
use okr_core::changes::MAX_LINES;
use okr_core::report::{Health, Status};
use okr_examples::scenario::{self, Played, Scenario};

fn all() -> Vec<(String, Played)> {
    let folders = scenario::folders().unwrap();
    assert_eq!(folders.len(), 5);
    let play = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, Scenario::read(path).unwrap().play().unwrap())
    };
    folders.iter().map(play).collect()
}

#[test]
fn the_committed_texts_are_those_that_are_written() {
    for (scenario, played) in all() {
        for (name, text) in played.files {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(&scenario).join(name);
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(committed == text, "{}: `make scenarios` writes another text", path.display());
        }
    }
}

#[test]
fn a_week_is_a_few_lines() {
    for (scenario, played) in all() {
        let messages = played.weeks.iter().map(|week| week.changes.to_text(MAX_LINES));
        let lines: Vec<usize> =
            messages.map(|text| text.lines().filter(|line| line.starts_with("- ")).count()).collect();
        assert!(lines.len() >= 13 && lines.iter().all(|lines| *lines <= 10), "{scenario}: {lines:?}");
        assert!(lines.iter().sum::<usize>() <= 5 * lines.len(), "{scenario}: {lines:?}");
    }
}

/// What has a colour on a day: titles, and the word.
fn colours(report: &Report) -> HashMap<(String, String), &'static str> {
    let key_results = report.key_results.iter().map(|row| {
        let colour = if row.status == Status::Dropped { "dropped" } else { row.status.as_str() };
        ((row.objective.to_string(), row.title.to_string()), colour)
    });
    let kpis = report.kpis.iter().map(|row| {
        let team = row.team.as_deref().unwrap_or_default();
        ((format!("kpi {team}"), row.name.to_string()), row.health.as_str())
    });
    key_results.chain(kpis).collect()
}

/// Whatever has another colour than a week before has a line, or is counted in one that says so.
#[test]
fn no_colour_changes_unseen() {
    for (scenario, played) in all() {
        for pair in played.weeks.windows(2) {
            let [before, after] = pair else { continue };
            let text = after.changes.to_text(MAX_LINES);
            let earlier = colours(&before.report);
            for ((of, title), colour) in colours(&after.report) {
                let was = earlier.get(&(of.clone(), title.clone())).copied().unwrap_or("new");
                let objective = after.report.objectives.iter().find(|row| *row.objective == of);
                let objective_says = |says: &str| {
                    objective.is_some_and(|row| text.contains(&format!("- {}: ", row.title)) && text.contains(says))
                };
                let seen = was == colour
                    || text.contains(&format!("- {title}: "))
                    || text.contains(&format!("- {title} ("))
                    || (was == "not_started"
                        && colour == "on_track"
                        && text.contains("key results: not started → on track"))
                    || (colour == "achieved" && objective_says("achieved"))
                    || (was == "new" && objective_says("added to the plan"))
                    || (colour == "dropped" && objective_says("dropped on"));
                assert!(seen, "{scenario}: {title} was {was} and is {colour}, and this does not say so:\n{text}");
            }
        }
    }
}

#[test]
fn each_story_has_what_it_tells() {
    for (scenario, played) in all() {
        let said: String = played.weeks.iter().map(|week| week.changes.to_text(MAX_LINES)).collect();
        for event in
            ["trigger fired", "target revised from", "dropped on", "was corrected from", "not started → on track"]
        {
            assert!(said.contains(event), "{scenario}: no week says `{event}`");
        }
        let healthy = |report: &Report| report.kpis.iter().filter(|row| row.health != Health::Unhealthy).count();
        let (first, last) = (&played.weeks[1].report, &played.weeks[played.weeks.len() - 1].report);
        assert!(healthy(last) > healthy(first), "{scenario}: no KPI recovers");
    }
}
