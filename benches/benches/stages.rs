//! Each stage at three sizes: 4, 40 and 400 teams, that is 64, 640 and 6,400 key results.

use chrono::Days;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use okr_benches::{plan, readings, rows, start};
use okr_core::{Evaluation, Plan, Readings};

fn stages(criterion: &mut Criterion) {
    let as_of = start() + Days::new(60);
    for teams in [4, 40, 400] {
        let plan = plan(teams);
        let text = plan.to_json();
        let rows = rows(teams);
        let readings = readings(teams);
        let tracker = plan.clone().resolve().expect("the plan is sound");
        let evaluation = Evaluation::new(&readings, as_of);

        let mut group = criterion.benchmark_group("plan");
        group.throughput(Throughput::Elements(16 * teams as u64));
        group.bench_with_input(BenchmarkId::new("parse", teams), &text, |bench, text| {
            bench.iter(|| Plan::from_json(text))
        });
        group.bench_with_input(BenchmarkId::new("resolve", teams), &plan, |bench, plan| {
            bench.iter(|| plan.clone().resolve())
        });
        group.bench_function(BenchmarkId::new("evaluate", teams), |bench| bench.iter(|| tracker.evaluate(&evaluation)));
        group.bench_function(BenchmarkId::new("review", teams), |bench| {
            bench.iter(|| tracker.review(&evaluation, "2026-Q3"))
        });
        group.finish();

        let mut group = criterion.benchmark_group("readings");
        group.throughput(Throughput::Elements(rows.len() as u64));
        group.bench_with_input(BenchmarkId::new("group", teams), &rows, |bench, rows| {
            bench.iter(|| Readings::from_rows(rows))
        });
        group.finish();
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = stages }
criterion_main!(benches);
