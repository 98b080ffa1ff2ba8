//! A scorecard laid over a matrix: asked for the history, for one day, or for the reasons.

use perennial_metrics::Matrix;
use perennial_model::Day;

use crate::{
    HealthHistory, Scorecard,
    lookup::Lookup,
    reading::Reader,
    rhythm::Rhythm,
    weigh::{DayReadings, Weighed},
};

/// Everything prepared to score any day of an account; made once, asked often.
#[derive(Debug)]
pub struct Assessment<'a> {
    pub(crate) card: &'a Scorecard,
    pub(crate) matrix: &'a Matrix,
    pub(crate) readers: Vec<Reader<'a>>,
    /// The metrics of the groups' ceilings.
    pub(crate) ceilings: Vec<Lookup<'a>>,
    /// The metrics of the exceptions.
    pub(crate) exceptions: Vec<Lookup<'a>>,
    pub(crate) rhythm: Rhythm<'a>,
}

impl<'a> Assessment<'a> {
    /// Costs one walk over the columns that the scorecard reads.
    pub fn new(card: &'a Scorecard, matrix: &'a Matrix) -> Self {
        let measures = card.groups.iter().flat_map(|group| &group.measures);
        let readers = measures.map(|measure| Reader::new(measure, matrix)).collect();
        let of = |metric: &String| Lookup::of(matrix, metric);
        Self {
            card,
            matrix,
            readers,
            ceilings: card.ceilings().map(|ceiling| of(&ceiling.metric)).collect(),
            exceptions: card.exceptions.iter().map(|one| of(&one.metric)).collect(),
            rhythm: Rhythm::new(matrix),
        }
    }

    /// The score of every day.
    pub fn history(&self) -> HealthHistory {
        let mut weighed = Weighed::room(self.card);
        let mut readings = DayReadings::default();
        let mut score = |index| {
            self.weigh(index, &mut readings, &mut weighed);
            weighed.score
        };
        let scores = (0..self.matrix.days()).map(&mut score).collect();
        HealthHistory::new(self.matrix.first(), scores, self.card)
    }

    /// The score of one day, as [`Self::history`] has it.
    pub fn score(&self, day: Day) -> Option<f64> {
        let mut weighed = Weighed::room(self.card);
        self.weigh(self.matrix.index(day)?, &mut DayReadings::default(), &mut weighed);
        (!weighed.score.is_nan()).then_some(weighed.score)
    }

    /// The one way to a day's score: everything else goes through here.
    pub(crate) fn weigh(&self, index: usize, readings: &mut DayReadings, weighed: &mut Weighed) {
        let DayReadings { measures, ceilings, exceptions } = readings;
        measures.clear();
        measures.extend(self.readers.iter().map(|reader| reader.at(index, &self.rhythm)));
        ceilings.clear();
        ceilings.extend(self.ceilings.iter().map(|metric| metric.at(index)));
        exceptions.clear();
        exceptions.extend(self.exceptions.iter().map(|metric| metric.at(index)));
        weighed.weigh(self.card, readings);
    }
}
