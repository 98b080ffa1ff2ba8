//! Small shapes that many others are made of.

use perennial_model as model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An amount of money: whole minor units (cents) and an ISO 4217 currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Money {
    /// Minor units, such as cents.
    pub minor: i64,
    /// Three letters of ISO 4217.
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
}

impl From<model::Money> for Money {
    fn from(money: model::Money) -> Self {
        Self { minor: money.minor, currency: money.currency }
    }
}

/// An instant, RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub model::Micros);

impl From<model::Micros> for Time {
    fn from(at: model::Micros) -> Self {
        Self(at)
    }
}

impl Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A calendar day in the company's time zone, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub model::Day);

impl From<model::Day> for Date {
    fn from(day: model::Day) -> Self {
        Self(day)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

macro_rules! text_schema {
    ($name:ident, $format:ident) => {
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                use utoipa::openapi::{
                    KnownFormat, ObjectBuilder, SchemaFormat, Type, schema::SchemaType,
                };
                ObjectBuilder::new()
                    .schema_type(SchemaType::new(Type::String))
                    .format(Some(SchemaFormat::KnownFormat(KnownFormat::$format)))
                    .into()
            }
        }
        impl ToSchema for $name {}
    };
}

text_schema!(Time, DateTime);
text_schema!(Date, Date);

/// Custom attributes: any name, any JSON value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Attributes(pub std::collections::BTreeMap<String, serde_json::Value>);

impl utoipa::PartialSchema for Attributes {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::{ObjectBuilder, schema::AdditionalProperties};
        ObjectBuilder::new()
            .description(Some("Any name, any JSON value."))
            .additional_properties(Some(AdditionalProperties::<utoipa::openapi::Schema>::FreeForm(
                true,
            )))
            .into()
    }
}

impl ToSchema for Attributes {}

/// Turns attributes kept as JSON text into values; a text that is no JSON stays a text.
pub fn attributes(kept: &model::records::Attributes) -> Attributes {
    Attributes(kept.iter().map(|(name, text)| (name.clone(), json_value(text))).collect())
}

/// A JSON text as a value; a text that is no JSON stays a text.
pub fn json_value(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|_| serde_json::Value::String(text.to_owned()))
}

/// A JSON object kept as text as its members; nothing for what is no object.
pub fn json_object(text: Option<&str>) -> Attributes {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// A number that a client can show; what is no number becomes nothing.
pub fn number(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// Text from a request without the blanks around it; nothing where nothing is left.
pub fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A note that a person writes beside what they do.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Why, in the person's words.
    #[serde(default)]
    pub note: Option<String>,
}
