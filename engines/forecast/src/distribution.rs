//! Distributions: the normal quantile, and the negative binomial.

/// The value below which a standard normal number falls with probability `p` (Acklam's rational approximation, relative
/// error below 1.2e-9).
pub fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969683028665376e1,
        2.209460984245205e2,
        -2.759285104469687e2,
        1.38357751867269e2,
        -3.066479806614716e1,
        2.506628277459239,
    ];
    const B: [f64; 5] =
        [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
    const C: [f64; 6] = [
        -7.784894002430293e-3,
        -3.223964580411365e-1,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783,
    ];
    const D: [f64; 4] = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
    let polynomial = |by: &[f64], at: f64| by.iter().fold(0.0, |sum, factor| sum * at + factor);
    let tail = |p: f64| {
        let at = (-2.0 * p.ln()).sqrt();
        polynomial(&C, at) / (polynomial(&D, at) * at + 1.0)
    };
    match p {
        p if p <= 0.0 => f64::NEG_INFINITY,
        p if p >= 1.0 => f64::INFINITY,
        p if p < 0.02425 => tail(p),
        p if p > 1.0 - 0.02425 => -tail(1.0 - p),
        p => {
            let centred = p - 0.5;
            let square = centred * centred;
            centred * polynomial(&A, square) / (polynomial(&B, square) * square + 1.0)
        }
    }
}

/// Logarithm of the gamma function for positive `x` (Lanczos, 15 digits).
pub fn ln_gamma(x: f64) -> f64 {
    const G: f64 = 7.0;
    const COEFFICIENTS: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        let pi = std::f64::consts::PI;
        return (pi / (pi * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let sum: f64 = COEFFICIENTS
        .iter()
        .enumerate()
        .skip(1)
        .fold(COEFFICIENTS[0], |sum, (at, factor)| sum + factor / (x + at as f64));
    let base = x + G + 0.5;
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * base.ln() - base + sum.ln()
}

/// A negative binomial count: mean `shape * (1 - success) / success`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NegativeBinomial {
    /// Size; the smaller, the wider.
    pub shape: f64,
    /// Probability in 0..1.
    pub success: f64,
}

impl NegativeBinomial {
    /// Logarithm of the probability of `count`; fractions are counted through the gamma function.
    pub fn ln_probability(&self, count: f64) -> f64 {
        ln_gamma(self.shape + count) - ln_gamma(self.shape) - ln_gamma(count + 1.0)
            + self.shape * self.success.ln()
            + count * (-self.success).ln_1p()
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        self.shape * (1.0 - self.success) / self.success
    }

    /// Variance.
    pub fn variance(&self) -> f64 {
        self.mean() / self.success
    }

    /// A smooth median: the count is spread evenly over the unit interval around it, so that the answer moves
    /// continuously with the parameters. By Wilson and Hilferty's cube root for the gamma mixture; never negative.
    pub fn median(&self) -> f64 {
        let mean = self.mean();
        if mean <= 0.0 {
            return 0.0;
        }
        // Walk the distribution function where that is cheap, else use the normal in the square root scale.
        if mean > 200.0 {
            let shape = mean * mean / self.variance();
            return mean * (1.0 - 1.0 / (9.0 * shape)).powi(3).max(0.0);
        }
        let mut probability = (self.shape * self.success.ln()).exp();
        let mut below = 0.0;
        let mut count = 0.0;
        while below + probability < 0.5 && count < 100_000.0 {
            below += probability;
            count += 1.0;
            probability *= (self.shape + count - 1.0) / count * (1.0 - self.success);
        }
        (count - 0.5 + (0.5 - below) / probability).max(0.0)
    }
}
