//! Checks of a policy.

use super::{Count, CountInForce, PolicyChoice, PolicyInForce, Threshold};
use crate::document::{At, shorten};
use crate::error::{Error, ErrorKind, Problems};
use crate::number::text;
use crate::plan::Level;

/// Lists what is wrong with the policy that results from `layers`. Paths refer to the last layer.
pub(crate) fn check(layers: &[&PolicyChoice], at: &At<'_>) -> Problems {
    let Some(written) = layers.last() else { return Problems::new() };
    let policy = PolicyInForce::of(layers.iter().copied());
    let written = super::Policy::from((*written).clone());
    let mut errors = Problems::new();
    let mut bad = |fields: &[&str], holds: bool, reason: String| {
        if !holds {
            let field = fields.join("/");
            errors.push(Error::new(format!("{at}/{field}"), ErrorKind::BadPolicy { field, reason }));
        }
    };

    let counts: [(&str, CountInForce, &Option<Count>); 3] = [
        ("objectives_per_cycle", policy.objectives_per_cycle, &written.objectives_per_cycle),
        ("key_results_per_objective", policy.key_results_per_objective, &written.key_results_per_objective),
        ("kpis_per_team", policy.kpis_per_team, &written.kpis_per_team),
    ];
    for (field, count, own) in counts {
        let end = if own.as_ref().is_some_and(|own| own.min.is_some()) { "min" } else { "max" };
        bad(
            &[field, end],
            count.min <= count.max,
            format!("`min` ({}) must be at most `max` ({})", count.min, count.max),
        );
    }

    for level in Level::ALL {
        let counts = [
            ("objectives_per_cycle", policy.objectives_per_cycle_at(Some(level))),
            ("key_results_per_objective", policy.key_results_per_objective_at(Some(level))),
            ("kpis_per_team", policy.kpis_per_team_at(Some(level))),
        ];
        for (field, count) in counts.into_iter().filter(|_| policy.by_level.get(level).is_some()) {
            bad(
                &["by_level", level.as_str(), field],
                count.min <= count.max,
                format!("`min` ({}) must be at most `max` ({})", count.min, count.max),
            );
        }
    }

    let share = |x: f64| (0.0..=1.0).contains(&x);
    let levels = [
        ("aspirational", policy.amber.aspirational, policy.success.aspirational, written_level(&written.amber, true)),
        ("committed", policy.amber.committed, policy.success.committed, written_level(&written.amber, false)),
    ];
    for (ambition, amber, success, amber_written) in levels {
        bad(
            &["success", ambition],
            share(success),
            format!("`success` must be between 0 and 1, found `{}`", text(success, 9)),
        );
        bad(&["amber", ambition], share(amber), format!("`amber` must be between 0 and 1, found `{}`", text(amber, 9)));
        let both = share(amber) && share(success);
        bad(
            &[if amber_written { "amber" } else { "success" }, ambition],
            !both || amber <= success,
            format!("`amber` ({}) must be at most `success` ({})", text(amber, 9), text(success, 9)),
        );
    }

    let gap = |x: f64| (-1.0..=0.0).contains(&x);
    let (on_track, at_risk) = (policy.on_track_gap, policy.at_risk_gap);
    bad(
        &["on_track_gap"],
        gap(on_track),
        format!("`on_track_gap` must be between -1 and 0, found `{}`", text(on_track, 9)),
    );
    bad(
        &["at_risk_gap"],
        gap(at_risk),
        format!("`at_risk_gap` must be between -1 and 0, found `{}`", text(at_risk, 9)),
    );
    bad(
        &[if written.at_risk_gap.is_some() { "at_risk_gap" } else { "on_track_gap" }],
        !(gap(on_track) && gap(at_risk)) || at_risk <= on_track,
        format!("`at_risk_gap` ({}) must be at most `on_track_gap` ({})", text(at_risk, 9), text(on_track, 9)),
    );

    let dominant = policy.dominant_weight;
    bad(
        &["dominant_weight"],
        dominant > 0.0 && dominant <= 1.0,
        format!("`dominant_weight` must be above 0 and at most 1, found `{}`", text(dominant, 9)),
    );
    bad(
        &["too_easy"],
        share(policy.too_easy),
        format!("`too_easy` must be between 0 and 1, found `{}`", text(policy.too_easy, 9)),
    );
    bad(&["check_in_days"], policy.check_in_days >= 1, "`check_in_days` must be at least 1, found `0`".into());
    bad(&["kpi_review_days"], policy.kpi_review_days >= 1, "`kpi_review_days` must be at least 1, found `0`".into());
    let month = policy.fiscal_year_start;
    bad(
        &["fiscal_year_start"],
        (1..=12).contains(&month),
        format!("`fiscal_year_start` must be between 1 and 12, found `{month}`"),
    );

    let areas = policy.kpi_areas.iter().enumerate();
    let unsound = areas
        .clone()
        .find(|(index, area)| area.trim().is_empty() || policy.kpi_areas.iter().take(*index).any(|one| one == *area));
    if let Some((index, area)) = unsound {
        let reason = format!("`kpi_areas` must name each area once, found `{}`", shorten(area));
        bad(&["kpi_areas", &index.to_string()], false, reason);
    }

    if let Some(rules) = &written.kpi_rules {
        crate::plan::check_rules(rules, None, &at.field("kpi_rules"), &mut errors);
    }
    errors
}

fn written_level(threshold: &Option<Threshold>, aspirational: bool) -> bool {
    threshold.as_ref().is_some_and(|threshold| match aspirational {
        true => threshold.aspirational.is_some(),
        false => threshold.committed.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::policy::{ByLevel, LevelLimits, Policy, PolicyChoice};

    fn messages(policy: Policy) -> Vec<String> {
        let policy = PolicyChoice::from(policy);
        check(&[&policy], &At::root("/policy"))
            .into_iter()
            .map(|error| format!("{}: {}", error.path, error.message()))
            .collect()
    }

    #[test]
    fn limits_of_a_level_hold_with_those_of_all_teams() {
        let few = LevelLimits::new().objectives_per_cycle(Count::new().max(2u32));
        let policy = Policy::new().by_level(ByLevel::from([(Level::Team, few)]));
        assert_eq!(
            messages(policy),
            ["/policy/by_level/team/objectives_per_cycle: `min` (3) must be at most `max` (2)"]
        );
    }

    #[test]
    fn limits_of_a_level_are_layered_bound_by_bound() {
        let layer = |count: Count| {
            let limits = LevelLimits::new().kpis_per_team(count);
            PolicyChoice::from(Policy::new().by_level(ByLevel::from([(Level::Team, limits)])))
        };
        let policy = PolicyInForce::of([&layer(Count::new().min(2u32).max(4u32)), &layer(Count::new().max(6u32))]);
        let count = policy.kpis_per_team_at(Some(Level::Team));
        assert_eq!((count.min, count.max), (2, 6));
        assert_eq!(policy.kpis_per_team_at(None), policy.kpis_per_team);
    }

    #[test]
    fn a_message_says_what_must_hold_and_what_was_found() {
        let ends = Policy::new().objectives_per_cycle(Count::new().min(6u32)).success(Threshold::new().committed(1.5));
        assert_eq!(
            messages(ends.on_track_gap(0.1).check_in_days(0u32).fiscal_year_start(13u32)),
            [
                "/policy/objectives_per_cycle/min: `min` (6) must be at most `max` (5)",
                "/policy/success/committed: `success` must be between 0 and 1, found `1.5`",
                "/policy/on_track_gap: `on_track_gap` must be between -1 and 0, found `0.1`",
                "/policy/check_in_days: `check_in_days` must be at least 1, found `0`",
                "/policy/fiscal_year_start: `fiscal_year_start` must be between 1 and 12, found `13`",
            ]
        );
        assert_eq!(
            messages(Policy::new().amber(Threshold::new().aspirational(0.8)).at_risk_gap(-0.05).dominant_weight(0.0)),
            [
                "/policy/amber/aspirational: `amber` (0.8) must be at most `success` (0.7)",
                "/policy/at_risk_gap: `at_risk_gap` (-0.05) must be at most `on_track_gap` (-0.1)",
                "/policy/dominant_weight: `dominant_weight` must be above 0 and at most 1, found `0`",
            ]
        );
    }
}
