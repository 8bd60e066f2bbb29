//! The audit log: cursors, newest first.

use serde_json::json;

use super::{Work, not_found};
use crate::answers;
use crate::events::KEPT;
use crate::http::Reply;

impl Work<'_> {
    pub(super) fn audit_log(&mut self, org: usize) -> Result<Reply, Reply> {
        let pairs = self.query(&["starting_after", "ending_before", "limit", "filters[]"])?;
        let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, v)| v.clone());
        let limit = match value("limit").map(|text| text.parse::<usize>()) {
            None => 25,
            Some(Ok(limit)) if (1..=100).contains(&limit) => limit,
            Some(_) => return Err(self.violation("limit has to be from 1 to 100".into())),
        };
        let actions: Vec<&str> = pairs
            .iter()
            .filter(|(key, _)| key == "filters[]")
            .filter_map(|(_, value)| value.strip_prefix("audit_action:"))
            .collect();
        let now = self.world.clock.now();
        let one = self.world.organizations.get(org).ok_or_else(not_found)?;
        let all: Vec<_> = one
            .events
            .iter()
            .filter(|event| event.at > now - KEPT)
            .filter(|event| actions.is_empty() || actions.contains(&event.action.as_str()))
            .collect();
        let place = |id: &Option<String>| {
            id.as_ref().and_then(|id| all.iter().position(|event| event.id == *id))
        };
        let end = place(&value("ending_before")).unwrap_or(all.len());
        let start = match (place(&value("starting_after")), value("ending_before")) {
            (Some(at), _) => at + 1,
            (None, Some(_)) => end.saturating_sub(limit),
            (None, None) => 0,
        };
        let end = end.min(start + limit);
        let rows = all.get(start..end).unwrap_or_default();
        Ok(Reply::json(
            200,
            &json!({
                "type": "list", "has_next": end < all.len(), "has_prev": start > 0,
                "cursor_start": rows.first().map(|event| &event.id),
                "cursor_end": rows.last().map(|event| &event.id),
                "data": rows.iter().map(|event| answers::event(event)).collect::<Vec<_>>(),
            }),
        ))
    }
}
