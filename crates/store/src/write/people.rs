//! Who is who, worked out in memory: what calls of `identify`, `group` and `alias` do to the
//! records that they name. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use perennial_model::{
    Account, AccountId, Contact, ContactId, Identity, Micros, incoming::JsonText,
};

use super::{Touched, rows::Row, traits};
use crate::{
    convert::fill_attributes,
    entity::{account, contact},
};

/// The records that some calls name, and what is to be written in the end.
#[derive(Debug, Default)]
pub(super) struct People {
    accounts: HashMap<String, account::Model>,
    contacts: HashMap<String, contact::Model>,
    account_aliases: HashMap<String, String>,
    contact_aliases: HashMap<String, String>,
    /// New accounts in the order in which they came.
    new_accounts: Vec<String>,
    changed_accounts: BTreeSet<String>,
    changed_contacts: BTreeSet<String>,
    /// Records of which only the time of the last call moved.
    quiet_accounts: BTreeSet<String>,
    quiet_contacts: BTreeSet<String>,
    new_aliases: Vec<NewAlias>,
    /// Contacts that turned out to be somebody else, or the older id of somebody.
    merged: Vec<String>,
    touched: Touched,
}

/// An alias to be written; whom it stands for is known at the end.
#[derive(Debug)]
pub(super) struct NewAlias {
    pub alias: String,
    pub made_at: Micros,
    pub made_by: &'static str,
}

/// How sure a call is that two ids are one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// `identify` names an anonymous id, which a shared browser may pass on.
    Seen,
    /// `alias` says it.
    Said,
}

impl People {
    pub fn new(
        accounts: Vec<account::Model>,
        contacts: Vec<contact::Model>,
        account_aliases: HashMap<String, String>,
        contact_aliases: HashMap<String, String>,
    ) -> Self {
        Self {
            accounts: accounts.into_iter().map(|row| (row.key(), row)).collect(),
            contacts: contacts.into_iter().map(|row| (row.key(), row)).collect(),
            account_aliases,
            contact_aliases,
            ..Self::default()
        }
    }

    pub fn apply(&mut self, identity: &Identity) {
        match identity {
            Identity::Contact { contact_id, anonymous_id, account_id, traits, at } => {
                self.identify(contact_id, account_id.as_ref(), traits, *at);
                if let Some(anonymous) = anonymous_id {
                    self.link(anonymous, contact_id, *at, Claim::Seen);
                }
            }
            Identity::Account { account_id, contact_id, traits, at } => {
                self.describe(account_id.as_str(), traits, *at);
                if let Some(contact) = contact_id {
                    let contact = self.contact(contact.as_str());
                    self.assign(&contact, account_id.as_str(), *at);
                }
            }
            Identity::Alias { previous_id, contact_id, at } => {
                self.link(previous_id, contact_id, *at, Claim::Said);
            }
        }
    }

    /// `identify`: the contact's traits, and its company's where it names one.
    fn identify(
        &mut self,
        id: &ContactId,
        account: Option<&AccountId>,
        traits: &BTreeMap<String, JsonText>,
        at: Micros,
    ) {
        let own = self.contact(id.as_str());
        let (company, about) = traits::company(traits);
        let account = account.map(|id| id.as_str().to_owned()).or(company);
        let mut told: contact::Model =
            (&traits::contact(Contact::bare(own.as_str().into()), traits)).into();
        told.account_id = None;
        if let Some(row) = self.contacts.get_mut(&own) {
            match absorb_in_time(row, told, at) {
                News::Seen => self.changed_contacts.insert(own.clone()),
                News::Quiet => self.quiet_contacts.insert(own.clone()),
                News::None => false,
            };
        }
        if let Some(account) = account {
            if !about.is_empty() {
                self.describe(&account, &about, at);
            }
            self.assign(&own, &account, at);
        }
    }

    /// `group`: the account's traits.
    fn describe(&mut self, id: &str, traits: &BTreeMap<String, JsonText>, at: Micros) {
        let own = self.account(id);
        let told: account::Model =
            (&traits::account(Account::bare(own.as_str().into()), traits)).into();
        if let Some(row) = self.accounts.get_mut(&own) {
            match absorb_in_time(row, told, at) {
                News::Seen => self.changed_accounts.insert(own),
                News::Quiet => self.quiet_accounts.insert(own),
                News::None => false,
            };
        }
    }

    /// The contact belongs to the account, unless a later call said otherwise.
    fn assign(&mut self, contact: &str, account: &str, at: Micros) {
        let account = self.account(account);
        let Some(row) = self.contacts.get_mut(contact) else { return };
        let is_late = row.grouped_at.is_some_and(|last| last > at.0);
        if is_late && row.account_id.is_some() {
            return;
        }
        let before = row.account_id.replace(account.clone());
        row.grouped_at = row.grouped_at.max(Some(at.0));
        if before.as_ref() == Some(&account) {
            self.quiet_contacts.insert(contact.to_owned());
            return;
        }
        self.changed_contacts.insert(contact.to_owned());
        self.touched.accounts.extend(before.into_iter().chain([account]).map(AccountId::new));
    }

    /// Both ids are one person; the record of `stays` stays.
    fn link(&mut self, previous: &ContactId, stays: &ContactId, at: Micros, claim: Claim) {
        let (from, to) = (self.own_contact(previous.as_str()), self.contact(stays.as_str()));
        if from == to || (claim == Claim::Seen && self.is_somebody(previous.as_str(), &from)) {
            return;
        }
        if let Some(row) = self.contacts.remove(&from) {
            let owner = row.account_id.clone();
            if let Some(into) = self.contacts.get_mut(&to) {
                fill_contact(into, row);
                let owners = owner.into_iter().chain(into.account_id.clone());
                self.touched.accounts.extend(owners.map(AccountId::new));
            }
            self.changed_contacts.remove(&from);
            self.changed_contacts.insert(to.clone());
            self.merged.push(from.clone());
        } else if let Some(owner) = self.contacts.get(&to).and_then(|row| row.account_id.clone()) {
            self.touched.accounts.push(owner.into());
        }
        for target in self.contact_aliases.values_mut().filter(|target| **target == from) {
            target.clone_from(&to);
        }
        self.contact_aliases.insert(from.clone(), to.clone());
        self.touched.contacts.extend([from.as_str().into(), to.into(), previous.clone()]);
        let made_by = if claim == Claim::Said { "alias" } else { "identify" };
        self.new_aliases.push(NewAlias { alias: from, made_at: at, made_by });
    }

    /// Whether an anonymous id already stands for a person, so that a shared browser does not
    /// make two people one.
    fn is_somebody(&self, id: &str, own: &str) -> bool {
        id != own || self.contacts.get(own).is_some_and(|row| row.identified_at.is_some())
    }

    fn own_contact(&self, id: &str) -> String {
        self.contact_aliases.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// The contact's own id; the contact comes to be where it is not known yet.
    fn contact(&mut self, id: &str) -> String {
        let own = self.own_contact(id);
        if !self.contacts.contains_key(&own) {
            let row = (&Contact::bare(own.as_str().into())).into();
            self.contacts.insert(own.clone(), row);
            self.changed_contacts.insert(own.clone());
        }
        own
    }

    /// The account's own id; the account comes to be where it is not known yet.
    fn account(&mut self, id: &str) -> String {
        let own = self.account_aliases.get(id).cloned().unwrap_or_else(|| id.to_owned());
        if !self.accounts.contains_key(&own) {
            let row = (&Account::bare(own.as_str().into())).into();
            self.accounts.insert(own.clone(), row);
            self.new_accounts.push(own.clone());
        }
        own
    }

    /// What came of it.
    pub fn finish(mut self) -> Changes {
        let is_new: BTreeSet<&String> = self.new_accounts.iter().collect();
        self.changed_accounts.retain(|id| !is_new.contains(id));
        self.quiet_accounts.retain(|id| !is_new.contains(id));
        let seen_accounts = self.new_accounts.iter().chain(&self.changed_accounts);
        self.touched.merge(Touched {
            accounts: seen_accounts.map(|id| id.as_str().into()).collect(),
            contacts: self.changed_contacts.iter().map(|id| id.as_str().into()).collect(),
        });
        let aliases = self.contact_aliases;
        let target = |id: &str| aliases.get(id).cloned().unwrap_or_else(|| id.to_owned());
        let known_accounts = self.changed_accounts.union(&self.quiet_accounts);
        let contacts = self.changed_contacts.union(&self.quiet_contacts);
        Changes {
            new_accounts: self
                .new_accounts
                .iter()
                .filter_map(|id| self.accounts.remove(id))
                .collect(),
            accounts: known_accounts.filter_map(|id| self.accounts.remove(id)).collect(),
            contacts: contacts.filter_map(|id| self.contacts.remove(id)).collect(),
            merged: self.merged.into_iter().map(|from| (target(&from), from)).collect(),
            aliases: self.new_aliases.into_iter().map(|new| (target(&new.alias), new)).collect(),
            touched: self.touched,
        }
    }
}

/// What is to be written, in this order.
#[derive(Debug)]
pub(super) struct Changes {
    pub new_accounts: Vec<account::Model>,
    pub accounts: Vec<account::Model>,
    pub contacts: Vec<contact::Model>,
    /// The contact that took the place, and the one that is gone.
    pub merged: Vec<(String, String)>,
    /// For whom a new alias stands.
    pub aliases: Vec<(String, NewAlias)>,
    pub touched: Touched,
}

/// Rows that remember when a call last spoke of them.
trait Told: Row + Clone {
    fn told_at(&mut self) -> &mut Option<i64>;
}

impl Told for account::Model {
    fn told_at(&mut self) -> &mut Option<i64> {
        &mut self.identified_at
    }
}

impl Told for contact::Model {
    fn told_at(&mut self) -> &mut Option<i64> {
        &mut self.identified_at
    }
}

/// What taking in a call did to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    /// Something that people see.
    Seen,
    /// Only when it was last spoken of.
    Quiet,
    None,
}

/// Takes over what a call tells. A call that is older than the last only fills gaps.
fn absorb_in_time<R: Told>(row: &mut R, told: R, at: Micros) -> News {
    let before = row.clone();
    let last = *row.told_at();
    if last.is_some_and(|last| last > at.0) {
        let mut gaps = told;
        gaps.absorb(before.clone());
        row.absorb(gaps);
        return if *row == before { News::None } else { News::Seen };
    }
    row.absorb(told);
    if *row != before {
        *row.told_at() = Some(at.0);
        return News::Seen;
    }
    if last == Some(at.0) {
        return News::None;
    }
    *row.told_at() = Some(at.0);
    News::Quiet
}

/// Fills the gaps of a contact from another record of the same person.
fn fill_contact(into: &mut contact::Model, from: contact::Model) {
    let earliest = into.created_at.into_iter().chain(from.created_at).min();
    into.account_id = into.account_id.take().or(from.account_id);
    into.email = into.email.take().or(from.email);
    into.name = into.name.take().or(from.name);
    into.title = into.title.take().or(from.title);
    into.role = into.role.take().or(from.role);
    into.created_at = earliest;
    into.identified_at = into.identified_at.max(from.identified_at);
    into.grouped_at = into.grouped_at.max(from.grouped_at);
    fill_attributes(&mut into.attributes, &from.attributes);
}
