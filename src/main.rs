//! The console's entry in the browser. On other machines there is nothing to run: see the README.

fn main() {
    #[cfg(target_arch = "wasm32")]
    service_token_console::start();
}
