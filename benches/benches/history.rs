//! History over 365 dates of a plan with about 1,000 key results, against as many evaluations.

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use okr_benches::{plan, readings, start};
use okr_core::Evaluation;

fn history(criterion: &mut Criterion) {
    const TEAMS: usize = 63;
    let tracker = plan(TEAMS).resolve().expect("the plan is sound");
    let readings = readings(TEAMS);
    let first = start() - Days::new(180);
    let dates: Vec<NaiveDate> = (0..365).map(|day| first + Days::new(day)).collect();
    let evaluation = Evaluation::new(&readings, start());
    let mut group = criterion.benchmark_group("365 dates, 1009 key results");
    group.bench_function("history", |bench| bench.iter(|| tracker.history(&evaluation, dates.clone())));
    group.bench_function("evaluations", |bench| {
        bench.iter(|| {
            dates
                .iter()
                .map(|date| tracker.evaluate(&Evaluation::new(&readings, *date)).is_ok())
                .filter(|ok| *ok)
                .count()
        });
    });
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = history }
criterion_main!(benches);
