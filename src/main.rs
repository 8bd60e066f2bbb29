//! The console's entry in the browser. On other machines there is nothing to run: see the README.

fn main() {
    service_token_console::start();
}
