//! Web pages in place of the API's answers: what they are called, and the reference that a firewall's page gives.

/// How much of a page is looked through.
const MOST: usize = 20_000;

/// The title of a page, in one line.
pub(super) fn title(page: &str) -> Option<String> {
    let inner = between(page, "<title", "</title")?;
    let text = text_of(inner.split_once('>')?.1);
    (!text.is_empty()).then(|| text.chars().take(60).collect())
}

/// What such pages call a refusal, as whoever runs the firewall finds it.
const NAMES: [&str; 10] = [
    "ray id",
    "incident id",
    "incident number",
    "support id",
    "request id",
    "event id",
    "reference id",
    "reference number",
    "reference",
    "transaction id",
];

/// The reference that a page gives for what it refused.
pub(super) fn reference(page: &str) -> Option<Box<str>> {
    let text = text_of(page);
    let folded = text.to_ascii_lowercase();
    NAMES.iter().find_map(|name| {
        let rest = text.get(folded.find(name)? + name.len()..)?;
        let rest = rest.trim_start_matches(|c: char| " :#=is".contains(c) || c == '\u{a0}');
        let own: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-._".contains(*c))
            .take(80)
            .collect();
        let own = own.trim_end_matches('.');
        (own.len() >= 4 && own.contains(|c: char| c.is_ascii_digit())).then(|| Box::from(own))
    })
}

fn between<'a>(page: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let folded = page.to_ascii_lowercase();
    let start = folded.find(from)? + from.len();
    let end = start + folded.get(start..)?.find(to)?;
    page.get(start..end)
}

/// The text of a page without its tags, with single spaces.
fn text_of(page: &str) -> String {
    let (mut text, mut in_tag) = (String::new(), false);
    for c in page.chars().take(MOST) {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_is_told_by_its_title() {
        assert_eq!(
            title("<!doctype html><TITLE>Sign\n in</TITLE><h1>x").as_deref(),
            Some("Sign in")
        );
        assert_eq!(title("<title lang=en>Log in</title>").as_deref(), Some("Log in"));
        for page in ["<h1>Sign in</h1>", "<title></title>", "<title>", "", "<title>\u{130}"] {
            assert_eq!(title(page), None, "{page}");
        }
    }

    #[test]
    fn the_reference_of_a_firewall_is_found() {
        let found = |page| reference(page);
        let ray = "<p>Cloudflare Ray ID: <strong class=x>8f2a-11bc</strong> &bull; Your IP</p>";
        assert_eq!(found(ray).as_deref(), Some("8f2a-11bc"));
        assert_eq!(found("Your support ID is: 1234567890.").as_deref(), Some("1234567890"));
        assert_eq!(found("Reference #18.4d1f").as_deref(), Some("18.4d1f"));
        assert_eq!(found("Incident ID 77-12").as_deref(), Some("77-12"));
        assert_eq!(found("<h1>403 Forbidden</h1><hr>nginx"), None);
        assert_eq!(found("For reference see the manual"), None);
    }

    proptest! {
        #[test]
        fn no_page_is_too_odd(page in ".{0,200}", mark in "(<title>|Ray ID: ?)") {
            let page = [&page, mark.as_str(), &page].concat();
            let _ = (title(&page), reference(&page));
        }
    }
}
