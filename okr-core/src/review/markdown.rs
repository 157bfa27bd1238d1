//! A review as Markdown: what a team reads together when a cycle is over.

use hashbrown::HashSet;

use super::rows::{
    Calibration, CarryOver, KeyResultReview, KpiReview, Movement, NextStep, NoCarryOver, Note, ObjectiveReview, Review,
};
use crate::figure::{self, words};
use crate::report::TriggerState;
use crate::report::markdown::plain;

pub(super) fn render(review: &Review) -> String {
    let name = review.name.as_deref().unwrap_or(&review.cycle);
    let score = review.score.map_or("no score".to_owned(), |score| format!("score {}", figure::score(score)));
    let head = format!(
        "# Review of {}\n\n{} to {}, as of {}.\n\n**{} of {} attained**, {score}.\n",
        plain(name),
        figure::date(review.start),
        figure::date(review.end),
        figure::date(review.as_of),
        review.attained,
        figure::count(review.objectives.len(), "objective"),
    );
    let blocks = [
        head,
        section("Objectives", objectives(review)),
        section("KPIs", kpis(review)),
        section("Triggers that fired", triggers(review)),
        section("What to keep", keep(review)),
        section("What to carry over", carry_over(review)),
        section("What was dropped", dropped(review)),
        section("How we worked", habits(review)),
        section("Notes", review.notes.iter().map(|note| format!("- {}\n", said(note))).collect()),
    ];
    let written: Vec<String> = blocks.into_iter().filter(|block| !block.is_empty()).collect();
    written.join("\n")
}

/// A section with its title; nothing without content.
fn section(title: &str, content: String) -> String {
    if content.is_empty() { content } else { format!("## {title}\n\n{content}") }
}

/// A row of a table.
fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

fn quantity(value: Option<f64>, others: &[Option<f64>], unit: Option<&str>) -> String {
    or_dash(value.map(|value| figure::with_unit(figure::value(value, others), unit.map(plain).as_deref())))
}

/// A score, with the one against the target first committed to where that differs.
fn score(score: Option<f64>, committed: Option<f64>) -> String {
    let revised = committed.filter(|committed| Some(*committed) != score);
    let revised = revised.map(|score| format!(" (as committed {})", figure::score(score))).unwrap_or_default();
    format!("{}{revised}", figure::score_or_dash(score))
}

fn said(note: &Note) -> String {
    let by = note.by.as_deref().map(|by| format!("{}, ", plain(by))).unwrap_or_default();
    format!("“{}” ({by}{})", plain(&note.text), figure::date(note.date))
}

fn objectives(review: &Review) -> String {
    let blocks: Vec<String> = review.objectives.iter().map(objective).collect();
    blocks.join("\n")
}

fn objective(objective: &ObjectiveReview) -> String {
    // An objective of one person's own has one name.
    let team = objective.team_name.as_deref().filter(|team| objective.owner.as_deref() != Some(team));
    let people = [objective.owner.as_deref(), team];
    let people: Vec<String> = people.into_iter().flatten().map(plain).collect();
    let people = if people.is_empty() { String::new() } else { format!(" · {}", people.join(", ")) };
    let mut block = format!(
        "### {}\n\n{}, score {}{people}\n\n",
        plain(&objective.title),
        figure::capital(&words(objective.status.as_str())),
        score(objective.score, objective.score_committed),
    );
    if !objective.key_results.is_empty() {
        block.push_str(
            "| key result | owner | from | reached | target | score | said |\n|---|---|---:|---:|---:|---:|---|\n",
        );
        block.extend(objective.key_results.iter().map(key_result));
        block.push('\n');
    }
    let remarks: String = last_words(objective).into_iter().chain(objective.key_results.iter().map(remarks)).collect();
    if !remarks.is_empty() {
        block.push_str(&remarks);
        block.push('\n');
    }
    let step = match objective.next_step {
        NextStep::Graduate => "keep it as a KPI",
        NextStep::Stop => "stop",
        NextStep::RevisitKeyResults => "revisit the key results",
        NextStep::CarryOver => "carry over",
        NextStep::Wait => "wait",
    };
    block.push_str(&format!("**Next: {step}** – {}\n", plain(&objective.next_reason)));
    block
}

fn key_result(key_result: &KeyResultReview) -> String {
    let [from, reached, target] = key_result.numbers().map(|number| plain(&number));
    row(&[
        plain(&key_result.title),
        or_dash(key_result.owner.as_deref().map(plain)),
        from,
        reached,
        target,
        score(key_result.score, key_result.score_committed),
        or_dash(key_result.said.map(|said| words(said.as_str()))),
    ])
}

/// What was said last of an objective, and of how it stands.
fn last_words(objective: &ObjectiveReview) -> Option<String> {
    let otherwise = objective.said_otherwise.then(|| format!(", but computed as {}", words(objective.status.as_str())));
    let on = objective.said_on.map(|day| format!(" on {}", figure::date(day))).unwrap_or_default();
    let status = objective.said.map(|word| format!("reported as {}{on}", words(word.as_str())));
    let status = status.map(|status| format!("{status}{}", otherwise.unwrap_or_default()));
    let note = objective.note.as_ref().map(said);
    let parts: Vec<String> = note.into_iter().chain(status).collect();
    (!parts.is_empty()).then(|| format!("- Last words: {}\n", parts.join("; ")))
}

/// What is to be said of a key result beside its numbers: the last note, what was said against what is, its proof and its cost.
fn remarks(key_result: &KeyResultReview) -> String {
    let title = plain(&key_result.title);
    let mut lines = Vec::new();
    lines.extend(key_result.note.as_ref().map(|note| format!("{title}: {}", said(note))));
    if let Some(said) = key_result.said.filter(|_| key_result.said_otherwise) {
        let (said, status) = (words(said.as_str()), words(key_result.status.as_str()));
        let on = key_result.said_on.map(|day| format!(" on {}", figure::date(day))).unwrap_or_default();
        lines.push(format!("{title}: reported as {said}{on}, but computed as {status}"));
    }
    let worse = key_result.guards.iter().filter(|kpi| kpi.moved == Movement::Worsened);
    let proof = movements(&key_result.kpis.iter().collect::<Vec<_>>());
    let cost = movements(&worse.collect::<Vec<_>>());
    lines.extend(proof.map(|proof| format!("Proof of “{title}”: {proof}")));
    lines.extend(cost.map(|cost| format!("Cost of “{title}”: {cost}")));
    lines.iter().map(|line| format!("- {line}\n")).collect()
}

const fn moved(movement: Movement) -> &'static str {
    match movement {
        Movement::Improved => "improved",
        Movement::Unchanged => "unchanged",
        Movement::Worsened => "worsened",
        Movement::Unknown => "can't tell",
    }
}

fn named(kpi: &KpiReview) -> String {
    of_team(&kpi.name, kpi.team_name.as_deref())
}

/// The name of a KPI, with its team where it is by team.
fn of_team(name: &str, team: Option<&str>) -> String {
    let team = team.map(|team| format!(" ({})", plain(team))).unwrap_or_default();
    format!("{}{team}", plain(name))
}

/// How some KPIs moved; one by team is named once.
fn movements(kpis: &[&KpiReview]) -> Option<String> {
    let of_one = |same: &[&KpiReview]| match same {
        [one] => format!("{}, {}", named(one), movement(one)),
        [one, ..] => {
            let teams =
                same.iter().map(|kpi| format!("{} {}", or_dash(kpi.team_name.as_deref().map(plain)), movement(kpi)));
            format!("{} in {}", plain(&one.name), teams.collect::<Vec<_>>().join("; "))
        }
        [] => String::new(),
    };
    let all: Vec<String> = kpis.chunk_by(|a, b| a.kpi == b.kpi).map(of_one).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn movement(kpi: &KpiReview) -> String {
    let unit = kpi.unit.as_deref();
    let (before, after) = (quantity(kpi.before, &[kpi.after], unit), quantity(kpi.after, &[kpi.before], unit));
    format!("{before} → {after}, {}", moved(kpi.moved))
}

fn kpis(review: &Review) -> String {
    let of_objectives = review.objectives.iter().flat_map(|objective| &objective.kpis);
    let mut known = HashSet::new();
    let all = review.kpis.iter().chain(of_objectives);
    let mut shown: Vec<&KpiReview> = all.filter(|kpi| known.insert((&kpi.kpi, &kpi.team))).collect();
    if shown.is_empty() {
        return String::new();
    }
    crate::order::by_key(&mut shown, |kpi| match kpi.moved {
        Movement::Worsened => 0,
        Movement::Improved => 1,
        Movement::Unchanged => 2,
        Movement::Unknown => 3,
    });
    let mut table = "| KPI | before | after | movement |\n|---|---:|---:|---|\n".to_owned();
    table.extend(shown.into_iter().map(|kpi| {
        let value = |value: Option<f64>, other: Option<f64>, period: Option<&str>| {
            let period = period.filter(|_| value.is_some()).map(|name| format!(" ({})", plain(&figure::period(name))));
            format!("{}{}", quantity(value, &[other], kpi.unit.as_deref()), period.unwrap_or_default())
        };
        row(&[
            named(kpi),
            value(kpi.before, kpi.after, kpi.before_period.as_deref()),
            value(kpi.after, kpi.before, kpi.after_period.as_deref()),
            moved(kpi.moved).to_owned(),
        ])
    }));
    table
}

fn triggers(review: &Review) -> String {
    if review.triggers.is_empty() {
        return String::new();
    }
    let mut table = "| KPI | rule | fired | became | answered by |\n|---|---|---|---|---|\n".to_owned();
    for trigger in &review.triggers {
        let became = match (&trigger.cleared, trigger.state) {
            (Some(cleared), _) => format!("cleared in {}", plain(&figure::period(cleared))),
            (None, Some(TriggerState::Recovering)) => "recovering".to_owned(),
            (None, _) => "still firing".to_owned(),
        };
        let titles = trigger.addressed_by.iter().map(|id| {
            let of = review.objectives.iter().find(|objective| objective.objective == *id);
            plain(of.map_or(id, |objective| &objective.title))
        });
        let titles: Vec<String> = titles.collect();
        table.push_str(&row(&[
            of_team(&trigger.name, trigger.team_name.as_deref()),
            words(&trigger.rule),
            plain(&figure::period(&trigger.fired)),
            became,
            or_dash((!titles.is_empty()).then(|| titles.join("; "))),
        ]));
    }
    table
}

fn keep(review: &Review) -> String {
    let items = review.graduates.iter().map(|graduate| {
        let range = graduate.kpi.healthy.as_ref().map_or((None, None), |range| (range.min, range.max));
        let write = |value: f64| quantity(Some(value), &[], graduate.kpi.unit.as_deref());
        let range = match range {
            (Some(min), Some(max)) => format!(" within {} and {}", write(min), write(max)),
            (Some(min), None) => format!(" at or above {}", write(min)),
            (None, Some(max)) => format!(" at or below {}", write(max)),
            (None, None) => String::new(),
        };
        format!("- {}: keep it{range}, as the KPI {}\n", plain(&graduate.kpi.name), plain(&graduate.kpi.id))
    });
    items.collect()
}

fn carry_over(review: &Review) -> String {
    let title = |id: &str| {
        let of = review.objectives.iter().find(|objective| &*objective.objective == id);
        plain(of.map_or(id, |objective| &objective.title))
    };
    let goes_on = |objective: &crate::plan::Objective| {
        let key_results: Vec<String> = objective.key_results.iter().map(|one| plain(&one.title)).collect();
        format!("- {} goes on in {}: {}\n", plain(&objective.title), plain(&objective.cycle), key_results.join("; "))
    };
    let committed = review.objectives.iter().filter(|one| one.next_step == NextStep::CarryOver);
    let committed = committed.filter(|one| review.carry_over.iter().all(|other| other.continues != one.objective));
    let item = |carry_over: &CarryOver| match (&carry_over.objective, carry_over.reason) {
        (Some(objective), _) => goes_on(objective),
        (None, Some(NoCarryOver::NothingLeft)) => {
            format!("- {} has nothing left that could go on\n", title(&carry_over.continues))
        }
        (None, _) => format!("- {} could go on, and the plan has no next cycle yet\n", title(&carry_over.continues)),
    };
    let without = |objective: &ObjectiveReview| {
        format!("- {} is to go on, and the plan has no place for it yet\n", plain(&objective.title))
    };
    let committed = committed.map(|one| one.next_objective.as_ref().map_or_else(|| without(one), goes_on));
    review.carry_over.iter().map(item).chain(committed).collect()
}

fn dropped(review: &Review) -> String {
    let items = review.dropped.iter().map(|goal| {
        let since = goal.since.map(|since| format!(", {}", figure::date(since))).unwrap_or_default();
        let reason = goal.reason.as_deref().map(|reason| format!(": {}", plain(reason))).unwrap_or_default();
        format!("- {}{since}{reason}\n", plain(&goal.title))
    });
    items.collect()
}

fn habits(review: &Review) -> String {
    if review.objectives.is_empty() {
        return String::new();
    }
    let head = "| objective | check-ins | days stale | confidence, first → last | outcome |\n|---|---:|---:|---|---|\n";
    let mut block = head.to_owned();
    block.extend(review.objectives.iter().map(habit));
    if !review.calibration.is_empty() {
        let head = "\n| owner | key results | mean confidence | attained | Brier score |\n|---|---:|---:|---:|---:|\n";
        block.push_str(head);
        block.extend(review.calibration.iter().map(calibration));
    }
    for team in &review.too_easy {
        block.push_str(&format!(
            "\nFor {} every aspirational goal was nearly or fully reached ({}): aim higher next time.\n",
            plain(&team.team_name),
            team.objectives.len()
        ));
    }
    block
}

fn habit(objective: &ObjectiveReview) -> String {
    let process = &objective.process;
    let outcome = match objective.attained {
        Some(true) => "attained",
        Some(false) => "not attained",
        None => "–",
    };
    row(&[
        plain(&objective.title),
        format!("{} ({} due)", process.check_ins_made, process.check_ins_due),
        process.days_stale.to_string(),
        [process.first_confidence, process.last_confidence].map(figure::score_or_dash).join(" → "),
        outcome.to_owned(),
    ])
}

fn calibration(of_owner: &Calibration) -> String {
    row(&[
        plain(&of_owner.owner),
        of_owner.goals.to_string(),
        figure::percent(of_owner.confidence),
        figure::percent(of_owner.attained),
        or_dash(of_owner.brier.map(|brier| figure::value(brier, &[]))),
    ])
}
