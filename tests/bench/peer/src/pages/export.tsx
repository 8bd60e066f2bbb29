// Writes tokens to a file.
import { useEffect, useRef, useState } from "react";
import { now as serverNow } from "../api";
import type { Token } from "../model";

const HEAD = ["id", "name", "created_by", "created_at", "last_used_at", "expires_at", "expired", "accesses"];
const iso = (at: number | null) => (at === null ? "" : new Date(at).toISOString());

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(tokens: readonly Token[], now: number): string {
  const lines = [HEAD.join(",")];
  for (const t of tokens) {
    const ended = t.expiresAt !== null && t.expiresAt <= now;
    lines.push([cell(t.id), cell(t.name ?? ""), cell(t.createdBy ?? ""), iso(t.createdAt), iso(t.lastUsedAt), iso(t.expiresAt), String(ended), t.grants ? String(t.grants.length) : ""].join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}

export function json(tokens: readonly Token[], now: number, about: object): string {
  const rows = tokens.map((t) => ({
    id: t.id, name: t.name, created_by: t.createdBy,
    created_at: iso(t.createdAt) || null, last_used_at: iso(t.lastUsedAt) || null, expires_at: iso(t.expiresAt) || null,
    expired: t.expiresAt !== null && t.expiresAt <= now, accesses: t.grants ? t.grants.length : null,
  }));
  return `${JSON.stringify({ ...about, generated_at: iso(now), count: rows.length, rows }, null, 2)}\n`;
}

interface Props { org: string; complete: boolean; shown: () => readonly Token[]; all: () => readonly Token[]; filters: string; onClose: () => void }

export default function ExportDialog({ org, complete, shown, all, filters, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [format, setFormat] = useState("CSV");
  const [rows, setRows] = useState("Shown rows");
  useEffect(() => dialog.current?.showModal(), []);
  const text = () => {
    const [tokens, now] = [rows === "All rows" ? all() : shown(), serverNow()];
    return format === "CSV" ? csv(tokens, now) : json(tokens, now, { organization: org, filters: rows === "All rows" ? "" : filters, complete });
  };
  const download = () => {
    const blob = new Blob([text()], { type: format === "CSV" ? "text/csv;charset=utf-8" : "application/json" });
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = `${org}-tokens-${new Date(serverNow()).toISOString().replace(/[:]|\.\d+/g, "")}.${format.toLowerCase()}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    onClose();
  };
  return (
    <dialog ref={dialog} aria-label="Export" onClose={onClose}>
      <h2>Export</h2>
      {!complete && <p>Not everything has been read</p>}
      <Choice label="Format" of={["CSV", "JSON"]} value={format} onChange={setFormat} />
      <Choice label="Rows" of={["Shown rows", "All rows"]} value={rows} onChange={setRows} />
      <div className="actions">
        <button type="button" onClick={onClose}>Cancel</button>
        <button type="button" onClick={() => void navigator.clipboard.writeText(text())}>Copy</button>
        <button type="button" className="primary" onClick={download}>Download</button>
      </div>
    </dialog>
  );
}

function Choice({ label, of, value, onChange }: { label: string; of: string[]; value: string; onChange: (value: string) => void }) {
  return (
    <fieldset role="radiogroup" aria-label={label}>
      <legend>{label}</legend>
      {of.map((one) => (
        <label key={one}><input type="radio" name={label} checked={one === value} onChange={() => onChange(one)} /> {one}</label>
      ))}
    </fieldset>
  );
}
