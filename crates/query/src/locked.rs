//! No door to files: wherever DataFusion would look for a store of objects, there is none.

use std::sync::Arc;

use datafusion::{
    common::exec_err,
    error::Result,
    execution::{
        disk_manager::{DiskManager, DiskManagerMode},
        memory_pool::GreedyMemoryPool,
        object_store::ObjectStoreRegistry,
        runtime_env::{RuntimeEnv, RuntimeEnvBuilder},
    },
    object_store::ObjectStore,
};
use url::Url;

/// Knows no store and takes none.
#[derive(Debug)]
struct NoStores;

impl ObjectStoreRegistry for NoStores {
    fn register_store(
        &self,
        _url: &Url,
        _store: Arc<dyn ObjectStore>,
    ) -> Option<Arc<dyn ObjectStore>> {
        None
    }

    fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        exec_err!("SQL reads relations and no files, and so not {}", url.scheme())
    }
}

/// What all queries share: so much memory in all, and nothing on disk.
///
/// # Errors
/// When DataFusion cannot be set up so.
pub(crate) fn environment(memory: usize) -> Result<Arc<RuntimeEnv>> {
    RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(GreedyMemoryPool::new(memory)))
        .with_disk_manager_builder(DiskManager::builder().with_mode(DiskManagerMode::Disabled))
        .with_object_store_registry(Arc::new(NoStores))
        .build_arc()
}
