//! A hook of Trunk, after a release was built: puts a divided program in place of the whole one.
//!
//! `divide WASM` reads the program as the compiler wrote it, and works in `$TRUNK_STAGING_DIR`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use divide::{Tools, divide, point_to, replaced};

const PROGRAM: &str = "service-token-console";

fn main() -> Result<()> {
    let wasm = PathBuf::from(std::env::args_os().nth(1).context("which program?")?);
    let stage = PathBuf::from(std::env::var_os("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR")?);
    let tools = Tools { wasm_opt: "wasm-opt".into(), esbuild: "esbuild".into() };
    let old = replaced(&stage, PROGRAM)?;
    let links = divide(&wasm, PROGRAM, &stage, &tools)?;
    let index = stage.join("index.html");
    let page = point_to(&fs::read_to_string(&index)?, &links, &old)?;
    fs::write(&index, page)?;
    for file in [&old.0, &old.1] {
        fs::remove_file(stage.join(&file.name))?;
    }
    Ok(())
}
