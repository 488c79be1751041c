//! Fourier transforms of many columns at once, for sizes that are products of 2, 3 and 5.
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

/// A transform of one size.
#[derive(Clone, Debug)]
pub(crate) struct Fft {
    size: usize,
    radices: Vec<usize>,
    /// `exp(-2πi k / size)`.
    roots: Vec<(f32, f32)>,
}

/// The smallest product of 2, 3 and 5 that is at least `size`.
pub(crate) fn good_size(size: usize) -> usize {
    (size.max(1)..).find(|size| radices(*size).is_some()).unwrap_or(size)
}

fn radices(size: usize) -> Option<Vec<usize>> {
    let (mut rest, mut radices) = (size, Vec::new());
    for radix in [4, 2, 3, 5] {
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
                let mut twiddle = [(1.0, 0.0); 5];
                for (k, twiddle) in twiddle.iter_mut().enumerate().take(*radix) {
                    *twiddle = self.roots[p * k * stride % self.size];
                }
                for q in 0..stride {
                    let from = |j: usize| &data[q + stride * (p + parts * j)];
                    let to = q + stride * radix * p;
                    match radix {
                        2 => two(from(0), from(1), &twiddle, spare, to, stride),
                        4 => four([from(0), from(1), from(2), from(3)], &twiddle, spare, to, stride),
                        _ => {
                            let step = self.size / radix;
                            let inputs = (0..*radix).map(from);
                            any(inputs, *radix, |k| self.roots[k % radix * step], &twiddle, spare, to, stride);
                        }
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

fn two(a: &Complex, b: &Complex, twiddle: &[(f32, f32); 5], to: &mut [Complex], at: usize, stride: usize) {
    let mut difference = ZERO;
    for lane in 0..LANES {
        to[at].re[lane] = a.re[lane] + b.re[lane];
        to[at].im[lane] = a.im[lane] + b.im[lane];
        difference.re[lane] = a.re[lane] - b.re[lane];
        difference.im[lane] = a.im[lane] - b.im[lane];
    }
    turn(&difference, twiddle[1], &mut to[at + stride]);
}

fn four(x: [&Complex; 4], twiddle: &[(f32, f32); 5], to: &mut [Complex], at: usize, stride: usize) {
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

fn any<'a>(
    inputs: impl Iterator<Item = &'a Complex> + Clone,
    radix: usize,
    root: impl Fn(usize) -> (f32, f32),
    twiddle: &[(f32, f32); 5],
    to: &mut [Complex],
    at: usize,
    stride: usize,
) {
    for k in 0..radix {
        let mut sum = ZERO;
        for (j, input) in inputs.clone().enumerate() {
            let (re, im) = root(j * k);
            for lane in 0..LANES {
                sum.re[lane] += re * input.re[lane] - im * input.im[lane];
                sum.im[lane] += re * input.im[lane] + im * input.re[lane];
            }
        }
        turn(&sum, twiddle[k], &mut to[at + k * stride]);
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
        for size in [1, 2, 3, 4, 5, 6, 8, 12, 15, 16, 20, 30, 60, 64, 100] {
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
        assert_eq!([7, 11, 601, 720].map(good_size), [8, 12, 625, 720]);
    }
}
