//! The committed OpenAPI document is the one that the code generates.

use std::path::Path;

/// `UPDATE=1 cargo nextest run -p perennial-api --test openapi` rewrites the file.
#[test]
fn the_committed_document_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let generated = perennial_api::openapi::text().unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == generated,
        "web/openapi.json is stale; run UPDATE=1 cargo nextest run -p perennial-api --test openapi, \
         then generate the web client again"
    );
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = serde_json::to_value(perennial_api::openapi::document()).unwrap();
    let mut names: Vec<_> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|item| item.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn every_reference_leads_somewhere() {
    let text = perennial_api::openapi::text().unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    for reference in text.split("\"$ref\": \"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document.pointer(reference).is_some(), "{reference} leads nowhere");
    }
}
