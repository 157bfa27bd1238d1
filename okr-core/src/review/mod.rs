//! Review: a cycle looked back on. What was attained, which KPIs moved, what to keep, what to carry over.

mod calibration;
mod carry_over;
mod graduate;
mod key_result;
mod markdown;
mod movement;
mod next_plan;
mod process;
mod reviewed;
mod rows;
mod trigger;

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use reviewed::Reviewed;
pub use rows::{
    Calibration, CarryOver, DroppedGoal, EasyTeam, Graduate, KeyResultReview, KpiReview, Movement, NextStep,
    NoCarryOver, Note, ObjectiveProcess, ObjectiveReview, Review, TriggerReview,
};

use crate::calendar::{date_of_day, day_number};
use crate::document::{At, nearest};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::{Evaluation, Prepared};
use crate::index::{CycleIndex, ListIndex};
use crate::number::meets;
use crate::plan::Ambition;
use crate::readings::{CheckIns, Subject};
use crate::resolve::Tracker;
use crate::score::{Scores, cycles, grade, score_all};
use crate::series::EvaluationContext;

impl Review {
    /// The review as JSON text: the same bytes in every language.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// assert!(review.to_json().starts_with(r#"{"cycle":"2026-Q3","#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }

    /// The review as Markdown for a wiki.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// assert!(review.to_markdown().contains("Hire people who stay"));
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::render(self)
    }
}

impl Tracker {
    /// A cycle looked back on, as of the evaluation's day: best some days after its end, when the last values are in.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate), and a cycle that the plan does not have.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let offers = KeyResult::new("offers", "Offers accepted", Reach::new(82.0).from(68.0)).unit("%");
    /// let tracker = Plan::new()
    ///     .cycles([Cycle::new("2026-Q3", start, end)])
    ///     .objectives([Objective::new("hire", "Hire the best people", "2026-Q3").key_results([offers])])
    ///     .resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "offers", "date": "2026-09-28", "value": 83 }]"#)?;
    /// let review = tracker.review(&Evaluation::new(&readings, parse_date("2026-10-05")?), "2026-Q3")?;
    /// assert_eq!(review.objectives[0].attained, Some(true));
    /// assert_eq!(review.graduates[0].kpi.healthy.as_ref().unwrap().min, Some(82.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn review(&self, evaluation: &Evaluation<'_>, cycle: &str) -> Result<Review, Errors> {
        let _threads = evaluation.threads(true);
        let prepared = Prepared::new(self, evaluation)?;
        let index = self.find_cycle(cycle)?;
        let as_of = day_number(evaluation.as_of);
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, false);
        let scores = score_all(&context);
        let processes = process::processes(&prepared, index, as_of);
        Ok(review(&context, &scores, index, &processes, &prepared.check_ins))
    }

    pub(crate) fn find_cycle(&self, id: &str) -> Result<CycleIndex, Errors> {
        self.0.cycle_ids.get(id).copied().ok_or_else(|| {
            let nearest = nearest(id, self.0.cycles.iter().map(|node| &*node.id));
            let id = crate::document::shorten(id);
            let kind = ErrorKind::UnknownReference { kind: "cycle".into(), id, nearest };
            Errors::new(vec![At::root("/cycle").error(kind)])
        })
    }
}

fn review(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    cycle: CycleIndex,
    processes: &process::Processes,
    check_ins: &CheckIns,
) -> Review {
    let node = &context.plan.cycles[cycle];
    let summary = cycles(context, scores)[cycle];
    let indices = || {
        let nodes = context.plan.objectives.iter_enumerated();
        nodes.filter(move |(_, node)| node.cycle == cycle).map(|(index, _)| Reviewed { context, scores, cycle, index })
    };
    let graduates: Vec<Graduate> = indices().flat_map(|reviewed| graduate::graduates(&reviewed)).collect();
    let objective = |reviewed: Reviewed<'_>| reviewed.objective(processes, check_ins, &graduates);
    let mut objectives: Vec<ObjectiveReview> = indices().filter_map(objective).collect();
    let carry_over: Vec<_> = indices().filter_map(|reviewed| carry_over::carry_over(&reviewed)).collect();
    carry_over::join(context.plan, &mut objectives);
    let kpis = movement::of_cycle(context, cycle);
    let named = objectives.iter().flat_map(|objective| {
        let of_key_results = objective.key_results.iter().flat_map(|one| one.kpis.iter().chain(&one.guards));
        objective.kpis.iter().chain(of_key_results)
    });
    let shown: HashSet<_> = kpis.iter().chain(named).map(|kpi| (Arc::clone(&kpi.kpi), kpi.team.clone())).collect();
    Review {
        cycle: Arc::clone(&node.id),
        name: node.name.clone(),
        start: date_of_day(node.start),
        end: date_of_day(node.end),
        as_of: date_of_day(context.as_of),
        score: summary.score(),
        attained: summary.attained,
        too_easy: too_easy(context, &objectives),
        calibration: calibration::calibration(&objectives),
        objectives,
        triggers: trigger::triggers(context, cycle, &shown),
        kpis,
        notes: notes(context, cycle, check_ins),
        dropped: indices().flat_map(|reviewed| process::dropped(&reviewed)).collect(),
        graduates,
        carry_over,
    }
}

impl Reviewed<'_> {
    fn objective(
        &self,
        processes: &process::Processes,
        check_ins: &CheckIns,
        graduates: &[Graduate],
    ) -> Option<ObjectiveReview> {
        let Reviewed { context, scores, index, .. } = *self;
        let score = scores.objective(index);
        if !score.lifecycle.counts() {
            return None;
        }
        let node = &context.plan.objectives[index];
        let success = context.policy.success.of(score.ambition);
        let attained = score.score.map(|score| meets(score, success));
        let kpis = movement::of_objective(self);
        let known = kpis.iter().any(|kpi| kpi.moved != Movement::Unknown);
        let improved = kpis.iter().any(|kpi| kpi.moved == Movement::Improved);
        let next = carry_over::next_cycle(context.plan, self.cycle);
        let word = context.check_ins.of_objective(index);
        let mut row = ObjectiveReview {
            objective: Arc::clone(&node.id),
            title: Arc::clone(&node.title),
            team: node.team.map(|team| Arc::clone(&context.plan.teams[team].id)),
            team_name: node.team.map(|team| Arc::clone(&context.plan.teams[team].name)),
            owner: node.owner.clone(),
            ambition: score.ambition,
            status: score.status,
            score: score.score,
            score_committed: score.committed,
            grade: score.score.map(|value| grade(value, success, context.policy.amber.of(score.ambition))),
            attained,
            revisit_key_results: attained == Some(true) && known && !improved,
            kpis,
            key_results: key_result::key_results(self, check_ins, next),
            next_step: NextStep::Wait,
            next_reason: String::new(),
            next_objective: None,
            said: word.said(),
            said_on: word.said_on().map(date_of_day),
            said_otherwise: word.said().is_some_and(|said| key_result::was_better(said, score.status)),
            note: key_result::note(check_ins, Subject::Objective(&node.id), context.as_of),
            process: processes.of_objective(index, attained),
        };
        let over = context.plan.cycles[self.cycle].end <= context.as_of || score.lifecycle.closed();
        let own = |graduate: &Graduate| row.key_results.iter().any(|one| one.key_result == graduate.key_result);
        (row.next_step, row.next_reason) = next_plan::next_step(&row, over, graduates.iter().any(own));
        if row.next_step == NextStep::CarryOver {
            row.next_objective = carry_over::next_objective(self).ok();
        }
        Some(row)
    }
}

/// The notes of the retrospective, then those of check-ins on the cycle, oldest first.
fn notes(context: &EvaluationContext<'_>, cycle: CycleIndex, check_ins: &CheckIns) -> Vec<Note> {
    let id = &*context.plan.cycles[cycle].id;
    let written = context.plan.written.cycles.get(cycle.get()).and_then(|cycle| cycle.retrospective.as_ref());
    let held = written.filter(|held| day_number(held.date) <= context.as_of);
    let retrospective =
        held.and_then(|held| Some(Note { date: held.date, by: None, text: Arc::from(held.note.as_deref()?) }));
    let known = check_ins.iter().filter(|check_in| {
        let (date, recorded) = check_in.days();
        check_in.subject() == Some(Subject::Cycle(id)) && date <= context.as_of && recorded <= context.as_of
    });
    let mut said: Vec<Note> = known
        .filter_map(|check_in| {
            let text = Arc::from(check_in.note.as_deref()?);
            Some(Note { date: check_in.date, by: check_in.by.as_deref().map(Arc::from), text })
        })
        .collect();
    crate::order::by_key(&mut said, |note| note.date);
    retrospective.into_iter().chain(said).collect()
}

fn too_easy(context: &EvaluationContext<'_>, objectives: &[ObjectiveReview]) -> Vec<EasyTeam> {
    let mut aspirational: HashMap<&str, Vec<&ObjectiveReview>> = HashMap::new();
    for objective in objectives.iter().filter(|objective| objective.ambition == Ambition::Aspirational) {
        if let Some(team) = &objective.team {
            aspirational.entry(team).or_default().push(objective);
        }
    }
    let easy =
        |objective: &&ObjectiveReview| objective.score.is_some_and(|score| meets(score, context.policy.too_easy));
    let teams = context.plan.teams.iter().filter_map(|team| {
        let of_team = aspirational.get(&*team.id).filter(|of_team| of_team.len() >= 2 && of_team.iter().all(easy))?;
        let objectives = of_team.iter().map(|objective| Arc::clone(&objective.objective)).collect();
        Some(EasyTeam { team: Arc::clone(&team.id), team_name: Arc::clone(&team.name), objectives })
    });
    teams.collect()
}
