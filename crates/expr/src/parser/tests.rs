use super::*;

fn printed(text: &str) -> String {
    parse(text).unwrap().to_string()
}

fn refused(text: &str) -> String {
    parse(text).unwrap_err().sentence()
}

#[test]
fn operators_bind_as_in_sql() {
    assert_eq!(parse("a or b and c"), parse("a or (b and c)"));
    assert_eq!(parse("not a = b and c"), parse("(not (a = b)) and c"));
    assert_eq!(parse("a = b is null"), parse("(a = b) is null"));
    assert_eq!(parse("a between 1 and 2 and b"), parse("(a between 1 and 2) and b"));
    assert_eq!(parse("a = b in (c)"), parse("a = (b in (c))"));
    assert_eq!(parse("a || b + c = d || e"), parse("(a || (b + c)) = (d || e)"));
    assert_eq!(parse("a || b in (c) and d"), parse("((a || b) in (c)) and d"));
    assert_eq!(parse("a between b || c and d"), parse("a between (b || c) and d"));
    assert_eq!(parse("a % b * c % -d"), parse("((a % b) * c) % (-d)"));
    assert_eq!(parse("a - b - c * -d"), parse("(a - b) - (c * (-d))"));
    assert_eq!(parse("A NOT LIKE 'x' AND TRUE"), parse("A not like 'x' and true"));
    assert_ne!(parse("a and (b and c)"), parse("a and b and c"));
}

#[test]
fn the_printed_form_needs_the_fewest_brackets() {
    assert_eq!(printed("((a)+(b*(c)))>=(1.50)"), "a + b * c >= 1.5");
    assert_eq!(printed("a-(b-c)"), "a - (b - c)");
    assert_eq!(printed("(a or b) and not (c and d)"), "(a or b) and not (c and d)");
    assert_eq!(printed("-(-a)"), "-(-a)");
    assert_eq!(printed("(a||b)||(c+d)ILIKE(e||f)"), "(a || b) || c + d ilike e || f");
    assert_eq!(printed("\"and\" <> 'it''s'"), "\"and\" <> 'it''s'");
    assert_eq!(printed("LAG( x ,28)not in(1,NULL)"), "lag(x, 28) not in (1, null)");
}

#[test]
fn a_case_is_read_and_printed() {
    assert_eq!(
        printed("CASE WHEN a>1 THEN (b) WHEN not c THEN -1 ELSE 0 END + 1"),
        "case when a > 1 then b when not c then -1 else 0 end + 1"
    );
    assert_eq!(printed("case (x) when 1 then 'y' end"), "case x when 1 then 'y' end");
    assert_eq!(printed("\"case\" + \"End\" + case.end"), "\"case\" + \"End\" + case.end");
    assert_eq!(printed("\"a.b\" = \"a..b\" + \"a.2\""), "a.b = \"a..b\" + \"a.2\"");
}

#[test]
fn a_case_says_what_it_lacks() {
    assert!(refused("case end").contains("missing before \"end\""));
    assert!(refused("case a then 1 end").starts_with("after case comes when"));
    assert!(refused("case a whn 1 then 2 end").ends_with("did you mean when?"));
    assert!(refused("case when a thn 2 end").ends_with("did you mean then?"));
    assert!(refused("case when a then 2 els 3 end").ends_with("did you mean else?"));
    assert_eq!(
        refused("case when a then 2 else 3 when b then 4 end"),
        "here comes a further when, else, or the end of the case; did you mean when?"
    );
    assert_eq!(
        refused("(case when a then 2)"),
        "here comes a further when, else, or the end of the case"
    );
    assert_eq!(refused("case when a then 2 else 3"), "this case lacks its end; it ends with end");
    assert_eq!(refused("case when a"), "this case lacks its then; it ends with end");
    let arms = " when a then 1".repeat(101);
    assert_eq!(refused(&format!("case{arms} end")), "the case has more than 100 arms");
    let nested = format!("{}1{}", "case when a then ".repeat(70), " end".repeat(70));
    assert!(refused(&nested).contains("nests deeper than 64 levels"));
}

#[test]
fn what_is_no_expression_says_what_is_missing() {
    assert!(refused("  ").starts_with("there is no expression"));
    assert_eq!(refused("a >"), "a column, a number or a text is missing here");
    assert_eq!(refused("and b"), "a column, a number or a text is missing before \"and\"");
    assert_eq!(refused("1 < a < 3"), "comparisons cannot be chained; join them with and");
    assert_eq!(refused("(a = 1"), "this bracket is never closed");
    assert_eq!(refused("a = 1)"), "this bracket closes nothing");
    assert_eq!(refused("a is 3"), "after is comes null or not null");
    assert_eq!(refused("a in 3"), "after in comes a list such as ('a', 'b')");
    assert_eq!(refused("a between 3"), "between needs two bounds: between 1 and 10");
    assert_eq!(refused("lag(a)"), "write lag(metric, days)");
    assert!(refused("a lke 'x'").ends_with("did you mean like?"));
    assert!(refused("lenght(a) > 3").ends_with("did you mean length?"));
}

#[test]
fn depth_and_lists_are_bounded() {
    let nested = format!("{}a{}", "(".repeat(5000), ")".repeat(4000));
    assert!(refused(&nested).contains("nests deeper than 64 levels"));
    assert!(refused(&"not ".repeat(2000)).contains("nests deeper"));
    assert!(refused(&"-".repeat(9000)).contains("nests deeper"));
    assert!(refused(&format!("a{}", " + a".repeat(2000))).contains("nests deeper"));
    assert!(refused(&format!("a in (1{})", ", 1".repeat(2000))).contains("more than 500 values"));
    assert!(parse(&format!("a{}", " and a".repeat(1500))).is_ok());
}
