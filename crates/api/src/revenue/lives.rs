//! What a customer is worth, of all and of each group.

use perennial_model::{Currency, Money};
use perennial_revenue::{Life, Period, State, Survival, TimeUnit, ValueTerms, lifetime};

use super::{Book, By, GroupName, LifetimeRow, Question, groups::Groups};

/// The customers of a group, and how long they stayed.
#[derive(Debug, Clone, Default)]
struct Customers {
    lives: Vec<Life>,
    now: u64,
    mrr: i64,
}

impl Customers {
    fn add(&mut self, life: Life, state: State) {
        self.lives.push(life);
        self.now += u64::from(state.is_customer);
        self.mrr += state.mrr;
    }

    fn priced(self, group: Option<GroupName>, to: Currency, terms: &ValueTerms) -> LifetimeRow {
        let survival = Survival::of(&self.lives);
        #[allow(clippy::cast_precision_loss)]
        let arpa = (self.now > 0)
            .then(|| Money { minor: self.mrr, currency: to }.to_major() / self.now as f64);
        let value = match arpa {
            None => {
                Err("nobody is a customer now, so nothing is known of what one brings".to_owned())
            }
            Some(revenue_per_month) => {
                let terms = ValueTerms { revenue_per_month, ..*terms };
                lifetime(&survival, TimeUnit::Days, &terms).map_err(|error| error.to_string())
            }
        };
        LifetimeRow { group, customers: self.now, arpa, survival, value }
    }
}

impl Book {
    /// What a customer is worth, of all and of each group that it began in: as things stand on the last
    /// day of the question's period, or today where that has not come.
    pub fn lifetimes(&self, question: &Question, terms: &ValueTerms) -> Vec<LifetimeRow> {
        let ledgers = self.ledgers(question);
        let groups = Groups::new(question, &self.traits, &ledgers);
        let (to, today) = (self.currency(question.selection), question.period.closing());
        let today = today.min(self.inputs.today);
        let mut lives: Vec<Customers> = vec![Customers::default(); groups.names.len() + 1];
        let mut into = Vec::new();
        for (account, ledger) in ledgers.iter().enumerate() {
            // By where it began: by where it is now, those who left would be nowhere.
            let Some(since) = ledger.customer_since else { continue };
            let began = Period { from: since, to: since.plus(1) };
            let Some(life) = ledger.life(today).filter(|_| groups.takes(account, began)) else {
                continue;
            };
            let rates = ledger.rates(&self.terms.rates, question.selection, today);
            let state = ledger.state(today, &rates, to);
            into.clear();
            groups.of(account, began, &mut into);
            for place in into.iter().map(|group| group + 1).chain([0]) {
                lives[place].add(life, state);
            }
        }
        let named = |(place, of): (usize, Customers)| {
            let name = place.checked_sub(1).map(|group| groups.names[group].clone());
            of.priced(name, to, terms)
        };
        let is_any = |(place, of): &(usize, Customers)| {
            *place == 0 || (question.by != By::Whole && !of.lives.is_empty())
        };
        lives.into_iter().enumerate().filter(is_any).map(named).collect()
    }
}
