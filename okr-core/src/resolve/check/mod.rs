//! Soundness: all that makes a plan impossible to evaluate, at once, each with the path of the field at fault.

mod calendar;
mod circle;
mod context;
mod cycle;
mod hint;
mod kpi;
mod measure;
mod names;
mod number;
mod objective;

use context::Context;
use names::Names;

use crate::document::At;
use crate::error::Problems;
use crate::plan::Plan;

/// All that is unsound in `plan`, but for the items in `broken`, sorted, which only declare their ids.
pub(crate) fn check(plan: &Plan, broken: &[String]) -> Problems {
    let mut errors = Problems::new();
    let names = Names::declare(plan, broken, &mut errors);
    let mut context = Context { plan, names: &names, broken, errors, hints: Vec::new() };
    let root = At::root("");
    let at = root.field("policy");
    if let Some(policy) = plan.policy.as_ref().filter(|_| !context.broken(&at)) {
        context.errors.extend(crate::plan::policy::check(&[policy], &at));
    }
    check_teams(&mut context);
    cycle::check(&mut context);
    objective::check(&mut context);
    kpi::check(&mut context);
    calendar::check(&mut context);
    let Context { hints, mut errors, .. } = context;
    hint::complete(plan, hints, &mut errors);
    errors
}

/// The ids of `plan` that cannot be one, or stand for several items of a name space.
pub(crate) fn check_ids(plan: &Plan) -> Vec<crate::error::Error> {
    let mut errors = Problems::new();
    Names::declare(plan, &[], &mut errors);
    plan.with_ids(errors.into_list())
}

fn check_teams(context: &mut Context<'_>) {
    let root = At::root("");
    let list = root.field("teams");
    for (index, team) in context.plan.teams.iter().enumerate() {
        let at = list.index(index);
        if context.broken(&at) {
            continue;
        }
        if let Some(parent) = &team.parent {
            context.refer_team(parent, &at.field("parent"));
        }
    }
    let parents = context
        .plan
        .teams
        .iter()
        .map(|team| team.parent.as_ref().and_then(|parent| context.names.teams.get(parent.as_str()).copied()));
    let ids: Vec<&str> = context.plan.teams.iter().map(|team| team.id.as_str()).collect();
    let circles = circle::problems(&parents.collect::<Vec<_>>(), &ids);
    for (index, kind) in circles {
        context.error(&list.index(index).field("parent"), kind);
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::{Cycle, KeyResult, Objective, Plan, Reach};

    /// 1,500 objectives with four key results each, so many that threads share them.
    fn large(title: impl Fn(usize) -> String, id: impl Fn(usize) -> String, weight: impl Fn(usize) -> f64) -> Plan {
        let day = |text| crate::calendar::parse_date(text).unwrap();
        let key_result = |index| KeyResult::new(id(index), "Trees", Reach::new(1.0).from(0.0)).weight(weight(index));
        let objective = |index: usize| {
            let key_results = (4 * index..4 * index + 4).map(key_result);
            Objective::new(title(index), "Grow the garden", "q").key_results(key_results)
        };
        let objectives = (0..1500).map(objective);
        Plan::new().cycles([Cycle::new("q", day("2026-07-01"), day("2026-09-30"))]).objectives(objectives)
    }

    fn problems(plan: &Plan) -> Vec<(&'static str, String)> {
        plan.check().into_iter().map(|error| (error.code(), error.path)).collect()
    }

    #[test]
    fn a_large_plan_has_its_problems_in_the_order_of_the_document() {
        let (objective, id) = (|index| format!("o{index}"), |index| format!("k{index}"));
        assert!(problems(&large(objective, id, |_| 1.0)).is_empty());
        let weight = |index: usize| if index % 2000 == 1 { -1.0 } else { 1.0 };
        let expected = [0, 500, 1000].map(|o| ("bad_weight", format!("/objectives/{o}/key_results/1/weight")));
        assert_eq!(problems(&large(objective, id, weight)), expected);
        let twice = |index: usize| format!("k{}", if index == 5999 || index == 9 { 8 } else { index });
        let again = |index: usize| format!("o{}", if index == 3 { 2 } else { index });
        let mut all = vec![
            ("duplicate_id", "/objectives/2/key_results/1/id".to_owned()),
            ("duplicate_id", "/objectives/3/id".to_owned()),
            ("duplicate_id", "/objectives/1499/key_results/3/id".to_owned()),
        ];
        assert_eq!(problems(&large(again, twice, |_| 1.0)), all);
        all.extend(expected);
        assert_eq!(problems(&large(again, twice, weight)), all);
    }

    #[test]
    fn a_hundred_levels_are_enough() {
        let chain = |levels: usize| {
            let team = |n: usize| {
                let team = crate::plan::Team::new(format!("t{n}"), "Team", crate::plan::Level::Team);
                if n == 0 { team } else { team.parent(format!("t{}", n - 1)) }
            };
            // The lowest first, so that levels are not in the order of the document.
            Plan::new().teams((0..levels).rev().map(team))
        };
        assert_eq!(problems(&chain(100)), []);
        assert_eq!(problems(&chain(102)), [("too_deep", "/teams/0/parent".to_owned())]);
        // Circles have no end, and are none of these.
        let mut circle = chain(200);
        circle.teams[199] = circle.teams[199].clone().parent("t199");
        assert_eq!(problems(&circle), [("reference_cycle", "/teams/0/parent".to_owned())]);
    }

    #[test]
    fn the_first_hundred_unknown_names_have_hints() {
        let objective = |n: usize| Objective::new(format!("o{n}"), "Grow the garden", "q").team(format!("gardener{n}"));
        let teams = ["gardeners", "cooks"].map(|id| crate::plan::Team::new(id, id, crate::plan::Level::Team));
        let mut plan = large(|index| format!("o{index}"), |index| format!("k{index}"), |_| 1.0).teams(teams);
        plan.objectives = (0..1_000).map(objective).collect();
        let nearest: Vec<bool> = plan
            .check()
            .into_iter()
            .map(|error| matches!(error.kind, crate::error::ErrorKind::UnknownReference { nearest: Some(id), .. } if id == "gardeners"))
            .collect();
        // The problem behind the first hundred counts the others.
        assert_eq!(nearest, (0..101).map(|n| n < 100).collect::<Vec<_>>());
    }
}
