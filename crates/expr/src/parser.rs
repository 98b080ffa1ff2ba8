//! Tokens to an expression, by precedence climbing.
//!
//! How tightly operators bind follows PostgreSQL, from loose to tight: `or`; `and`; `not`; `is`;
//! comparisons; `in`, `between`, `like` and `ilike`; `||`; `+ -`; `* / %`; the sign.

use crate::{
    ast::{Expr, ExprKind},
    error::{ExprError, Span},
    functions::{FUNCTIONS, Function, PEER_FUNCTIONS, foreign},
    lexer::{Token, lex},
    limits::{MAX_DEPTH, MAX_LIST},
    suggest::nearest,
};

mod case;
pub(crate) mod infix;

use infix::{Infix, power};

pub(crate) const KEYWORDS: [&str; 16] = [
    "and", "between", "case", "else", "end", "false", "ilike", "in", "is", "like", "not", "null",
    "or", "then", "true", "when",
];

/// Reads an expression; names and types are not looked at yet.
///
/// # Errors
/// When the text is no expression, or exceeds a limit.
pub fn parse(text: &str) -> Result<Expr, ExprError> {
    let mut parser = Parser { text, tokens: lex(text)?, at: 0, depth: 0 };
    if *parser.peek() == Token::End {
        return Err(parser.fail_here("there is no expression; write one such as arr > 50000"));
    }
    let whole = parser.climb(0)?;
    if *parser.peek() != Token::End {
        return Err(parser.unexpected_operator());
    }
    Ok(whole)
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, Span)>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    /// Reads an expression whose operators bind at least as tightly as `least`.
    fn climb(&mut self, least: u8) -> Result<Expr, ExprError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.too_deep(self.span()));
        }
        let mut left = self.prefix()?;
        let mut before = None;
        while let Some(infix) = self.infix().filter(|i| i.power() >= least) {
            let chained = before == Some(infix.power());
            if chained && matches!(infix.power(), power::COMPARE | power::MEMBER) {
                return Err(self.chained(&left));
            }
            before = Some(infix.power());
            left = self.continue_with(left, infix)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn prefix(&mut self) -> Result<Expr, ExprError> {
        let (token, span) = self.advance();
        let kind = match token {
            Token::Number(number) => ExprKind::Number(number),
            Token::Text(text) => ExprKind::Text(text),
            Token::Quoted(name) => ExprKind::Column(name),
            Token::Symbol("-") => ExprKind::Negate(Box::new(self.climb(power::SIGN)?)),
            Token::Symbol("+") => return self.climb(power::SIGN),
            Token::Symbol("(") => {
                let mut inner = self.climb(0)?;
                inner.span = span.to(self.close(span)?);
                return Ok(inner);
            }
            Token::Word(word) => return self.word(word, span),
            Token::Symbol(_) | Token::End => {
                self.at -= 1;
                return Err(self.fail_here("a column, a number or a text is missing here"));
            }
        };
        self.node(kind, span)
    }

    fn word(&mut self, word: String, span: Span) -> Result<Expr, ExprError> {
        let lower = word.to_ascii_lowercase();
        let kind = match lower.as_str() {
            "not" => ExprKind::Not(Box::new(self.climb(power::NOT)?)),
            "null" => ExprKind::Null,
            "true" => ExprKind::Bool(true),
            "false" => ExprKind::Bool(false),
            "case" => self.case(span)?,
            keyword if KEYWORDS.contains(&keyword) => {
                self.at -= 1;
                let message = format!("a column, a number or a text is missing before \"{word}\"");
                return Err(self.fail_here(&message));
            }
            _ if *self.peek() == Token::Symbol("(") => return self.call(&word, span),
            _ => ExprKind::Column(word),
        };
        self.node(kind, span)
    }

    fn call(&mut self, name: &str, span: Span) -> Result<Expr, ExprError> {
        let Some(function) = Function::named(name) else {
            return Err(self.no_function(name, span));
        };
        let (_, open) = self.advance();
        let mut args = Vec::new();
        if *self.peek() != Token::Symbol(")") {
            args = self.list()?;
        }
        let span = span.to(self.close(open)?);
        let (fewest, most) = function.info().arguments;
        if args.len() < fewest || args.len() > most {
            let message = format!("write {}", function.info().form);
            return Err(ExprError::new(self.text, span, message));
        }
        self.node(ExprKind::Call { function, args }, span)
    }

    fn no_function(&self, name: &str, span: Span) -> ExprError {
        if let Some(message) = foreign::no_clock(name) {
            return ExprError::new(self.text, span, message);
        }
        let all = FUNCTIONS.iter().chain(PEER_FUNCTIONS);
        let ours = foreign::ours(name).or_else(|| nearest(name, all.map(|f| f.name)));
        ExprError::new(self.text, span, format!("there is no function \"{name}\"")).suggest(ours)
    }

    fn list(&mut self) -> Result<Vec<Expr>, ExprError> {
        let mut items = vec![self.climb(0)?];
        while self.eat(&Token::Symbol(",")) {
            if items.len() == MAX_LIST {
                return Err(self.fail_here(&format!("the list has more than {MAX_LIST} values")));
            }
            items.push(self.climb(0)?);
        }
        Ok(items)
    }

    /// Which operator comes next, without taking it.
    fn infix(&self) -> Option<Infix> {
        let word_at = |at: usize| match self.tokens.get(at) {
            Some((Token::Word(word), _)) => word.to_ascii_lowercase(),
            _ => String::new(),
        };
        match self.peek() {
            Token::Symbol(symbol) => Infix::of_symbol(symbol),
            Token::Word(_) => match word_at(self.at).as_str() {
                "not" => {
                    Infix::of_word(&word_at(self.at + 1)).filter(|i| i.power() == power::MEMBER)
                }
                word => Infix::of_word(word),
            },
            _ => None,
        }
    }

    fn continue_with(&mut self, left: Expr, infix: Infix) -> Result<Expr, ExprError> {
        let start = left.span;
        let negated = infix.power() == power::MEMBER && self.eat_word("not");
        self.advance();
        let value = Box::new(left);
        let kind = match infix {
            Infix::Or => ExprKind::Or(self.chain(*value, "or", power::AND)?),
            Infix::And => ExprKind::And(self.chain(*value, "and", power::NOT)?),
            Infix::Compare(op) => {
                ExprKind::Compare { op, left: value, right: Box::new(self.climb(power::MEMBER)?) }
            }
            Infix::Arithmetic(op) => ExprKind::Arithmetic {
                op,
                left: value,
                right: Box::new(self.climb(infix.power() + 1)?),
            },
            Infix::Is => {
                let negated = self.eat_word("not");
                if !self.eat_word("null") {
                    return Err(self.fail_here("after is comes null or not null"));
                }
                ExprKind::IsNull { value, negated }
            }
            Infix::In => {
                let open = self.span();
                if !self.eat(&Token::Symbol("(")) {
                    return Err(self.fail_here("after in comes a list such as ('a', 'b')"));
                }
                let list = self.list()?;
                self.close(open)?;
                ExprKind::In { value, list, negated }
            }
            Infix::Between => {
                let low = Box::new(self.climb(power::CONCAT)?);
                if !self.eat_word("and") {
                    return Err(self.fail_here("between needs two bounds: between 1 and 10"));
                }
                let high = Box::new(self.climb(power::CONCAT)?);
                ExprKind::Between { value, low, high, negated }
            }
            Infix::Like { any_case } => {
                let pattern = Box::new(self.climb(power::CONCAT)?);
                ExprKind::Like { value, pattern, any_case, negated }
            }
            Infix::Concat => {
                let mut parts = vec![*value, self.climb(power::SUM)?];
                while self.eat(&Token::Symbol("||")) {
                    parts.push(self.climb(power::SUM)?);
                }
                ExprKind::Concat(parts)
            }
        };
        self.node(kind, start)
    }

    /// The further parts of `a and b and c`, the operator after `first` being taken already.
    fn chain(&mut self, first: Expr, word: &str, tighter: u8) -> Result<Vec<Expr>, ExprError> {
        let mut parts = vec![first, self.climb(tighter)?];
        while self.eat_word(word) {
            parts.push(self.climb(tighter)?);
        }
        Ok(parts)
    }

    /// An expression that ends with the token before this place.
    fn node(&self, kind: ExprKind, start: Span) -> Result<Expr, ExprError> {
        let end = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(start, |t| t.1);
        let whole = Expr::new(kind, start.to(end));
        if whole.depth() > MAX_DEPTH { Err(self.too_deep(whole.span)) } else { Ok(whole) }
    }

    fn too_deep(&self, span: Span) -> ExprError {
        let message = format!("the expression nests deeper than {MAX_DEPTH} levels; simplify it");
        ExprError::new(self.text, span, message)
    }

    /// A second comparison after `first`; with `||` between them most likely meant as `or`.
    fn chained(&self, first: &Expr) -> ExprError {
        let mut last = None;
        first.kind.for_each_child(&mut |child| last = Some(child));
        if let Some(ExprKind::Concat(parts)) = last.map(|expr| &expr.kind)
            && let [before, after, ..] = parts.as_slice()
        {
            let span = before.span.operator_before(after.span, self.text, "||");
            let message = "\"||\" joins texts, and it stands between conditions here";
            return ExprError::new(self.text, span, message).suggest(Some("or"));
        }
        self.fail_here("comparisons cannot be chained; join them with and")
    }

    fn unexpected_operator(&self) -> ExprError {
        let Token::Word(word) = self.peek() else {
            return self.fail_here(match self.peek() {
                Token::Symbol(")") => "this bracket closes nothing",
                _ => "an operator such as and, =, < or + is missing before this",
            });
        };
        let operators = ["and", "or", "in", "between", "like", "ilike", "is", "not in", "not like"];
        let message =
            format!("\"{word}\" is not an operator; expected one such as and, =, < or in");
        self.fail_here(&message).suggest(nearest(word, operators))
    }

    fn close(&mut self, open: Span) -> Result<Span, ExprError> {
        let span = self.span();
        if self.eat(&Token::Symbol(")")) {
            return Ok(span);
        }
        if *self.peek() == Token::End {
            return Err(ExprError::new(self.text, open, "this bracket is never closed"));
        }
        Err(self.unexpected_operator())
    }

    fn fail_here(&self, message: &str) -> ExprError {
        ExprError::new(self.text, self.span(), message)
    }

    fn peek(&self) -> &Token {
        self.tokens.get(self.at).map_or(&Token::End, |(token, _)| token)
    }

    fn span(&self) -> Span {
        let end = Span { start: self.text.len(), end: self.text.len() };
        self.tokens.get(self.at).map_or(end, |(_, span)| *span)
    }

    fn advance(&mut self) -> (Token, Span) {
        let taken = (self.peek().clone(), self.span());
        self.at += 1;
        taken
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == token;
        self.at += usize::from(found);
        found
    }

    fn is_at(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Word(next) if next.eq_ignore_ascii_case(word))
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_at(word);
        self.at += usize::from(found);
        found
    }
}

#[cfg(test)]
mod tests;
