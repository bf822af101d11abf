use super::*;

/// A mutant of the one place where `original` stands.
fn mutant(text: &str, genre: Genre, original: &str, replacement: &str) -> Mutant {
    let at = text.find(original).unwrap();
    Mutant {
        name: original.to_owned(),
        file: "src/lib.rs".to_owned(),
        genre,
        replacement: replacement.to_owned(),
        start: (1, at + 1),
        end: (1, at + original.len() + 1),
    }
}

fn woven(text: &str, mutants: &[Mutant]) -> String {
    let mutants: Vec<_> = mutants.iter().enumerate().collect();
    let woven = weave(text, &mutants, &BTreeSet::from(["kept".to_owned()])).unwrap();
    syn::parse_file(&woven.text).unwrap();
    woven.text.replace("crate::mutant::", "")
}

#[test]
fn an_operator_is_chosen_when_the_program_runs() {
    let text = "fn f(a: u8) -> bool { a < 1 && !g(a) }";
    let mutants = [
        mutant(text, Genre::BinaryOperator, "&&", "||"),
        mutant(text, Genre::BinaryOperator, "<", "=="),
        mutant(text, Genre::BinaryOperator, "<", ">"),
        mutant(text, Genre::UnaryOperator, "!", ""),
    ];
    assert_eq!(
        woven(text, &mutants),
        "fn f(a: u8) -> bool { (match (match (&(a ), &( 1)) { (__one, __other) => \
         if is(1) { *__one == *__other } else if is(2) { *__one > *__other } else { *__one < *__other } })  \
         { __one => if __one != is(0) {  (match g(a) { __one => if is(3) { __one } else { !__one } }) \
         } else { __one } }) }"
    );
}

#[test]
fn a_function_answers_at_once() {
    let text = "const fn f() -> u8 { const fn kept() -> u8 { 2 } kept() }";
    let body = "const fn kept() -> u8 { 2 } kept()";
    let mutants = [
        mutant(text, Genre::Function, body, "0"),
        mutant(text, Genre::Function, "2", "1"),
    ];
    assert_eq!(
        woven(text, &mutants),
        " fn f() -> u8 { if is(0) { return 0; }  const fn kept() -> u8 { 2 } kept() }"
    );
}

#[test]
fn an_arm_is_passed_over() {
    let text = "fn f(a: u8) -> u8 { match a { 1 => 2, b if b > 7 => 3, _ => 0 } }";
    let mutants = [
        mutant(text, Genre::MatchArm, "1 => 2,", ""),
        mutant(text, Genre::MatchArm, "b if b > 7 => 3,", ""),
        mutant(text, Genre::MatchArmGuard, "b > 7", "true"),
        mutant(text, Genre::MatchArmGuard, "b > 7", "false"),
    ];
    assert_eq!(
        woven(text, &mutants),
        "fn f(a: u8) -> u8 { match a { 1 if !is(0) => 2, b if !is(1) && \
         ((is(2) || ((!is(3) && (b > 7))))) => 3, _ => 0 } }"
    );
}

#[test]
fn an_assignment_keeps_its_place() {
    let text = "fn f(a: &mut [u8]) { a[0] += 1; }";
    let mutants = [mutant(text, Genre::BinaryOperator, "+=", "-=")];
    assert_eq!(
        woven(text, &mutants),
        "fn f(a: &mut [u8]) { (match (&mut (a[0]), (1)) { (__one, __other) => \
         if is(0) { *__one -= __other } else { *__one += __other } }); }"
    );
}

#[test]
fn the_mutants_around_a_place_are_the_closest() {
    let text = "fn f(a: u8) -> bool { a < 1 && a > 2 }";
    let mutants = [
        mutant(text, Genre::BinaryOperator, "&&", "||"),
        mutant(text, Genre::BinaryOperator, "<", "=="),
    ];
    let numbered: Vec<_> = mutants.iter().enumerate().collect();
    let woven = weave(text, &numbered, &BTreeSet::new()).unwrap();
    let at = |part: &str| woven.text.find(part).unwrap();
    assert_eq!(woven.around(at("*__one ==")), [1]);
    assert_eq!(woven.around(at("a > 2")), [0]);
    assert!(woven.around(at("fn")).is_empty());
}
