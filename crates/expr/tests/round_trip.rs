//! Printing an expression and parsing that gives the expression again; no text makes the parser
//! fail in any other way than with an error.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use perennial_expr::{
    FUNCTIONS, Function, Schema, Span, Type,
    ast::{ArithmeticOp, Arm, CompareOp, Expr, ExprKind},
    parse, parse_condition,
};
use proptest::prelude::*;

fn expr(kind: ExprKind) -> Expr {
    Expr::new(kind, Span::default())
}

fn leaf() -> impl Strategy<Value = Expr> {
    let number = prop_oneof![
        (0.0..1e6_f64),
        (0..5_000_u32).prop_map(f64::from),
        any::<f64>().prop_filter("literals are finite", |n| n.is_finite()).prop_map(f64::abs),
    ];
    let name = prop_oneof![
        prop::sample::select(vec![
            "arr",
            "day",
            "AND",
            "null",
            "is",
            "a b",
            "28d",
            "",
            "straße",
            "account.tier",
            "a..b",
            "case.x",
            ".a",
            "END"
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    prop_oneof![
        number.prop_map(ExprKind::Number),
        ".{0,8}".prop_map(ExprKind::Text),
        any::<bool>().prop_map(ExprKind::Bool),
        Just(ExprKind::Null),
        name.prop_map(ExprKind::Column),
    ]
    .prop_map(expr)
}

fn call(inner: impl Strategy<Value = Expr>) -> impl Strategy<Value = ExprKind> {
    let functions: Vec<Function> = FUNCTIONS.iter().map(|f| f.function).collect();
    (prop::sample::select(functions), prop::collection::vec(inner, 4)).prop_map(
        |(function, mut args)| {
            let (fewest, most) = function.info().arguments;
            args.truncate(most.min(args.len().max(fewest)));
            ExprKind::Call { function, args }
        },
    )
}

fn case(inner: impl Strategy<Value = Expr> + Clone) -> impl Strategy<Value = ExprKind> {
    let one = || prop::option::of(inner.clone().prop_map(Box::new));
    let arm = (inner.clone(), inner.clone()).prop_map(|(when, then)| Arm { when, then });
    (one(), prop::collection::vec(arm, 1..3), one())
        .prop_map(|(subject, arms, otherwise)| ExprKind::Case { subject, arms, otherwise })
}

fn any_expr() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(6, 48, 4, |inner| {
        let one = || inner.clone().prop_map(Box::new);
        let several = || prop::collection::vec(inner.clone(), 2..4);
        let arithmetic = prop::sample::select(vec![
            ArithmeticOp::Add,
            ArithmeticOp::Subtract,
            ArithmeticOp::Multiply,
            ArithmeticOp::Divide,
            ArithmeticOp::Remainder,
        ]);
        let compare = prop::sample::select(vec![
            CompareOp::Equal,
            CompareOp::NotEqual,
            CompareOp::Less,
            CompareOp::AtMost,
            CompareOp::More,
            CompareOp::AtLeast,
        ]);
        prop_oneof![
            one().prop_map(ExprKind::Negate),
            one().prop_map(ExprKind::Not),
            several().prop_map(ExprKind::And),
            several().prop_map(ExprKind::Or),
            several().prop_map(ExprKind::Concat),
            (arithmetic, one(), one()).prop_map(|(op, left, right)| ExprKind::Arithmetic {
                op,
                left,
                right
            }),
            (compare, one(), one()).prop_map(|(op, left, right)| ExprKind::Compare {
                op,
                left,
                right
            }),
            (one(), several(), any::<bool>()).prop_map(|(value, list, negated)| ExprKind::In {
                value,
                list,
                negated
            }),
            (one(), one(), one(), any::<bool>()).prop_map(|(value, low, high, negated)| {
                ExprKind::Between { value, low, high, negated }
            }),
            (one(), one(), any::<bool>(), any::<bool>()).prop_map(
                |(value, pattern, any_case, negated)| {
                    ExprKind::Like { value, pattern, any_case, negated }
                }
            ),
            (one(), any::<bool>()).prop_map(|(value, negated)| ExprKind::IsNull { value, negated }),
            case(inner.clone()),
            call(inner.clone()),
        ]
        .prop_map(expr)
    })
}

/// Text made of the language's own pieces: most of it nonsense, some of it nearly right.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "arr",
        "tier",
        "day",
        "and",
        "or",
        "not",
        "in",
        "between",
        "like",
        "is",
        "null",
        "lag",
        "(",
        ")",
        ",",
        "=",
        "<>",
        "<",
        "-",
        "*",
        "1",
        "2.5",
        "'x'",
        "'2026-01-31'",
        "coalesce",
        "true",
        "case",
        "when",
        "then",
        "else",
        "end",
        "nullif",
        "ilike",
        "||",
        "%",
        "date_trunc",
        "'week'",
        "days_between",
        "substring",
        "a.b",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.join(" "))
}

fn check_any(text: &str) {
    let schema = Schema::new([
        ("account_id", Type::Text),
        ("day", Type::Day),
        ("arr", Type::Number),
        ("tier", Type::Text),
    ]);
    match parse_condition(text, &schema) {
        Ok(condition) => assert!(!condition.explain().is_empty()),
        Err(error) => {
            assert!(text.get(error.span.start..error.span.end).is_some(), "{error:?}");
            assert!(error.to_string().contains('^'));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_reads_back(original in any_expr()) {
        let text = original.to_string();
        let read = parse(&text);
        prop_assert_eq!(read.as_ref(), Ok(&original), "{}", text);
    }

    #[test]
    fn any_text_is_an_expression_or_an_error(text in ".{0,60}") {
        check_any(&text);
    }

    #[test]
    fn any_pieces_are_an_expression_or_an_error(text in soup()) {
        check_any(&text);
    }
}
