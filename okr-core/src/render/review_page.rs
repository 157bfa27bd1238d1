//! The page of a review: what the meeting looks at.

use super::markup::Markup;
use super::page::{Table, chip, message, said, start};
use super::tone::{self, Mark, Tone};
use crate::figure;
use crate::report::{Grade, TriggerState};
use crate::review::{KeyResultReview, KpiReview, Movement, NextStep, NoCarryOver, ObjectiveReview, Review};

/// Writes the page.
pub(super) fn page(review: &Review, fragment: bool) -> String {
    let name = review.name.as_deref().unwrap_or(&review.cycle);
    let title = format!("Review of {name}");
    let mut markup = start(&title, fragment);
    markup.open("header").leaf("h1", "", &title).leaf("p", "lead", &paragraph(review)).close().open("main");
    objectives(&mut markup, review);
    movements(&mut markup, review);
    triggers(&mut markup, review);
    next(&mut markup, review);
    habits(&mut markup, review);
    notes(&mut markup, review);
    markup.close();
    let span = format!(
        "{} to {}, as of {}.",
        figure::date(review.start),
        figure::date(review.end),
        figure::date(review.as_of)
    );
    markup.open("footer").leaf("p", "quiet", &span).close();
    markup.finish()
}

fn paragraph(review: &Review) -> String {
    let score = review.score.map_or_else(|| "no score".to_owned(), |score| format!("score {}", figure::score(score)));
    let attained =
        format!("{} of {} attained, {score}.", review.attained, figure::count(review.objectives.len(), "objective"));
    let of = |moved: Movement| -> Vec<String> {
        distinct(review).into_iter().filter(|kpi| kpi.moved == moved).map(|kpi| kpi.name.to_string()).collect()
    };
    let say =
        |verb: &str, names: Vec<String>| (!names.is_empty()).then(|| format!(" {verb}: {}.", figure::list(&names)));
    let better = say("Improved", of(Movement::Improved)).unwrap_or_default();
    let worse = say("Worsened", of(Movement::Worsened)).unwrap_or_default();
    format!("{attained}{better}{worse}")
}

/// The KPIs of the teams and of the objectives, each once.
fn distinct(review: &Review) -> Vec<&KpiReview> {
    let mut found: Vec<&KpiReview> = Vec::new();
    let of_objectives = review.objectives.iter().flat_map(|objective| &objective.kpis);
    for kpi in review.kpis.iter().chain(of_objectives) {
        if found.iter().all(|known| (&known.kpi, &known.team) != (&kpi.kpi, &kpi.team)) {
            found.push(kpi);
        }
    }
    found
}

const fn of_grade(grade: Grade) -> Mark {
    match grade {
        Grade::Green => Mark { tone: Tone::Good, sign: "▲", text: "Green" },
        Grade::Amber => Mark { tone: Tone::Fair, sign: "◆", text: "Amber" },
        Grade::Red => Mark { tone: Tone::Bad, sign: "▼", text: "Red" },
    }
}

const fn of_movement(moved: Movement) -> Mark {
    match moved {
        Movement::Improved => Mark { tone: Tone::Good, sign: "▲", text: "Improved" },
        Movement::Unchanged => Mark { tone: Tone::None, sign: "●", text: "Unchanged" },
        Movement::Worsened => Mark { tone: Tone::Bad, sign: "▼", text: "Worsened" },
        Movement::Unknown => Mark { tone: Tone::None, sign: "?", text: "Can't tell" },
    }
}

fn objectives(markup: &mut Markup, review: &Review) {
    if review.objectives.is_empty() {
        return;
    }
    markup.open("section").leaf("h2", "", "Objectives");
    for row in &review.objectives {
        objective(markup, row);
    }
    markup.close();
}

fn objective(markup: &mut Markup, row: &ObjectiveReview) {
    markup.open("article").class("card").open("div").class("head").open("h3");
    said(markup, &row.title);
    markup.close();
    chip(markup, tone::of_status(row.status));
    markup.close().open("p").class("quiet").text(&format!("Score {}", score(row.score, row.score_committed)));
    let team = row.team_name.as_deref().filter(|team| row.owner.as_deref() != Some(team));
    for part in [team, row.owner.as_deref()].into_iter().flatten() {
        markup.text(" · ");
        said(markup, part);
    }
    markup.close();
    if !row.key_results.is_empty() {
        let columns = [("Key result", false), ("Owner", false), ("From", true), ("Reached", true), ("Target", true)];
        let more = [("Score", true), ("Grade", false), ("Said", false)];
        let mut table = Table::start_inside(markup, &[&columns[..], &more[..]].concat());
        for key_result in &row.key_results {
            line(&mut table, key_result);
        }
        table.end();
    }
    if let Some(note) = &row.note {
        let by = note.by.as_deref().map(|by| format!("{by}, ")).unwrap_or_default();
        let text = format!("“{}” ({by}{})", note.text, figure::date(note.date));
        markup.open("p").class("said").leaf("b", "", "Last words").text(": ");
        said(markup, &text);
        markup.close();
    }
    for key_result in &row.key_results {
        remarks(markup, key_result);
    }
    let step = match row.next_step {
        NextStep::Graduate => "keep it as a KPI",
        NextStep::Stop => "stop",
        NextStep::RevisitKeyResults => "revisit the key results",
        NextStep::CarryOver => "carry over",
        NextStep::Wait => "wait",
    };
    markup.open("p").class("why").leaf("b", "", &format!("Next: {step}.")).text(" ");
    message(markup, &row.next_reason);
    markup.close().close();
}

/// A score, with the one against the target first committed to where that differs.
fn score(score: Option<f64>, committed: Option<f64>) -> String {
    let revised = committed.filter(|committed| Some(*committed) != score);
    let revised = revised.map(|score| format!(" (as committed {})", figure::score(score))).unwrap_or_default();
    format!("{}{revised}", figure::score_or_dash(score))
}

fn line(table: &mut Table<'_>, row: &KeyResultReview) {
    table.row();
    table.said(&row.title);
    table.said(row.owner.as_deref().unwrap_or("–"));
    row.numbers().iter().for_each(|number| table.number(number));
    table.number(&score(row.score, row.score_committed));
    table.mark(row.grade.map(of_grade));
    table.said(&row.said.map_or_else(|| "–".to_owned(), |said| figure::words(said.as_str())));
}

/// What is to be known of a key result beside its numbers: the last note, what was said against what is, its proof, its cost.
fn remarks(markup: &mut Markup, row: &KeyResultReview) {
    let mut remark = |text: String| {
        markup.open("p").class("said").leaf("b", "", &row.title).text(&text).close();
    };
    if let Some(note) = &row.note {
        let by = note.by.as_deref().map(|by| format!("{by}, ")).unwrap_or_default();
        remark(format!(": “{}” ({by}{})", note.text, figure::date(note.date)));
    }
    if let Some(said) = row.said.filter(|_| row.said_otherwise) {
        let (said, status) = (figure::words(said.as_str()), figure::words(row.status.as_str()));
        let on = row.said_on.map(|day| format!(" on {}", figure::date(day))).unwrap_or_default();
        remark(format!(": reported as {said}{on}, but computed as {status}"));
    }
    let moved = |kpi: &KpiReview| {
        let team = kpi.team_name.as_deref().map(|team| format!(" ({team})")).unwrap_or_default();
        format!("{}{team}, {}", kpi.name, of_movement(kpi.moved).text.to_lowercase())
    };
    let proof: Vec<String> = row.kpis.iter().map(moved).collect();
    if !proof.is_empty() {
        remark(format!(", its proof: {}", proof.join("; ")));
    }
    let cost: Vec<String> = row.guards.iter().filter(|kpi| kpi.moved == Movement::Worsened).map(moved).collect();
    if !cost.is_empty() {
        remark(format!(", its cost: {}", cost.join("; ")));
    }
}

/// The triggers that fired in the cycle, and what became of them.
fn triggers(markup: &mut Markup, review: &Review) {
    if review.triggers.is_empty() {
        return;
    }
    markup.open("section").leaf("h2", "", "Triggers that fired");
    let columns = [("KPI", false), ("Rule", false), ("Fired", false), ("Became", false), ("Answered by", false)];
    let mut table = Table::start(markup, &columns);
    for row in &review.triggers {
        table.row();
        let team = row.team_name.as_deref().map(|team| format!(" ({team})")).unwrap_or_default();
        table.said(&format!("{}{team}", row.name));
        table.said(&figure::words(&row.rule));
        table.said(&figure::period(&row.fired));
        table.said(&match (&row.cleared, row.state) {
            (Some(cleared), _) => format!("cleared in {}", figure::period(cleared)),
            (None, Some(TriggerState::Recovering)) => "recovering".to_owned(),
            (None, _) => "still firing".to_owned(),
        });
        let titles = row.addressed_by.iter().map(|id| {
            let of = review.objectives.iter().find(|objective| objective.objective == *id);
            of.map_or(&**id, |objective| &objective.title)
        });
        let titles: Vec<&str> = titles.collect();
        table.said(if titles.is_empty() { "nobody".to_owned() } else { titles.join("; ") }.as_str());
    }
    table.end();
    markup.close();
}

fn notes(markup: &mut Markup, review: &Review) {
    if review.notes.is_empty() {
        return;
    }
    markup.open("section").leaf("h2", "", "Notes").open("div").class("card").open("ul");
    for note in &review.notes {
        markup.open("li").class("note").text("“");
        said(markup, &note.text);
        markup.text("” ").open("span").class("quiet");
        if let Some(by) = &note.by {
            said(markup, by);
            markup.text(", ");
        }
        markup.text(&figure::date(note.date)).close().close();
    }
    markup.close().close().close();
}

fn movements(markup: &mut Markup, review: &Review) {
    let kpis = distinct(review);
    if kpis.is_empty() {
        return;
    }
    markup.open("section").leaf("h2", "", "What moved");
    let columns = [("KPI", false), ("Before", true), ("After", true), ("Change", true), ("Moved", false)];
    let mut table = Table::start(markup, &columns);
    for kpi in kpis {
        table.row();
        let team = kpi.team_name.as_deref().map(|team| format!(" ({team})")).unwrap_or_default();
        table.said(&format!("{}{team}", kpi.name));
        let value = |value: Option<f64>, other: Option<f64>, period: Option<&str>| match value {
            Some(x) => {
                let period = period.map(|name| format!(" ({})", figure::period(name))).unwrap_or_default();
                format!("{}{period}", figure::with_unit(figure::value(x, &[other]), kpi.unit.as_deref()))
            }
            None => "–".to_owned(),
        };
        table.number(&value(kpi.before, kpi.after, kpi.before_period.as_deref()));
        table.number(&value(kpi.after, kpi.before, kpi.after_period.as_deref()));
        let change = match (kpi.before, kpi.after) {
            (Some(before), Some(after)) => figure::change(after - before),
            _ => "–".to_owned(),
        };
        table.number(&change);
        table.mark(Some(of_movement(kpi.moved)));
    }
    table.end();
    markup.close();
}

fn next(markup: &mut Markup, review: &Review) {
    if review.graduates.is_empty() && review.carry_over.is_empty() && review.dropped.is_empty() {
        return;
    }
    markup.open("section").leaf("h2", "", "What comes next").open("div").class("card");
    if !review.graduates.is_empty() {
        markup.leaf("h3", "small", "Keep, as KPIs").open("ul");
        for graduate in &review.graduates {
            markup.open("li");
            said(markup, &graduate.kpi.name);
            markup.text(&keep(graduate)).close();
        }
        markup.close();
    }
    if !review.carry_over.is_empty() {
        markup.leaf("h3", "small", "Carry over").open("ul");
        for carry_over in &review.carry_over {
            markup.open("li");
            match (&carry_over.objective, carry_over.reason) {
                (Some(objective), _) => {
                    said(markup, &objective.title);
                    let titles: Vec<&str> =
                        objective.key_results.iter().map(|key_result| key_result.title.as_str()).collect();
                    markup.text(&format!(" goes on in {}: ", objective.cycle));
                    said(markup, &titles.join("; "));
                }
                (None, reason) => {
                    let title = review.objectives.iter().find(|row| row.objective == carry_over.continues);
                    said(markup, title.map_or(&*carry_over.continues, |row| &row.title));
                    markup.text(match reason {
                        Some(NoCarryOver::NothingLeft) => " has nothing left that could go on",
                        _ => " could go on, and the plan has no next cycle yet",
                    });
                }
            }
            markup.close();
        }
        markup.close();
    }
    if !review.dropped.is_empty() {
        markup.leaf("h3", "small", "Dropped").open("ul");
        for goal in &review.dropped {
            markup.open("li");
            said(markup, &goal.title);
            markup.text(&goal.since.map(|day| format!(", {}", figure::date(day))).unwrap_or_default());
            if let Some(reason) = &goal.reason {
                markup.text(": ");
                said(markup, reason);
            }
            markup.close();
        }
        markup.close();
    }
    markup.close().close();
}

/// The range within which a graduate is kept.
fn keep(graduate: &crate::review::Graduate) -> String {
    let range = graduate.kpi.healthy.as_ref().map_or((None, None), |range| (range.min, range.max));
    let write = |x: f64| figure::with_unit(figure::value(x, &[]), graduate.kpi.unit.as_deref());
    match range {
        (Some(min), Some(max)) => format!(": keep it within {} and {}", write(min), write(max)),
        (Some(min), None) => format!(": keep it at or above {}", write(min)),
        (None, Some(max)) => format!(": keep it at or below {}", write(max)),
        (None, None) => String::new(),
    }
}

fn habits(markup: &mut Markup, review: &Review) {
    if review.objectives.is_empty() {
        return;
    }
    markup.open("section").leaf("h2", "", "How we worked");
    let columns =
        [("Objective", false), ("Check-ins", true), ("Days stale", true), ("Confidence", true), ("Outcome", false)];
    let mut table = Table::start(markup, &columns);
    for row in &review.objectives {
        let process = &row.process;
        table.row();
        table.said(&row.title);
        table.number(&format!("{} ({} due)", process.check_ins_made, process.check_ins_due));
        table.number(&process.days_stale.to_string());
        let confidence = [process.first_confidence, process.last_confidence].map(figure::score_or_dash);
        table.number(&confidence.join(" → "));
        table.said(match row.attained {
            Some(true) => "attained",
            Some(false) => "not attained",
            None => "–",
        });
    }
    table.end();
    if !review.calibration.is_empty() {
        let columns =
            [("Owner", false), ("Key results", true), ("Confidence", true), ("Attained", true), ("Brier score", true)];
        let mut table = Table::start(markup, &columns);
        for row in &review.calibration {
            table.row();
            table.said(&row.owner);
            table.number(&row.goals.to_string());
            table.number(&figure::percent(row.confidence));
            table.number(&figure::percent(row.attained));
            table.number(&row.brier.map_or_else(|| "–".to_owned(), |brier| figure::value(brier, &[])));
        }
        table.end();
    }
    for team in &review.too_easy {
        let text = format!(
            "For {} every aspirational goal was nearly or fully reached ({}): aim higher next time.",
            team.team_name,
            team.objectives.len()
        );
        markup.leaf("p", "why", &text);
    }
    markup.close();
}
