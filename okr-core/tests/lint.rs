//! The linter over random plans.

mod random;

use okr_core::Evaluation;
use okr_core::plan::FindingCode;
use okr_core::readings::CheckIns;
use okr_core::report::FindingRow;
use proptest::prelude::*;
use random::{Tape, case};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    // Findings stand in the order of codes; paths and words are there; `allow` and `off` silence.
    #[test]
    fn findings_are_in_order_and_can_be_silenced(tape in prop::collection::vec(any::<u32>(), 40..700)) {
        let case = case(&mut Tape::new(&tape));
        let Ok(tracker) = case.plan.clone().resolve() else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let report = tracker.evaluate(&evaluation).unwrap();
        prop_assert!(report.findings.is_sorted_by_key(|row| row.code));
        for row in &report.findings {
            prop_assert!(row.path.as_deref().is_none_or(|path| path.starts_with('/')));
            prop_assert!(!row.message.is_empty() && row.message.len() < 1_000, "{}", row.message);
            prop_assert!(row.data.values().all(|value| value.as_f64().is_none_or(f64::is_finite)));
        }

        let mut plan = case.plan.clone();
        for objective in &mut plan.objectives {
            objective.allow = FindingCode::ALL.to_vec();
            objective.key_results.iter_mut().for_each(|one| one.allow = FindingCode::ALL.to_vec());
        }
        plan.kpis.iter_mut().for_each(|kpi| kpi.allow = FindingCode::ALL.to_vec());
        let allowed = plan.resolve().unwrap().evaluate(&evaluation).unwrap();
        let of_items = |row: &&FindingRow| row.path.as_deref().is_some_and(|path| path.starts_with("/objectives") || path.starts_with("/kpis"));
        prop_assert_eq!(allowed.findings.iter().find(of_items), None);

        let off = FindingCode::ALL.map(|code| (code, okr_core::policy::Severity::Off));
        let policy = okr_core::policy::Policy::new().severity(okr_core::policy::Severities::from(off));
        let silent = tracker.evaluate(&evaluation.clone().policy(policy)).unwrap();
        prop_assert_eq!(silent.findings, []);
    }

    // A draft in the plan raises nothing on itself but what a policy counts.
    #[test]
    fn drafts_raise_no_findings_on_themselves(tape in prop::collection::vec(any::<u32>(), 40..700)) {
        use FindingCode::{MissingOwner, TooFewKeyResults, TooManyKeyResults, Unaligned};
        let case = case(&mut Tape::new(&tape));
        let Ok(tracker) = case.plan.clone().resolve() else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let report = tracker.evaluate(&evaluation).unwrap();
        for draft in report.triggers.iter().filter_map(|trigger| trigger.draft.as_deref()) {
            let mut plan = case.plan.clone();
            plan.objectives.push(draft.clone());
            let report = plan.resolve().unwrap().evaluate(&evaluation).unwrap();
            for row in &report.findings {
                let own = row.id.as_deref().is_some_and(|id| id.starts_with(draft.id.as_str()));
                let counted = matches!(row.code, MissingOwner | TooFewKeyResults | TooManyKeyResults | Unaligned);
                prop_assert!(!own || counted, "{}: {}\n{}", row.code, row.message, case.plan.to_json());
            }
        }
    }
}
