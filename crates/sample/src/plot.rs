//! A story as it tells on a day: how present people are, how broadly they use the product, what
//! their mood is. This is the only place that knows what a story does to an account.

use perennial_model::Day;

use crate::{cast::Customer, fate::Fate, rng::Rng, story::Story};

/// What the account's day is like. 1 is usual.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weather {
    /// How present everybody is.
    pub activity: f64,
    /// How deep into the product they have come, 0–1.
    pub breadth: f64,
    /// How many tickets they open.
    pub tickets: f64,
    /// −1 angry … 1 delighted.
    pub mood: f64,
    /// How much attention the payer gives, 0–1.
    pub payer: f64,
}

/// What is special about one person on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bearing {
    pub presence: f64,
    pub volume: f64,
}

const AS_USUAL: Bearing = Bearing { presence: 1.0, volume: 1.0 };

/// A fate with everything about it decided.
pub(crate) struct Plot {
    pub fate: Fate,
    /// By person: the day from which they stop using the product although they are still there.
    pub quits: Vec<Option<Day>>,
    /// By person: they carry the account alone (watermelon, and nobody else).
    pub carries: Vec<bool>,
    /// By person: how many times their usual work they do once they carry it alone.
    loads: Vec<f64>,
    /// By week since sign-up: the account's ups and downs.
    weeks: Vec<f64>,
    /// The account's own lasting mood.
    temper: f64,
}

impl Plot {
    pub fn new(fate: Fate, customer: &Customer, rng: &mut Rng) -> Self {
        let wildness = if fate.story == Story::NoisyButFine { 0.38 } else { 0.1 };
        let weeks = (0..130).map(|_| (1.0 + wildness * rng.spread()).clamp(0.12, 2.0)).collect();
        let carries = carries(&fate, customer);
        let quits = quits(&fate, customer, &carries, rng);
        let loads = loads(customer, &carries);
        Self { quits, carries, loads, weeks, temper: 0.45 + 0.2 * rng.spread(), fate }
    }

    /// How far the story has come, 0–1, over `days` from its turn on.
    fn progress(&self, day: Day, days: i32) -> f64 {
        let Some(began) = self.fate.began else { return 0.0 };
        (f64::from(day.0 - began.0) / f64::from(days.max(1))).clamp(0.0, 1.0)
    }

    /// From its turn until the end.
    fn whole(&self, day: Day) -> f64 {
        let days = match (self.fate.began, self.fate.leaves) {
            (Some(began), Some(leaves)) => leaves.0 - began.0,
            _ => 90,
        };
        self.progress(day, days)
    }

    pub fn weather(&self, day: Day) -> Weather {
        let age = day.0 - self.fate.created.0;
        let years = f64::from(age) / 365.0;
        let week = usize::try_from(age.div_euclid(7)).unwrap_or(0);
        let noise = self.weeks.get(week % self.weeks.len().max(1)).copied().unwrap_or(1.0);
        let learned = (0.12 + f64::from(age) / 170.0).clamp(0.0, 0.8);
        let fresh = 1.0 + (1.0 - f64::from(age) / 60.0).max(0.0);
        let plain = Weather {
            activity: noise,
            breadth: learned,
            tickets: fresh,
            mood: self.temper,
            payer: 0.75,
        };
        let p = self.whole(day);
        let mut weather = match self.fate.story {
            Story::Steady | Story::Seasonal => plain,
            Story::Thriving => Weather {
                activity: noise * (1.0 + 0.12 * years.min(2.0)),
                breadth: (learned + 0.15 * years).min(1.0),
                mood: self.temper + 0.3,
                payer: 0.85,
                ..plain
            },
            Story::SmallButHappy => Weather { tickets: 0.4, mood: 0.9, payer: 0.9, ..plain },
            Story::Expansion => Weather {
                activity: noise * (1.0 + 0.2 * self.progress(day, 200)),
                mood: self.temper + 0.2,
                payer: 0.9,
                ..plain
            },
            Story::NoisyButFine => {
                Weather { tickets: 2.6 * fresh, mood: -0.15, payer: 0.25, ..plain }
            }
            Story::Recovered => self.recovered(day, plain),
            Story::Watermelon => Weather {
                breadth: learned * (1.0 - 0.45 * p),
                tickets: 0.8,
                mood: self.temper - 1.15 * p,
                payer: 0.75 * (1.0 - 2.5 * p).max(0.05),
                ..plain
            },
            Story::ChampionLeaves => Weather {
                activity: noise * (1.0 - 0.7 * self.progress(day, 110)),
                breadth: learned * (1.0 - 0.5 * self.progress(day, 80)),
                tickets: 0.7,
                mood: self.temper - 0.6 * p,
                payer: 0.6 - 0.4 * p,
            },
            Story::UsersLeaveOneByOne => Weather {
                tickets: fresh * (1.0 - 0.5 * p),
                mood: self.temper - 0.7 * p,
                payer: 0.5 - 0.3 * p,
                ..plain
            },
            Story::StalledOnboarding => Weather {
                activity: noise * (0.75 - 0.62 * self.progress(day, 60)),
                breadth: 0.12,
                tickets: 0.7,
                mood: 0.1 - 0.5 * self.progress(day, 90),
                payer: 0.5 * (1.0 - self.progress(day, 60)),
            },
            Story::SupportPain => Weather {
                activity: noise * (1.0 - 0.5 * p),
                tickets: fresh * (1.0 + 8.0 * self.progress(day, 35)),
                mood: self.temper - 1.5 * self.progress(day, 70),
                payer: 0.8,
                ..plain
            },
            Story::Price => Weather {
                activity: noise * (1.0 - 0.12 * p),
                mood: self.temper - 0.5 * p,
                payer: 0.9,
                ..plain
            },
            Story::Competitor => Weather {
                activity: noise * (1.0 - 0.85 * p),
                breadth: learned * (1.0 - 0.7 * p),
                mood: self.temper - 0.6 * p,
                payer: 0.6 - 0.5 * p,
                ..plain
            },
            Story::Shutdown => plain,
        };
        if self.fate.has_given_notice(day) {
            weather.activity *= if self.fate.story == Story::Watermelon { 0.8 } else { 0.6 };
        }
        weather
    }

    fn recovered(&self, day: Day, plain: Weather) -> Weather {
        let down = self.progress(day, 30);
        let up = self.progress(day.plus(-75), 40);
        let dip = down * (1.0 - up);
        Weather {
            activity: plain.activity * (1.0 - 0.68 * dip),
            tickets: plain.tickets * (1.0 + 0.6 * dip),
            mood: plain.mood - 0.5 * dip,
            ..plain
        }
    }

    pub fn bearing(&self, person: usize, day: Day) -> Bearing {
        let quit = self.quits.get(person).copied().flatten();
        if let Some(quit) = quit.filter(|quit| *quit <= day) {
            // A last look now and then in the three weeks after, then nothing.
            let rest = if day.0 - quit.0 < 21 { 0.12 } else { 0.0 };
            return Bearing { presence: rest, volume: 0.6 };
        }
        if self.carries.get(person).copied().unwrap_or(false) {
            let p = self.progress(day, 75);
            let load = self.loads.get(person).copied().unwrap_or(1.0);
            return Bearing { presence: 1.0 + 0.7 * p, volume: 1.0 + (load - 1.0) * p };
        }
        AS_USUAL
    }

    /// Whether the product is being left for another, so that data goes out.
    pub fn moves_out(&self, day: Day) -> bool {
        self.fate.story == Story::Competitor && self.progress(day, 30) > 0.2
    }
}

/// In a watermelon the champion, and at bigger customers one dispatcher, do everybody's work.
fn carries(fate: &Fate, customer: &Customer) -> Vec<bool> {
    let helpers = if customer.people.len() > 8 { [0, 2] } else { [0, 0] };
    let watermelon = fate.story == Story::Watermelon;
    (0..customer.people.len()).map(|at| watermelon && helpers.contains(&at)).collect()
}

/// Whoever carries the account does what all of them did before, so that from outside it looks well.
fn loads(customer: &Customer, carries: &[bool]) -> Vec<f64> {
    let carriers = carries.iter().filter(|carries| **carries).count();
    if carriers == 0 {
        return Vec::new();
    }
    let everybody: f64 = customer.people.iter().map(|p| p.presence * (1.0 + p.volume)).sum();
    let each = everybody / f64::from(u32::try_from(carriers).unwrap_or(1)) / 0.9;
    customer.people.iter().map(|person| ((each - 1.0) / person.volume).max(1.0)).collect()
}

fn quits(fate: &Fate, customer: &Customer, carries: &[bool], rng: &mut Rng) -> Vec<Option<Day>> {
    let mut quits = vec![None; customer.people.len()];
    let (Some(began), Some(leaves)) = (fate.began, fate.leaves) else { return quits };
    let mut order: Vec<usize> = (0..customer.people.len()).collect();
    match fate.story {
        Story::Watermelon => {
            for at in order.into_iter().filter(|at| !carries.get(*at).copied().unwrap_or(false)) {
                quits[at] = Some(began.plus(rng.between(0, 80)));
            }
        }
        Story::ChampionLeaves => quits[0] = Some(began),
        Story::UsersLeaveOneByOne => {
            // Who is last has no rule, but the first one is not the champion.
            rng.shuffle(&mut order);
            let steps = i32::try_from(order.len()).unwrap_or(1).max(2) - 1;
            let room = (leaves.0 - began.0) * 3 / 4;
            let each = room / steps;
            if order.first() == Some(&0) {
                order.rotate_left(1);
            }
            for (step, at) in (0_i32..).zip(order.iter().take(order.len().saturating_sub(1))) {
                quits[*at] = Some(began.plus(step * each + rng.between(0, each / 2)));
            }
        }
        Story::StalledOnboarding => {
            // Most never really start.
            for at in order.into_iter().skip(3) {
                quits[at] = Some(fate.created.plus(rng.between(4, 30)));
            }
        }
        _ => {}
    }
    quits
}
