//! A vertical axis with round steps.

use crate::drawing::{Colour, Drawing, Label};
use crate::model::Align;

/// Steps that are wished for.
const STEPS: f64 = 4.0;

/// Values from zero up to a round number.
pub(super) struct Axis {
    pub top: f64,
    step: f64,
    /// Where the highest and the lowest value stand.
    high: f32,
    low: f32,
}

impl Axis {
    /// Holds all these values.
    pub fn holding(values: impl Iterator<Item = f64>, high: f32, low: f32) -> Axis {
        let highest = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
        let step = round_step(highest / STEPS);
        Axis { top: (highest / step).ceil().max(1.0) * step, step, high, low }
    }

    /// Where a value stands; what is beyond the axis stands at its end.
    pub fn place(&self, value: f64) -> f32 {
        let share = if value.is_finite() { (value / self.top).clamp(0.0, 1.0) } else { 0.0 };
        self.low - share as f32 * (self.low - self.high)
    }

    /// Lines with their values from `left` to `right`.
    pub fn draw(&self, drawing: &mut Drawing, left: f32, right: f32, number: &dyn Fn(f64) -> String) {
        let lines = (self.top / self.step).round() as u32;
        for line in 0..=lines {
            let value = f64::from(line) * self.step;
            let y = self.place(value);
            drawing.line([(left, y), (right, y)], if line == 0 { 0.8 } else { 0.4 }, Colour::RULE);
            drawing.label(Label::new((left - 5.0, y + 2.7), number(value), Align::Right));
        }
    }
}

/// The nearest of 1, 2 and 5 times a power of ten that is not smaller.
fn round_step(rough: f64) -> f64 {
    if rough <= 0.0 || !rough.is_finite() {
        return 1.0;
    }
    let power = 10.0_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| step * power >= rough * (1.0 - 1e-9)).unwrap_or(10.0);
    step * power
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Axis;

    proptest! {
        #[test]
        fn values_keep_their_order_and_stay_on_the_axis(values in prop::collection::vec(0.0..1e9_f64, 1..20)) {
            let axis = Axis::holding(values.iter().copied(), 10.0, 110.0);
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let places: Vec<f32> = sorted.iter().map(|value| axis.place(*value)).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0] >= pair[1]));
            prop_assert!(places.iter().all(|place| (10.0..=110.0).contains(place)));
        }
    }
}
