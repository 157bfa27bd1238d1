//! Comparisons by hand: quartiles, shares, and who stands out.

use okr_core::Plan;
use okr_core::calendar::parse_date;
use okr_core::compare::{Comparison, Outside, Spread};
use okr_core::plan::{
    Aggregate, Better, Cadence, Cycle, KeyResult, Kpi, Level, Objective, ObjectiveState, Range, Reach, Team,
};
use okr_core::readings::Reading;
use okr_core::{Evaluation, Readings};

const TEAMS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

fn compare(plan: Plan, readings: &[Reading]) -> Comparison {
    let readings = Readings::from_rows(readings).unwrap();
    plan.resolve().unwrap().compare(&Evaluation::new(&readings, parse_date("2026-08-15").unwrap())).unwrap()
}

fn reading(metric: &str, value: f64) -> Reading {
    Reading::new(metric, parse_date("2026-07-31").unwrap(), value)
}

fn teams(count: usize) -> Plan {
    let (start, end) = (parse_date("2026-07-01").unwrap(), parse_date("2026-09-30").unwrap());
    let teams = TEAMS.iter().take(count).map(|id| Team::new(*id, *id, Level::Team));
    Plan::new().teams(teams.collect::<Vec<_>>()).cycles([Cycle::new("2026-Q3", start, end)])
}

/// The spread of a KPI over teams, and who stands out.
fn kpi(values: &[Option<f64>]) -> (Option<Spread>, String) {
    let of = TEAMS.iter().take(values.len()).copied();
    let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).teams(of.collect::<Vec<_>>());
    let known = TEAMS.iter().zip(values).filter_map(|(team, value)| Some((team, (*value)?)));
    let readings: Vec<Reading> = known.map(|(team, value)| reading(&format!("enps@{team}"), value)).collect();
    let comparison = compare(teams(values.len()).kpis([enps]), &readings).kpis.remove(0);
    assert_eq!(comparison.teams.iter().map(|row| row.value).collect::<Vec<_>>(), values);
    let outliers = comparison.teams.iter().filter(|row| row.outlier).map(|row| row.team.to_string());
    (comparison.values, outliers.collect())
}

fn all(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn quartiles_lie_between_neighbours() {
    // Eight values: the quartiles lie at places 1.75, 3.5 and 5.25.
    let (spread, _) = kpi(&all(&[60.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0]));
    let spread = spread.unwrap();
    assert_eq!((spread.count, spread.mean, spread.min, spread.max), (8, 18.875, 10.0, 60.0));
    assert_eq!((spread.lower, spread.median, spread.upper), (11.75, 13.5, 15.25));
    let (spread, _) = kpi(&[Some(-4.0)]);
    let spread = spread.unwrap();
    assert_eq!((spread.count, spread.mean, spread.lower, spread.median, spread.upper), (1, -4.0, -4.0, -4.0, -4.0));
    assert_eq!(kpi(&[None, None]).0, None);
}

#[test]
fn one_of_eight_stands_out() {
    // The median is 13.5, the distances 3.5 2.5 1.5 0.5 0.5 1.5 2.5 and 46.5, their median 2: 0.6745 · 46.5 / 2 = 15.7.
    let eight = [60.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0];
    assert_eq!(kpi(&all(&eight)).1, "a");
    assert_eq!(kpi(&all(&[-60.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0])).1, "a");
    // 3.5 · 2 / 0.6745 = 10.378 above the median is the limit.
    assert_eq!(kpi(&all(&[23.87, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0])).1, "");
    assert_eq!(kpi(&all(&[23.88, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0])).1, "a");
}

#[test]
fn nobody_stands_out_among_few_or_where_most_are_alike() {
    assert_eq!(kpi(&all(&[60.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0])).1, "");
    // Eight teams, one without a value.
    assert_eq!(kpi(&[Some(60.0), Some(10.0), Some(11.0), None, Some(13.0), Some(14.0), Some(15.0), Some(16.0)]).1, "");
    assert_eq!(kpi(&all(&[60.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0])).1, "");
}

/// An objective whose key result reached `value` of 10.
fn objective(id: &str, team: &str) -> Objective {
    let key_result = KeyResult::new(format!("{id}-k"), "Reach the number", Reach::new(10.0).from(0.0));
    Objective::new(id, "Reach the number", "2026-Q3").team(team).key_results([key_result])
}

#[test]
fn teams_are_compared_by_their_objectives() {
    let dropped = objective("gone", "a").state(ObjectiveState::Dropped);
    let objectives = [objective("o", "a"), objective("p", "a"), dropped, objective("q", "b")];
    // As of 15 August the reading of 31 July is 15 days old: what is on track is stale, what is achieved is not.
    let readings = [reading("o-k", 10.0), reading("p-k", 5.0), reading("q-k", 0.0), reading("gone-k", 1.0)];
    let comparison = compare(teams(2).objectives(objectives), &readings);
    let [a, b] = &comparison.teams[..] else { panic!("{:?}", comparison.teams) };
    assert_eq!((&*a.team, &*a.cycle, a.score), ("a", "2026-Q3", Some(0.75)));
    let scores = a.scores.unwrap();
    assert_eq!((scores.count, scores.min, scores.lower, scores.max), (2, 0.5, 0.625, 1.0));
    assert_eq!((a.attained, a.on_track, a.stale, a.outlier), (Some(0.5), Some(0.5), Some(0.5), false));
    assert_eq!((b.score, b.attained, b.on_track, b.stale), (Some(0.0), Some(0.0), Some(0.0), Some(0.0)));
    let spread = comparison.cycles[0].scores.unwrap();
    assert_eq!((spread.count, spread.mean, spread.median), (2, 0.375, 0.375));
}

#[test]
fn a_team_stands_out_by_its_score() {
    // Scores 0.5 to 0.7, and one of 0.1.
    let values = [1.0, 5.0, 5.4, 5.8, 6.2, 6.6, 7.0, 7.0];
    let outliers = |count: usize| {
        let objectives: Vec<Objective> =
            TEAMS.iter().take(count).map(|team| objective(&format!("{team}-o"), team)).collect();
        let readings: Vec<Reading> =
            TEAMS.iter().zip(values).take(count).map(|(team, value)| reading(&format!("{team}-o-k"), value)).collect();
        let comparison = compare(teams(count).objectives(objectives), &readings);
        let rows = comparison.teams.into_iter().filter(|row| row.outlier);
        rows.map(|row| row.team.to_string()).collect::<String>()
    };
    // The median is 6, the distances 5 1 0.6 0.2 0.2 0.6 1 1, their median 0.8: 0.6745 · 5 / 0.8 = 4.2.
    assert_eq!(outliers(8), "a");
    assert_eq!(outliers(7), "");
}

/// The rows of a KPI in percent over teams: rank, distance, limits and side of each.
type Funnel = Vec<(Option<u32>, Option<f64>, Option<f64>, Option<f64>, Option<Outside>)>;

fn funnel(kpi: Kpi, values: &[(f64, Option<f64>)]) -> (Option<f64>, Funnel) {
    let of = TEAMS.iter().take(values.len()).copied();
    let kpi = kpi.teams(of.collect::<Vec<_>>());
    let rows = TEAMS.iter().zip(values).map(|(team, (value, sample))| {
        let row = reading(&format!("done@{team}"), *value);
        sample.map_or(row.clone(), |sample| row.sample(sample))
    });
    let comparison = compare(teams(values.len()).kpis([kpi]), &rows.collect::<Vec<_>>()).kpis.remove(0);
    let rows = comparison.teams.iter();
    (comparison.pooled, rows.map(|row| (row.rank, row.distance, row.lower, row.upper, row.outside)).collect())
}

fn reviews() -> Kpi {
    Kpi::new("done", "Reviews completed", Better::Higher, Cadence::Monthly).aggregate(Aggregate::Mean).unit("%")
}

#[test]
fn a_funnel_tells_small_samples_from_differences() {
    // Pooled: (70 · 100 + 30 · 100 + 50 · 900) / 1100 = 50. Of 100: 3 · √(50 · 50 / 100) = 15; of 900: 5.
    let (pooled, rows) = funnel(reviews(), &[(70.0, Some(100.0)), (30.0, Some(100.0)), (50.0, Some(900.0))]);
    assert_eq!(pooled, Some(50.0));
    let side =
        |rank, distance, lower, upper, outside| (Some(rank), Some(distance), Some(lower), Some(upper), Some(outside));
    assert_eq!(
        rows,
        [
            side(1, 20.0, 35.0, 65.0, Outside::Above),
            side(3, -20.0, 35.0, 65.0, Outside::Below),
            side(2, 0.0, 45.0, 55.0, Outside::None)
        ]
    );
}

#[test]
fn without_samples_of_all_teams_there_is_no_funnel() {
    for (kpi, second) in [(reviews(), None), (reviews().unit("days"), Some(100.0))] {
        let (pooled, rows) = funnel(kpi, &[(70.0, Some(100.0)), (30.0, second)]);
        assert_eq!(pooled, None);
        assert_eq!(rows[0], (Some(1), Some(20.0), None, None, None));
    }
    assert_eq!(funnel(reviews(), &[(70.0, Some(100.0))]).0, None);
}

#[test]
fn equal_values_share_a_rank() {
    let ranks = |better: Better, values: &[f64]| -> Vec<u32> {
        let kpi = Kpi::new("done", "Done", better, Cadence::Monthly).healthy(Range::new().min(10.0).max(20.0));
        let values: Vec<_> = values.iter().map(|value| (*value, None)).collect();
        funnel(kpi, &values).1.into_iter().filter_map(|row| row.0).collect()
    };
    assert_eq!(ranks(Better::Higher, &[12.0, 18.0, 12.0, 9.0]), [2, 1, 2, 4]);
    assert_eq!(ranks(Better::Lower, &[12.0, 18.0, 12.0, 9.0]), [2, 4, 2, 1]);
    assert_eq!(ranks(Better::Inside, &[12.0, 25.0, 20.0, 9.0]), [1, 4, 1, 3]);
}
