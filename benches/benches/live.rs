//! A reading set on a live report, in plans of 64, 640 and 6,400 key results: the cost is that of what changes.

use chrono::Days;
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use okr_benches::{plan, readings, start};
use okr_core::Evaluation;

fn live(criterion: &mut Criterion) {
    let as_of = start() + Days::new(60);
    for teams in [4, 40, 400] {
        let tracker = plan(teams).resolve().expect("the plan is sound");
        let readings = readings(teams);
        let evaluation = Evaluation::new(&readings, as_of);
        let mut live = tracker.live(&evaluation).expect("it can be evaluated");
        let mut group = criterion.benchmark_group("live");

        let mut value = 0.0;
        group.bench_function(BenchmarkId::new("set, key result", teams), |bench| {
            bench.iter(|| {
                value = if value < 100.0 { value + 1.0 } else { 0.0 };
                live.set("k1-1-1", as_of, value).map(|changed| changed.key_results.len())
            });
        });
        group.bench_function(BenchmarkId::new("set, same value", teams), |bench| {
            bench.iter(|| live.set("k1-1-1", as_of, 50.0).map(|changed| changed.key_results.len()));
        });
        let month = start() - Days::new(1);
        group.bench_function(BenchmarkId::new("set, kpi", teams), |bench| {
            bench.iter(|| {
                value = if value < 100.0 { value + 1.0 } else { 0.0 };
                live.set("kpi1", month, value).map(|changed| changed.kpis.len())
            });
        });
        group.bench_function(BenchmarkId::new("set, rows as JSON", teams), |bench| {
            bench.iter(|| {
                value = if value < 100.0 { value + 1.0 } else { 0.0 };
                live.set("k1-1-1", as_of, value).map(|changed| changed.to_json())
            });
        });
        group.bench_function(BenchmarkId::new("report, findings included", teams), |bench| {
            bench.iter(|| {
                value = if value < 100.0 { value + 1.0 } else { 0.0 };
                let _ = live.set("k1-1-1", as_of, value);
                live.report().findings.len()
            });
        });
        group.bench_function(BenchmarkId::new("start", teams), |bench| {
            bench.iter_batched(|| (), |()| tracker.live(&evaluation), BatchSize::LargeInput);
        });
        group.finish();
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = live }
criterion_main!(benches);
