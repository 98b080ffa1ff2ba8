//! The names that a query can use: one schema, and nothing can be added to it.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use datafusion::{
    catalog::{
        CatalogProviderList, MemoryCatalogProvider, MemoryCatalogProviderList, SchemaProvider,
        TableProvider,
    },
    error::Result,
};

use crate::{Source, provider::Provider};

pub(crate) const CATALOG: &str = "perennial";
pub(crate) const SCHEMA: &str = "public";

/// The relations of a source.
#[derive(Debug)]
struct Relations(BTreeMap<String, Arc<dyn TableProvider>>);

#[async_trait]
impl SchemaProvider for Relations {
    fn table_names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    async fn table(&self, name: &str) -> Result<Option<Arc<dyn TableProvider>>> {
        Ok(self.0.get(name).cloned())
    }

    fn table_exist(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// A catalogue with the relations of a source.
///
/// # Errors
/// When DataFusion takes no schema, which its memory catalogue rules out.
pub(crate) fn catalogs(source: &Arc<dyn Source>) -> Result<Arc<dyn CatalogProviderList>> {
    use datafusion::catalog::CatalogProvider as _;
    let provider = |table: crate::Table| {
        let name = table.name.clone();
        (name, Arc::new(Provider::new(source.clone(), table)) as Arc<dyn TableProvider>)
    };
    let relations = Relations(source.tables().into_iter().map(provider).collect());
    let catalog = MemoryCatalogProvider::new();
    catalog.register_schema(SCHEMA, Arc::new(relations))?;
    let all = MemoryCatalogProviderList::new();
    all.register_catalog(CATALOG.to_owned(), Arc::new(catalog));
    Ok(Arc::new(all))
}
