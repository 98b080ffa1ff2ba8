//! What our people wrote down after a customer had left.

use perennial_model::ChurnReview;

use crate::{cast::Customer, fate::Span, plot::Plot, rng::Rng, story::Story, usage::at};

/// The review of an account that has left; of one in seven nobody wrote any.
pub(crate) fn review(
    customer: &Customer,
    plot: &Plot,
    span: Span,
    rng: &mut Rng,
) -> Option<ChurnReview> {
    let leaves = plot.fate.leaves.filter(|day| *day < span.today)?;
    if rng.chance(0.15) {
        return None;
    }
    let (reason, comment, expected) = said(plot.fate.story);
    let competitor = (plot.fate.story == Story::Competitor)
        .then(|| rng.pick(&["Crewly", "Fixpath", "RouteOne"]).to_owned());
    Some(ChurnReview {
        account_id: customer.id.clone(),
        churned_at: at(leaves, 0),
        reason: Some(reason.to_owned()),
        competitor,
        comment: Some(comment.to_owned()),
        was_expected: Some(rng.chance(expected)),
        attributes: Default::default(),
    })
}

/// Reason, what was written, and how often somebody had seen it coming.
fn said(story: Story) -> (&'static str, &'static str, f64) {
    match story {
        Story::Watermelon => {
            ("not adopted", "We thought they were happy; only one person still used it.", 0.1)
        }
        Story::ChampionLeaves => {
            ("champion left", "Our contact changed jobs and nobody took over.", 0.4)
        }
        Story::UsersLeaveOneByOne => ("not adopted", "People went back to their old list.", 0.4),
        Story::StalledOnboarding => ("onboarding", "They never got past the first weeks.", 0.6),
        Story::SupportPain => ("support", "The same fault came back too often.", 0.7),
        Story::Price => ("price", "Too expensive for what they use.", 0.6),
        Story::Competitor => ("competitor", "They moved to somebody else.", 0.3),
        _ => ("closed down", "The company gave up its business.", 0.1),
    }
}
