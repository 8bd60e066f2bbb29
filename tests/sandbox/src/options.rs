//! What a sandbox is started with.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use serde::Deserialize;

/// What the list of tokens says about their access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Accesses {
    /// Every access.
    #[default]
    Full,
    /// The field is null.
    Null,
    /// There is no such field.
    Absent,
}

/// The credential that the console's proxy adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Credential {
    /// May do everything.
    #[default]
    Admin,
    /// May only read.
    ReadOnly,
    /// May do everything but read the audit log.
    WithoutAuditLog,
    /// None is added.
    None,
    /// One that the API does not know.
    Wrong,
}

/// A stand-in for PlanetScale's API.
#[allow(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Debug, Clone, Parser)]
#[command(version, about)]
pub struct Options {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8787)]
    pub port: u16,
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    pub host: String,
    /// How many organizations there are; the first is "acme".
    #[arg(long, default_value_t = 2)]
    pub organizations: usize,
    /// How many tokens the first organization has.
    #[arg(long, default_value_t = 120)]
    pub tokens: usize,
    /// How many databases the first organization has.
    #[arg(long, default_value_t = 40)]
    pub databases: usize,
    /// How many accesses a token has on average.
    #[arg(long, default_value_t = 12)]
    pub accesses: usize,
    /// The same seed makes the same data.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Stops the clock at that time (RFC 3339).
    #[arg(long)]
    pub now: Option<String>,
    /// Refuses more than 600 calls a minute.
    #[arg(long)]
    pub rate_limit: bool,
    /// What the list of tokens says about their access.
    #[arg(long, value_enum, default_value_t)]
    pub accesses_in_list: Accesses,
    /// Leaves `total_count` and `total_pages` out of lists.
    #[arg(long)]
    pub without_total_count: bool,
    /// Waits that many milliseconds before each answer of the API.
    #[arg(long, default_value_t = 0)]
    pub latency_ms: u64,
    /// Adds names and states that programs stumble over.
    #[arg(long)]
    pub nasty: bool,
    /// Adds "northwind", an organization like a real one, whose findings tell a story.
    #[arg(long)]
    pub story: bool,
    /// Also serves the console from this directory.
    #[arg(long)]
    pub console: Option<PathBuf>,
    /// The path that the console is served under.
    #[arg(long, default_value = "/")]
    pub base: String,
    /// The credential that is added to the console's calls.
    #[arg(long, value_enum, default_value_t)]
    pub credential: Credential,
    /// Served in place of the console's `config.json`.
    #[arg(long)]
    pub config: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self::parse_from(["sandbox", "--port", "0"])
    }
}
