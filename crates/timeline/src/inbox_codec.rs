//! How a batch of facts is written into one value of the inbox.
//!
//! One byte of version, then fact after fact: a byte of flags, three numbers, then the texts,
//! each with its length in four bytes; all numbers little-endian.

use perennial_model::{Fact, FactKind, Micros};

use crate::{Result, TimelineError};

pub(crate) const VERSION: u8 = 1;

const HAS_ACCOUNT: u8 = 1;
const HAS_CONTACT: u8 = 2;
const HAS_VALUE: u8 = 4;
const HAS_SESSION: u8 = 8;
const HAS_PROPERTIES: u8 = 16;

/// Appends one fact to a batch.
pub(crate) fn encode(fact: &Fact, out: &mut Vec<u8>) {
    let flag = |there: bool, bit: u8| if there { bit } else { 0 };
    out.push(
        flag(fact.account_id.is_some(), HAS_ACCOUNT)
            | flag(fact.contact_id.is_some(), HAS_CONTACT)
            | flag(fact.value.is_some(), HAS_VALUE)
            | flag(fact.session_id.is_some(), HAS_SESSION)
            | flag(fact.properties.is_some(), HAS_PROPERTIES),
    );
    out.extend_from_slice(&fact.occurred_at.0.to_le_bytes());
    out.extend_from_slice(&fact.received_at.0.to_le_bytes());
    if let Some(value) = fact.value {
        out.extend_from_slice(&value.to_le_bytes());
    }
    let texts = [
        Some(fact.fact_id.as_str()),
        Some(fact.kind.as_str()),
        Some(fact.name.as_str()),
        Some(fact.source.as_str()),
        fact.account_id.as_ref().map(AsRef::as_ref),
        fact.contact_id.as_ref().map(AsRef::as_ref),
        fact.session_id.as_deref(),
        fact.properties.as_deref(),
    ];
    for text in texts.into_iter().flatten() {
        out.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend_from_slice(text.as_bytes());
    }
}

/// Makes a whole batch.
pub(crate) fn encode_all(facts: &[Fact]) -> Vec<u8> {
    let mut out = vec![VERSION];
    for fact in facts {
        encode(fact, &mut out);
    }
    out
}

/// Reads a batch.
///
/// # Errors
/// [`TimelineError::DamagedInbox`] when it was not written by [`encode`].
pub(crate) fn decode(body: &[u8]) -> Result<Vec<Fact>> {
    let mut reader = Reader { rest: body };
    let version = reader.take::<1>()?[0];
    if version != VERSION {
        return Err(damaged(format!("it has version {version}")));
    }
    let mut facts = Vec::new();
    while !reader.rest.is_empty() {
        facts.push(reader.fact()?);
    }
    Ok(facts)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn fact(&mut self) -> Result<Fact> {
        let flags = self.take::<1>()?[0];
        let occurred_at = Micros(i64::from_le_bytes(self.take()?));
        let received_at = Micros(i64::from_le_bytes(self.take()?));
        let value = match flags & HAS_VALUE {
            0 => None,
            _ => Some(f64::from_le_bytes(self.take()?)),
        };
        let fact_id = self.text()?;
        let kind: FactKind = self.text()?.parse().map_err(damaged)?;
        Ok(Fact {
            fact_id,
            kind,
            name: self.text()?,
            source: self.text()?,
            account_id: self.text_if(flags & HAS_ACCOUNT)?.map(Into::into),
            contact_id: self.text_if(flags & HAS_CONTACT)?.map(Into::into),
            session_id: self.text_if(flags & HAS_SESSION)?,
            properties: self.text_if(flags & HAS_PROPERTIES)?,
            occurred_at,
            received_at,
            value,
        })
    }

    fn text_if(&mut self, flag: u8) -> Result<Option<String>> {
        if flag == 0 { Ok(None) } else { self.text().map(Some) }
    }

    fn text(&mut self) -> Result<String> {
        let length = u32::from_le_bytes(self.take()?) as usize;
        let (text, rest) =
            self.rest.split_at_checked(length).ok_or_else(|| damaged("it ends too early"))?;
        self.rest = rest;
        String::from_utf8(text.to_vec()).map_err(damaged)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) =
            self.rest.split_first_chunk::<N>().ok_or_else(|| damaged("it ends too early"))?;
        self.rest = rest;
        Ok(*taken)
    }
}

fn damaged(reason: impl std::fmt::Display) -> TimelineError {
    TimelineError::DamagedInbox { reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::columns::tests::any_fact;

    proptest! {
        #[test]
        fn what_was_written_is_read(facts in prop::collection::vec(any_fact(), 0..20)) {
            prop_assert_eq!(decode(&encode_all(&facts)).unwrap(), facts);
        }

        #[test]
        fn a_cut_batch_is_an_error_and_never_a_panic(fact in any_fact(), cut in 0_usize..64) {
            let body = encode_all(&[fact]);
            let cut = body.len().saturating_sub(cut + 1);
            if cut > 1 {
                prop_assert!(decode(&body[..cut]).is_err());
            }
        }
    }
}
