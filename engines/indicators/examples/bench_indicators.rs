//! What indicators cost on synthetic corpora of growing size: bursts, norms of citations, combinations, main path.
//!
//! `cargo xtask bench indicators`. Seeds are fixed; times are wall seconds of one thread.

use std::time::Instant;

use bellwether_indicators::burst::{Sensitivity, bursts};
use bellwether_indicators::citations::{Cited, Norms, mean_normalised, top_share};
use bellwether_indicators::combinations::{Reference, combinations};
use bellwether_indicators::estimate::Bootstrap;
use bellwether_indicators::main_path::main_path;
use bellwether_indicators::random::Random;

fn main() {
    for size in [10_000, 100_000, 1_000_000] {
        let mut random = Random::new(size as u64);
        let series: Vec<Vec<f64>> =
            (0..size / 10).map(|_| (0..25).map(|_| random.below(20) as f64).collect()).collect();
        let totals = vec![10_000.0; 25];
        let found = timed(&format!("bursts of {} topics over 25 years", size / 10), || {
            series.iter().map(|counts| bursts(counts, &totals, Sensitivity::default()).len()).sum::<usize>()
        });
        println!("  {found} bursts");

        let papers: Vec<Cited> = (0..size)
            .map(|_| Cited {
                field: random.below(50) as u32,
                year: 2000 + random.below(20) as i32,
                citations: (random.below(40) * random.below(40) / 20) as f64,
            })
            .collect();
        let norms = timed(&format!("norms of {size} papers"), || Norms::learn(&papers));
        let topic = &papers[..500];
        let impact = timed("MNCS and top tenth of a topic of 500 papers, 1,000 resamples each", || {
            (mean_normalised(topic, &norms, Bootstrap::default()), top_share(topic, &norms, 0.1, Bootstrap::default()))
        });
        println!("  {:?} {:?}", impact.0.map(|made| made.value), impact.1.map(|made| made.value));

        let citing: Vec<Vec<Reference>> = (0..size / 100)
            .map(|_| {
                let reference = |random: &mut Random| Reference {
                    source: random.below(300) as u32,
                    year: 1990 + random.below(20) as i32,
                };
                (0..20).map(|_| reference(&mut random)).collect()
            })
            .collect();
        let made = timed(&format!("combinations of {} papers with 20 references, 10 shuffles", citing.len()), || {
            combinations(&citing, 10, 1)
        });
        println!("  {} papers with a score", made.iter().flatten().count());

        let arcs: Vec<(usize, usize)> = (0..size)
            .map(|_| {
                let to = 1 + random.below(size / 10 - 1);
                (random.below(to), to)
            })
            .collect();
        let path = timed(&format!("main path through {size} citations"), || main_path(size / 10, &arcs));
        println!("  {} papers long", path.map_or(0, |path| path.papers.len()));
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = work();
    println!("{what}: {:.3} s", start.elapsed().as_secs_f64());
    made
}
