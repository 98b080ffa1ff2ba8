//! What the sample company sells: software with which trades plan their visits to customers.

/// What a person does there for a living, and so which features they use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    Dispatcher,
    Technician,
    OfficeManager,
    OperationsManager,
    ItAdmin,
    Finance,
    Owner,
}

/// A feature: its event, and how much each job uses it.
pub(crate) struct Feature {
    pub event: &'static str,
    /// Weights in the order of [`Job`].
    weights: [f64; 7],
    /// How far into a customer's learning it is taken up: 0 on the first day, 1 by experts.
    pub depth: f64,
}

const fn feature(event: &'static str, depth: f64, weights: [f64; 7]) -> Feature {
    Feature { event, weights, depth }
}

//                                      dispatch tech office ops  it  finance owner
pub(crate) const FEATURES: [Feature; 26] = [
    feature("calendar_viewed", 0.0, [6.0, 3.0, 4.0, 3.0, 0.5, 0.5, 1.5]),
    feature("job_scheduled", 0.0, [9.0, 0.0, 5.0, 2.0, 0.0, 0.0, 0.5]),
    feature("technician_assigned", 0.05, [7.0, 0.0, 2.0, 1.5, 0.0, 0.0, 0.0]),
    feature("job_rescheduled", 0.1, [4.0, 0.0, 2.5, 0.8, 0.0, 0.0, 0.0]),
    feature("job_cancelled", 0.1, [1.0, 0.0, 0.8, 0.2, 0.0, 0.0, 0.0]),
    feature("job_completed", 0.05, [1.0, 9.0, 0.5, 0.5, 0.0, 0.0, 0.0]),
    feature("mobile_signed_in", 0.0, [0.2, 4.0, 0.3, 0.8, 0.2, 0.1, 0.8]),
    feature("photo_uploaded", 0.2, [0.1, 5.0, 0.2, 0.1, 0.0, 0.0, 0.0]),
    feature("checklist_completed", 0.35, [0.0, 4.0, 0.2, 0.3, 0.0, 0.0, 0.0]),
    feature("signature_captured", 0.3, [0.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
    feature("time_entry_logged", 0.25, [0.3, 4.0, 1.0, 0.3, 0.0, 0.5, 0.0]),
    feature("customer_added", 0.05, [2.0, 0.2, 3.0, 0.5, 0.2, 0.1, 0.1]),
    feature("message_sent", 0.15, [3.0, 2.0, 2.5, 1.5, 0.1, 0.2, 0.2]),
    feature("quote_created", 0.3, [0.4, 0.3, 3.0, 1.2, 0.0, 0.5, 0.6]),
    feature("quote_sent", 0.35, [0.2, 0.1, 2.5, 1.0, 0.0, 0.4, 0.4]),
    feature("invoice_sent", 0.3, [0.1, 0.1, 4.0, 0.3, 0.0, 5.0, 0.3]),
    feature("payment_recorded", 0.45, [0.0, 0.0, 2.0, 0.1, 0.0, 4.0, 0.1]),
    feature("parts_ordered", 0.5, [0.3, 1.2, 1.6, 0.8, 0.0, 0.2, 0.0]),
    feature("inventory_checked", 0.5, [0.3, 1.6, 0.8, 0.8, 0.0, 0.1, 0.0]),
    feature("route_optimized", 0.55, [3.5, 0.0, 0.5, 1.6, 0.0, 0.0, 0.0]),
    feature("recurring_plan_created", 0.6, [0.8, 0.0, 1.6, 1.0, 0.0, 0.2, 0.2]),
    feature("dashboard_viewed", 0.1, [1.2, 0.1, 1.2, 4.0, 1.0, 2.0, 5.0]),
    feature("report_viewed", 0.4, [0.3, 0.0, 0.8, 4.0, 0.4, 3.0, 4.0]),
    feature("forecast_viewed", 0.75, [0.1, 0.0, 0.2, 2.0, 0.1, 1.5, 2.5]),
    feature("integration_synced", 0.65, [0.0, 0.0, 0.2, 0.3, 4.0, 0.8, 0.0]),
    feature("user_invited", 0.0, [0.0, 0.0, 0.3, 0.6, 3.0, 0.0, 0.2]),
];

/// The export that people use who take their data elsewhere.
pub(crate) const EXPORT: &str = "data_exported";

impl Job {
    pub fn title(self) -> &'static str {
        match self {
            Self::Dispatcher => "Dispatcher",
            Self::Technician => "Field Technician",
            Self::OfficeManager => "Office Manager",
            Self::OperationsManager => "Operations Manager",
            Self::ItAdmin => "IT Administrator",
            Self::Finance => "Finance Lead",
            Self::Owner => "Managing Director",
        }
    }

    /// Share of working days on which such a person is there.
    pub fn presence(self) -> f64 {
        match self {
            Self::Dispatcher => 0.82,
            Self::Technician => 0.37,
            Self::OfficeManager => 0.64,
            Self::OperationsManager => 0.54,
            Self::Finance => 0.28,
            Self::ItAdmin => 0.13,
            Self::Owner => 0.14,
        }
    }

    /// Events on such a day, beyond the first.
    pub fn volume(self) -> f64 {
        match self {
            Self::Dispatcher => 1.35,
            Self::Technician => 0.6,
            Self::OfficeManager => 0.85,
            Self::OperationsManager => 0.75,
            Self::Finance => 0.6,
            Self::ItAdmin | Self::Owner => 0.4,
        }
    }

    pub fn weight(self, feature: &Feature) -> f64 {
        let at = match self {
            Self::Dispatcher => 0,
            Self::Technician => 1,
            Self::OfficeManager => 2,
            Self::OperationsManager => 3,
            Self::ItAdmin => 4,
            Self::Finance => 5,
            Self::Owner => 6,
        };
        feature.weights.get(at).copied().unwrap_or(0.0)
    }
}
