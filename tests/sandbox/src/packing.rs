//! Answers are packed for whoever accepts that, as the API's are.

use std::io::Write as _;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::http::{Call, Reply};

/// Smaller ones fit in the packet that they come with anyway.
const WORTH_IT: usize = 1_000;

/// Whether the caller takes answers in that encoding.
pub(crate) fn accepts(call: &Call, encoding: &str) -> bool {
    call.header("accept-encoding").split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        name.trim() == encoding && weight.trim().trim_end_matches(['.', '0']) != "q="
    })
}

pub(crate) fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 8), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default().into()
}

/// Packs an answer if that is worth it. Only answers to GET: none of them holds a secret, whose length and
/// letters could be guessed from the size of a packed one that also repeats what a stranger chose.
pub(crate) fn packed(mut reply: Reply, call: &Call) -> Reply {
    let kind = reply.told("content-type");
    let text = ["application/json", "text/html"].iter().any(|own| kind.starts_with(own));
    if !text || call.method != "GET" {
        return reply;
    }
    let before = !reply.told("content-encoding").is_empty();
    reply = reply.with("vary", "accept-encoding");
    if before || reply.body.len() < WORTH_IT || !accepts(call, "gzip") {
        return reply;
    }
    reply.body = gzip(&reply.body);
    reply.with("content-encoding", "gzip")
}
