//! One of several values for each row: `case`, `coalesce`, `least` and `greatest`.

use arrow::{
    array::{Array, AsArray, StringArray},
    compute::{is_null, kernels::zip::zip},
    datatypes::DataType,
};

use super::{Evaluating, Run, Value, compare};
use crate::{
    ast::CompareOp,
    error::EvalError,
    limits::MAX_TEXT_BYTES,
    node::{CaseArm, Extreme, Node},
};

impl Run<'_> {
    /// The first arm that applies wins, so the arms are laid over each other from the last on.
    pub(super) fn case(
        &self,
        subject: Option<&Node>,
        arms: &[CaseArm],
        otherwise: &Node,
    ) -> Evaluating<Value> {
        let subject = subject.map(|node| self.eval(node)).transpose()?;
        let mut result = self.eval(otherwise)?;
        for CaseArm { when, then } in arms.iter().rev() {
            let when = self.eval(when)?;
            let applies = match &subject {
                None => when,
                Some(subject) => compare(CompareOp::Equal, subject, &when)?,
            };
            result = self.choose(&applies, self.eval(then)?, result)?;
        }
        Ok(result)
    }

    pub(super) fn extreme(&self, which: Extreme, left: Value, right: Value) -> Evaluating<Value> {
        let op = match which {
            Extreme::Least => CompareOp::AtMost,
            Extreme::Greatest => CompareOp::AtLeast,
        };
        let wins = compare(op, &left, &right)?;
        let stands_alone = right.try_map(|a| Ok(is_null(a)?))?;
        let take_left = self.or(wins, stands_alone)?;
        self.choose(&take_left, left, right)
    }

    /// `left` where the choice is true, else `right`.
    pub(super) fn choose(&self, choice: &Value, left: Value, right: Value) -> Evaluating<Value> {
        let holds = choice.array().as_boolean();
        if choice.is_one() {
            let is_left = holds.is_valid(0) && holds.value(0);
            return Ok(if is_left { left } else { right });
        }
        for side in [&left, &right] {
            self.must_fit(side)?;
        }
        Ok(Value::Rows(zip(holds, &left, &right)?))
    }

    /// That a text which stands for many rows may be repeated in each.
    fn must_fit(&self, value: &Value) -> Evaluating<()> {
        let array = value.array();
        if !value.is_one() || *array.data_type() != DataType::Utf8 {
            return Ok(());
        }
        let text: &StringArray = array.as_string();
        if text.value_data().len().saturating_mul(self.rows()) > MAX_TEXT_BYTES {
            return Err(EvalError::TooMuchText { rows: self.rows() });
        }
        Ok(())
    }
}
