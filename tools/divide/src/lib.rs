//! Divides the program of a release at the function that `src/pages/rest.rs` marks with `wasm_split`: into what the
//! list of tokens needs, and the rest, which is loaded later.
//!
//! `wasm_split_cli_support` divides the program, `wasm-bindgen-cli-support` writes the script of its first part, and
//! the rest is loaded by `link.js`. The linker has to leave relocations in the program: see `build.rs` of the console.

mod files;
mod page;
mod tools;

use std::panic::resume_unwind;
use std::path::Path;
use std::{fs, thread};

use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

pub use files::{Built, replaced};
pub use page::{Links, point_to};
pub use tools::Tools;

/// The name of the part, as `src/pages/rest.rs` gives it.
const PART: &str = "rest";

/// The module that loads the rest, with places for names in double braces.
const LINK: &str = include_str!("link.js");

/// The parts of a divided program.
struct Parts {
    first: Vec<u8>,
    rest: Vec<u8>,
}

/// The names of the files that a release of the program has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    script: String,
    first: String,
    link: String,
    rest: String,
}

impl Names {
    /// The names of a program's files; all have the same hash in them.
    pub fn new(program: &str, hash: &str) -> Self {
        Self {
            script: format!("{program}-{hash}.js"),
            first: format!("{program}-{hash}_bg.wasm"),
            link: format!("{program}-link-{hash}.js"),
            rest: format!("{program}-{PART}-{hash}.wasm"),
        }
    }
}

/// Divides the program in the file `wasm` and writes its files into a directory; their links.
///
/// # Errors
/// If the program cannot be read or divided, has another number of parts, or a tool fails.
pub fn divide(wasm: &Path, program: &str, out: &Path, tools: &Tools) -> Result<Links> {
    let whole = fs::read(wasm).with_context(|| wasm.display().to_string())?;
    let names = Names::new(program, &hash(&split(&whole, "./link.js")?, &tools.versions()?));
    let parts = split(&whole, &format!("./{}", names.link))?;

    let stem = names.script.trim_end_matches(".js");
    Bindgen::new()
        .input_bytes(stem, parts.first)
        .web(true)?
        .typescript(false)
        .demangle(false)
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(out)?;
    fs::write(out.join(&names.rest), parts.rest)?;
    // Each keeps one core busy.
    thread::scope(|scope| {
        [&names.first, &names.rest]
            .map(|part| scope.spawn(move || tools.optimize(&out.join(part))))
            .into_iter()
            .try_for_each(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })?;
    let rest = Built::read(out, &names.rest)?;
    fs::write(out.join(&names.link), link_module(&names, &rest.integrity()))?;
    for script in [&names.script, &names.link] {
        tools.minify(&out.join(script))?;
    }
    Ok(Links {
        script: Built::read(out, &names.script)?,
        first: Built::read(out, &names.first)?,
        link: Built::read(out, &names.link)?,
    })
}

/// The module that loads the rest.
fn link_module(names: &Names, integrity: &str) -> String {
    LINK.replace("{{script}}", &names.script)
        .replace("{{rest}}", &names.rest)
        .replace("{{integrity}}", integrity)
        .replace("{{loader}}", &format!("__wasm_split_load_{PART}"))
}

/// Divides a program whose first part imports the loader of the rest from a module of that name.
fn split(whole: &[u8], link: &str) -> Result<Parts> {
    let work = tempfile::tempdir()?;
    let main = work.path().join("first.wasm");
    let mut options = Options::new(whole);
    options.output_dir = work.path();
    options.main_out_path = &main;
    options.link_name = link;
    options.target.web();
    let done = transform(options).map_err(|error| anyhow!("{error:#}"))?;
    let [rest] = done.split_modules.as_slice() else {
        return Err(anyhow!("one part was expected, and there are {}", done.split_modules.len()));
    };
    ensure!(
        rest.file_stem().is_some_and(|stem| stem == format!("split_{PART}").as_str()),
        "the part {} was not expected",
        rest.display()
    );
    Ok(Parts { first: fs::read(&main)?, rest: fs::read(rest)? })
}

/// A hash of everything that the files are made from.
fn hash(parts: &Parts, versions: &str) -> String {
    let mut hash = Sha256::new();
    for part in [&parts.first, &parts.rest, LINK.as_bytes(), versions.as_bytes()] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let first = digest.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    format!("{first:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(rest: &[u8]) -> Parts {
        Parts { first: b"first".to_vec(), rest: rest.to_vec() }
    }

    #[test]
    fn whatever_the_files_are_made_from_is_in_their_names() {
        let one = hash(&parts(b"rest"), "wasm-opt 1");
        assert_eq!(one.len(), 16);
        assert_eq!(one, hash(&parts(b"rest"), "wasm-opt 1"));
        assert_ne!(one, hash(&parts(b"other"), "wasm-opt 1"));
        assert_ne!(one, hash(&parts(b"rest"), "wasm-opt 2"));
        let names = Names::new("console", &one);
        for name in [&names.script, &names.first, &names.link, &names.rest] {
            assert!(name.contains(&one), "{name}");
        }
    }

    #[test]
    fn nothing_is_left_to_fill_in() {
        let names = Names::new("console", "0123456789abcdef");
        let link = link_module(&names, "sha384-abc");
        assert!(!link.contains("{{"), "{link}");
        assert!(link.contains(r#"from "./console-0123456789abcdef.js""#));
        assert!(link.contains(r#"new URL("./console-rest-0123456789abcdef.wasm""#));
        assert!(link.contains(r#"integrity: "sha384-abc""#));
        assert!(link.contains("export async function __wasm_split_load_rest("));
    }

    #[test]
    fn a_program_without_relocations_is_refused() {
        assert!(split(b"\0asm\x01\0\0\0", "./link.js").is_err());
    }
}
