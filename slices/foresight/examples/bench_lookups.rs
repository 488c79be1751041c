//! How long look-ups take: records by their keys among a million points, and comparisons on an installation.
//!
//! `bench_lookups [DATA]`: the folder of an installation with a landscape and experts; `data/demo` if nothing is said.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use bellwether_db::Db;
use bellwether_evidence::api::{Evidence, SearchState, Vocabularies};
use bellwether_experts::api::Experts;
use bellwether_foresight::api::{Landscapes, edition};
use bellwether_foresight::model::compare::Kind;
use bellwether_foresight::service::comparing::{Sources, choices, compare, subject};
use bellwether_foresight::store::keys::{self, Keys};
use bellwether_kernel::ctx::Ctx;

const POINTS: usize = 1_000_000;
const ROUNDS: usize = 10;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    by_key()?;
    let data = std::env::args().nth(1).unwrap_or_else(|| "data/demo".to_owned());
    comparisons(Path::new(&data)).await
}

fn by_key() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    // PMIDs in an order that has nothing to do with that of the points.
    let all: Vec<String> = (0..POINTS).map(|at| format!("pubmed:{}", 10_000_000 + at * 7_919 % POINTS)).collect();
    keys::write(folder.path(), "", &all)?;
    let read = Keys::open(folder.path(), "", POINTS)?;
    let started = Instant::now();
    let first = read.find(&all[0]);
    println!("first look-up among {POINTS} keys: {:.1} ms ({first:?})", started.elapsed().as_secs_f64() * 1e3);
    let started = Instant::now();
    let found = all.iter().step_by(10).filter(|key| black_box(read.find(key)).is_some()).count();
    println!("later ones: {:.3} µs each", started.elapsed().as_secs_f64() * 1e6 / found as f64);
    Ok(())
}

async fn comparisons(data: &Path) -> Result<(), Box<dyn Error>> {
    let ctx = Ctx::system();
    let place = tempfile::tempdir()?;
    let db = Db::open(&format!("sqlite:{}", place.path().join("empty.db").display())).await?;
    let landscapes = Landscapes::open(&data.join("foresight"))?;
    let edition = edition(&ctx, &landscapes)?.ok_or("there is no landscape")?;
    let search = SearchState {
        evidence: Evidence::open(&data.join("evidence"))?,
        vocabularies: Vocabularies::new(data.join("vocabularies")),
    };
    let experts = Experts::open(&data.join("experts"))?;
    let sources = Sources { edition: &edition, search: &search, experts: &experts };
    for kind in [Kind::Topics, Kind::Institutions, Kind::Countries] {
        let started = Instant::now();
        let found = choices(&ctx, &sources, kind, "")?;
        println!("{kind:?}: choices {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
        let [a, b, ..] = found.as_slice() else { continue };
        let (a, b) = (subject(&ctx, &db, kind, &a.id).await?, subject(&ctx, &db, kind, &b.id).await?);
        let mut times: Vec<f64> = Vec::new();
        for _ in 0..ROUNDS {
            let started = Instant::now();
            black_box(compare(&ctx, &sources, &a, &b)?);
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        let first = times[0];
        times.sort_by(f64::total_cmp);
        println!("{kind:?}: compare, first {first:.1} ms, later {:.1} ms at the median", times[times.len() / 2]);
    }
    Ok(())
}
