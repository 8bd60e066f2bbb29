//! The links of `index.html` to the program.

use anyhow::{Result, ensure};

use crate::files::Built;

/// The files that the page names.
#[derive(Debug)]
pub struct Links {
    /// The program's script.
    pub script: Built,
    /// The first part of the program.
    pub first: Built,
    /// The module that loads the rest.
    pub link: Built,
}

/// The page with links to a divided program in place of those to the files of the undivided one.
///
/// # Errors
/// If the page does not name those files exactly once, each with its integrity.
pub fn point_to(page: &str, links: &Links, (script, wasm): &(Built, Built)) -> Result<String> {
    let mut page = page.to_owned();
    for (old, new) in [(script, &links.script), (wasm, &links.first)] {
        for (old, new) in [(&old.name, &new.name), (&old.integrity(), &new.integrity())] {
            ensure!(page.matches(old.as_str()).count() == 1, "index.html has not one {old}");
            page = page.replace(old.as_str(), new);
        }
    }
    ensure!(page.matches("</head>").count() == 1, "index.html has not one end of its head");
    let Built { name, .. } = &links.link;
    let integrity = links.link.integrity();
    let link = format!(
        r#"<link rel="modulepreload" data-rest href="./{name}" crossorigin="anonymous" integrity="{integrity}"></head>"#
    );
    Ok(page.replace("</head>", &link))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    fn built(name: &str) -> Built {
        Built { name: name.to_owned(), bytes: name.as_bytes().to_vec() }
    }

    fn tag(file: &Built) -> String {
        format!(r#"<link href="./{}" integrity="{}">"#, file.name, file.integrity())
    }

    fn links() -> Links {
        Links { script: built("new.js"), first: built("new_bg.wasm"), link: built("link.js") }
    }

    #[test]
    fn the_page_names_the_new_files_and_their_integrity() {
        let old = (built("old.js"), built("old_bg.wasm"));
        let page = format!("<head>{}{}</head>", tag(&old.0), tag(&old.1));
        let new = point_to(&page, &links(), &old).unwrap();
        assert!(!new.contains("old"), "{new}");
        for file in [&links().script, &links().first] {
            assert!(new.contains(&tag(file)), "{new}");
        }
        assert!(new.contains(r#"data-rest href="./link.js""#), "{new}");
        assert!(new.ends_with(&format!("integrity=\"{}\"></head>", links().link.integrity())));
    }

    #[test]
    fn a_page_that_names_other_files_is_refused() {
        let old = (built("old.js"), built("old_bg.wasm"));
        for page in [String::new(), tag(&old.0), tag(&old.0).repeat(2) + &tag(&old.1)] {
            assert!(point_to(&page, &links(), &old).is_err(), "{page}");
        }
    }
}
