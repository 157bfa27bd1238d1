//! What a service does with the library: threads that share a pool and a lock.

#![cfg(feature = "parallel")]

use std::sync::{Mutex, mpsc};
use std::time::Duration;

use chrono::NaiveDate;
use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
use okr_core::readings::{CheckIns, Duplicates, Loader, Reading};
use okr_core::{Evaluation, Plan, Readings, Tracker, sequential};

/// How long a test may wait before it counts as hung.
const PATIENCE: Duration = Duration::from_secs(60);
const JOBS: usize = 4_000;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, day).unwrap()
}

/// A plan that is large enough for several threads.
fn tracker() -> Tracker {
    let key_results =
        (0..520).map(|number| KeyResult::new(format!("k{number}"), "Days to hire", Reach::new(25.0).from(42.0)));
    let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").key_results(key_results);
    let (start, end) = (NaiveDate::from_ymd_opt(2026, 7, 1).unwrap(), NaiveDate::from_ymd_opt(2026, 9, 30).unwrap());
    Plan::new().cycles([Cycle::new("2026-Q3", start, end)]).objectives([hire]).resolve().unwrap()
}

fn evaluation() -> Evaluation<'static> {
    Evaluation::new(Readings::new(), day(14))
}

/// Runs `work` on a thread of its own; panics if it does not end.
fn ends<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, ended) = mpsc::channel();
    std::thread::spawn(move || done.send(work()));
    ended.recv_timeout(PATIENCE).expect("the jobs must end: a thread waits for a lock that it holds itself")
}

/// Runs jobs of two kinds on one pool: half of them `locked`, behind one lock, and half of them evaluations that share their work.
fn run<T: Send + 'static>(guarded: T, locked: impl Fn(usize, &mut T, &Tracker) + Send + Sync + 'static) {
    let tracker = tracker();
    ends(move || {
        let guarded = Mutex::new(guarded);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
        pool.scope(|scope| {
            for job in 0..JOBS {
                let (guarded, tracker, locked) = (&guarded, &tracker, &locked);
                scope.spawn(move |_| {
                    if job % 2 == 0 {
                        locked(job / 2, &mut guarded.lock().unwrap(), tracker);
                    } else if job % 64 == 1 {
                        tracker.evaluate(&evaluation()).unwrap();
                    } else {
                        tracker.scan(&evaluation()).unwrap();
                    }
                });
            }
        });
    });
}

/// A thread that waits inside parallel work takes on other jobs of its pool. If it holds a lock meanwhile, and one of these jobs takes
/// the same lock, it waits for itself.
#[test]
fn a_live_report_behind_a_lock_shares_a_pool_with_evaluations() {
    let live = tracker().live(&evaluation()).unwrap();
    run((live, Readings::new()), |job, (live, readings), _| {
        // Newest first, so that the rows have to be sorted.
        let rows = (1..9).rev().map(|row| Reading::new(format!("k{}", job % 600), day(row), f64::from(row)));
        *readings = readings.append(rows).unwrap();
        live.set("k0", day(1), f64::from(job as u32)).unwrap();
        match job % 16 {
            0 => drop(live.set_as_of(day(1 + (job % 28) as u32)).unwrap()),
            1 => assert_eq!(live.report().key_results.len(), 520),
            _ => {}
        }
    });
}

#[test]
fn every_door_may_be_called_sequentially_behind_a_lock() {
    run((), |job, (), tracker| {
        let evaluation = evaluation().sequential();
        let (start, end) = (day(1), day(14));
        match job % 64 {
            0 => drop(tracker.evaluate(&evaluation).unwrap()),
            8 => drop(tracker.history(&evaluation, [start, end]).unwrap()),
            16 => drop(tracker.review(&evaluation, "2026-Q3").unwrap()),
            24 => drop(tracker.changes(&evaluation, start).unwrap()),
            32 => drop(tracker.what_if(&evaluation, [Reading::new("k0", start, 30.0)]).unwrap()),
            40 => drop(tracker.live(&evaluation).unwrap()),
            48 => drop(tracker.explain(&evaluation, "hire").unwrap()),
            56 => drop(sequential(|| tracker.plan().clone().resolve()).unwrap()),
            _ => assert!(tracker.scan(&evaluation).unwrap().is_empty()),
        }
        let rows = (0..600).map(|row| Reading::new(format!("k{}", row % 7), day(1 + row % 28), f64::from(row)));
        let loader = Loader::new().duplicates(Duplicates::Last);
        assert_eq!(sequential(|| loader.rows(rows)).readings.len(), 600);
    });
}

#[test]
fn one_thread_or_all_give_the_same_bytes() {
    let (tracker, day) = (tracker(), day(14));
    let rows = (0..2_000)
        .map(|row: u32| Reading::new(format!("k{}", row % 520), self::day(1 + row / 520), f64::from(row % 43)));
    let readings = Loader::new().duplicates(Duplicates::Last).rows(rows).readings;
    let shared = Evaluation::new(&readings, day);
    let alone = shared.clone().sequential();
    let text = |evaluation: &Evaluation<'_>| {
        let mut live = tracker.live(evaluation).unwrap();
        live.set("k0", day, 30.0).unwrap();
        [
            tracker.evaluate(evaluation).unwrap().to_json(),
            live.report().to_json(),
            serde_json::to_string(&tracker.history(evaluation, [self::day(1), day]).unwrap()).unwrap(),
            tracker.review(evaluation, "2026-Q3").unwrap().to_json(),
            tracker.changes(evaluation, self::day(2)).unwrap().to_text(1_000),
            serde_json::to_string(&tracker.explain(evaluation, "hire").unwrap()).unwrap(),
        ]
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    let (shared, live) = pool.install(|| (text(&shared), text(&shared.clone().parallel())));
    assert_eq!(shared, text(&alone));
    assert_eq!(live, shared);
}

/// An evaluation that owns what it reads goes to another thread, as `spawn_blocking` asks of it.
#[test]
fn an_evaluation_that_owns_its_readings_leaves_its_thread() {
    let tracker = tracker();
    let owned: Evaluation<'static> = Evaluation::new(Readings::new(), day(14)).check_ins(CheckIns::default());
    let report = std::thread::spawn(move || tracker.evaluate(&owned)).join().unwrap().unwrap();
    assert_eq!(report.key_results.len(), 520);
}
