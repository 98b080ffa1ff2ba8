//! Ids for facts whose file gives none: the same content gives the same id, so that importing a
//! file twice changes nothing.
//!
//! Rows that are equal in everything are told apart by their number among their equals. The file's
//! name takes no part: the same export under another name is still the same facts.

use std::collections::HashMap;

use perennial_model::Fact;
use sha2::{Digest, Sha256};

#[derive(Default)]
pub(crate) struct FactIds {
    seen: HashMap<[u8; 16], u32>,
}

impl FactIds {
    /// `f-` and 32 hexadecimal digits.
    pub fn next(&mut self, fact: &Fact) -> String {
        let content = digest(fact);
        let ordinal = self.seen.entry(content).or_insert(0);
        let id = numbered(content, *ordinal);
        *ordinal += 1;
        id
    }
}

fn digest(fact: &Fact) -> [u8; 16] {
    let mut hasher = Sha256::new();
    let mut add = |part: Option<&[u8]>| {
        // Lengths keep ("ab", "c") apart from ("a", "bc"), and empty apart from absent.
        let length = part.map_or(u64::MAX, |bytes| bytes.len() as u64);
        hasher.update(length.to_le_bytes());
        hasher.update(part.unwrap_or_default());
    };
    add(fact.account_id.as_ref().map(|id| id.as_str().as_bytes()));
    add(fact.contact_id.as_ref().map(|id| id.as_str().as_bytes()));
    add(Some(fact.kind.as_str().as_bytes()));
    add(Some(fact.name.as_bytes()));
    add(Some(&fact.occurred_at.0.to_le_bytes()));
    add(fact
        .value
        .map(|value| value.to_bits().to_le_bytes())
        .as_ref()
        .map(|bytes| bytes.as_slice()));
    add(fact.session_id.as_ref().map(|id| id.as_bytes()));
    add(fact.properties.as_ref().map(|text| text.as_bytes()));
    first_half(&hasher.finalize())
}

fn numbered(content: [u8; 16], ordinal: u32) -> String {
    let half = match ordinal {
        0 => content,
        _ => first_half(
            &Sha256::new().chain_update(content).chain_update(ordinal.to_le_bytes()).finalize(),
        ),
    };
    format!("f-{}", hex::encode(half))
}

fn first_half(digest: &[u8]) -> [u8; 16] {
    let mut half = [0; 16];
    half.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_model::{FactKind, Micros};

    fn fact(name: &str) -> Fact {
        Fact {
            fact_id: String::new(),
            account_id: Some("acme".into()),
            contact_id: None,
            kind: FactKind::Usage,
            name: name.to_owned(),
            occurred_at: Micros(5),
            received_at: Micros(9),
            value: None,
            session_id: None,
            source: "import:a.csv".to_owned(),
            properties: None,
        }
    }

    #[test]
    fn equal_rows_get_different_ids_and_a_second_import_the_same_ones() {
        let (mut first, mut second) = (FactIds::default(), FactIds::default());
        let renamed = Fact { source: "import:b.csv".into(), received_at: Micros(99), ..fact("a") };
        let one = [first.next(&fact("a")), first.next(&fact("a")), first.next(&fact("b"))];
        let two = [second.next(&renamed), second.next(&fact("a")), second.next(&fact("b"))];
        assert_eq!(one, two);
        assert!(one[0] != one[1] && one[0] != one[2]);
        assert_eq!(one[0].len(), 34);
    }
}
