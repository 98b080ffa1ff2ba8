//! `POST /api/imports/{kind}`: import a file.

use axum::{
    Json,
    extract::{Path, Request, State},
};
use perennial_intake::{Input, Rejects};

use super::file::{self, FileQuery};
use crate::{AppState, Problem, audit::audit, auth::DataManager, dto::ImportRun, extract::Params};

/// Import a file of accounts, contacts, subscriptions, facts, tickets, surveys, interactions,
/// invoices or churn reviews.
/// Bad rows are refused one by one; importing the same file twice changes nothing.
#[utoipa::path(
    post, path = "/imports/{id}", tag = "data",
    params(("id" = String, Path, description = "What the rows are: accounts, contacts, subscriptions, facts, tickets, surveys, interactions, invoices or churn_reviews"), FileQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportRun)),
)]
pub async fn upload_import(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(kind): Path<String>,
    Params(query): Params<FileQuery>,
    request: Request,
) -> Result<Json<ImportRun>, Problem> {
    let kind = file::kind(&kind)?;
    let name = file::name(&query.file)?;
    let mapping = file::mapping(query.mapping.as_deref(), Some(kind))?;
    let data = file::read(&state, request).await?;
    let input = Input {
        kind,
        name,
        data,
        mapping,
        rejects: Rejects::Summary,
        by: Some(caller.signature()),
    };
    let run = state.intake.import(input).await?;
    audit(&state, &caller.signature(), "import", &run.import_id, Some(&run.kind)).await?;
    Ok(Json(ImportRun::from(&run)))
}
