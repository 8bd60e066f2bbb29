//! Command lines as different shells read them back to the letter.
//!
//! - POSIX (`sh`, bash, zsh): single quotes.
//! - PowerShell, 5.1 and 7: single quotes. What holds a double quote is given to programs in different ways by the two,
//!   so that it cannot be written for both.
//! - The command prompt of Windows (`cmd`), as it is typed there: double quotes as programs take them apart
//!   (`CommandLineToArgvW`), and a caret before whatever means something to the prompt. In a batch file `%` means
//!   something else.

use std::fmt::Write as _;

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shell {
    /// `sh`, bash, zsh.
    #[default]
    Posix,
    /// PowerShell 5.1 and 7.
    PowerShell,
    /// The command prompt of Windows.
    Cmd,
}

impl Shell {
    /// All of them, the first one first.
    pub const ALL: [Self; 3] = [Self::Posix, Self::PowerShell, Self::Cmd];

    /// An argument as this shell reads it back to the letter; nothing if it cannot be written there.
    pub fn quoted(self, argument: &str) -> Option<String> {
        // NUL ends every argument of every program; a name cannot be given past it.
        match self {
            Self::Posix => Some(posix(&argument.replace('\0', ""))),
            Self::PowerShell => power_shell(argument),
            Self::Cmd => cmd(argument),
        }
    }

    /// A command line. One with an argument that cannot be written there is nothing.
    pub fn line<'a>(self, arguments: impl IntoIterator<Item = &'a str>) -> Option<String> {
        let quoted: Option<Vec<String>> =
            arguments.into_iter().map(|argument| self.quoted(argument)).collect();
        Some(quoted?.join(" "))
    }

    /// A line that sets a variable of the environment; nothing if the value cannot be written there.
    pub fn set_variable(self, name: &str, value: &str) -> Option<String> {
        Some(match self {
            Self::Posix => ["export ", name, "=", &posix(&value.replace('\0', ""))].concat(),
            Self::PowerShell => ["$env:", name, " = ", &single(value)?].concat(),
            Self::Cmd => {
                let value = one_line(value)?;
                if value.chars().all(is_plain) {
                    ["set \"", name, "=", value, "\""].concat()
                } else {
                    ["set ", name, "=", &careted(value)].concat()
                }
            }
        })
    }

    /// A variable of the environment within double quotes.
    pub fn variable(self, name: &str) -> String {
        match self {
            Self::Posix => ["$", name].concat(),
            Self::PowerShell => ["${env:", name, "}"].concat(),
            Self::Cmd => ["%", name, "%"].concat(),
        }
    }

    /// What the program `curl` is called: in PowerShell 5.1, `curl` is something else.
    pub fn curl(self) -> &'static str {
        match self {
            Self::PowerShell => "curl.exe",
            Self::Posix | Self::Cmd => "curl",
        }
    }

    /// A line that says something and does nothing.
    pub fn comment(self, text: &str) -> String {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        match self {
            Self::Posix | Self::PowerShell => ["# ", &text].concat(),
            // A pipe or an arrow would mean something even here.
            Self::Cmd => ["rem ", &careted(&text)].concat(),
        }
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./:@+".contains(c)
}

fn posix(argument: &str) -> String {
    let bare = |c: char| is_plain(c) || "=,%".contains(c);
    if !argument.is_empty() && argument.chars().all(bare) {
        return argument.to_owned();
    }
    ["'", &argument.replace('\'', r"'\''"), "'"].concat()
}

/// A text in PowerShell's single quotes. It takes typographic ones for the same.
fn single(text: &str) -> Option<String> {
    if text.contains('\0') {
        return None;
    }
    let mut quoted = String::from("'");
    for c in text.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(c);
        }
        quoted.push(c);
    }
    quoted.push('\'');
    Some(quoted)
}

fn power_shell(argument: &str) -> Option<String> {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_=".contains(c);
    let is_bare = |text: &str| {
        // "--" alone ends the options of PowerShell's own commands.
        !text.is_empty() && text != "--" && text.chars().all(bare)
    };
    // Version 5.1 drops an empty argument, and puts those with white space into double quotes that a backslash at
    // their end would open again.
    let spaced = argument.contains(char::is_whitespace);
    if argument.is_empty() || argument.contains('"') || (spaced && argument.ends_with('\\')) {
        return None;
    }
    if is_bare(argument) { Some(argument.to_owned()) } else { single(argument) }
}

/// The text, if a line of the command prompt can hold it.
fn one_line(text: &str) -> Option<&str> {
    (!text.contains(['\0', '\r', '\n'])).then_some(text)
}

/// A caret before what means something to the command prompt.
fn careted(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "()%!^\"<>&|".contains(c) {
            out.push('^');
        }
        out.push(c);
    }
    out
}

fn cmd(argument: &str) -> Option<String> {
    let argument = one_line(argument)?;
    let bare = |c: char| is_plain(c) && c != '@';
    if !argument.is_empty() && argument.chars().all(|c| bare(c) || c == '=') {
        return Some(argument.to_owned());
    }
    // Backslashes mean something only before a double quote.
    let (mut quoted, mut slashes) = (String::from("\""), 0);
    for c in argument.chars() {
        match c {
            '\\' => slashes += 1,
            '"' => {
                quoted.extend(std::iter::repeat_n('\\', 2 * slashes + 1));
                slashes = 0;
            }
            _ => {
                quoted.extend(std::iter::repeat_n('\\', slashes));
                slashes = 0;
            }
        }
        if c != '\\' {
            quoted.push(c);
        }
    }
    quoted.extend(std::iter::repeat_n('\\', 2 * slashes));
    quoted.push('"');
    Some(careted(&quoted))
}

/// A call of the API by `curl`, with the credential taken from the environment, so that it is in no history.
pub fn curl_line(
    shell: Shell,
    method: Option<&str>,
    headers: &[&str],
    url: &str,
) -> Option<String> {
    let mut line = [shell.curl(), " --fail-with-body"].concat();
    if let Some(method) = method {
        let _ = write!(line, " --request {method}");
    }
    for header in headers {
        let _ = write!(line, " --header {}", shell.quoted(header)?);
    }
    let (id, secret) = (shell.variable(ID), shell.variable(SECRET));
    let _ = write!(line, " --header \"Authorization: {id}:{secret}\" {}", shell.quoted(url)?);
    Some(line)
}

/// The variable of a token's id.
pub const ID: &str = "PLANETSCALE_SERVICE_TOKEN_ID";
/// The variable of a token's secret.
pub const SECRET: &str = "PLANETSCALE_SERVICE_TOKEN";
