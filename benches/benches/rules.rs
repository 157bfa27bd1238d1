//! Each of the rules alone at three sizes: 100, 1,000 and 10,000 KPIs with 36 months each.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use okr_benches::watched::{as_of, plan, rows, rules};
use okr_core::Evaluation;

fn scan(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scan");
    for kpis in [100, 1_000, 10_000] {
        let readings = rows(kpis).load();
        let evaluation = Evaluation::new(&readings, as_of());
        group.throughput(Throughput::Elements(readings.len() as u64));
        let alone = rules().map(|rule| (rule.kind().as_str(), vec![rule]));
        for (name, rules) in alone.into_iter().chain([("all eight", rules().to_vec())]) {
            let tracker = plan(kpis, &rules).resolve().expect("the plan is sound");
            group.bench_function(BenchmarkId::new(name, kpis), |bench| bench.iter(|| tracker.scan(&evaluation)));
        }
    }
    group.finish();
}

criterion_group! { name = benches; config = okr_benches::criterion(); targets = scan }
criterion_main!(benches);
