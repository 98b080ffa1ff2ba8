//! Which accounts pass the filters on owner, tier and band.

use super::{
    FORMER,
    facets::{Facets, NOTHING, Place, Words},
};
use crate::routes::accounts::list::AccountQuery;

/// Stands for "no owner" and "no tier".
const NONE: &str = "none";

/// The filters of a query but for its text and its condition.
pub struct Filter<'a> {
    facets: &'a Facets,
    owner: Wanted,
    tier: Wanted,
    band: Wanted,
    former: Option<Place>,
    /// Whether customers who left are shown though nobody asked for their band.
    takes_former: bool,
}

enum Wanted {
    Any,
    /// [`NOTHING`] wants those that have none.
    Only(Place),
    /// A word that no account has.
    Unknown,
}

impl<'a> Filter<'a> {
    pub fn new(query: &AccountQuery, facets: &'a Facets, takes_former: bool) -> Self {
        let place_of = |band: &str| {
            let place = facets.bands.iter().position(|known| known == band);
            place.and_then(|place| Place::try_from(place).ok())
        };
        let band = match query.band.as_deref().filter(|band| !band.is_empty()) {
            None => Wanted::Any,
            Some(band) => place_of(band).map_or(Wanted::Unknown, Wanted::Only),
        };
        Self {
            owner: wanted(query.owner.as_deref(), &facets.owners),
            tier: wanted(query.tier.as_deref(), &facets.tiers),
            band,
            former: place_of(FORMER),
            takes_former,
            facets,
        }
    }

    pub fn takes_but_for_band(&self, at: usize) -> bool {
        self.owner.takes(self.facets.owners.of.get(at))
            && self.tier.takes(self.facets.tiers.of.get(at))
    }

    /// Customers who left are shown only where one asks for them.
    pub fn takes_band(&self, band: Place) -> bool {
        match self.band {
            Wanted::Any => self.takes_former || Some(band) != self.former,
            Wanted::Only(wanted) => band == wanted,
            Wanted::Unknown => false,
        }
    }
}

fn wanted(word: Option<&str>, words: &Words) -> Wanted {
    match word.filter(|word| !word.is_empty()) {
        None => Wanted::Any,
        Some(NONE) => Wanted::Only(NOTHING),
        Some(word) => words.place(word).map_or(Wanted::Unknown, Wanted::Only),
    }
}

impl Wanted {
    fn takes(&self, place: Option<&Place>) -> bool {
        match self {
            Self::Any => true,
            Self::Only(wanted) => place == Some(wanted),
            Self::Unknown => false,
        }
    }
}
