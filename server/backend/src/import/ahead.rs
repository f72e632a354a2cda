//! What the lines of a preview would have made before: later lines would find it.

use std::collections::{HashMap, HashSet};

use domain::ids::{AccountId, ContactId};
use uuid::Uuid;

use super::parties::{AccountDeed, ContactDeed, Parties};
use crate::{account::Namesake as Account, contact::Namesake as Contact, picked::key};

/// Nothing of it is stored. Empty while an import writes: there the database itself says what was made.
#[derive(Debug, Default)]
pub struct Ahead {
    accounts: HashMap<String, Vec<Account>>,
    of_number: HashMap<String, Account>,
    /// Accounts that have a number now.
    numbered: HashSet<Uuid>,
    contacts: HashMap<String, Vec<Contact>>,
}

impl Ahead {
    /// Takes up what a good line would have made.
    pub fn note(&mut self, parties: &Parties) {
        if let Some(account) = &parties.account {
            let number = match &parties.account_deed {
                AccountDeed::Nothing => None,
                AccountDeed::Make(input) => {
                    self.accounts.entry(key(&input.name)).or_default().push(account.clone());
                    input.registration_number.clone()
                }
                AccountDeed::Number(number) => Some(number.clone()),
            };
            if let Some(number) = number {
                self.numbered.insert(account.id.0);
                self.of_number.insert(number, account.clone());
            }
        }
        if let (Some(id), ContactDeed::Make { name, account, .. }) =
            (parties.contact, &parties.contact_deed)
        {
            let account_id = account.map(|id| id.0);
            let contact = Contact { id: ContactId(id.0), account_id };
            self.contacts.entry(key(name)).or_default().push(contact);
        }
    }

    /// The account that would have this number.
    pub fn of_number(&self, number: &str) -> Option<Account> {
        self.of_number.get(number).cloned()
    }

    /// Accounts of this name that would be there.
    pub fn accounts(&self, name: &str) -> impl Iterator<Item = Account> {
        self.accounts.get(&key(name)).into_iter().flatten().cloned()
    }

    /// Whether the account would have a number.
    pub fn is_numbered(&self, account: AccountId) -> bool {
        self.numbered.contains(&account.0)
    }

    /// Contacts of this name that would be there.
    pub fn contacts(&self, name: &str) -> impl Iterator<Item = Contact> {
        self.contacts.get(&key(name)).into_iter().flatten().copied()
    }
}
