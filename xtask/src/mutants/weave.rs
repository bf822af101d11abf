//! Writes every mutant of a file into it at once: which one is meant is asked
//! when the program runs, so that it is compiled once and not once for each.
//!
//! `a < b` becomes, in short, `if is(1) { a > b } else { a < b }`.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use super::edit::{Edits, Woven};
use super::mutant::{Genre, Mutant};
use crate::Result;

/// The file's text with these mutants in it. A function whose name is in
/// `constant` stays `const`, and has none: what is asked at run time cannot be
/// asked by the compiler.
pub(super) fn weave(
    text: &str,
    mutants: &[(usize, &Mutant)],
    constant: &BTreeSet<String>,
) -> Result<Woven> {
    let mut places = Vec::new();
    for (number, mutant) in mutants {
        let range = mutant.range(text);
        let range = range.ok_or_else(|| format!("{} is not in its file", mutant.name))?;
        places.push((*number, *mutant, range));
    }
    let mut weaver = Weaver {
        places,
        constant,
        is_constant: false,
        has_rest: false,
        edits: Edits::default(),
    };
    weaver.visit_file(&syn::parse_file(text)?);
    Ok(weaver.edits.apply(text))
}

struct Weaver<'m> {
    places: Vec<(usize, &'m Mutant, Range<usize>)>,
    constant: &'m BTreeSet<String>,
    /// Whether what is visited belongs to a function that stays `const`.
    is_constant: bool,
    /// Whether an arm of the match takes what no other does.
    has_rest: bool,
    edits: Edits,
}

impl Weaver<'_> {
    /// The mutants of this genre for which it is so.
    fn of(&self, genre: Genre, is_it: impl Fn(&Range<usize>) -> bool) -> Vec<(usize, String)> {
        if self.is_constant {
            return Vec::new();
        }
        let places = self.places.iter();
        places
            .filter(|(_, mutant, range)| mutant.genre == genre && is_it(range))
            .map(|(number, mutant, _)| (*number, mutant.replacement.clone()))
            .collect()
    }

    fn function(
        &mut self,
        signature: &syn::Signature,
        block: &syn::Block,
        go_on: impl FnOnce(&mut Self),
    ) {
        let before = self.is_constant;
        if let Some(token) = &signature.constness {
            if self.constant.contains(&signature.ident.to_string()) {
                self.is_constant = true;
            } else {
                self.edits.replace(token.span().byte_range(), "");
            }
        }
        let body = block.brace_token.span.span().byte_range();
        let inner: Vec<Range<usize>> = Functions::within(block);
        let is_own = |range: &Range<usize>| {
            body.start <= range.start
                && range.end <= body.end
                && !inner
                    .iter()
                    .any(|other| other.start <= range.start && range.end <= other.end)
        };
        // One type is promised, and the value would be of another.
        let is_opaque = quote(&signature.output).contains("impl ");
        for (number, value) in self.of(Genre::Function, |range| !is_opaque && is_own(range)) {
            let text = format!(" if crate::mutant::is({number}) {{ return {value}; }} ");
            self.edits.insert(body.start + 1, number, text);
        }
        go_on(self);
        self.is_constant = before;
    }

    /// `one` and `other` are asked for once; what stands between them gives way.
    fn binary(&mut self, node: &syn::ExprBinary) {
        let op = node.op.span().byte_range();
        let mutants = self.of(Genre::BinaryOperator, |range| *range == op);
        if mutants.is_empty() {
            return;
        }
        let whole = node.span().byte_range();
        let original = &node.op;
        let original = match original {
            syn::BinOp::And(_) => "&&".to_owned(),
            syn::BinOp::Or(_) => "||".to_owned(),
            other => quote(other),
        };
        let numbers: Vec<usize> = mutants.iter().map(|(number, _)| *number).collect();
        match (original.as_str(), mutants.as_slice()) {
            // The second is asked for only where it is needed, as ever.
            ("&&", [(number, to)]) if to == "||" => {
                let text = format!(" {{ __one => if __one != crate::mutant::is({number}) {{ ");
                self.edits
                    .wrap(whole, &numbers, "(match ", " } else { __one } })");
                self.edits.replace(op, &text);
            }
            ("||", [(number, to)]) if to == "&&" => {
                let text = format!(" {{ __one => if __one == crate::mutant::is({number}) {{ ");
                self.edits
                    .wrap(whole, &numbers, "(match ", " } else { __one } })");
                self.edits.replace(op, &text);
            }
            ("&&" | "||", _) => {}
            (original, _)
                if original.ends_with('=') && !["==", "!=", "<=", ">="].contains(&original) =>
            {
                let (left, right) = (
                    node.left.span().byte_range(),
                    node.right.span().byte_range(),
                );
                self.edits.assign(left, right, original, &mutants);
            }
            (original, _) => {
                let mut after = String::from(") { (__one, __other) => ");
                for (number, to) in &mutants {
                    after +=
                        &format!("if crate::mutant::is({number}) {{ *__one {to} *__other }} else ");
                }
                after += &format!("{{ *__one {original} *__other }} }})");
                self.edits
                    .wrap(whole, &numbers, "(match (&(", &format!("){after}"));
                self.edits.replace(op, "), &(");
            }
        }
    }
}

/// Whether an arm takes whatever is left.
const fn takes_rest(arm: &syn::Arm) -> bool {
    matches!(arm.pat, syn::Pat::Wild(_) | syn::Pat::Ident(_))
}

/// A part of the text as it is written.
fn quote(part: &impl quote::ToTokens) -> String {
    part.to_token_stream().to_string()
}

/// The blocks of the functions inside a block.
#[derive(Default)]
struct Functions(Vec<Range<usize>>);

impl Functions {
    fn within(block: &syn::Block) -> Vec<Range<usize>> {
        let mut functions = Self::default();
        functions.visit_block(block);
        functions.0
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        self.0.push(node.block.brace_token.span.span().byte_range());
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        self.0.push(node.block.brace_token.span.span().byte_range());
    }
}

impl<'ast> Visit<'ast> for Weaver<'_> {
    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        self.function(&node.sig, &node.block, |weaver| {
            visit::visit_block(weaver, &node.block)
        });
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        self.function(&node.sig, &node.block, |weaver| {
            visit::visit_block(weaver, &node.block)
        });
    }

    fn visit_trait_item_fn(&mut self, node: &'ast syn::TraitItemFn) {
        if let Some(block) = &node.default {
            self.function(&node.sig, block, |weaver| visit::visit_block(weaver, block));
        }
    }

    /// What the compiler computes cannot ask.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}

    /// What is computed at the first question instead can.
    fn visit_item_static(&mut self, node: &'ast syn::ItemStatic) {
        let (of, value) = (node.ty.span().byte_range(), node.expr.span().byte_range());
        self.edits.wrap(of, &[], "std::sync::LazyLock<", ">");
        self.edits
            .wrap(value, &[], "std::sync::LazyLock::new(|| ", ")");
        visit::visit_expr(self, &node.expr);
    }

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        self.binary(node);
        visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        let op = node.op.span().byte_range();
        for (number, _) in self.of(Genre::UnaryOperator, |range| *range == op) {
            let sign = match node.op {
                syn::UnOp::Not(_) => '!',
                _ => '-',
            };
            let after = format!(
                " {{ __one => if crate::mutant::is({number}) {{ __one }} else {{ {sign}__one }} }})"
            );
            self.edits
                .wrap(node.span().byte_range(), &[number], "(match ", &after);
            self.edits.replace(op.clone(), "");
        }
        visit::visit_expr_unary(self, node);
    }

    fn visit_expr_match(&mut self, node: &'ast syn::ExprMatch) {
        let before = self.has_rest;
        // Where no arm takes the rest, none can be left out.
        self.has_rest = node.arms.iter().any(takes_rest);
        visit::visit_expr_match(self, node);
        self.has_rest = before;
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        let arm = node.span().byte_range();
        let is_passable = self.has_rest && !takes_rest(node);
        let guard = match &node.pat {
            syn::Pat::Guard(guarded) => Some(guarded.guard.span().byte_range()),
            _ => None,
        };
        for (number, _) in self.of(Genre::MatchArm, |range| {
            is_passable && range.start == arm.start
        }) {
            let condition = format!("!crate::mutant::is({number})");
            match &guard {
                Some(guard) => {
                    self.edits
                        .wrap(guard.clone(), &[number], &format!("{condition} && ("), ")");
                }
                None => {
                    let pattern = node.pat.span().byte_range();
                    self.edits
                        .wrap(pattern, &[number], "", &format!(" if {condition}"));
                }
            }
        }
        if let Some(guard) = guard {
            let mutants = self.of(Genre::MatchArmGuard, |range| {
                range.start <= guard.start && guard.end <= range.end
            });
            for (number, value) in mutants {
                let (before, after) = if value.contains("true") {
                    (format!("(crate::mutant::is({number}) || ("), "))")
                } else {
                    (format!("(!crate::mutant::is({number}) && ("), "))")
                };
                self.edits.wrap(guard.clone(), &[number], &before, after);
            }
        }
        visit::visit_arm(self, node);
    }
}

#[cfg(test)]
mod tests;
