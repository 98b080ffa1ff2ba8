//! The product API, one file per endpoint.

pub mod accounts;
pub mod backtest;
pub mod columns;
pub mod deliveries;
pub mod facts;
pub mod functions;
pub mod health;
pub mod hidden_risk;
pub mod import_mappings;
pub mod imports;
pub mod keys;
pub mod metrics;
pub mod overview;
pub mod revenue;
pub mod scorecard;
pub mod search;
pub mod segments;
pub mod session;
pub mod setup;
pub mod signals;
pub mod sql;
pub mod status;
pub mod tables;
pub mod teammates;
pub mod webhooks;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

/// Every route under `/api`, with its documentation.
pub fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(
            session::show::get_session,
            session::sign_in::sign_in,
            session::sign_out::sign_out
        ))
        .routes(routes!(session::list::list_sessions))
        .routes(routes!(session::end::end_session))
        .routes(routes!(setup::show::get_setup, setup::complete::complete_setup))
        .routes(routes!(overview::get_overview))
        .routes(routes!(status::get_status))
        .routes(routes!(accounts::list::list_accounts))
        .routes(routes!(accounts::show::get_account))
        .routes(routes!(accounts::health::get_health))
        .routes(routes!(accounts::history::get_history))
        .routes(routes!(accounts::hidden_risk::get_hidden_risk))
        .routes(routes!(
            accounts::judgements::list_judgements,
            accounts::judgements::create_judgement
        ))
        .routes(routes!(accounts::judgements::withdraw_judgement))
        .routes(routes!(accounts::overrides::list_overrides, accounts::overrides::create_override))
        .routes(routes!(accounts::overrides::end_override))
        .routes(routes!(accounts::contacts::list_contacts))
        .routes(routes!(accounts::tickets::list_tickets))
        .routes(routes!(accounts::subscriptions::list_subscriptions))
        .routes(routes!(accounts::surveys::list_surveys))
        .routes(routes!(accounts::invoices::list_invoices))
        .routes(routes!(accounts::churn_reviews::list_churn_reviews))
        .routes(routes!(accounts::timeline::get_timeline))
        .routes(routes!(signals::list::list_signals))
        .routes(routes!(signals::acknowledge::acknowledge_signal))
        .routes(routes!(signals::snooze::snooze_signal))
        .routes(routes!(signals::reopen::reopen_signal))
        .routes(routes!(search::search))
        .routes(routes!(keys::list::list_keys, keys::create::create_key))
        .routes(routes!(keys::revoke::revoke_key))
        .routes(routes!(facts::live::watch_facts))
        .routes(routes!(imports::list::list_imports))
        .routes(routes!(imports::show::get_import, imports::upload::upload_import))
        .routes(routes!(imports::preview::preview_import))
        .routes(routes!(imports::rejected::rejected_rows))
        .routes(routes!(import_mappings::list_import_mappings))
        .routes(routes!(
            import_mappings::put_import_mapping,
            import_mappings::delete_import_mapping
        ))
        .routes(routes!(teammates::list::list_teammates, teammates::invite::invite_teammate))
        .routes(routes!(teammates::change::change_teammate))
        .routes(routes!(metrics::list::list_metrics))
        .routes(routes!(metrics::check::check_metric))
        .routes(routes!(
            metrics::show::get_metric,
            metrics::save::save_metric,
            metrics::remove::delete_metric
        ))
        .routes(routes!(metrics::accounts::list_metric_accounts))
        .routes(routes!(functions::list_functions))
        .routes(routes!(
            scorecard::show::get_scorecard,
            scorecard::save::save_scorecard,
            scorecard::remove::delete_scorecard
        ))
        .routes(routes!(scorecard::versions::list_scorecard_versions))
        .routes(routes!(scorecard::preview::preview_scorecard))
        .routes(routes!(
            scorecard::draft::save_scorecard_draft,
            scorecard::draft::delete_scorecard_draft
        ))
        .routes(routes!(scorecard::order::list_scorecards))
        .routes(routes!(scorecard::order::order_scorecards))
        .routes(routes!(health::get_health_overview))
        .routes(routes!(hidden_risk::list::list_hidden_risk))
        .routes(routes!(
            hidden_risk::settings::get_hidden_settings,
            hidden_risk::settings::save_hidden_settings,
            hidden_risk::settings::delete_hidden_settings
        ))
        .routes(routes!(backtest::get_backtest))
        .routes(routes!(revenue::figures::get_revenue))
        .routes(routes!(revenue::accounts::list_revenue_accounts))
        .routes(routes!(revenue::account::get_account_revenue))
        .routes(routes!(revenue::cohorts::list_cohorts))
        .routes(routes!(revenue::renewals::list_renewals))
        .routes(routes!(revenue::call::call_renewal))
        .routes(routes!(revenue::forecast::get_forecast))
        .routes(routes!(revenue::file::get_revenue_file))
        .routes(routes!(revenue::ledger::get_ledger_health))
        .routes(routes!(revenue::mend::mend_row, revenue::mend::delete_row))
        .routes(routes!(revenue::lifetime::list_lifetimes))
        .routes(routes!(revenue::simulate::simulate_churn))
        .routes(routes!(
            revenue::settings::get_revenue_settings,
            revenue::settings::save_revenue_settings
        ))
        .routes(routes!(revenue::rates::list_rates, revenue::rates::save_rates))
        .routes(routes!(revenue::rates::delete_rate))
        .routes(routes!(webhooks::list::list_webhooks, webhooks::create::create_webhook))
        .routes(routes!(webhooks::remove::delete_webhook))
        .routes(routes!(webhooks::test::test_webhook))
        .routes(routes!(deliveries::list_deliveries))
        .routes(routes!(tables::get_table))
        .routes(routes!(sql::run::run_sql))
        .routes(routes!(sql::tables::list_sql_tables))
        .routes(routes!(sql::file::get_sql_file))
        .routes(routes!(sql::stop::stop_sql))
        .routes(routes!(columns::list_columns))
        .routes(routes!(segments::list::list_segments, segments::create::create_segment))
        .routes(routes!(segments::preview::preview_segment))
        .routes(routes!(segments::compare::compare_segments))
        .routes(routes!(
            segments::show::get_segment,
            segments::change::change_segment,
            segments::remove::delete_segment
        ))
        .routes(routes!(segments::accounts::change_segment_accounts))
        .routes(routes!(segments::history::get_segment_history))
}
