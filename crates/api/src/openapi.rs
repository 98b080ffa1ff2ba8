//! The OpenAPI document: what the endpoints say of themselves, and what holds for all of them.

use std::collections::BTreeSet;

use utoipa::{
    OpenApi,
    openapi::{
        self, Content, Ref, RefOr, ResponseBuilder, Schema, SecurityRequirement,
        path::Operation,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use crate::{
    auth::SESSION_COOKIE,
    dto::SortDirection,
    live::{LiveBatch, LiveSecond},
    problem::ProblemBody,
    routes::{
        self,
        accounts::list::AccountSort,
        metrics::accounts::MetricOrder,
        revenue::file::{RevenueFormat, RevenueTable},
        tables::TableFormat,
    },
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Perennial",
        description = "The product API. Errors are problem details (RFC 9457) with a stable `code`. \
                       Calls that change something need the header `x-perennial-csrf: 1` when they come \
                       with the session cookie; calls with an API key (`Authorization: Bearer …`) do not.",
    ),
    components(schemas(
        ProblemBody,
        LiveBatch,
        LiveSecond,
        AccountSort,
        MetricOrder,
        SortDirection,
        TableFormat,
        RevenueTable,
        RevenueFormat
    ))
)]
struct Base;

/// The whole OpenAPI document.
pub fn document() -> openapi::OpenApi {
    let (_, paths) = routes::api().split_for_parts();
    let mut document = Base::openapi().nest("/api", paths);
    document.info.version = env!("CARGO_PKG_VERSION").to_owned();
    let asked = request_schemas(&document);
    if let Some(components) = document.components.as_mut() {
        for (name, schema) in &mut components.schemas {
            if !asked.contains(name) {
                answers_are_whole(schema);
            }
        }
        let cookie = ApiKey::Cookie(ApiKeyValue::new(SESSION_COOKIE));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("api_key", SecurityScheme::Http(bearer));
    }
    let either = |name: &str| SecurityRequirement::new(name, Vec::<String>::new());
    document.security = Some(vec![either("session"), either("api_key")]);
    operations(&mut document).for_each(problems_by_default);
    document
}

/// The document as it is committed: pretty JSON with a line end.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn text() -> Result<String, serde_json::Error> {
    document().to_pretty_json().map(|text| text + "\n")
}

/// `GET /api/openapi.json`. The text is made once.
pub fn route() -> axum::Router<crate::AppState> {
    let text = text().map(axum::body::Bytes::from).unwrap_or_default();
    let answer = move || {
        let text = text.clone();
        async move { ([(axum::http::header::CONTENT_TYPE, "application/json")], text) }
    };
    axum::Router::new().route("/api/openapi.json", axum::routing::get(answer))
}

fn operations(document: &mut openapi::OpenApi) -> impl Iterator<Item = &mut Operation> {
    document.paths.paths.values_mut().flat_map(|item| {
        [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete]
            .into_iter()
            .flatten()
    })
}

/// Names of the schemas that stand in requests.
fn request_schemas(document: &openapi::OpenApi) -> BTreeSet<String> {
    let prefix = "#/components/schemas/";
    let bodies = document.paths.paths.values().flat_map(|item| {
        [&item.post, &item.put, &item.patch]
            .into_iter()
            .flatten()
            .filter_map(|o| o.request_body.as_ref())
    });
    let value = bodies.filter_map(|body| serde_json::to_value(body).ok());
    value
        .flat_map(|body| {
            let mut found = Vec::new();
            references(&body, &mut found);
            found
        })
        .filter_map(|reference| reference.strip_prefix(prefix).map(str::to_owned))
        .collect()
}

fn references(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(|r| r.as_str()) {
                found.push(reference.to_owned());
            }
            members.values().for_each(|member| references(member, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// An answer always has all its fields; one without a value is `null`. (Only a problem's `errors`
/// is left out when there are none.)
fn answers_are_whole(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            object.required = object
                .properties
                .keys()
                .filter(|name| name.as_str() != "errors")
                .cloned()
                .collect();
        }
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().for_each(answers_are_whole),
        _ => {}
    }
}

/// Any call can end in a problem.
fn problems_by_default(operation: &mut Operation) {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    let response = ResponseBuilder::new()
        .description("What went wrong and what to do")
        .content("application/problem+json", content)
        .build();
    operation.responses.responses.insert("default".to_owned(), RefOr::T(response));
}
