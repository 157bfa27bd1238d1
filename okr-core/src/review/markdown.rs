//! A review as Markdown: what a team reads together when a cycle is over.

use super::rows::{CarryOver, KpiReview, Movement, NoCarryOver, ObjectiveReview, Review};
use crate::number::text;
use crate::report::markdown::plain;

pub(super) fn render(review: &Review) -> String {
    let mut page = String::new();
    let mut line = |text: String| {
        page.push_str(&text);
        page.push('\n');
    };
    let name = review.name.as_deref().unwrap_or(&review.cycle);
    line(format!("# Review of {}\n", plain(name)));
    line(format!("{} to {}, as of {}.\n", review.start, review.end, review.as_of));
    let all = review.objectives.len();
    let score = review.score.map_or("no score".to_owned(), |score| format!("score {}", text(score, 2)));
    line(format!("**{} of {all} objectives attained**, {score}.\n", review.attained));
    for block in [objectives(review), moved(review), keep(review), carry_over(review), dropped(review), habits(review)]
    {
        if !block.is_empty() {
            line(block);
        }
    }
    let end = page.trim_end().len();
    page.truncate(end);
    page.push('\n');
    page
}

fn objectives(review: &Review) -> String {
    if review.objectives.is_empty() {
        return String::new();
    }
    let mut block =
        "## Objectives\n\n| objective | team | score | grade | status |\n|---|---|---:|---|---|\n".to_owned();
    for objective in &review.objectives {
        let score = objective.score.map_or("–".to_owned(), |score| text(score, 2));
        let committed = objective.score_committed.filter(|committed| Some(*committed) != objective.score);
        let committed = committed.map(|score| format!(" (as committed {})", text(score, 2))).unwrap_or_default();
        block.push_str(&format!(
            "| {} | {} | {score}{committed} | {} | {} |\n",
            plain(&objective.title),
            objective.team.as_deref().map(plain).unwrap_or_default(),
            objective.grade.map_or("–", crate::report::Grade::as_str),
            objective.status.as_str().replace('_', " "),
        ));
    }
    block
}

fn movement(kpi: &KpiReview) -> String {
    let unit = kpi.unit.as_deref().map(|unit| format!(" {}", plain(unit))).unwrap_or_default();
    let value = |value: Option<f64>| value.map_or("no value".to_owned(), |value| format!("{}{unit}", text(value, 2)));
    let period =
        |period: &Option<std::sync::Arc<str>>| period.as_ref().map(|period| format!(" ({period})")).unwrap_or_default();
    let team = kpi.team.as_deref().map(|team| format!(", {}", plain(team))).unwrap_or_default();
    format!(
        "{}{team}: {}{} → {}{}",
        plain(&kpi.name),
        value(kpi.before),
        period(&kpi.before_period),
        value(kpi.after),
        period(&kpi.after_period)
    )
}

fn moved(review: &Review) -> String {
    let mut block = String::new();
    let mut seen: Vec<(&str, Option<&str>)> = Vec::new();
    for (moved, title) in [
        (Movement::Improved, "What moved"),
        (Movement::Worsened, "What got worse"),
        (Movement::Unchanged, "What did not move"),
        (Movement::Unknown, "What we can't tell"),
    ] {
        let mut items = String::new();
        for kpi in review.objectives.iter().flat_map(|objective| &objective.kpis).filter(|kpi| kpi.moved == moved) {
            let key = (&*kpi.kpi, kpi.team.as_deref());
            if !seen.contains(&key) {
                seen.push(key);
                items.push_str(&format!("- {}\n", movement(kpi)));
            }
        }
        if !items.is_empty() {
            block.push_str(&format!("## {title}\n\n{items}\n"));
        }
    }
    let revisit = review.objectives.iter().filter(|objective| objective.revisit_key_results);
    let revisit: String = revisit
        .map(|objective| {
            format!(
                "- {}: attained, and none of its KPIs improved. Do its key results measure the right thing?\n",
                plain(&objective.title)
            )
        })
        .collect();
    if !revisit.is_empty() {
        block.push_str(&format!("## Key results to revisit\n\n{revisit}\n"));
    }
    block.trim_end().to_owned() + if block.is_empty() { "" } else { "\n" }
}

fn keep(review: &Review) -> String {
    let items = review.graduates.iter().map(|graduate| {
        let range = graduate.kpi.healthy.as_ref().map_or((None, None), |range| (range.min, range.max));
        let range = match range {
            (Some(min), Some(max)) => format!("within {} and {}", text(min, 2), text(max, 2)),
            (Some(min), None) => format!("at or above {}", text(min, 2)),
            (None, Some(max)) => format!("at or below {}", text(max, 2)),
            (None, None) => String::new(),
        };
        let unit = graduate.kpi.unit.as_deref().map(|unit| format!(" {}", plain(unit))).unwrap_or_default();
        format!("- {}: keep it {range}{unit}, as the KPI `{}`\n", plain(&graduate.kpi.name), graduate.kpi.id)
    });
    let items: String = items.collect();
    if items.is_empty() { items } else { format!("## What to keep\n\n{items}") }
}

fn carry_over(review: &Review) -> String {
    let item = |carry_over: &CarryOver| match (&carry_over.objective, carry_over.reason) {
        (Some(objective), _) => {
            let key_results =
                objective.key_results.iter().map(|key_result| plain(&key_result.title)).collect::<Vec<_>>();
            format!(
                "- {} goes on in {}: {}\n",
                plain(&objective.title),
                plain(&objective.cycle),
                key_results.join("; ")
            )
        }
        (None, Some(NoCarryOver::NothingLeft)) => {
            format!("- `{}` has nothing left that could go on\n", carry_over.continues)
        }
        (None, _) => format!("- `{}` could go on, and there is no next cycle in the plan yet\n", carry_over.continues),
    };
    let items: String = review.carry_over.iter().map(item).collect();
    if items.is_empty() { items } else { format!("## What to carry over\n\n{items}") }
}

fn dropped(review: &Review) -> String {
    let items = review.dropped.iter().map(|goal| {
        let since = goal.since.map(|since| format!(", {since}")).unwrap_or_default();
        let reason = goal.reason.as_deref().map(|reason| format!(": {}", plain(reason))).unwrap_or_default();
        format!("- {}{since}{reason}\n", plain(&goal.title))
    });
    let items: String = items.collect();
    if items.is_empty() { items } else { format!("## What was dropped\n\n{items}") }
}

fn habits(review: &Review) -> String {
    if review.objectives.is_empty() {
        return String::new();
    }
    let head = "## How we worked\n\n| objective | check-ins | days stale | confidence, first → last | outcome |\n|---|---:|---:|---|---|\n";
    let mut block = head.to_owned();
    for objective in &review.objectives {
        block.push_str(&habit(objective));
    }
    for team in &review.too_easy {
        block.push_str(&format!(
            "\nFor {} every aspirational goal was nearly or fully reached ({}): aim higher next time.\n",
            plain(&team.team),
            team.objectives.len()
        ));
    }
    block
}

fn habit(objective: &ObjectiveReview) -> String {
    let process = &objective.process;
    let confidence = |confidence: Option<f64>| confidence.map_or("–".to_owned(), |confidence| text(confidence, 2));
    let outcome = match objective.attained {
        Some(true) => "attained",
        Some(false) => "not attained",
        None => "–",
    };
    format!(
        "| {} | {} of {} | {} | {} → {} | {outcome} |\n",
        plain(&objective.title),
        process.check_ins_made,
        process.check_ins_due,
        process.days_stale,
        confidence(process.first_confidence),
        confidence(process.last_confidence),
    )
}
