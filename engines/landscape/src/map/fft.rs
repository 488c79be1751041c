//! Fourier transforms of many columns at once, for sizes that are products of 2 and 3.
//!
//! Stockham's method, without reordering. Sixteen columns go through it side by side, which the compiler turns into
//! vector instructions; the same operations in the same order on every machine, which libraries that pick
//! instructions at run time do not promise.

use std::f64::consts::TAU;

/// Columns side by side.
pub(crate) const LANES: usize = 16;

pub(crate) type Lane = [f32; LANES];

/// Complex numbers of sixteen columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Complex {
    pub re: Lane,
    pub im: Lane,
}

pub(crate) const ZERO: Complex = Complex { re: [0.0; LANES], im: [0.0; LANES] };

/// Factors of the outputs of one butterfly.
type Twiddle = [(f32, f32); 4];

/// A transform of one size.
#[derive(Clone, Debug)]
pub(crate) struct Fft {
    size: usize,
    radices: Vec<usize>,
    /// `exp(-2πi k / size)`.
    roots: Vec<(f32, f32)>,
}

/// The smallest product of 2 and 3 that is at least `size`.
pub(crate) fn good_size(size: usize) -> usize {
    (size.max(1)..).find(|size| radices(*size).is_some()).unwrap_or(size)
}

fn radices(size: usize) -> Option<Vec<usize>> {
    let (mut rest, mut radices) = (size, Vec::new());
    for radix in [4, 2, 3] {
        while rest.is_multiple_of(radix) {
            radices.push(radix);
            rest /= radix;
        }
    }
    (rest == 1).then_some(radices)
}

impl Fft {
    pub fn new(size: usize) -> Fft {
        let size = good_size(size);
        let root = |k: usize| {
            let angle = -TAU * k as f64 / size as f64;
            (angle.cos() as f32, angle.sin() as f32)
        };
        Fft { size, radices: radices(size).unwrap_or_default(), roots: (0..size).map(root).collect() }
    }

    pub fn size(&self) -> usize {
        self.size
    }

    /// Transforms in place; `spare` has the same length and is overwritten.
    pub fn forward(&self, data: &mut Vec<Complex>, spare: &mut Vec<Complex>) {
        let (mut length, mut stride) = (self.size, 1);
        for radix in &self.radices {
            let parts = length / radix;
            for p in 0..parts {
                let mut twiddle: Twiddle = [(1.0, 0.0); 4];
                for (k, twiddle) in twiddle.iter_mut().enumerate().take(*radix) {
                    *twiddle = self.roots[p * k * stride % self.size];
                }
                for q in 0..stride {
                    let from = |j: usize| &data[q + stride * (p + parts * j)];
                    let to = q + stride * radix * p;
                    match radix {
                        2 => two(from(0), from(1), &twiddle, spare, to, stride),
                        4 => four([from(0), from(1), from(2), from(3)], &twiddle, spare, to, stride),
                        _ => three([from(0), from(1), from(2)], &twiddle, spare, to, stride),
                    }
                }
            }
            std::mem::swap(data, spare);
            length = parts;
            stride *= radix;
        }
    }

    /// The inverse transform times the size.
    pub fn backward(&self, data: &mut Vec<Complex>, spare: &mut Vec<Complex>) {
        data.iter_mut().for_each(|value| std::mem::swap(&mut value.re, &mut value.im));
        self.forward(data, spare);
        data.iter_mut().for_each(|value| std::mem::swap(&mut value.re, &mut value.im));
    }
}

fn two(a: &Complex, b: &Complex, twiddle: &Twiddle, to: &mut [Complex], at: usize, stride: usize) {
    let mut difference = ZERO;
    for lane in 0..LANES {
        to[at].re[lane] = a.re[lane] + b.re[lane];
        to[at].im[lane] = a.im[lane] + b.im[lane];
        difference.re[lane] = a.re[lane] - b.re[lane];
        difference.im[lane] = a.im[lane] - b.im[lane];
    }
    turn(&difference, twiddle[1], &mut to[at + stride]);
}

fn four(x: [&Complex; 4], twiddle: &Twiddle, to: &mut [Complex], at: usize, stride: usize) {
    let mut results = [ZERO; 4];
    for lane in 0..LANES {
        let sum = |a: &Complex, b: &Complex| (a.re[lane] + b.re[lane], a.im[lane] + b.im[lane]);
        let difference = |a: &Complex, b: &Complex| (a.re[lane] - b.re[lane], a.im[lane] - b.im[lane]);
        let (even, odd) = (sum(x[0], x[2]), sum(x[1], x[3]));
        let (even_turned, odd_turned) = (difference(x[0], x[2]), difference(x[1], x[3]));
        (results[0].re[lane], results[0].im[lane]) = (even.0 + odd.0, even.1 + odd.1);
        (results[1].re[lane], results[1].im[lane]) = (even_turned.0 + odd_turned.1, even_turned.1 - odd_turned.0);
        (results[2].re[lane], results[2].im[lane]) = (even.0 - odd.0, even.1 - odd.1);
        (results[3].re[lane], results[3].im[lane]) = (even_turned.0 - odd_turned.1, even_turned.1 + odd_turned.0);
    }
    for (k, result) in results.iter().enumerate() {
        turn(result, twiddle[k], &mut to[at + k * stride]);
    }
}

fn three(x: [&Complex; 3], twiddle: &Twiddle, to: &mut [Complex], at: usize, stride: usize) {
    // The sine of 60 degrees.
    const SINE: f32 = 0.866_025_4;
    let mut results = [ZERO; 3];
    for lane in 0..LANES {
        let sum = (x[1].re[lane] + x[2].re[lane], x[1].im[lane] + x[2].im[lane]);
        let middle = (x[0].re[lane] - 0.5 * sum.0, x[0].im[lane] - 0.5 * sum.1);
        let aside = (SINE * (x[1].im[lane] - x[2].im[lane]), SINE * (x[2].re[lane] - x[1].re[lane]));
        (results[0].re[lane], results[0].im[lane]) = (x[0].re[lane] + sum.0, x[0].im[lane] + sum.1);
        (results[1].re[lane], results[1].im[lane]) = (middle.0 + aside.0, middle.1 + aside.1);
        (results[2].re[lane], results[2].im[lane]) = (middle.0 - aside.0, middle.1 - aside.1);
    }
    for (k, result) in results.iter().enumerate() {
        turn(result, twiddle[k], &mut to[at + k * stride]);
    }
}

fn turn(value: &Complex, (re, im): (f32, f32), to: &mut Complex) {
    for lane in 0..LANES {
        to.re[lane] = re * value.re[lane] - im * value.im[lane];
        to.im[lane] = re * value.im[lane] + im * value.re[lane];
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use bellwether_numerics::random::Random;

    use super::{Fft, LANES, ZERO, good_size};

    #[test]
    fn transforms_agree_with_the_definition_and_turn_back() {
        for size in [1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 24, 27, 36, 64, 96] {
            let mut random = Random::new(size as u64);
            let mut data = vec![ZERO; size];
            for value in &mut data {
                value.re = [(); LANES].map(|()| random.normal() as f32);
                value.im = [(); LANES].map(|()| random.normal() as f32);
            }
            let (original, mut spare) = (data.clone(), vec![ZERO; size]);
            let fft = Fft::new(size);
            fft.forward(&mut data, &mut spare);
            for (k, value) in data.iter().enumerate() {
                let (mut re, mut im) = (0.0, 0.0);
                for (n, value) in original.iter().enumerate() {
                    let (sin, cos) = (-TAU * (k * n) as f64 / size as f64).sin_cos();
                    re += f64::from(value.re[3]) * cos - f64::from(value.im[3]) * sin;
                    im += f64::from(value.re[3]) * sin + f64::from(value.im[3]) * cos;
                }
                let error = (re - f64::from(value.re[3])).abs() + (im - f64::from(value.im[3])).abs();
                assert!(error < 1e-4, "size {size}, place {k}: off by {error}");
            }
            fft.backward(&mut data, &mut spare);
            for (value, original) in data.iter().zip(&original) {
                assert!((value.re[7] / size as f32 - original.re[7]).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn good_sizes_have_small_factors() {
        assert_eq!([7, 11, 601, 768].map(good_size), [8, 12, 648, 768]);
    }
}
