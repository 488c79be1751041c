//! Graphs with known groups, and how well groups agree.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use bellwether_numerics::random::Random;

/// Edges, and the group each node was given.
pub struct Planted {
    pub name: String,
    pub edges: Vec<(u32, u32, f32)>,
    pub group: Vec<u32>,
}

/// Equal groups of `size`; each node has about `degree` links, of which a share of `mixing` goes anywhere.
pub fn planted_partition(nodes: usize, size: usize, degree: f64, mixing: f64, seed: u64) -> Planted {
    let mut random = Random::new(seed);
    let groups = nodes / size;
    let group: Vec<u32> = (0..nodes).map(|node| (node % groups) as u32).collect();
    let count = (nodes as f64 * degree / 2.0) as usize;
    let edges = (0..count).map(|_| {
        let a = random.below(nodes);
        let anywhere = random.unit() < mixing;
        let b = if anywhere { random.below(nodes) } else { random.below(size) * groups + a % groups };
        (a as u32, b as u32, 1.0)
    });
    Planted { name: format!("planted {nodes}"), edges: distinct(edges.collect()), group }
}

/// After Lancichinetti, Fortunato and Radicchi 2008: degrees and group sizes fall off as powers (exponents 2 and 1),
/// and each node has the share `mixing` of its links outside its group.
pub fn lfr(nodes: usize, degrees: (f64, f64), sizes: (f64, f64), mixing: f64, seed: u64) -> Planted {
    let mut random = Random::new(seed);
    let mut group = Vec::with_capacity(nodes);
    let mut groups = 0;
    while group.len() < nodes {
        // Exponent 1: uniform in the logarithm.
        let size = (sizes.0.ln() + random.unit() * (sizes.1 / sizes.0).ln()).exp() as usize;
        group.extend(std::iter::repeat_n(groups, size.min(nodes - group.len())));
        groups += 1;
    }
    random.shuffle(&mut group);
    // Exponent 2: the inverse is uniform.
    let degree = |random: &mut Random| 1.0 / (1.0 / degrees.0 + random.unit() * (1.0 / degrees.1 - 1.0 / degrees.0));
    let mut stubs: Vec<(u32, u32)> = Vec::new();
    for (node, group) in group.iter().enumerate() {
        let degree = degree(&mut random);
        let inside = (degree * (1.0 - mixing) + random.unit()) as usize;
        let outside = (degree * mixing + random.unit()) as usize;
        stubs.extend(std::iter::repeat_n((*group + 1, node as u32), inside));
        stubs.extend(std::iter::repeat_n((0, node as u32), outside));
    }
    // Shuffled and then sorted by group, stubs beside one another are paired at random within their group.
    random.shuffle(&mut stubs);
    stubs.sort_by_key(|(group, _)| *group);
    let pairs = stubs.chunks_exact(2).filter(|pair| pair[0].0 == pair[1].0);
    let edges = pairs.map(|pair| (pair[0].1, pair[1].1, 1.0)).collect();
    Planted { name: format!("LFR {nodes}, mixing {mixing}"), edges: distinct(edges), group }
}

fn distinct(mut edges: Vec<(u32, u32, f32)>) -> Vec<(u32, u32, f32)> {
    edges.retain(|(a, b, _)| a != b);
    edges.iter_mut().for_each(|(a, b, _)| (*a, *b) = ((*a).min(*b), (*a).max(*b)));
    edges.sort_unstable_by_key(|(a, b, _)| (*a, *b));
    edges.dedup_by_key(|(a, b, _)| (*a, *b));
    edges
}

/// Normalised mutual information of two groupings, by the mean of their entropies.
pub fn nmi(a: &[u32], b: &[u32]) -> f64 {
    let (mut of_a, mut of_b, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (a, b) in a.iter().zip(b) {
        *of_a.entry(*a).or_insert(0.0) += 1.0;
        *of_b.entry(*b).or_insert(0.0) += 1.0;
        *both.entry((*a, *b)).or_insert(0.0) += 1.0;
    }
    let total = a.len() as f64;
    let entropy = |counts: &mut dyn Iterator<Item = f64>| -> f64 {
        let mut counts: Vec<f64> = counts.collect();
        counts.sort_by(f64::total_cmp);
        -counts.iter().map(|count| count / total * (count / total).ln()).sum::<f64>()
    };
    let (in_a, in_b) = (entropy(&mut of_a.values().copied()), entropy(&mut of_b.values().copied()));
    let joint = entropy(&mut both.values().copied());
    if in_a + in_b == 0.0 { 1.0 } else { 2.0 * (in_a + in_b - joint) / (in_a + in_b) }
}

/// Writes edges as pairs of 32-bit numbers, and groups as 32-bit numbers, for other programs.
pub fn write(planted: &Planted, edges: &Path, groups: &Path) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(fs::File::create(edges)?);
    for (a, b, _) in &planted.edges {
        out.write_all(&a.to_le_bytes())?;
        out.write_all(&b.to_le_bytes())?;
    }
    out.flush()?;
    fs::write(groups, planted.group.iter().flat_map(|group| group.to_le_bytes()).collect::<Vec<u8>>())
}
