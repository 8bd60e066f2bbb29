//! Names that look equal are found: the laws of the one folding, with the tables of Unicode in place of the browser's.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use console_core::domain::listing::{Query, folded, normalize_by};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn provide() {
    normalize_by(|text| text.nfkd().flat_map(char::to_lowercase).collect());
}

/// Letters of many scripts, with marks, of full and half width, and anything else.
fn names() -> impl Strategy<Value = String> {
    let letters = "[a-zA-Z0-9 _.-]{0,6}|[À-ɏ]{0,4}|[Ѐ-ӿ]{0,4}|[ぁ-ヺ]{0,4}|[！-ﾟ]{0,4}|[가-힣]{0,3}|[Ḁ-ỿ]{0,4}|[ऄ-ह़-्]{0,4}";
    prop_oneof![prop::collection::vec(letters, 0..4).prop_map(|parts| parts.concat()), "\\PC{0,12}",]
}

proptest! {
    #[test]
    fn every_normal_form_of_a_name_is_the_same_name(name in names()) {
        provide();
        let same = folded(&name);
        prop_assert_eq!(&folded(&name.nfc().collect::<String>()), &same);
        prop_assert_eq!(&folded(&name.nfd().collect::<String>()), &same);
        prop_assert_eq!(&folded(&name.nfkc().collect::<String>()), &same);
        prop_assert_eq!(&folded(&name.nfkd().collect::<String>()), &same);
    }

    #[test]
    fn what_is_folded_stays_as_it_is(name in names()) {
        provide();
        let once = folded(&name);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn a_name_is_found_by_each_of_its_words(name in names(), forms in any::<bool>()) {
        provide();
        let typed: String = if forms { name.nfc().collect() } else { name.nfd().collect() };
        let mut words: Vec<&str> = typed.split(' ').collect();
        words.reverse();
        prop_assert!(Query::new(&words.join(" ")).is_in(&folded(&name)));
    }

    #[test]
    fn case_does_not_matter(name in "[a-zA-Z0-9 _.-]{0,6}|[À-ɏ]{0,6}|[Ѐ-ӿ]{0,6}|[Ḁ-ỿ]{0,6}|[Α-ώ]{0,6}") {
        provide();
        prop_assert_eq!(folded(&name.to_lowercase()), folded(&name));
        prop_assert_eq!(folded(&name.to_uppercase()), folded(&name));
    }
}

#[test]
fn names_that_look_equal_are_found() {
    provide();
    for (typed, name) in [
        ("и\u{306}-бэкап", "й-бэкап"),
        ("й-бэкап", "и\u{306}-бэкап"),
        ("か\u{3099}-ci", "が-ci"),
        ("が-ci", "か\u{3099}-ci"),
        ("ｶﾞ", "ガ"),
        ("ci-deploy", "ＣＩ－ｄｅｐｌｏｙ"),
        ("ＣＩ－ｄｅｐｌｏｙ", "ci-deploy"),
        ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ("office", "oﬃce"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("strasse", "STRAẞE"),
        ("istanbul", "İstanbul"),
        ("a b", "a\u{3000}b"),
        ("2024-11", "2024‑11"),
        ("ﺏﺎﺑ", "باب"),
        ("שלום", "שָׁלוֹם"),
        ("ij", "Ĳ"),
    ] {
        assert!(
            Query::new(typed).is_in(&folded(name)),
            "{typed} in {name}: {:?} {:?}",
            folded(typed),
            folded(name)
        );
    }
    assert!(Query::new("viet nam").is_in(&folded("Việt\u{a0}Nam")));
    assert!(!Query::new("ci-deploy").is_in(&folded("ci_deploy")));
    assert!(!Query::new("क").is_in(&folded("ख")));
}
