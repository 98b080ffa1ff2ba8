//! A column of the matrix that may be absent.

use perennial_metrics::Matrix;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookup<'a>(&'a [f64]);

impl<'a> Lookup<'a> {
    pub fn of(matrix: &'a Matrix, key: &str) -> Self {
        Self(matrix.column(key).unwrap_or_default())
    }

    pub fn column(&self) -> &'a [f64] {
        self.0
    }

    /// The value of a day; `NaN` where there is none.
    pub fn at(&self, day: usize) -> f64 {
        self.0.get(day).copied().unwrap_or(f64::NAN)
    }
}
