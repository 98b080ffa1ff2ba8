//! Settings: a name and a JSON value.

use perennial_model::incoming::JsonText;
use sea_orm::EntityTrait;

use crate::{Result, Store, Tx, entity::setting, write::save};

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// A setting's JSON value.
    pub async fn setting(&self, name: &str) -> Result<Option<JsonText>> {
        let row = setting::Entity::find_by_id(name).one(self.db().reader()).await?;
        Ok(row.map(|row| row.content))
    }

    /// Sets a setting to a JSON value.
    pub async fn set_setting(&self, name: &str, content: &str) -> Result<()> {
        let tx = self.begin().await?;
        self.set_setting_in(&tx, name, content).await?;
        tx.commit().await
    }

    /// As [`Store::set_setting`], in a transaction.
    pub async fn set_setting_in(&self, tx: &Tx, name: &str, content: &str) -> Result<()> {
        let row = setting::Model {
            name: name.to_owned(),
            content: content.to_owned(),
            changed_at: self.clock().now().0,
        };
        save(&**tx, &[row]).await
    }
}
