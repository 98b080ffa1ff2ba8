//! Laws over any file whatsoever.

use crate::support::House;
use perennial_sources::Kind;
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("a".to_owned()),
        Just("2026-01-31".to_owned()),
        Just("\"".to_owned()),
        Just("\"x\ny\"".to_owned()),
        "[ -~\\n]{0,6}",
    ]
}

proptest! {
    #[test]
    fn whatever_comes_in_every_row_is_accounted_for(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 0..12)
    ) {
        let body: String = rows.iter().map(|cells| cells.join(",") + "\n").collect();
        let text = format!("account_id,name,occurred_at,value\n{body}");
        // The law itself is asserted by the house; nothing panics and the lines rise.
        let parsed = House::default().read(Kind::Facts, text.as_bytes(), None).unwrap();
        let lines: Vec<u64> = parsed.refusals().iter().map(|note| note.line).collect();
        prop_assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        let end = text.lines().count() as u64;
        prop_assert!(lines.iter().all(|line| (2..=end).contains(line)));
    }

    #[test]
    fn any_bytes_are_read_or_explained(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut data = b"account_id,name\n".to_vec();
        data.extend(bytes);
        prop_assert!(House::default().read(Kind::Accounts, &data, None).is_ok());
    }
}
