//! The command `wasm-bindgen`, which Trunk calls: as `cargo install wasm-bindgen-cli` would make it, but at the versions of
//! `Cargo.lock` and of the libraries that `tools/divide` is compiled from, so that a new machine compiles them once.

use std::process::ExitCode;

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
