//! From one thing to another.

/// Days from the first start to the first arrival on or after it, from that arrival on; `NaN`
/// before. Both ascending.
pub fn first_journey(days: usize, starts: &[i32], arrivals: &[i32]) -> Vec<f64> {
    let arrived = starts.first().and_then(|start| {
        let arrival = arrivals.iter().find(|arrival| **arrival >= *start)?;
        Some((*arrival, f64::from(arrival - start)))
    });
    let value = |day: usize| match arrived {
        Some((arrival, took)) if i64::from(arrival) <= day as i64 => took,
        _ => f64::NAN,
    };
    (0..days).map(value).collect()
}

/// Every journey as (day of arrival, days it took): one begins with the first start since the last
/// arrival and ends with the first arrival on or after it. Both ascending.
pub fn journeys(starts: &[i32], arrivals: &[i32]) -> Vec<(i32, f64)> {
    let mut done = Vec::new();
    let mut starts = starts.iter().copied().peekable();
    let mut waiting: Option<i32> = None;
    for arrival in arrivals {
        while let Some(start) = starts.next_if(|start| start <= arrival) {
            waiting.get_or_insert(start);
        }
        if let Some(start) = waiting.take() {
            done.push((*arrival, f64::from(arrival - start)));
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_begins_with_the_first_start_and_ends_with_the_first_arrival() {
        let (starts, arrivals) = ([2, 3, 7, 20], [1, 5, 6, 7, 9]);
        assert_eq!(journeys(&starts, &arrivals), [(5, 3.0), (7, 0.0)]);
        let first = first_journey(8, &starts, &arrivals);
        assert!(first[4].is_nan());
        assert_eq!(first[5..], [3.0, 3.0, 3.0]);
        assert!(first_journey(3, &[], &arrivals).iter().all(|value| value.is_nan()));
    }
}
