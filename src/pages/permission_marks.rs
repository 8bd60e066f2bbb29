//! What a permission lets its holder do, as marks.

use console_core::domain::access::RiskLevel;
use console_core::domain::catalog::Effect;
use console_core::domain::permission::Permission;
use console_core::words::{abilities, token as words};

use crate::ui::badge::{Mark, Tone};
use crate::ui::icon::Icon;

/// Reads, changes or destroys; and whether it reaches production.
pub(super) fn permission_marks(permission: Permission) -> Vec<Mark> {
    let badge = |label, tone, icon| Mark::Badge { label, tone, icon };
    let effect = match permission.effect() {
        Some(Effect::Reads) => badge(words::MARK_READS, Tone::Quiet, Icon::EYE),
        Some(Effect::Changes) => badge(words::MARK_CHANGES, Tone::Info, Icon::PENCIL),
        Some(Effect::Destroys) => badge(words::MARK_DESTROYS, Tone::Danger, Icon::FLAME),
        None => badge(words::MARK_UNKNOWN, Tone::Warning, Icon::WARNING),
    };
    let production = permission
        .reaches_production()
        .then(|| badge(words::MARK_PRODUCTION, Tone::Warning, Icon::PRODUCTION));
    [effect].into_iter().chain(production).collect()
}

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
