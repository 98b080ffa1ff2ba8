//! `/api/revenue/rates`: exchange rates.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use perennial_model::{Currency, Day};
use perennial_revenue::Rate;
use perennial_store::StoredRate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    auth::{DataManager, Reader},
    dto::{Date, ExchangeRate},
    extract::Body,
};

/// Rates to write down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRates {
    pub rates: Vec<NewRate>,
}

/// What a unit of a currency is worth in the company's own, from a day on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRate {
    pub currency: String,
    /// `YYYY-MM-DD`
    pub from: String,
    /// A decimal above 0, such as `1.0853`.
    pub rate: String,
}

/// So many rates are taken at a time: a year of days in ten currencies.
const MOST: usize = 3660;

/// The exchange rates that convert into the company's currency.
#[utoipa::path(
    get, path = "/revenue/rates", tag = "revenue", responses((status = 200, body = Vec<ExchangeRate>)),
)]
pub async fn list_rates(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<Vec<ExchangeRate>>, Problem> {
    let told = |one: StoredRate| ExchangeRate {
        currency: one.currency,
        from: Date(one.from),
        rate: one.rate,
    };
    Ok(Json(state.store.rates().await?.into_iter().map(told).collect()))
}

/// Write exchange rates down. One of the same currency and day takes the other's place.
#[utoipa::path(
    post, path = "/revenue/rates", tag = "revenue", request_body = NewRates,
    responses((status = 204)),
)]
pub async fn save_rates(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Body(form): Body<NewRates>,
) -> Result<StatusCode, Problem> {
    if form.rates.is_empty() || form.rates.len() > MOST {
        return Err(Problem::invalid("rates", format!("give from 1 to {MOST} rates at a time")));
    }
    let mut rates = Vec::with_capacity(form.rates.len());
    for (place, one) in form.rates.iter().enumerate() {
        let wrong = |field: &str, detail: String| {
            Problem::invalid(&format!("rates.{place}.{field}"), detail)
        };
        let currency = known(&one.currency).map_err(|detail| wrong("currency", detail))?;
        if currency == state.board.currency() {
            let detail = format!("{currency} is the company's own currency; its rate is 1");
            return Err(wrong("currency", detail));
        }
        let from = Day::parse(&one.from).map_err(|error| wrong("from", error.to_string()))?;
        let rate = Rate::parse(&one.rate).map_err(|error| wrong("rate", error.to_string()))?;
        rates.push(StoredRate { currency, from, rate: rate.to_string() });
    }
    let by = caller.signature();
    let tx = state.store.begin().await?;
    state.store.set_rates(&tx, &rates).await?;
    state.store.audit(&tx, &by, "save_rates", "rates", None).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take an exchange rate out.
#[utoipa::path(
    delete, path = "/revenue/rates/{currency}/{from}", tag = "revenue",
    params(("currency" = String, Path), ("from" = String, Path)), responses((status = 204)),
)]
pub async fn delete_rate(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path((currency, from)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let missing = || Problem::not_found(format!("there is no rate of {currency} from {from}"));
    let code = Currency::parse(&currency).map_err(|_| missing())?;
    let day = Day::parse(&from).map_err(|_| missing())?;
    let by = caller.signature();
    let tx = state.store.begin().await?;
    if !state.store.remove_rate(&tx, code, day).await? {
        return Err(missing());
    }
    state.store.audit(&tx, &by, "delete_rate", &format!("{code} {day}"), None).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn known(text: &str) -> Result<Currency, String> {
    let currency = Currency::parse(text).map_err(|error| error.to_string())?;
    if currency.exists() { Ok(currency) } else { Err(format!("there is no currency {currency}")) }
}
