//! Digits in place of numbers that are written in words only, so that "a hundred thousand pounds" has the words of "£100,000".

use std::borrow::Cow;

use crate::text::quantity::{Quantity, Unit, Value};

/// Returns a text with digits in place of each number without any; and the number words that they stand for.
pub(super) fn with_digits<'t>(text: &'t str, quantities: &[Quantity]) -> (Cow<'t, str>, String) {
    let (mut digits, mut replaced, mut from) = (String::new(), String::new(), 0);
    for quantity in quantities {
        let (Value::Number { amount, unit }, Some(before)) = (quantity.value, text.get(from..quantity.range.start))
        else {
            continue;
        };
        let Some(written) = text.get(quantity.range.clone()) else { continue };
        // A multiple may be a share that is not exact in digits. "3 million" stays: it shares a word with "4 million", which
        // may be the same claim with another figure.
        if unit == Unit::Times || written.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        digits.push_str(before);
        digits.push_str(&amount.normalize().to_string());
        replaced.push_str(written);
        replaced.push(' ');
        from = quantity.range.end;
    }
    if from == 0 {
        return (Cow::Borrowed(text), replaced);
    }
    digits.push_str(&text[from..]);
    (Cow::Owned(digits), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::quantity::quantities;

    #[test]
    fn digits_stand_for_number_words() {
        for (text, expected) in [
            ("It would cost a hundred thousand pounds for each migrant", "It would cost 100000 for each migrant"),
            ("£100,000 per migrant", "£100,000 per migrant"),
            ("four thousand people in 3.5 million homes", "4000 people in 3.5 million homes"),
            ("78 per cent of twelve towns", "78 per cent of 12 towns"),
            ("twice as much on 5 May 2021", "twice as much on 5 May 2021"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(with_digits(text, &quantities(text)).0, expected);
        }
    }
}
