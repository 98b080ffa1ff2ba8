//! `POST /api/imports/{kind}`: import a file.

use axum::{
    Json,
    body::to_bytes,
    extract::{Path, Request, State},
};
use perennial_intake::{Input, Rejects};
use perennial_sources::Kind;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::DataManager,
    dto::ImportRun,
    extract::{Params, too_large},
};

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// The file's name; `.xlsx` is read as a workbook, all else as CSV.
    pub file: String,
}

/// Import a file of accounts, contacts, subscriptions, facts, tickets, surveys or interactions.
/// Bad rows are refused one by one; importing the same file twice changes nothing.
#[utoipa::path(
    post, path = "/imports/{id}", tag = "data",
    params(("id" = String, Path, description = "What the rows are: accounts, contacts, subscriptions, facts, tickets, surveys or interactions"), UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportRun)),
)]
pub async fn upload_import(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(kind): Path<String>,
    Params(query): Params<UploadQuery>,
    request: Request,
) -> Result<Json<ImportRun>, Problem> {
    let kind: Kind = kind.parse().map_err(|error: perennial_sources::file::UnknownKind| {
        Problem::not_found(error.to_string())
    })?;
    let name = file_name(&query.file)?;
    let most = state.config.import_bytes;
    let data = to_bytes(request.into_body(), most).await.map_err(|_| {
        too_large(format!(
            "the file broke off or has more than {} MB; import large files with `perennial import`",
            most / (1024 * 1024)
        ))
    })?;
    let input = Input {
        kind,
        name,
        data: data.into(),
        mapping: None,
        rejects: Rejects::Summary,
        by: Some(caller.signature()),
    };
    let run = state.intake.import(input).await?;
    audit(&state, &caller.signature(), "import", &run.import_id, Some(&run.kind)).await?;
    Ok(Json(ImportRun::from(&run)))
}

/// The last part of a path that some browsers send, without characters that are no text.
fn file_name(text: &str) -> Result<String, Problem> {
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if last.is_empty() || last.chars().any(char::is_control) || last.len() > 255 {
        return Err(Problem::bad_parameter(
            "file",
            "file must be the file's name, such as accounts.csv",
        ));
    }
    Ok(last.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_a_path_counts() {
        assert_eq!(file_name("C:\\data\\accounts.csv").unwrap(), "accounts.csv");
        assert_eq!(file_name("../../etc/accounts.csv").unwrap(), "accounts.csv");
        assert!(file_name("a/").is_err() && file_name("").is_err() && file_name("a\nb").is_err());
    }
}
