//! How a batch of facts is written into one value of the inbox.
//!
//! One byte of version, then the packed facts: a Zstandard frame with a checksum (version 1 was the
//! same without packing). Unpacked it is fact after fact: a byte of flags, three numbers, then the
//! texts, each with its length in four bytes; all numbers little-endian.

use perennial_model::{Fact, FactKind, Micros};
use zstd::{bulk::Compressor, zstd_safe::CParameter};

use crate::{Result, TimelineError};

const PLAIN: u8 = 1;
const PACKED: u8 = 2;
/// The fastest of those that pack ids and repeated texts well.
const LEVEL: i32 = 1;
/// After a large batch no more memory than this is kept for the next.
const MOST_KEPT: usize = 8 * 1024 * 1024;

const HAS_ACCOUNT: u8 = 1;
const HAS_CONTACT: u8 = 2;
const HAS_VALUE: u8 = 4;
const HAS_SESSION: u8 = 8;
const HAS_PROPERTIES: u8 = 16;

/// Appends one fact to a batch.
fn encode(fact: &Fact, out: &mut Vec<u8>) {
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

/// A batch as it goes into the inbox.
pub(crate) struct Packed {
    pub(crate) body: Vec<u8>,
    /// Bytes before packing: about what the batch takes of the memory.
    pub(crate) bytes: usize,
}

/// Packs batches. Made once: what it needs to work is large.
pub(crate) struct Packer {
    compressor: Compressor<'static>,
    plain: Vec<u8>,
}

impl Packer {
    /// # Errors
    /// When there is no memory for it.
    pub(crate) fn new() -> Result<Self> {
        let mut compressor = Compressor::new(LEVEL).map_err(damaged)?;
        compressor.set_parameter(CParameter::ChecksumFlag(true)).map_err(damaged)?;
        Ok(Self { compressor, plain: Vec::new() })
    }

    /// # Errors
    /// When there is no memory for it.
    pub(crate) fn pack(&mut self, facts: &[Fact]) -> Result<Packed> {
        self.plain.clear();
        for fact in facts {
            encode(fact, &mut self.plain);
        }
        let bytes = self.plain.len();
        let mut body = vec![0; 1 + zstd::zstd_safe::compress_bound(bytes)];
        body[0] = PACKED;
        let packed =
            self.compressor.compress_to_buffer(&self.plain, &mut body[1..]).map_err(damaged)?;
        body.truncate(1 + packed);
        self.plain.shrink_to(MOST_KEPT);
        Ok(Packed { body, bytes })
    }
}

/// Reads a batch.
///
/// # Errors
/// [`TimelineError::DamagedInbox`] when it was not written by a [`Packer`].
pub(crate) fn decode(body: &[u8]) -> Result<Vec<Fact>> {
    match body.split_first() {
        Some((&PLAIN, facts)) => read(facts),
        Some((&PACKED, packed)) => read(&zstd::decode_all(packed).map_err(damaged)?),
        Some((version, _)) => Err(damaged(format!("it has version {version}"))),
        None => Err(damaged("it is empty")),
    }
}

fn read(plain: &[u8]) -> Result<Vec<Fact>> {
    let mut reader = Reader { rest: plain };
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

    fn packed(facts: &[Fact]) -> Vec<u8> {
        Packer::new().unwrap().pack(facts).unwrap().body
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(facts in prop::collection::vec(any_fact(), 0..20)) {
            prop_assert_eq!(decode(&packed(&facts)).unwrap(), facts);
        }

        #[test]
        fn what_was_written_before_batches_were_packed_is_read(
            facts in prop::collection::vec(any_fact(), 0..20)
        ) {
            let mut plain = vec![PLAIN];
            facts.iter().for_each(|fact| encode(fact, &mut plain));
            prop_assert_eq!(decode(&plain).unwrap(), facts);
        }

        #[test]
        fn a_damaged_batch_is_an_error_and_never_a_panic(
            fact in any_fact(), place in any::<prop::sample::Index>(), cut in 1_usize..64
        ) {
            let body = packed(std::slice::from_ref(&fact));
            prop_assert!(decode(&body[..body.len().saturating_sub(cut)]).is_err());
            let mut other = body.clone();
            other[place.index(body.len())] ^= 0x55;
            prop_assert!(decode(&other).is_err());
            let mut plain = vec![PLAIN];
            encode(&fact, &mut plain);
            let cut = plain.len().saturating_sub(cut);
            if cut > 1 {
                prop_assert!(decode(&plain[..cut]).is_err());
            }
        }
    }

    #[test]
    fn a_packer_packs_one_batch_after_the_other() {
        let mut packer = Packer::new().unwrap();
        assert!(decode(&packer.pack(&[]).unwrap().body).unwrap().is_empty());
        assert!(decode(&[]).is_err() && decode(&[9, 9]).is_err());
        assert_eq!(packer.pack(&[]).unwrap().bytes, 0);
    }
}
