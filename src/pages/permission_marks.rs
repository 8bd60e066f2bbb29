//! What a permission lets its holder do, as marks.

use console_core::domain::access::RiskLevel;
use console_core::words::abilities;

use crate::ui::badge::{Mark, Tone};
use crate::ui::icon::Icon;

/// How grave something is, as one mark.
pub(super) fn level_mark(level: RiskLevel) -> Mark {
    let (tone, icon) = match level {
        RiskLevel::DestroysProduction => (Tone::Danger, Icon::FLAME),
        RiskLevel::Destroys => (Tone::Warning, Icon::FLAME),
        RiskLevel::ChangesProduction => (Tone::Warning, Icon::PENCIL),
        RiskLevel::Changes => (Tone::Info, Icon::PENCIL),
        RiskLevel::ReadsProduction => (Tone::Info, Icon::EYE),
        RiskLevel::Reads => (Tone::Quiet, Icon::EYE),
        RiskLevel::Unknown => (Tone::Warning, Icon::WARNING),
    };
    Mark::Badge { label: abilities::level_mark(level), tone, icon }
}
