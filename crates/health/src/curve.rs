//! Piecewise-linear curves from a measure's input to 0–100 points.

use serde::{Deserialize, Serialize};

/// Points `[x, y]` with rising x. Between two points the line joins them; before the first and
/// after the last the curve stays flat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Curve(pub Vec<[f64; 2]>);

impl Curve {
    /// The points of an input; `NaN` for `NaN` and for a curve without points.
    pub fn at(&self, x: f64) -> f64 {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else { return f64::NAN };
        if x.is_nan() {
            return f64::NAN;
        }
        if x <= first[0] {
            return first[1];
        }
        if x >= last[0] {
            return last[1];
        }
        let right = self.0.partition_point(|point| point[0] <= x);
        let ([x0, y0], [x1, y1]) = (self.0[right - 1], self.0[right]);
        y0 + (y1 - y0) * ((x - x0) / (x1 - x0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_between_flat_outside() {
        let curve = Curve(vec![[0.0, 0.0], [1.0, 80.0], [2.0, 100.0]]);
        let ys: Vec<f64> = [-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 9.0].map(|x| curve.at(x)).to_vec();
        assert_eq!(ys, [0.0, 0.0, 40.0, 80.0, 90.0, 100.0, 100.0]);
        assert!(curve.at(f64::NAN).is_nan() && Curve(vec![]).at(1.0).is_nan());
        assert_eq!(Curve(vec![[3.0, 7.0]]).at(-5.0), 7.0);
    }
}
