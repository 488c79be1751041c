//! How good neighbours are, and what a run cost.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use bellwether_landscape::neighbours::Lists;

/// Share of labelled documents whose label most of their `count` nearest labelled neighbours have; of equals the
/// nearest counts. Lists may hold documents without label, which are passed over.
pub fn label_accuracy(lists: &[Vec<u32>], labels: &[Option<usize>], count: usize) -> f64 {
    let (mut right, mut all) = (0, 0);
    for (list, label) in lists.iter().zip(labels) {
        let Some(label) = label else { continue };
        all += 1;
        let near: Vec<usize> = list.iter().filter_map(|near| labels[*near as usize]).take(count).collect();
        let votes = |label: &usize| near.iter().filter(|other| *other == label).count();
        let most = near.iter().map(votes).max();
        if near.iter().find(|label| Some(votes(label)) == most) == Some(label) {
            right += 1;
        }
    }
    f64::from(right) / f64::from(all)
}

/// The mean of how many headings a document and each of its neighbours have in common, of those of either.
pub fn heading_likeness(lists: &[Vec<u32>], headings: &[HashSet<&str>], count: usize) -> f64 {
    let (mut sum, mut all) = (0.0, 0);
    for (list, own) in lists.iter().zip(headings).filter(|(_, own)| !own.is_empty()) {
        for near in list.iter().take(count) {
            let other = &headings[*near as usize];
            let common = own.intersection(other).count();
            sum += common as f64 / (own.len() + other.len() - common) as f64;
            all += 1;
        }
    }
    sum / f64::from(all)
}

pub fn indices(lists: &Lists) -> Vec<Vec<u32>> {
    lists.iter().map(|list| list.iter().map(|near| near.index).collect()).collect()
}

/// The nearest places of each, by squares of a grid around it.
pub fn nearest_places(places: &[[f32; 2]], wanted: &[bool], count: usize) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..places.len() as u32).filter(|at| wanted[*at as usize]).collect();
    order.sort_by(|a, b| places[*a as usize][0].total_cmp(&places[*b as usize][0]));
    let mut lists = vec![Vec::new(); places.len()];
    for (at, node) in order.iter().enumerate() {
        let here = places[*node as usize];
        let mut near: Vec<(f32, u32)> = Vec::new();
        let (mut low, mut high) = (at, at + 1);
        // Outwards along one axis until that distance alone is too far.
        loop {
            let worst = if near.len() < count { f32::INFINITY } else { near[near.len() - 1].0 };
            let along = |index: usize| (places[order[index] as usize][0] - here[0]).powi(2);
            let (left, right) = (low > 0 && along(low - 1) < worst, high < order.len() && along(high) < worst);
            if !left && !right {
                break;
            }
            let next = if left && (!right || along(low - 1) < along(high)) {
                low -= 1;
                order[low]
            } else {
                high += 1;
                order[high - 1]
            };
            let there = places[next as usize];
            let distance = (there[0] - here[0]).powi(2) + (there[1] - here[1]).powi(2);
            if distance < worst {
                let place = near.partition_point(|(other, _)| *other <= distance);
                near.insert(place, (distance, next));
                near.truncate(count);
            }
        }
        lists[*node as usize] = near.into_iter().map(|(_, node)| node).collect();
    }
    lists
}

/// Time on the wall and of the processor since it was started.
pub struct Watch {
    wall: Instant,
    cpu: Duration,
}

impl Watch {
    pub fn start() -> Watch {
        Watch { wall: Instant::now(), cpu: own_cpu() }
    }

    pub fn wall(&self) -> f64 {
        self.wall.elapsed().as_secs_f64()
    }

    pub fn cpu(&self) -> f64 {
        (own_cpu() - self.cpu).as_secs_f64()
    }
}

/// From the 14th and 15th field of `/proc/self/stat`, in hundredths of seconds.
fn own_cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Peak memory of this process in megabytes.
pub fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or_default() / 1024
}
