//! Mappings of import files, by name.

use perennial_model::SavedMapping;
use sea_orm::{EntityTrait, QueryOrder};

use crate::{Result, Store, entity::import_mapping, write::save};

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Every mapping that is kept, by name.
    pub async fn mappings(&self) -> Result<Vec<SavedMapping>> {
        let rows = import_mapping::Entity::find().order_by_asc(import_mapping::Column::Name);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    /// Keeps a mapping; one of the same name is replaced.
    pub async fn save_mapping(&self, mapping: &SavedMapping) -> Result<()> {
        let tx = self.begin().await?;
        save(&*tx, &[import_mapping::Model::try_from(mapping)?]).await?;
        tx.commit().await
    }

    /// False when there is no such mapping.
    pub async fn delete_mapping(&self, name: &str) -> Result<bool> {
        let tx = self.begin().await?;
        let done = import_mapping::Entity::delete_by_id(name).exec(&*tx).await?;
        tx.commit().await?;
        Ok(done.rows_affected > 0)
    }
}
