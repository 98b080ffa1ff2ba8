//! `case when … then … else … end`, with or without a subject.

use super::{Parser, nearest};
use crate::{
    ast::{Arm, ExprKind},
    error::{ExprError, Span},
    lexer::Token,
    limits::MAX_ARMS,
};

impl Parser<'_> {
    /// What follows the word `case`, which stands at `start`, up to its `end`.
    pub(super) fn case(&mut self, start: Span) -> Result<ExprKind, ExprError> {
        let subject = if self.is_at("when") { None } else { Some(Box::new(self.climb(0)?)) };
        let mut arms = Vec::new();
        while self.eat_word("when") {
            if arms.len() == MAX_ARMS {
                return Err(self.fail_here(&format!("the case has more than {MAX_ARMS} arms")));
            }
            let when = self.climb(0)?;
            self.expect_word("then", start, "after when and its condition comes then")?;
            arms.push(Arm { when, then: self.climb(0)? });
        }
        if arms.is_empty() {
            let message = "after case comes when: case when arr > 0 then 1 else 0 end";
            return Err(self.lacks("when", start, message));
        }
        let otherwise = if self.eat_word("else") { Some(Box::new(self.climb(0)?)) } else { None };
        self.expect_word("end", start, "here comes a further when, else, or the end of the case")?;
        Ok(ExprKind::Case { subject, arms, otherwise })
    }

    fn expect_word(&mut self, word: &str, start: Span, message: &str) -> Result<(), ExprError> {
        if self.eat_word(word) { Ok(()) } else { Err(self.lacks(word, start, message)) }
    }

    /// That a word of the case is missing here, or that the text ends before the case does.
    fn lacks(&self, word: &str, start: Span, message: &str) -> ExprError {
        match self.peek() {
            Token::End => {
                let message = format!("this case lacks its {word}; it ends with end");
                ExprError::new(self.text, start, message)
            }
            Token::Word(found) => {
                self.fail_here(message).suggest(nearest(found, ["when", "then", "else", "end"]))
            }
            _ => self.fail_here(message),
        }
    }
}
