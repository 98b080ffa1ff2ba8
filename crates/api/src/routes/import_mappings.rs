//! `/api/import-mappings`: how files of others are read, kept by name.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use perennial_model::SavedMapping;
use perennial_sources::Mapping;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::DataManager,
    dto::{ImportMapping, ImportMappingList},
    extract::Body,
};

/// Longest name, in letters.
const LONGEST_NAME: usize = 80;

/// The mappings that are kept, by name.
#[utoipa::path(
    get, path = "/import-mappings", tag = "data",
    responses((status = 200, body = ImportMappingList)),
)]
pub async fn list_import_mappings(
    State(state): State<AppState>,
    _caller: DataManager,
) -> Result<Json<ImportMappingList>, Problem> {
    Ok(Json(state.store.mappings().await?.into_iter().map(ImportMapping::from).collect()))
}

/// A mapping to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewImportMapping {
    /// The mapping in TOML, or in JSON with the same keys. It says its kind.
    pub mapping: String,
    /// The headings of the file that it was made for; files with the same are read with it.
    pub headings: Vec<String>,
}

/// Keep a mapping for files with the same headings. One of the same name is replaced.
#[utoipa::path(
    put, path = "/import-mappings/{id}", tag = "data",
    params(("id" = String, Path, description = "What it is called")),
    request_body = NewImportMapping, responses((status = 200, body = ImportMapping)),
)]
pub async fn put_import_mapping(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(name): Path<String>,
    Body(form): Body<NewImportMapping>,
) -> Result<Json<ImportMapping>, Problem> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        let detail = format!("a name has 1 to {LONGEST_NAME} letters");
        return Err(Problem::invalid("name", detail));
    }
    let invalid = |reason: String| Problem::invalid("mapping", reason);
    let mapping = Mapping::read(&form.mapping, None).map_err(|error| invalid(error.to_string()))?;
    let kind = mapping.kind.ok_or_else(|| {
        invalid("the mapping does not say its kind; add a line such as kind = \"accounts\"".into())
    })?;
    let mut headings = form.headings;
    headings.sort();
    let kept = SavedMapping {
        name,
        kind: kind.to_string(),
        headings,
        content: mapping.to_toml(),
        changed_at: state.now(),
        changed_by: Some(caller.signature()),
    };
    state.store.save_mapping(&kept).await?;
    audit(&state, &caller.signature(), "keep_mapping", &kept.name, Some(&kept.kind)).await?;
    Ok(Json(kept.into()))
}

/// Forget a mapping. What was imported with it stays.
#[utoipa::path(
    delete, path = "/import-mappings/{id}", tag = "data", params(("id" = String, Path)),
    responses((status = 204)),
)]
pub async fn delete_import_mapping(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    if !state.store.delete_mapping(&name).await? {
        return Err(Problem::not_found(format!("there is no mapping \"{name}\"")));
    }
    audit(&state, &caller.signature(), "forget_mapping", &name, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
