// The review of a change, and applying it.
import { useEffect, useRef, useState } from "react";
import { change as send } from "../api";
import type { Resource, Token } from "../model";
import type { Change } from "./token";

interface Props { org: string; token: Token; additions: Change[]; removals: Change[]; onClose: () => void; onApplied: () => void }

function steps(changes: Change[]): [Resource, string[]][] {
  const found = new Map<Resource, string[]>();
  for (const { resource, permission } of changes) {
    const own = found.get(resource);
    if (own) own.push(permission.name);
    else found.set(resource, [permission.name]);
  }
  return [...found];
}

const database = (resource: Resource) => (resource.kind === "database" ? resource.name : "");

export default function Review({ org, token, additions, removals, onClose, onApplied }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  useEffect(() => dialog.current?.showModal(), []);
  const commands = [
    ...steps(additions).map(([resource, names]) => `pscale service-token add-access ${token.id} ${names.join(" ")}${database(resource) && ` --database ${database(resource)}`} --org ${org}`),
    ...steps(removals).map(([resource, names]) => `pscale service-token delete-access ${token.id} ${names.join(" ")}${database(resource) && ` --database ${database(resource)}`} --org ${org}`),
  ].join("\n");
  const apply = async () => {
    setBusy(true);
    const path = `organizations/${encodeURIComponent(org)}/service-tokens/${encodeURIComponent(token.id)}/access`;
    try {
      // Additions first, so that nothing is taken away if they fail.
      for (const [resource, access] of steps(additions)) await send("POST", path, { database: database(resource), access });
      for (const [resource, access] of steps(removals)) await send("DELETE", path, { database: database(resource), access });
      onClose();
    } catch (failed) {
      setError(String(failed));
    }
    setBusy(false);
    onApplied();
  };
  const list = (label: string, changes: Change[]) => changes.length > 0 && (
    <>
      <h3>{label}</h3>
      <ul aria-label={label}>{changes.map(({ permission, resource }) => <li key={resource.id + permission.name}>{permission.name} on {resource.label}</li>)}</ul>
    </>
  );
  return (
    <dialog ref={dialog} aria-label="Review changes" onClose={onClose}>
      <h2>Review changes</h2>
      {error && <p role="alert">{error}</p>}
      {list("Additions", additions)}
      {list("Removals", removals)}
      <pre role="region" aria-label="Commands"><code>{commands}</code></pre>
      <div className="actions">
        <button type="button" onClick={onClose}>Cancel</button>
        <button type="button" className="primary" disabled={busy} onClick={() => void apply()}>Apply changes</button>
      </div>
    </dialog>
  );
}
