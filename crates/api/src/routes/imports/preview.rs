//! `POST /api/imports/preview`: what importing a file would do, without doing it.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Request, State},
};
use perennial_intake::Preview;
use perennial_sources::{
    Kind,
    file::{Recipe, in_words},
    guess::need,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::file::{self, FileQuery};
use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{
        Finding, ImportPreview, KindGuess, PreviewColumn, PreviewCounts, PreviewField, PreviewRow,
        RowNote,
    },
    extract::Params,
};

/// So many rows are shown.
const ROWS: usize = 20;
/// So many refused rows are shown.
const REFUSALS: usize = 100;

/// What is said about the file so far.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// The file's name; `.xlsx` is read as a workbook, all else as CSV.
    pub file: String,
    /// What the rows are; guessed where it is left out.
    pub kind: Option<String>,
    /// The mapping as chosen so far, in TOML or JSON. Without it, the one that is kept for files
    /// with the same headings is applied, else one is guessed.
    pub mapping: Option<String>,
    /// Guess, even where a mapping is kept for files with the same headings.
    #[serde(default)]
    pub guess: bool,
}

/// What importing a file would do: what its rows are, which column is which, how the first rows
/// would be stored, which would be refused and why. Nothing is written.
#[utoipa::path(
    post, path = "/imports/preview", tag = "data", params(PreviewQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportPreview)),
)]
pub async fn preview_import(
    State(state): State<AppState>,
    _caller: DataManager,
    Params(query): Params<PreviewQuery>,
    request: Request,
) -> Result<Json<ImportPreview>, Problem> {
    let kind = query.kind.as_deref().map(file::kind).transpose()?;
    let about = FileQuery { file: query.file, mapping: query.mapping };
    let mut input = file::to_look_at(&state, &about, kind, request).await?;
    input.guess_anew = query.guess;
    let name = input.name.clone();
    let preview = state.intake.preview(input).await?;
    Ok(Json(shown(name, &preview)))
}

fn shown(file: String, preview: &Preview) -> ImportPreview {
    let (guess, mapping) = (&preview.guess, &preview.mapping);
    let kinds = guess.kinds.iter().map(|guess| KindGuess {
        kind: guess.kind.to_string(),
        confidence: guess.confidence,
        reason: guess.reason.clone(),
    });
    let fields: Vec<PreviewField> =
        preview.kind.columns().map(|ours| field(preview, ours)).collect();
    let missing = preview.missing.iter().map(|ours| (*ours).to_owned()).collect();
    let toml = mapping.to_toml_with(|ours| {
        let known = fields.iter().find(|field| field.name == ours)?;
        let sure = known.confidence.map(|part| format!("{:.0} % sure: ", part * 100.0));
        Some(sure.unwrap_or_default() + known.reason.as_deref()?)
    });
    let mut answer = ImportPreview {
        file,
        kind: preview.kind.to_string(),
        kinds: kinds.collect(),
        columns: columns(preview),
        fields,
        missing,
        mapping: serde_json::from_value(mapping.to_json()).unwrap_or_default(),
        mapping_toml: toml,
        applied: preview.applied.clone(),
        row_columns: Vec::new(),
        rows: Vec::new(),
        counts: None,
        refusals: Vec::new(),
        findings: Vec::new(),
        problem: None,
        notes: if preview.is_guessed { guess.notes.clone() } else { Vec::new() },
    };
    match &preview.reading {
        Err(error) => answer.problem = Some(error.to_string()),
        Ok(reading) => read(&mut answer, reading),
    }
    answer
}

fn read(answer: &mut ImportPreview, reading: &perennial_intake::Reading) {
    let (parsed, taken) = (&reading.parsed, reading.taken);
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    answer.counts = Some(PreviewCounts {
        rows: parsed.total,
        added: taken.added,
        updated: taken.updated,
        unchanged: taken.unchanged + parsed.repeated,
        refused: count(parsed.refused.len()),
    });
    for row in parsed.rows.shown(ROWS) {
        for (column, _) in &row.values {
            if !answer.row_columns.contains(column) {
                answer.row_columns.push(column.clone());
            }
        }
        let values: BTreeMap<String, String> = row.values.into_iter().collect();
        answer.rows.push(PreviewRow { line: row.line, values });
    }
    answer.refusals =
        parsed.refused.iter().take(REFUSALS).map(|row| RowNote::from(&row.note)).collect();
    answer.findings = parsed.findings.iter().map(Finding::from).collect();
}

fn columns(preview: &Preview) -> Vec<PreviewColumn> {
    let looked = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let reads = |recipe: &Recipe, column: &str| recipe.reads().contains(&column);
    preview
        .guess
        .columns
        .iter()
        .map(|column| PreviewColumn {
            name: column.name.clone(),
            samples: column.samples.clone(),
            looks: column.looks.clone(),
            filled: looked(column.filled),
            rows: looked(column.rows),
            read_by: preview
                .mapping
                .columns
                .iter()
                .filter(|(_, recipe)| reads(recipe, &column.name))
                .map(|(ours, _)| ours.clone())
                .collect(),
            ignored_because: preview.guess.ignored.get(&column.name).cloned(),
        })
        .collect()
}

/// One of our columns: how sure its source is where that is what was guessed.
fn field(preview: &Preview, ours: &'static str) -> PreviewField {
    let recipe = preview.mapping.columns.get(ours);
    let guessed = preview
        .guess
        .fields
        .iter()
        .find(|field| field.ours == ours && Some(&field.recipe) == recipe);
    PreviewField {
        name: ours.to_owned(),
        required: is_required(preview.kind, ours),
        needs: format!("{:?}", need(preview.kind, ours)).to_lowercase(),
        source: recipe.map(in_words),
        confidence: guessed.map(|field| field.confidence),
        reason: guessed.map(|field| field.reason.clone()),
    }
}

fn is_required(kind: Kind, ours: &str) -> bool {
    kind.required().contains(&ours)
}
