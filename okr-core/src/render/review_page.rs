//! The page of a review: what the meeting looks at.

use super::markup::Markup;
use super::page::{Table, said, start};
use super::tone::{self, Mark, Tone};
use crate::figure;
use crate::report::Grade;
use crate::review::{KpiReview, Movement, NoCarryOver, ObjectiveReview, Review};

/// Writes the page.
pub(super) fn page(review: &Review, fragment: bool) -> String {
    let name = review.name.as_deref().unwrap_or(&review.cycle);
    let title = format!("Review of {name}");
    let mut markup = start(&title, fragment);
    markup.open("header").leaf("h1", "", &title).leaf("p", "lead", &paragraph(review)).close().open("main");
    objectives(&mut markup, review);
    movements(&mut markup, review);
    next(&mut markup, review);
    habits(&mut markup, review);
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

/// The KPIs of the objectives, each once.
fn distinct(review: &Review) -> Vec<&KpiReview> {
    let mut found: Vec<&KpiReview> = Vec::new();
    for kpi in review.objectives.iter().flat_map(|objective| &objective.kpis) {
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
    let mut table = Table::start(
        markup,
        &[("Objective", false), ("Score", true), ("Grade", false), ("Status", false), ("Owner", false)],
    );
    for row in &review.objectives {
        table.row();
        table.said(&row.title);
        let committed = row.score_committed.filter(|committed| Some(*committed) != row.score);
        let committed = committed.map(|score| format!(" (as committed {})", figure::score(score))).unwrap_or_default();
        table.number(&format!("{}{committed}", figure::score_or_dash(row.score)));
        table.mark(row.grade.map(of_grade));
        table.mark(Some(tone::of_status(row.status)));
        table.said(row.owner.as_deref().unwrap_or("–"));
    }
    table.end();
    markup.close();
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
        let team = kpi.team.as_deref().map(|team| format!(" · {team}")).unwrap_or_default();
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
    let revisit = |objective: &&ObjectiveReview| objective.revisit_key_results;
    for objective in review.objectives.iter().filter(revisit) {
        markup.open("p").class("why").leaf("bdi", "", &objective.title);
        markup.text(": attained, and none of its KPIs improved. Do its key results measure the right thing?").close();
    }
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
        table.number(&format!("{} of {}", process.check_ins_made, process.check_ins_due));
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
    for team in &review.too_easy {
        let text = format!(
            "For {} every aspirational goal was nearly or fully reached ({}): aim higher next time.",
            team.team,
            team.objectives.len()
        );
        markup.leaf("p", "why", &text);
    }
    markup.close();
}
