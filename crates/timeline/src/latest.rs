//! The facts that came in last, whoever they are about.

use std::{cmp::Reverse, collections::BinaryHeap, sync::Arc};

use arrow::{array::AsArray, datatypes::TimestampMicrosecondType};
use perennial_model::{Fact, Micros};

use crate::{
    Result, Timeline, TimelineError,
    columns::{Column, FactView},
    flush::ATTEMPTS,
    lake::{Bounds, FILE_BATCH, LakeFile, bounds_of},
    timeline::{Inner, blocking},
    view::View,
};

impl Timeline {
    /// The `most` facts that were received last, the latest first (of the same moment: what
    /// happened later first), identities resolved. Reads the times of those row groups alone whose
    /// statistics leave room for one, then the rows that are wanted.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub async fn latest(&self, most: usize) -> Result<Vec<Fact>> {
        for _ in 0..ATTEMPTS {
            let view = self.inner.views.view().await?;
            let inner = Arc::clone(&self.inner);
            match blocking(move || Search::new(most).run(&inner, &view)).await {
                // Facts were erased meanwhile, and the files with them.
                Err(TimelineError::File { doing: "opened", .. }) => {}
                other => return other,
            }
        }
        Err(TimelineError::Contended)
    }
}

/// Where a fact stands, and when it came; the greatest came last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    received: i64,
    occurred: i64,
    file: usize,
    group: usize,
    row: usize,
}

struct Search {
    most: usize,
    /// The latest so far, the oldest of them on top.
    found: BinaryHeap<Reverse<Place>>,
}

impl Search {
    fn new(most: usize) -> Self {
        Self { most, found: BinaryHeap::with_capacity(most + 1) }
    }

    fn run(mut self, timeline: &Inner, view: &View) -> Result<Vec<Fact>> {
        let inbox = view.inbox.iter().flat_map(|batch| batch.facts.iter());
        let mut facts: Vec<Fact> = inbox.cloned().collect();
        newest_first(&mut facts, self.most);
        let mut files: Vec<_> = view.files.iter().collect();
        files.sort_by_key(|file| Reverse(file.received.map_or(i64::MAX, |(_, last)| last)));
        let mut opened = Vec::new();
        for file in files {
            if !self.has_room(file.received.map_or(i64::MAX, |(_, last)| last)) {
                break;
            }
            let file_number = opened.len();
            let file = timeline.views.open(&file.name)?;
            self.look(file_number, &file)?;
            opened.push(file);
        }
        let most = self.most;
        facts.extend(self.read(&opened)?);
        newest_first(&mut facts, most);
        for fact in &mut facts {
            let owner = view.resolver.owner(fact.account_id.as_ref(), fact.contact_id.as_ref());
            let (account, contact) = (owner.0.cloned(), owner.1.cloned());
            (fact.account_id, fact.contact_id) = (account, contact);
        }
        Ok(facts)
    }

    fn has_room(&self, last: i64) -> bool {
        let oldest = self.found.peek().map(|Reverse(place)| place.received);
        self.found.len() < self.most || oldest.is_some_and(|oldest| last >= oldest)
    }

    /// Notes the places of a file that are among the latest.
    fn look(&mut self, file_number: usize, file: &LakeFile) -> Result<()> {
        for (group, about) in file.metadata().row_groups().iter().enumerate() {
            let last =
                match about.column(Column::ReceivedAt.index()).statistics().and_then(bounds_of) {
                    Some(Bounds::Time(_, last)) => last,
                    _ => i64::MAX,
                };
            if !self.has_room(last) {
                continue;
            }
            let mut row = 0;
            let wanted = [Column::OccurredAt, Column::ReceivedAt];
            for batch in file.columns_of_group(group, &wanted, FILE_BATCH)? {
                let batch = batch?;
                let times = |column: Column| {
                    batch
                        .column_by_name(column.name())
                        .and_then(|array| array.as_primitive_opt::<TimestampMicrosecondType>())
                        .ok_or_else(|| TimelineError::damaged(file.path(), "times are missing"))
                };
                let (occurred, received) = (times(Column::OccurredAt)?, times(Column::ReceivedAt)?);
                for (occurred, received) in occurred.values().iter().zip(received.values()) {
                    let place = Place {
                        received: *received,
                        occurred: *occurred,
                        file: file_number,
                        group,
                        row,
                    };
                    self.offer(place);
                    row += 1;
                }
            }
        }
        Ok(())
    }

    fn offer(&mut self, place: Place) {
        let is_full = self.found.len() >= self.most;
        if is_full && self.found.peek().is_none_or(|Reverse(oldest)| place <= *oldest) {
            return;
        }
        self.found.push(Reverse(place));
        if self.found.len() > self.most {
            self.found.pop();
        }
    }

    /// The facts at the places that were found.
    fn read(self, files: &[Arc<LakeFile>]) -> Result<Vec<Fact>> {
        let mut places: Vec<Place> = self.found.into_iter().map(|Reverse(place)| place).collect();
        places.sort_by_key(|place| (place.file, place.group, place.row));
        let mut facts = Vec::with_capacity(places.len());
        for of_group in places.chunk_by(|a, b| (a.file, a.group) == (b.file, b.group)) {
            let Some(first) = of_group.first() else { continue };
            let Some(file) = files.get(first.file) else { continue };
            let rows: Vec<usize> = of_group.iter().map(|place| place.row).collect();
            for batch in file.rows(first.group, file.selection_of(first.group, &rows))? {
                let batch = batch?;
                let view = FactView::new(&batch, file.path())?;
                for row in 0..view.rows() {
                    facts.push(view.fact(row, file.path())?);
                }
            }
        }
        Ok(facts)
    }
}

fn newest_first(facts: &mut Vec<Fact>, most: usize) {
    let key = |fact: &Fact| -> Reverse<(Micros, Micros)> {
        Reverse((fact.received_at, fact.occurred_at))
    };
    facts.sort_by_key(key);
    facts.truncate(most);
}
