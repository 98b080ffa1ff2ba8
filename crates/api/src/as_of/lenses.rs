//! What is made of a board once and used by many requests, for now and for past days.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use perennial_model::Day;

use crate::{
    listing::Listing,
    segments::{Pasts, Trends},
};

/// Lists, segments' pasts and trends of one board.
#[derive(Default)]
pub struct Lenses {
    pub listing: Listing,
    pub pasts: Pasts,
    pub trends: Trends,
}

/// Those of past days.
#[derive(Default)]
pub struct PastLenses {
    days: Mutex<HashMap<Day, Arc<Lenses>>>,
}

impl PastLenses {
    /// Those of a day; of other days only those that the board keeps stay.
    pub fn of(&self, day: Day, kept: &[Day]) -> Arc<Lenses> {
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        days.retain(|known, _| *known == day || kept.contains(known));
        days.entry(day).or_default().clone()
    }
}
