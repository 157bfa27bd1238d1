//! Each stage at three sizes, so that growth is visible: 10, 100 and 1,000 teams, that is 160, 1,600 and 16,000 key results
//! and 5,060, 50,600 and 506,000 readings.

use chrono::Days;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use okr_benches::enterprise::{as_of, plan, rows, start};
use okr_benches::quiet;
use okr_core::{Evaluation, Plan, Readings};

const SIZES: [usize; 3] = [10, 100, 1_000];

fn plans(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan");
    for teams in SIZES {
        let plan = plan(teams);
        let text = plan.to_json();
        group.throughput(Throughput::Elements(16 * teams as u64));
        group.bench_with_input(BenchmarkId::new("parse", teams), &text, |bench, text| {
            bench.iter(|| Plan::from_json(text));
        });
        group.bench_with_input(BenchmarkId::new("resolve", teams), &plan, |bench, plan| {
            bench.iter_batched(|| plan.clone(), Plan::resolve, BatchSize::LargeInput);
        });
    }
    group.finish();
}

fn readings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("readings");
    for teams in SIZES {
        let rows = rows(teams);
        let shuffled = rows.shuffled();
        group.throughput(Throughput::Elements(rows.len() as u64));
        group.bench_function(BenchmarkId::new("group in order", teams), |bench| bench.iter(|| rows.load()));
        group.bench_function(BenchmarkId::new("group shuffled", teams), |bench| bench.iter(|| shuffled.load()));
    }
    group.finish();
}

fn evaluation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("evaluation");
    for teams in SIZES {
        let tracker = plan(teams).resolve().expect("the plan is sound");
        let readings = rows(teams).load();
        let evaluation = Evaluation::new(&readings, as_of());
        group.throughput(Throughput::Elements(16 * teams as u64));
        group.bench_function(BenchmarkId::new("evaluate", teams), |bench| {
            bench.iter_with_large_drop(|| tracker.evaluate(&evaluation));
        });
        let silent = evaluation.clone().policy(quiet());
        group.bench_function(BenchmarkId::new("evaluate without findings", teams), |bench| {
            bench.iter_with_large_drop(|| tracker.evaluate(&silent));
        });
        group.bench_function(BenchmarkId::new("review", teams), |bench| {
            bench.iter_with_large_drop(|| tracker.review(&evaluation, "2026-Q3"));
        });
        let dates = || (0..12).map(|week| start() + Days::new(7 * week));
        group.bench_function(BenchmarkId::new("history of 12 weeks", teams), |bench| {
            bench.iter_with_large_drop(|| tracker.history(&evaluation, dates()));
        });
    }
    group.finish();
}

/// The linter: a plan without readings, of which little else is to be said, with all findings and with none.
fn lint(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lint");
    let none = Readings::new();
    for teams in SIZES {
        let tracker = plan(teams).resolve().expect("the plan is sound");
        let evaluation = Evaluation::new(&none, as_of());
        group.throughput(Throughput::Elements(16 * teams as u64));
        group.bench_function(BenchmarkId::new("with findings", teams), |bench| {
            bench.iter_with_large_drop(|| tracker.evaluate(&evaluation));
        });
        let silent = evaluation.clone().policy(quiet());
        group.bench_function(BenchmarkId::new("without", teams), |bench| {
            bench.iter_with_large_drop(|| tracker.evaluate(&silent));
        });
    }
    group.finish();
}

criterion_group! { name = benches; config = okr_benches::criterion(); targets = plans, readings, evaluation, lint }
criterion_main!(benches);
