//! How a comparison with peers is said.

use super::Teller;
use crate::{
    ast::{Expr, ExprKind},
    functions::Function,
    schema::Type,
};

impl Teller<'_> {
    pub(super) fn of_peers(&self, function: Function, args: &[Expr]) -> String {
        let Some((of, rest)) = args.split_first() else { return String::new() };
        let of = self.within(of);
        let (share, peers) = match (function, rest) {
            (Function::PeerQuantile, [share, peers @ ..]) => (self.tell(share), peers),
            _ => (String::new(), rest),
        };
        let among = self.peers(peers);
        match function {
            Function::Percentile => format!("the percentile (0 to 100) of {of} among {among}"),
            Function::PeerMedian => format!("the median of {of} of {among}"),
            Function::PeerQuantile => format!("the {share} quantile of {of} of {among}"),
            _ => format!("how many of {among} have a value of {of}"),
        }
    }

    fn peers(&self, peers: &[Expr]) -> String {
        let told: Vec<String> = peers.iter().map(|one| self.peer(one)).collect();
        if told.is_empty() {
            return "all accounts the day before".to_owned();
        }
        format!("the accounts {} the day before", told.join(" and "))
    }

    fn peer(&self, one: &Expr) -> String {
        match &one.kind {
            ExprKind::Text(segment) => format!("in the segment \"{segment}\""),
            ExprKind::Column(name) if self.schema.type_of(name) == Some(Type::Text) => {
                format!("with the same {}", self.schema.said(name))
            }
            _ => format!("for which {}", self.tell(one)),
        }
    }
}
