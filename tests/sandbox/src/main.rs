//! `sandbox`: a stand-in for PlanetScale's API. `sandbox gateway`: the console in front of the real
//! one.

use clap::Parser;
use sandbox::{GatewayOptions, Options, Sandbox};

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let result = if arguments.get(1).map(String::as_str) == Some("gateway") {
        let rest = arguments.into_iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, a)| a);
        sandbox::run_gateway(GatewayOptions::parse_from(rest)).await
    } else {
        serve(Options::parse()).await
    };
    match result {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(line) => {
            eprintln!("{line}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[allow(clippy::print_stdout)]
async fn serve(options: Options) -> Result<(), String> {
    let port = options.port;
    let base = options.console.is_some().then(|| options.base.clone());
    let sandbox = Sandbox::start(options)
        .await
        .map_err(|error| format!("cannot listen on port {port}: {error}"))?;
    println!("sandbox listening on {}{}", sandbox.address, base.unwrap_or_default());
    sandbox.run().await.map_err(|error| error.to_string())
}
