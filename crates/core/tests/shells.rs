//! What is written for a shell is read back by it to the letter. Each shell is read here as its manual says it reads.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::process::Command;

use console_core::domain::shell::{Shell, curl_line};
use proptest::prelude::*;

/// A line of PowerShell, argument by argument: bare words, and single quotes in which two quotes are one.
fn power_shell(line: &str) -> Vec<String> {
    let is_quote = |c: char| matches!(c, '\'' | '\u{2018}'..='\u{201b}');
    let (mut all, mut chars) = (Vec::new(), line.chars().peekable());
    while let Some(c) = chars.next() {
        let mut one = String::new();
        if is_quote(c) {
            while let Some(c) = chars.next() {
                if is_quote(c) && chars.next_if(|next| is_quote(*next)).is_none() {
                    break;
                }
                one.push(c);
            }
        } else {
            one.push(c);
            while let Some(c) = chars.next_if(|c| *c != ' ') {
                assert!(!"$`\"'(){}@;,|&<>#".contains(c), "{c} means something: {line}");
                one.push(c);
            }
        }
        all.push(one);
        assert!(chars.next().is_none_or(|c| c == ' '), "{line}");
    }
    all
}

/// What the command prompt gives to a program: first variables (none of which is set with a caret in its name), then
/// carets, outside of double quotes.
fn prompt(line: &str) -> String {
    // `%name%` with a name that is set would be replaced.
    let names: Vec<&str> = line.split('%').collect();
    for name in names.iter().skip(1).take(names.len().saturating_sub(2)) {
        assert!(
            name.is_empty() || name.contains('^'),
            "the variable {name} would be put in: {line}"
        );
    }
    let (mut out, mut chars, mut quoted) = (String::new(), line.chars(), false);
    while let Some(c) = chars.next() {
        match c {
            '^' if !quoted => out.extend(chars.next()),
            '"' => {
                quoted = !quoted;
                out.push(c);
            }
            _ => {
                assert!(quoted || !"()<>&|".contains(c), "{c} means something: {line}");
                out.push(c);
            }
        }
    }
    out
}

/// `CommandLineToArgvW`.
fn arguments(line: &str) -> Vec<String> {
    let (mut all, mut one, mut is_open, mut is_quoted) = (Vec::new(), String::new(), false, false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                is_open = true;
                let mut slashes = 1;
                while chars.next_if_eq(&'\\').is_some() {
                    slashes += 1;
                }
                if chars.peek() == Some(&'"') {
                    one.extend(std::iter::repeat_n('\\', slashes / 2));
                    if slashes % 2 == 1 {
                        one.extend(chars.next());
                    }
                } else {
                    one.extend(std::iter::repeat_n('\\', slashes));
                }
            }
            '"' => (is_open, is_quoted) = (true, !is_quoted),
            ' ' | '\t' if !is_quoted => {
                if is_open {
                    all.push(std::mem::take(&mut one));
                }
                is_open = false;
            }
            _ => {
                is_open = true;
                one.push(c);
            }
        }
    }
    if is_open {
        all.push(one);
    }
    all
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z_.-]{1,8}",
        "[a-zA-Z0-9 '\"\\\\%^&|<>()!$`;,=@#~*?{}\u{2018}\u{2019}-]{0,12}",
        "\\PC{0,8}",
    ]
}

proptest! {
    #[test]
    fn power_shell_reads_it_back(all in prop::collection::vec(anything(), 1..4)) {
        let wanted: Vec<&str> = all.iter().map(String::as_str).collect();
        if let Some(line) = Shell::PowerShell.line(wanted.iter().copied()) {
            prop_assert_eq!(power_shell(&line), all);
        }
    }

    #[test]
    fn the_command_prompt_reads_it_back(all in prop::collection::vec(anything(), 1..4)) {
        let line = Shell::Cmd.line(all.iter().map(String::as_str)).unwrap();
        prop_assert_eq!(arguments(&prompt(&line)), all);
    }

    #[test]
    fn a_variable_of_the_command_prompt_holds_what_was_given(value in anything()) {
        let line = Shell::Cmd.set_variable("X", &value).unwrap();
        let set = prompt(&line);
        let told = set.strip_prefix("set \"X=").and_then(|rest| rest.strip_suffix('"'));
        prop_assert_eq!(told.or(set.strip_prefix("set X=")).unwrap(), value);
    }

    #[test]
    fn a_variable_of_power_shell_holds_what_was_given(value in anything()) {
        let line = Shell::PowerShell.set_variable("X", &value).unwrap();
        let told = power_shell(line.strip_prefix("$env:X = ").unwrap());
        prop_assert_eq!(told, if value.is_empty() { vec![String::new()] } else { vec![value] });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_posix_shell_reads_it_back(all in prop::collection::vec("[^\0]{0,10}|[a-z'\"\\\\$`!%^&|;* \n-]{0,10}", 1..4)) {
        let line = Shell::Posix.line(all.iter().map(String::as_str)).unwrap();
        let script = ["printf '%s\\0' ", &line].concat();
        let told = Command::new("sh").args(["-c", &script]).output().unwrap().stdout;
        let wanted: Vec<u8> = all.iter().flat_map(|one| [one.as_bytes(), b"\0"].concat()).collect();
        prop_assert_eq!(told, wanted);
    }
}

#[test]
fn what_a_shell_cannot_hold_is_not_written_for_it() {
    assert_eq!(Shell::Cmd.quoted("two\nlines"), None);
    assert_eq!(Shell::PowerShell.quoted("say \"x\""), None);
    assert_eq!(Shell::Cmd.comment("50% > x"), "rem 50^% ^> x");
}

#[test]
fn the_same_call_for_each_shell() {
    let line = |shell| {
        curl_line(
            shell,
            Some("DELETE"),
            &["Accept: application/json"],
            "https://api.example/v1/a?b=c&d=e",
        )
    };
    assert_eq!(
        line(Shell::Posix).unwrap(),
        "curl --fail-with-body --request DELETE --header 'Accept: application/json' --header \"Authorization: $PLANETSCALE_SERVICE_TOKEN_ID:$PLANETSCALE_SERVICE_TOKEN\" 'https://api.example/v1/a?b=c&d=e'"
    );
    assert_eq!(
        line(Shell::PowerShell).unwrap(),
        "curl.exe --fail-with-body --request DELETE --header 'Accept: application/json' --header \"Authorization: ${env:PLANETSCALE_SERVICE_TOKEN_ID}:${env:PLANETSCALE_SERVICE_TOKEN}\" 'https://api.example/v1/a?b=c&d=e'"
    );
    assert_eq!(
        line(Shell::Cmd).unwrap(),
        "curl --fail-with-body --request DELETE --header ^\"Accept: application/json^\" --header \"Authorization: %PLANETSCALE_SERVICE_TOKEN_ID%:%PLANETSCALE_SERVICE_TOKEN%\" ^\"https://api.example/v1/a?b=c^&d=e^\""
    );
}
