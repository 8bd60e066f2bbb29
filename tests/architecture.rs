//! The source tree keeps to ARCHITECTURE.md: who may import whom, which crates a room may use, how
//! long a file may grow, and names that say nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

mod source;

use std::path::Path;

use source::files;

/// A room, and what its files must not mention.
struct Room {
    path: &'static str,
    forbidden: &'static [&'static str],
}

const ROOMS: [Room; 9] = [
    Room {
        path: "crates/core/src/words",
        forbidden: &["leptos", "web_sys", "wasm_bindgen", "serde", "async fn"],
    },
    Room {
        path: "crates/core/src/domain",
        forbidden: &[
            "api::",
            "words::",
            "leptos",
            "web_sys",
            "wasm_bindgen",
            "gloo",
            "async fn",
            "SystemTime::now",
            "Instant::now",
        ],
    },
    Room {
        path: "crates/core/src/api",
        forbidden: &[
            "words::",
            "leptos",
            "web_sys",
            "wasm_bindgen",
            "gloo",
            "SystemTime::now",
            "Instant::now",
        ],
    },
    Room {
        path: "src/platform",
        forbidden: &[
            "crate::state",
            "crate::ui",
            "crate::pages",
            "crate::app",
            "leptos",
            "console_core::domain",
        ],
    },
    Room {
        path: "src/state",
        forbidden: &[
            "crate::ui",
            "crate::pages",
            "crate::app",
            "view!",
            "NodeRef",
            "web_sys",
            "wasm_bindgen",
            "gloo",
            "window_event_listener",
            "window()",
            "document()",
            "set_timeout",
        ],
    },
    Room {
        path: "src/ui",
        forbidden: &[
            "crate::state",
            "crate::pages",
            "crate::app",
            "console_core::api",
            "domain::token",
            "domain::access",
            "domain::permission",
            "gloo_net",
        ],
    },
    Room {
        path: "src/pages",
        forbidden: &["crate::app::", "gloo_net", "web_sys::window", "web_sys::Storage"],
    },
    Room {
        path: "src/gallery",
        forbidden: &["crate::state", "crate::pages", "crate::app", "crate::platform", "gloo_net"],
    },
    Room { path: "src/app", forbidden: &["gloo_net", "web_sys::Storage"] },
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn rooms_only_look_down() {
    let mut wrong = Vec::new();
    for room in ROOMS {
        let all = files(&root().join(room.path), "rs");
        assert!(!all.is_empty(), "{} is empty", room.path);
        for file in all {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for word in room.forbidden {
                    if code.contains(word) {
                        wrong.push(format!("{}:{}: {word}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Only the ports know for which machine the console is compiled: what is above them runs, and is tested, on any.
#[test]
fn only_the_platform_knows_the_machine() {
    let platform = root().join("src/platform");
    for file in files(&root().join("src"), "rs") {
        let text = std::fs::read_to_string(&file).unwrap();
        let is_allowed = file.starts_with(&platform) || !text.contains("target_arch");
        assert!(is_allowed, "{} asks for the machine", file.display());
    }
}

/// The facts that the sandbox shares with the console. Shapes and paths are its own, so that a mistake in those of the
/// console is not right on both sides.
const SHARED: [&str; 2] =
    ["console_core::domain::catalog::Scope", "console_core::domain::permission::Permission"];

#[test]
fn the_sandbox_has_its_own_shapes_and_paths() {
    let mut wrong = Vec::new();
    for file in files(&root().join("tests/sandbox/src"), "rs") {
        let text = std::fs::read_to_string(&file).unwrap();
        for (at, _) in text.match_indices("console_core") {
            let rest = &text[at..];
            let path = rest.split([';', '(', ' ', '{', '<', '\n']).next().unwrap();
            if !SHARED.contains(&path) {
                wrong.push(format!("{}: {path}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_outgrows_its_room() {
    let mut wrong = Vec::new();
    for below in ["src", "crates", "tests/sandbox/src"] {
        for file in files(&root().join(below), "rs") {
            let lines = std::fs::read_to_string(&file).unwrap().lines().count();
            if lines > 420 {
                wrong.push(format!("{}: {lines} lines", file.display()));
            }
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            if ["utils", "util", "helpers", "common", "misc", "manager"].contains(&name.as_str()) {
                wrong.push(format!("{}: a name that says nothing", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn secrets_are_exposed_in_few_known_places() {
    let mut places: Vec<String> = Vec::new();
    for below in ["src", "crates/core/src"] {
        for file in files(&root().join(below), "rs") {
            let text = std::fs::read_to_string(&file).unwrap();
            if text.contains(".expose()") {
                let short = file.strip_prefix(root()).unwrap().display().to_string();
                places.push(short);
            }
        }
    }
    places.sort();
    assert_eq!(
        places,
        [
            "crates/core/src/domain/export/environment.rs",
            "crates/core/src/domain/secret.rs",
            "src/pages/new_token/secret.rs",
        ]
    );
}
