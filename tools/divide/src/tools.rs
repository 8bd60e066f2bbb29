//! Programs that make files smaller.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// What the compiler uses of WebAssembly. More would let wasm-opt write what browsers do not read yet.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Where the programs are.
#[derive(Debug)]
pub struct Tools {
    /// `wasm-opt` of binaryen.
    pub wasm_opt: PathBuf,
    /// `esbuild`.
    pub esbuild: PathBuf,
}

impl Tools {
    /// What both say of their version.
    ///
    /// # Errors
    /// If one of them cannot be run.
    pub fn versions(&self) -> Result<String> {
        let mut all = String::new();
        for program in [&self.wasm_opt, &self.esbuild] {
            let told = Command::new(program)
                .arg("--version")
                .output()
                .with_context(|| format!("{} is missing: make tools", program.display()))?;
            all.push_str(&String::from_utf8_lossy(&told.stdout));
        }
        Ok(all)
    }

    /// Makes a WebAssembly file smaller, in its place.
    pub(crate) fn optimize(&self, file: &Path) -> Result<()> {
        let mut command = Command::new(&self.wasm_opt);
        command.arg("-Oz").args(FEATURES).arg(file).arg("-o").arg(file);
        run(command)
    }

    /// Takes comments and spaces out of a module, in its place.
    pub(crate) fn minify(&self, file: &Path) -> Result<()> {
        let mut command = Command::new(&self.esbuild);
        let out = format!("--outfile={}", file.display());
        command.arg(file).args([
            "--minify",
            "--format=esm",
            "--target=es2020",
            "--log-level=warning",
            "--allow-overwrite",
            &out,
        ]);
        run(command)
    }
}

fn run(mut command: Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
