//! Files of a build: their names, and the hashes by which a browser checks them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// A file of a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Its name, without a directory.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Built {
    /// Reads a file of a directory.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(directory: &Path, name: &str) -> Result<Self> {
        let bytes = fs::read(directory.join(name)).with_context(|| name.to_owned())?;
        Ok(Self { name: name.to_owned(), bytes })
    }

    /// What an `integrity` attribute says of it.
    pub fn integrity(&self) -> String {
        format!("sha384-{}", STANDARD.encode(Sha384::digest(&self.bytes)))
    }
}

/// The files of the undivided program that Trunk left in a directory: its script and its WebAssembly.
///
/// # Errors
/// Unless there is exactly one of each.
pub fn replaced(directory: &Path, program: &str) -> Result<(Built, Built)> {
    let one = |ending: &str| {
        let mut names = Vec::new();
        for entry in fs::read_dir(directory)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.strip_prefix(program).is_some_and(|rest| rest.ends_with(ending)) {
                names.push(name);
            }
        }
        match names.as_slice() {
            [name] => Built::read(directory, name),
            _ => bail!("one {program}…{ending} was expected, and there are {names:?}"),
        }
    };
    Ok((one(".js")?, one("_bg.wasm")?))
}
