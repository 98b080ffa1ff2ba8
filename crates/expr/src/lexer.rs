//! Text to tokens.

use crate::{
    error::{ExprError, Span},
    limits::MAX_LENGTH,
};

/// One piece of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// A keyword, a function's name, or a column's: one part or several joined by dots.
    Word(String),
    /// A name in double quotes: always a column.
    Quoted(String),
    Number(f64),
    /// Text in single quotes.
    Text(String),
    /// An operator or a bracket; `!=` is read as `<>`.
    Symbol(&'static str),
    End,
}

/// The tokens with their places; the last is [`Token::End`].
pub(crate) fn lex(text: &str) -> Result<Vec<(Token, Span)>, ExprError> {
    if text.len() > MAX_LENGTH {
        let span = Span { start: floor_boundary(text, MAX_LENGTH), end: text.len() };
        let message = format!("the expression is longer than {MAX_LENGTH} bytes; shorten it");
        return Err(ExprError::new(text, span, message));
    }
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        let (token, span) = lexer.next()?;
        let is_end = token == Token::End;
        tokens.push((token, span));
        if is_end {
            return Ok(tokens);
        }
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

const SYMBOLS: [(&str, &str); 16] = [
    ("<>", "<>"),
    ("!=", "<>"),
    ("<=", "<="),
    (">=", ">="),
    ("=", "="),
    ("<", "<"),
    (">", ">"),
    ("+", "+"),
    ("-", "-"),
    ("*", "*"),
    ("/", "/"),
    ("%", "%"),
    ("||", "||"),
    ("(", "("),
    (")", ")"),
    (",", ","),
];

/// What people write who come from other languages, and what it is called here.
const FOREIGN: [(&str, &str); 5] =
    [("==", "="), ("&&", "and"), ("!", "not"), ("&", "and"), ("|", "or")];

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Result<(Token, Span), ExprError> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else {
            return Ok((Token::End, Span { start: self.at, end: self.at }));
        };
        let starts_number = first.is_ascii_digit()
            || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit()));
        if starts_number {
            return self.number();
        }
        if starts_name(first) {
            let length = name_length(rest);
            return Ok((Token::Word(rest[..length].to_owned()), self.take(length)));
        }
        match first {
            '\'' => self.quoted('\'').map(|(text, span)| (Token::Text(text), span)),
            '"' => self.quoted('"').map(|(name, span)| (Token::Quoted(name), span)),
            _ => self.symbol(rest, first),
        }
    }

    fn symbol(&mut self, rest: &str, first: char) -> Result<(Token, Span), ExprError> {
        let is_ours = rest.starts_with("!=") || rest.starts_with("||");
        let foreign = FOREIGN.iter().find(|(written, _)| !is_ours && rest.starts_with(written));
        if let Some((written, ours)) = foreign {
            let span = self.take(written.len());
            let message = format!("\"{written}\" is not an operator here");
            return Err(ExprError::new(self.text, span, message).suggest(Some(*ours)));
        }
        if let Some((written, token)) =
            SYMBOLS.iter().find(|(written, _)| rest.starts_with(written))
        {
            return Ok((Token::Symbol(token), self.take(written.len())));
        }
        let span = self.take(first.len_utf8());
        let message = if first == '.' {
            "a dot joins the parts of a name, as in contact.role; \
             put other names in double quotes as a whole"
                .to_owned()
        } else {
            format!("the character \"{first}\" has no meaning here")
        };
        Err(ExprError::new(self.text, span, message))
    }

    fn number(&mut self) -> Result<(Token, Span), ExprError> {
        let rest = &self.text[self.at..];
        let digits = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
        let mut length = digits(0);
        if rest[length..].starts_with('.') {
            length += 1 + digits(length + 1);
        }
        if rest[length..].starts_with(['e', 'E']) {
            let sign = usize::from(rest[length + 1..].starts_with(['+', '-']));
            let exponent = digits(length + 1 + sign);
            if exponent > 0 {
                length += 1 + sign + exponent;
            }
        }
        let tail =
            rest[length..].find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len() - length);
        let written = &rest[..length + tail];
        let span = self.take(written.len());
        let value =
            if tail == 0 { written.parse().ok().filter(|n: &f64| n.is_finite()) } else { None };
        value.map(|n| (Token::Number(n), span)).ok_or_else(|| {
            ExprError::new(self.text, span, format!("\"{written}\" is not a number"))
        })
    }

    /// Text between quotes; a doubled quote stands for one.
    fn quoted(&mut self, quote: char) -> Result<(String, Span), ExprError> {
        let rest = &self.text[self.at..];
        let mut value = String::new();
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            if c != quote {
                value.push(c);
            } else if chars.next_if(|(_, next)| *next == quote).is_some() {
                value.push(quote);
            } else {
                return Ok((value, self.take(at + 1)));
            }
        }
        let span = self.take(rest.len());
        Err(ExprError::new(
            self.text,
            span,
            format!("the quote {quote} that opens here is never closed"),
        ))
    }

    fn take(&mut self, length: usize) -> Span {
        let start = self.at;
        self.at += length;
        Span { start, end: self.at }
    }
}

/// How far the name reaches that the text begins with: `contact.role`, not the dot of `arr.5`.
fn name_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let part = &text[length..];
        length += part.find(|c: char| !is_word(c)).unwrap_or(part.len());
        match text[length..].strip_prefix('.') {
            Some(next) if next.starts_with(starts_name) => length += 1,
            _ => return length,
        }
    }
}

/// Whether a name reads back as itself without quotes, keywords aside.
pub(crate) fn is_plain_name(name: &str) -> bool {
    name.starts_with(starts_name) && name_length(name) == name.len()
}

fn starts_name(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        lex(text).unwrap().into_iter().map(|(token, _)| token).collect()
    }

    #[test]
    fn each_sort_of_token() {
        assert_eq!(
            tokens("arr_1>=.5e1 and \"a \"\"b\"\"\"!='it''s'"),
            [
                Token::Word("arr_1".into()),
                Token::Symbol(">="),
                Token::Number(5.0),
                Token::Word("and".into()),
                Token::Quoted("a \"b\"".into()),
                Token::Symbol("<>"),
                Token::Text("it's".into()),
                Token::End,
            ]
        );
    }

    #[test]
    fn dots_join_the_parts_of_a_name_and_begin_a_number() {
        assert_eq!(
            tokens("account.tier _a.b2.c .5 x_.é"),
            [
                Token::Word("account.tier".into()),
                Token::Word("_a.b2.c".into()),
                Token::Number(0.5),
                Token::Word("x_.é".into()),
                Token::End,
            ]
        );
        assert_eq!(tokens("arr.5"), [Token::Word("arr".into()), Token::Number(0.5), Token::End]);
        for name in ["a..b", "a.", ".a", "a.2b", "a b", ""] {
            assert!(!is_plain_name(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_token_says_so() {
        let message = |text: &str| lex(text).unwrap_err().sentence();
        assert_eq!(message("a == 1"), "\"==\" is not an operator here; did you mean =?");
        assert_eq!(message("a && b"), "\"&&\" is not an operator here; did you mean and?");
        assert_eq!(message("28d > 1"), "\"28d\" is not a number");
        assert_eq!(message("1e999"), "\"1e999\" is not a number");
        assert_eq!(message("1.2.3"), "\"1.2.3\" is not a number");
        assert_eq!(message("a = 'x"), "the quote ' that opens here is never closed");
        assert!(message("a.\"b c\" = 1").starts_with("a dot joins the parts of a name"));
        assert_eq!(message("a ; b"), "the character \";\" has no meaning here");
        assert!(message(&"é".repeat(9_000)).contains("longer than 10000 bytes"));
    }
}
