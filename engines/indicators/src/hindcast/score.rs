//! How good a ranking or a set of yes answers was.

/// Places of `scores` from the highest to the lowest; equal scores in the order given.
fn ranked(scores: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..scores.len()).collect();
    places.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    places
}

/// Probability that a random yes ranks above a random no, ties counted half. NaN when all outcomes are alike.
pub fn auroc(scores: &[f64], outcomes: &[bool]) -> f64 {
    let places = ranked(scores);
    let (mut above, mut yes, mut no) = (0.0, 0.0, 0.0);
    let mut from = 0;
    while from < places.len() {
        let tied = places[from..].iter().take_while(|place| scores[**place] == scores[places[from]]).count();
        let of_tied = places[from..from + tied].iter().filter(|place| outcomes[**place]).count() as f64;
        let not = tied as f64 - of_tied;
        above += not * (yes + of_tied / 2.0);
        yes += of_tied;
        no += not;
        from += tied;
    }
    above / (yes * no)
}

/// Share of yes among the first `count`; of those tied at the border, the part that chance would take.
pub fn precision_at(scores: &[f64], outcomes: &[bool], count: usize) -> f64 {
    let places = ranked(scores);
    let count = count.min(places.len());
    if count == 0 {
        return f64::NAN;
    }
    let border = scores[places[count - 1]];
    let (mut hits, mut taken, mut tied, mut tied_hits) = (0.0, 0.0, 0.0, 0.0);
    for place in places {
        let yes = f64::from(u8::from(outcomes[place]));
        if scores[place] > border {
            hits += yes;
            taken += 1.0;
        } else if scores[place] == border {
            tied += 1.0;
            tied_hits += yes;
        }
    }
    (hits + tied_hits * (count as f64 - taken) / tied) / count as f64
}

/// Threat score (critical success index), in percent: hits over hits, misses and false alarms, when everything from
/// `threshold` on is answered yes.
pub fn threat(scores: &[f64], outcomes: &[bool], threshold: f64) -> f64 {
    let (mut hits, mut others) = (0.0, 0.0);
    for (score, outcome) in scores.iter().zip(outcomes) {
        match (*score >= threshold, *outcome) {
            (true, true) => hits += 1.0,
            (true, false) | (false, true) => others += 1.0,
            _ => {}
        }
    }
    if hits + others > 0.0 { 100.0 * hits / (hits + others) } else { 0.0 }
}

/// The share of topics that should be answered yes, from the highest score down, for the best threat score.
pub(crate) fn best_share(scores: &[f64], outcomes: &[bool]) -> f64 {
    let places = ranked(scores);
    let all = outcomes.iter().filter(|outcome| **outcome).count() as f64;
    let (mut hits, mut best) = (0.0, (-1.0, 0.0));
    for (at, place) in places.iter().enumerate() {
        hits += f64::from(u8::from(outcomes[*place]));
        let answered = at as f64 + 1.0;
        let last_of_tie = places.get(at + 1).is_none_or(|next| scores[*next] < scores[*place]);
        let score = hits / (answered + all - hits);
        if last_of_tie && score > best.0 {
            best = (score, answered / places.len() as f64);
        }
    }
    best.1
}

/// The score from which on `share` of the topics are answered yes; none for a share of 0.
pub(crate) fn threshold_at(scores: &[f64], share: f64) -> f64 {
    let places = ranked(scores);
    let count = (share * places.len() as f64).round() as usize;
    count.checked_sub(1).and_then(|last| places.get(last)).map_or(f64::INFINITY, |place| scores[*place])
}
