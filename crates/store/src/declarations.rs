//! What people declare as text, with all its versions.

use perennial_model::{Declaration, DeclaredKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Result, Store, Tx,
    entity::declaration,
    write::{bump_revision, save},
};

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// The latest version of everything that was ever declared, by key; what was taken back has no
    /// content.
    pub async fn declarations(&self, kind: DeclaredKind) -> Result<Vec<Declaration>> {
        let rows = declaration::Entity::find()
            .filter(declaration::Column::Kind.eq(kind.as_str()))
            .order_by_asc(declaration::Column::DeclaredKey)
            .order_by_asc(declaration::Column::Version)
            .all(self.db().reader())
            .await?;
        let mut latest: Vec<Declaration> = Vec::new();
        for one in rows.into_iter().map(Declaration::from) {
            match latest.last_mut() {
                Some(last) if last.key == one.key => *last = one,
                _ => latest.push(one),
            }
        }
        Ok(latest)
    }

    /// Every version, the latest first.
    pub async fn declaration_versions(
        &self,
        kind: DeclaredKind,
        key: &str,
    ) -> Result<Vec<Declaration>> {
        let rows = declaration::Entity::find()
            .filter(declaration::Column::Kind.eq(kind.as_str()))
            .filter(declaration::Column::DeclaredKey.eq(key))
            .order_by_desc(declaration::Column::Version);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }

    /// Declares a text, or takes it back. Gives the new version; nothing when it says what the
    /// latest one says already.
    pub async fn declare(
        &self,
        tx: &Tx,
        kind: DeclaredKind,
        key: &str,
        content: Option<&str>,
        by: &str,
    ) -> Result<Option<Declaration>> {
        let latest = declaration::Entity::find()
            .filter(declaration::Column::Kind.eq(kind.as_str()))
            .filter(declaration::Column::DeclaredKey.eq(key))
            .order_by_desc(declaration::Column::Version)
            .one(&**tx)
            .await?;
        let stands = latest.as_ref().and_then(|row| row.content.as_deref());
        if stands == content {
            return Ok(None);
        }
        let new = Declaration {
            key: key.to_owned(),
            version: latest.map_or(0, |row| row.version) + 1,
            content: content.map(str::to_owned),
            changed_by: by.to_owned(),
            changed_at: self.clock().now(),
        };
        save(&**tx, &[declaration::Model::of(kind, &new)]).await?;
        bump_revision(tx).await?;
        Ok(Some(new))
    }
}
