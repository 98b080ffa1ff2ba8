//! The file that comes with a call, and what is said about it.

use axum::{body::to_bytes, extract::Request};
use perennial_intake::PreviewInput;
use perennial_sources::{Kind, Mapping, file::UnknownKind};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{AppState, Problem, extract::too_large};

/// Longest mapping, in bytes: it comes in the address of the call.
const LONGEST_MAPPING: usize = 16 * 1024;

/// What is said about the file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// The file's name; `.xlsx` is read as a workbook, all else as CSV.
    pub file: String,
    /// How the file's columns become Perennial's: a mapping in TOML, or in JSON with the same keys.
    pub mapping: Option<String>,
}

/// The file itself, read whole, within the limit.
///
/// # Errors
/// 413 with what to do when it is too large.
pub async fn read(state: &AppState, request: Request) -> Result<Vec<u8>, Problem> {
    let most = state.config.import_bytes;
    let data = to_bytes(request.into_body(), most).await.map_err(|_| {
        too_large(format!(
            "the file broke off or has more than {} MB; import large files with `perennial import`",
            most / (1024 * 1024)
        ))
    })?;
    Ok(data.into())
}

/// A kind from the address of a call.
///
/// # Errors
/// 404 with the kinds that there are.
pub fn kind(word: &str) -> Result<Kind, Problem> {
    word.parse().map_err(|error: UnknownKind| Problem::not_found(error.to_string()))
}

/// A mapping for files of a kind.
///
/// # Errors
/// 400 naming the key that is wrong.
pub fn mapping(text: Option<&str>, kind: Option<Kind>) -> Result<Option<Mapping>, Problem> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    if text.len() > LONGEST_MAPPING {
        return Err(Problem::bad_parameter(
            "mapping",
            format!(
                "the mapping has more than {} kB; leave out what it says about columns that become \
                 attributes anyway, or use `perennial import --map`",
                LONGEST_MAPPING / 1024
            ),
        ));
    }
    let read = Mapping::read(text, kind);
    read.map(Some).map_err(|error| Problem::bad_parameter("mapping", error.to_string()))
}

/// The file as something to look at.
///
/// # Errors
/// As [`read`], [`mapping`] and [`name`].
pub async fn to_look_at(
    state: &AppState,
    query: &FileQuery,
    kind: Option<Kind>,
    request: Request,
) -> Result<PreviewInput, Problem> {
    let name = name(&query.file)?;
    let mapping = mapping(query.mapping.as_deref(), kind)?;
    let data = read(state, request).await?;
    Ok(PreviewInput { name, data, kind, mapping, guess_anew: false })
}

/// The last part of a path that some browsers send, without characters that are no text.
///
/// # Errors
/// 400 when nothing is left.
pub fn name(text: &str) -> Result<String, Problem> {
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
        assert_eq!(name("C:\\data\\accounts.csv").unwrap(), "accounts.csv");
        assert_eq!(name("../../etc/accounts.csv").unwrap(), "accounts.csv");
        assert!(name("a/").is_err() && name("").is_err() && name("a\nb").is_err());
    }

    #[test]
    fn a_mapping_that_is_wrong_names_the_key() {
        let problem = mapping(Some("{\"colums\": {}}"), None).unwrap_err();
        assert!(problem.detail().contains("columns"), "{}", problem.detail());
        assert!(mapping(Some(&"x".repeat(20_000)), None).unwrap_err().detail().contains("--map"));
        assert!(mapping(Some("  "), None).unwrap().is_none());
    }
}
