//! What imports did.

use perennial_model::ImportRun;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{Result, Store, Tx, entity::import, write::save};

/// Keeps a summary, in the transaction of what it tells about.
///
/// # Errors
/// When the database refuses.
pub async fn add_import_in(tx: &Tx, run: &ImportRun) -> Result<()> {
    save(&**tx, &[import::Model::try_from(run)?]).await
}

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Keeps a summary.
    pub async fn add_import(&self, run: &ImportRun) -> Result<()> {
        let tx = self.begin().await?;
        add_import_in(&tx, run).await?;
        tx.commit().await
    }

    /// The last `limit` imports, newest first.
    pub async fn imports(&self, limit: u64) -> Result<Vec<ImportRun>> {
        let rows = import::Entity::find()
            .order_by_desc(import::Column::StartedAt)
            .order_by_desc(import::Column::ImportId)
            .limit(limit);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    pub async fn import(&self, id: &str) -> Result<Option<ImportRun>> {
        let row = import::Entity::find_by_id(id).one(self.db().reader()).await?;
        row.map(TryInto::try_into).transpose()
    }
}
