//! Licence expressions, by SPDX 2.3, annex D.

/// Returns whether a licence expression can be met with allowed licences alone,
/// and `None` if it is no expression.
///
/// A slash means `OR`, as it did in older manifests.
pub(super) fn is_satisfied(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let answer = any(&mut words, is_allowed)?;
    words.is_empty().then_some(answer)
}

/// Reads licences with `OR` between them. The next word is the last.
fn any(words: &mut Vec<&str>, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut answer = all(words, is_allowed)?;
    while words.pop_if(|word| *word == "OR").is_some() {
        answer |= all(words, is_allowed)?;
    }
    Some(answer)
}

/// Reads licences with `AND` between them.
fn all(words: &mut Vec<&str>, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut answer = one(words, is_allowed)?;
    while words.pop_if(|word| *word == "AND").is_some() {
        answer &= one(words, is_allowed)?;
    }
    Some(answer)
}

/// Reads a licence, or an expression in parentheses.
fn one(words: &mut Vec<&str>, is_allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    match words.pop()? {
        "(" => {
            let answer = any(words, is_allowed)?;
            (words.pop()? == ")").then_some(answer)
        }
        ")" | "OR" | "AND" | "WITH" => None,
        licence => match words.pop_if(|word| *word == "WITH") {
            None => Some(is_allowed(licence)),
            Some(_) => Some(is_allowed(&format!("{licence} WITH {}", words.pop()?))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_read_as_it_is_written() {
        let is_allowed = |licence: &str| matches!(licence, "A" | "B" | "C WITH exception");
        let cases = [
            ("A", Some(true)),
            ("X", Some(false)),
            ("X OR A", Some(true)),
            ("X/A", Some(true)),
            ("A AND X", Some(false)),
            ("A AND B", Some(true)),
            // `AND` binds tighter than `OR`.
            ("A OR X AND X", Some(true)),
            ("(A OR X) AND X", Some(false)),
            ("(X OR A) AND B", Some(true)),
            ("C WITH exception", Some(true)),
            ("C", Some(false)),
            ("", None),
            ("A B", None),
            ("A OR", None),
            ("(A", None),
            ("A)", None),
            ("C WITH", None),
        ];
        for (expression, answer) in cases {
            assert_eq!(
                is_satisfied(expression, &is_allowed),
                answer,
                "{expression}"
            );
        }
    }
}
