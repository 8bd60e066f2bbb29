//! Findings in the "Report" layout.

use serde::Serialize;

use super::super::time::Timestamp;
use super::about::Totals;
use super::csv::Field;
use super::report::{Sheet, document, truth};
use super::{Audience, ExportContext, FindingRow};

const FINDINGS: [&str; 9] = [
    "severity",
    "rule",
    "token_id",
    "token_name",
    "token_created_by",
    "token_expires_at",
    "evidence",
    "since_at",
    "accepted",
];

pub(super) fn csv(rows: &[FindingRow], reader: Audience, about: ExportContext<'_>) -> String {
    let mut sheet = Sheet::new(&FINDINGS, reader, about, rows.len() * 160);
    for row in rows {
        let (ends, since) = (sheet.time(row.token.expires_at), sheet.time(row.since));
        sheet.row([
            Field::Own(row.rule.severity().key()),
            Field::Own(row.rule.key()),
            Field::Text(row.token.id.as_str()),
            Field::Text(row.token.name.as_deref().unwrap_or_default()),
            Field::Text(row.token.created_by.as_deref().unwrap_or_default()),
            Field::Own(&ends),
            Field::Text(&row.evidence),
            Field::Own(&since),
            truth(row.is_accepted),
        ]);
    }
    sheet.out
}

#[derive(Serialize)]
struct Row<'a> {
    accepted: bool,
    evidence: &'a str,
    rule: &'static str,
    severity: &'static str,
    since: Option<String>,
    token_created_by: Option<&'a str>,
    token_expires_at: Option<String>,
    token_id: &'a str,
    token_name: Option<&'a str>,
}

pub(super) fn json(rows: &[FindingRow], about: ExportContext<'_>) -> String {
    let totals = Totals::of_findings(rows);
    document("service-token-console/findings/1", about, totals, rows, |row| Row {
        accepted: row.is_accepted,
        evidence: &row.evidence,
        rule: row.rule.key(),
        severity: row.rule.severity().key(),
        since: row.since.map(Timestamp::iso),
        token_created_by: row.token.created_by.as_deref(),
        token_expires_at: row.token.expires_at.map(Timestamp::iso),
        token_id: row.token.id.as_str(),
        token_name: row.token.name.as_deref(),
    })
}
