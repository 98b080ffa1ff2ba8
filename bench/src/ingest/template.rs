//! Bytes that are sent again and again, with other message ids and times each time.

use perennial_model::Micros;

/// Stands where a message id goes; as long as one.
pub const ID: &str = "########-####-####-####-############";
/// Stands where a time goes; as long as one.
pub const TIME: &str = "@@@@-@@-@@T@@:@@:@@.@@@Z";

/// Bytes with places for ids and times.
pub struct Template {
    bytes: Vec<u8>,
    ids: Vec<usize>,
    times: Vec<usize>,
}

impl Template {
    pub fn new(bytes: Vec<u8>) -> Self {
        let ids = places(&bytes, ID.as_bytes());
        let times = places(&bytes, TIME.as_bytes());
        Self { bytes, ids, times }
    }

    /// The bytes with new ids, all at this time.
    pub fn fill(&mut self, ids: &mut Ids, now: Micros) -> &[u8] {
        for place in &self.ids {
            ids.write(&mut self.bytes[*place..*place + ID.len()]);
        }
        let time = time_text(now);
        for place in &self.times {
            self.bytes[*place..*place + TIME.len()].copy_from_slice(time.as_bytes());
        }
        &self.bytes
    }

    pub fn len(&self) -> usize {
        self.bytes.len()
    }
}

fn places(bytes: &[u8], mark: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(mark.len()).enumerate();
    windows.filter(|(_, window)| *window == mark).map(|(place, _)| place).collect()
}

/// Milliseconds, as the clients of analytics services write them.
fn time_text(now: Micros) -> String {
    let whole = Micros(now.0.div_euclid(1_000_000) * 1_000_000).to_string();
    format!("{}.{:03}Z", whole.trim_end_matches('Z'), now.0.rem_euclid(1_000_000) / 1_000)
}

/// Message ids that look as random as those of real clients, and never come twice.
pub struct Ids {
    worker: u64,
    number: u64,
}

impl Ids {
    pub fn of_worker(worker: usize) -> Self {
        Self { worker: worker as u64, number: 0 }
    }

    fn write(&mut self, place: &mut [u8]) {
        self.number += 1;
        // Both halves are one-to-one in what they are made of.
        let own = (self.worker << 48) | self.number;
        let halves = [mixed(own), mixed(own ^ 0x5bd1_e995_0000_0001)];
        let mut digits =
            halves.iter().flat_map(|half| (0..16).map(move |n| (half >> (n * 4)) & 15));
        for byte in place.iter_mut() {
            if *byte != b'-' {
                *byte =
                    b"0123456789abcdef"[usize::try_from(digits.next().unwrap_or(0)).unwrap_or(0)];
            }
        }
    }
}

/// SplitMix64's finish (Steele, Lea and Flood 2014): one-to-one on 64 bits.
fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_never_come_twice_and_times_have_milliseconds() {
        let (mut one, mut other) = (Ids::of_worker(0), Ids::of_worker(1));
        let mut seen = HashSet::new();
        let mut template = Template::new(format!("{ID} {TIME} {ID}").into_bytes());
        for _ in 0..1000 {
            for ids in [&mut one, &mut other] {
                let text =
                    String::from_utf8(template.fill(ids, Micros(1_700_000_000_012_345)).to_vec())
                        .unwrap();
                let words: Vec<&str> = text.split(' ').collect();
                assert_eq!(words[1], "2023-11-14T22:13:20.012Z");
                assert!(seen.insert(words[0].to_owned()) && seen.insert(words[2].to_owned()));
            }
        }
    }
}
