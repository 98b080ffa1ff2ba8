//! The people and the companies: who they are before anything happens.

use perennial_model::{AccountId, ContactId, Day};

use crate::{
    fate::{Fate, Span},
    names::{INDUSTRIES, Region, slug},
    product::{FEATURES, Job},
    rng::Rng,
    story::Story,
};

/// Our own customer success managers.
pub(crate) const OWNERS: [(&str, &str); 6] = [
    ("Maya Okafor", "maya.okafor@fieldwise.example"),
    ("Jonas Weber", "jonas.weber@fieldwise.example"),
    ("Priya Raman", "priya.raman@fieldwise.example"),
    ("Tom Castellan", "tom.castellan@fieldwise.example"),
    ("Ingrid Solheim", "ingrid.solheim@fieldwise.example"),
    ("Andre Baptiste", "andre.baptiste@fieldwise.example"),
];

pub(crate) const TIERS: [&str; 3] = ["starter", "growth", "enterprise"];

/// A customer company.
pub(crate) struct Customer {
    pub id: AccountId,
    pub name: String,
    pub domain: String,
    pub industry: usize,
    pub country: &'static str,
    pub tier: usize,
    pub employees: i64,
    pub owner: usize,
    pub people: Vec<Person>,
    /// Moves a seasonal trade's peak.
    pub season_turn: i32,
}

/// A person at a customer.
pub(crate) struct Person {
    pub id: ContactId,
    pub name: String,
    pub email: String,
    pub job: Job,
    pub role: &'static str,
    pub joins: Day,
    /// Left the company, for reasons of their own or of the story: the first day without them.
    pub leaves: Option<Day>,
    /// Share of working days on which they are there, and events on such a day beyond the first.
    pub presence: f64,
    pub volume: f64,
    /// When they usually begin, in minutes of the UTC day.
    pub habit: i32,
    /// How they like each feature, beside what their job asks for.
    pub tastes: Vec<f64>,
}

/// Founds a customer; `number` tells those of the same name apart.
pub(crate) fn customer(
    number: usize,
    fate: &Fate,
    tier: usize,
    span: Span,
    rng: &mut Rng,
) -> Customer {
    let region = Region::any(rng);
    let industry = match fate.story {
        // The trades that have seasons.
        Story::Seasonal => [0, 5, 6].get(rng.index(3)).copied().unwrap_or(0),
        _ => rng.index(INDUSTRIES.len()),
    };
    let name = region.company(industry, rng);
    let base = slug(&name);
    let mut customer = Customer {
        id: AccountId::new(format!("{base}-{:03}", number + 101)),
        domain: format!("{base}.example"),
        name,
        industry,
        country: region.country,
        tier,
        employees: i64::from(match tier {
            0 => rng.between(6, 60),
            1 => rng.between(50, 400),
            _ => rng.between(350, 4200),
        }),
        owner: rng.index(OWNERS.len()),
        people: Vec::new(),
        season_turn: if industry == 0 { 0 } else { 6 },
    };
    let jobs = jobs(fate.story, tier, rng);
    for (at, job) in jobs.iter().enumerate() {
        let joins = joining(at, jobs.len(), fate, span, rng);
        hire(&mut customer, region, number, *job, joins, rng);
    }
    appoint(&mut customer.people);
    turnover(&mut customer, region, number, fate, span, rng);
    customer
}

/// Who works with the product. The first one brought it in.
fn jobs(story: Story, tier: usize, rng: &mut Rng) -> Vec<Job> {
    let size = match (story, tier) {
        (Story::SmallButHappy, _) => rng.between(2, 3),
        (Story::Watermelon | Story::UsersLeaveOneByOne, 0) => 6,
        (_, 0) => rng.between(3, 6),
        (_, 1) => rng.between(6, 11),
        _ => rng.between(11, 18),
    };
    let size = usize::try_from(size).unwrap_or(3);
    let first = [
        Job::OperationsManager,
        Job::Owner,
        Job::Dispatcher,
        Job::OfficeManager,
        Job::Technician,
        Job::Finance,
        Job::ItAdmin,
    ];
    let mut jobs: Vec<Job> = match story {
        Story::SmallButHappy => vec![Job::OfficeManager, Job::Owner, Job::Dispatcher],
        _ => first.to_vec(),
    };
    jobs.truncate(size);
    while jobs.len() < size {
        jobs.push(if rng.chance(0.68) { Job::Technician } else { Job::Dispatcher });
    }
    jobs
}

/// The first ones start at once, the others within two months; where the business grows, new
/// people come all the time.
fn joining(at: usize, of: usize, fate: &Fate, span: Span, rng: &mut Rng) -> Day {
    let grows = matches!(fate.story, Story::Thriving | Story::Expansion);
    if at < 2 {
        return fate.created.plus(rng.between(0, 3));
    }
    if grows && at * 2 > of {
        return Day(rng.between(fate.created.0 + 40, (span.today.0 - 20).max(fate.created.0 + 40)));
    }
    fate.created.plus(rng.between(5, 55))
}

fn hire(
    customer: &mut Customer,
    region: &Region,
    number: usize,
    job: Job,
    joins: Day,
    rng: &mut Rng,
) {
    let (first, last) = region.person(rng);
    let at = customer.people.len();
    let name = format!("{first} {last}");
    let address = slug(&name).replace('-', ".");
    let taken = customer.people.iter().any(|person| person.name == name);
    let address = if taken { format!("{address}{at}") } else { address };
    customer.people.push(Person {
        id: ContactId::new(format!("u{:03}-{at:02}", number + 101)),
        email: format!("{address}@{}", customer.domain),
        name,
        job,
        role: "user",
        joins,
        leaves: None,
        presence: (job.presence() * (1.0 + 0.14 * rng.spread())).clamp(0.05, 0.97),
        volume: (job.volume() * (1.0 + 0.3 * rng.spread())).max(0.15),
        habit: crate::calendar::first_hour(region.country) * 60 + rng.between(0, 150),
        tastes: FEATURES.iter().map(|_| rng.within(0.25, 1.75)).collect(),
    });
}

/// Champion, payer and the like.
fn appoint(people: &mut [Person]) {
    let payer_is_owner = people.len() < 8;
    for (at, person) in people.iter_mut().enumerate() {
        person.role = match person.job {
            _ if at == 0 => "champion",
            Job::Owner if payer_is_owner => "economic_buyer",
            Job::Owner => "executive",
            Job::Finance if !payer_is_owner => "economic_buyer",
            Job::ItAdmin => "admin",
            _ => "user",
        };
    }
}

/// People change jobs: one user in eight a year, and a successor comes within weeks.
fn turnover(
    customer: &mut Customer,
    region: &Region,
    number: usize,
    fate: &Fate,
    span: Span,
    rng: &mut Rng,
) {
    let last = fate.last_day(span);
    for at in 0..customer.people.len() {
        let Some(person) = customer.people.get(at) else { continue };
        let years = f64::from(last.0 - person.joins.0) / 365.0;
        if person.role != "user" || years <= 0.2 || !rng.chance((years * 0.125).min(0.5)) {
            continue;
        }
        let (job, leaves) = (person.job, Day(rng.between(person.joins.0 + 60, last.0)));
        if let Some(person) = customer.people.get_mut(at) {
            person.leaves = Some(leaves);
        }
        // Where things go wrong nobody hires a successor to do them.
        if fate.began.is_none_or(|began| leaves < began || !fate.story.ends_in_leaving()) {
            hire(customer, region, number, job, leaves.plus(rng.between(-5, 30)), rng);
        }
    }
}

impl Customer {
    pub fn champion(&self) -> Option<&Person> {
        self.people.first()
    }

    /// The one who pays; the champion where nobody else does.
    pub fn payer(&self) -> Option<&Person> {
        self.people.iter().find(|person| person.role == "economic_buyer").or(self.champion())
    }
}

impl Person {
    pub fn is_there(&self, day: Day) -> bool {
        self.joins <= day && self.leaves.is_none_or(|leaves| day < leaves)
    }
}
