// One token and the editor of its access.
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { now as serverNow } from "../api";
import { late } from "../late";
import { type Grant, type Permission, type Resource, type Token, KNOWN, fold, words } from "../model";
import { Heading, SearchBox, Time } from "../parts";
import { type Organization, useValue } from "../store";

const Review = late(() => import("./review"));

/** Permissions by resource. Sets are replaced, never changed, so that a group knows whether it has to be drawn. */
export type Access = ReadonlyMap<Resource, ReadonlySet<Permission>>;
const NOTHING: ReadonlySet<Permission> = new Set();
/** So many groups start unfolded. */
const UNFOLDED = 6;

function accessOf(grants: readonly Grant[]): Access {
  const access = new Map<Resource, Set<Permission>>();
  for (const { resource, permission } of grants) {
    const own = access.get(resource);
    if (own) own.add(permission);
    else access.set(resource, new Set([permission]));
  }
  return access;
}

export interface Change { permission: Permission; resource: Resource }

export function minus(from: Access, other: Access): Change[] {
  const found: Change[] = [];
  for (const [resource, own] of from) {
    const theirs = other.get(resource) ?? NOTHING;
    if (theirs !== own) for (const permission of own) if (!theirs.has(permission)) found.push({ permission, resource });
  }
  return found;
}

export default function TokenPage({ org, id }: { org: Organization; id: string }) {
  const [token, setToken] = useState<Token | undefined>(() => {
    const known = org.find(id);
    return known?.grants ? known : undefined;
  });
  const [error, setError] = useState("");
  // What the list knows is shown at once, and read again.
  const read = useCallback(() => {
    org.token(id).then((fresh) => setToken((old) => (old && sameGrants(old, fresh) ? old : fresh)), (failed) => setError(String(failed)));
  }, [org, id]);
  useEffect(() => {
    read();
    void org.ensureDatabases();
  }, [org, read]);
  const now = useMemo(serverNow, [token]);
  return (
    <div className="page">
      <a href={`${org.name}/tokens`}>← Service tokens</a>
      <div className="title"><Heading org={org.name}>{token?.display ?? id}</Heading></div>
      {token && (
        <dl className="facts">
          <div><dt>ID</dt><dd className="mono">{token.id}</dd></div>
          <div><dt>Last used</dt><dd><Time at={token.lastUsedAt} now={now} none="never used" /></dd></div>
          <div><dt>Expires</dt><dd><Time at={token.expiresAt} now={now} none="never" /></dd></div>
          <div><dt>Created</dt><dd><Time at={token.createdAt} now={now} none="not told" /></dd></div>
          <div><dt>Created by</dt><dd dir="auto">{token.createdBy}</dd></div>
        </dl>
      )}
      {error && <p role="alert">{error} <button type="button" onClick={read}>Retry</button></p>}
      {token ? <Editor org={org} token={token} onApplied={read} /> : !error && <p className="soft">Loading…</p>}
    </div>
  );
}

function sameGrants(a: Token, b: Token): boolean {
  const [own, other] = [a.grants ?? [], b.grants ?? []];
  return own.length === other.length && own.every((grant, at) => grant.permission === other[at]?.permission && grant.resource === other[at]?.resource);
}

function Editor({ org, token, onApplied }: { org: Organization; token: Token; onApplied: () => void }) {
  const base = useMemo(() => accessOf(token.grants ?? []), [token]);
  const [wanted, setWanted] = useState(base);
  const [stood, setStood] = useState(base);
  if (stood !== base) {
    setStood(base);
    setWanted(base);
  }
  const databases = useValue(org.databases);
  const [picked, setPicked] = useState<readonly Resource[]>([]);
  const order = useMemo(() => {
    const own = [...base.keys()].filter((one) => one.kind === "database" || one.kind === "other").sort((a, b) => (a.text < b.text ? -1 : 1));
    return [org.resources.organization, org.resources.all, ...picked.filter((one) => !own.includes(one)), ...own];
  }, [base, picked, org]);
  const [open, setOpen] = useState<ReadonlySet<Resource>>(() => new Set((base.size > 0 ? order.filter((one) => base.has(one)) : order).slice(0, UNFOLDED)));
  const [search, setSearch] = useState("");
  const query = useDeferredValue(search);
  const [reviewing, setReviewing] = useState(false);

  const unsaved = useMemo(() => minus(wanted, base).length + minus(base, wanted).length, [wanted, base]);
  const set = useCallback((resource: Resource, all: readonly Permission[], on: boolean) => {
    setWanted((before) => {
      const own = new Set(before.get(resource));
      for (const one of all) {
        if (on) own.add(one);
        else own.delete(one);
      }
      return new Map(before).set(resource, own);
    });
  }, []);
  const fold = useCallback((resource: Resource) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(resource)) next.add(resource);
      return next;
    });
  }, []);
  const inherited = wanted.get(org.resources.all) ?? NOTHING;
  return (
    <section aria-label="Access">
      <div className="toolbar">
        <SearchBox label="Find a permission" value={search} onChange={setSearch} />
        <AddDatabase databases={databases} there={order} onAdd={(one) => { setPicked((all) => [...all, one]); setOpen((all) => new Set(all).add(one)); }} />
      </div>
      {order.map((resource) => (
        <Group
          key={resource.id}
          resource={resource}
          open={open.has(resource)}
          held={wanted.get(resource) ?? NOTHING}
          before={base.get(resource) ?? NOTHING}
          inherited={resource.kind === "database" ? inherited : NOTHING}
          query={query}
          onFold={fold}
          onSet={set}
        />
      ))}
      <div className="save">
        <p role="status">{unsaved} {unsaved === 1 ? "unsaved change" : "unsaved changes"}</p>
        <button type="button" disabled={unsaved === 0} onClick={() => setWanted(base)}>Discard changes</button>
        <button type="button" className="primary" disabled={unsaved === 0} onClick={() => setReviewing(true)}>Review changes</button>
      </div>
      {reviewing && (
        <Review org={org.name} token={token} additions={minus(wanted, base)} removals={minus(base, wanted)} onClose={() => setReviewing(false)} onApplied={onApplied} />
      )}
    </section>
  );
}

const AddDatabase = memo(function AddDatabase({ databases, there, onAdd }: { databases: readonly Resource[] | null; there: readonly Resource[]; onAdd: (one: Resource) => void }) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(false);
  const choose = (name: string) => {
    const found = databases?.find((one) => one.name === name);
    if (found && !there.includes(found)) {
      onAdd(found);
      setText("");
    } else {
      setText(name);
    }
  };
  return (
    <>
      <input className="search" list="databases" role="combobox" aria-label="Add a database" placeholder="Add a database" value={text} onFocus={() => setActive(true)} onChange={(event) => choose(event.target.value)} />
      {/* Five hundred options are only made for who looks at them. */}
      <datalist id="databases">{active && databases?.filter((one) => !there.includes(one)).map((one) => <option key={one.id} value={one.name} />)}</datalist>
    </>
  );
});

interface GroupProps {
  resource: Resource; open: boolean; held: ReadonlySet<Permission>; before: ReadonlySet<Permission>; inherited: ReadonlySet<Permission>;
  query: string; onFold: (resource: Resource) => void; onSet: (resource: Resource, all: readonly Permission[], on: boolean) => void;
}

const Group = memo(function Group({ resource, open, held, before, inherited, query, onFold, onSet }: GroupProps) {
  const scope = resource.kind === "organization" ? "organization" : resource.kind === "other" ? null : "database";
  const all = useMemo(() => {
    const own = new Set(KNOWN.filter((one) => scope !== null && one.scope === scope));
    for (const one of before) own.add(one);
    return [...own].sort((a, b) => a.rank - b.rank);
  }, [scope, before]);
  const count = all.filter((one) => held.has(one) || inherited.has(one)).length;
  return (
    <div role="group" aria-label={resource.label} className="group">
      <div className="group-head">
        <button type="button" className="fold" aria-expanded={open} onClick={() => onFold(resource)}>{resource.label}</button>
        <span className="soft">{count} of {all.length}</span>
        <button type="button" onClick={() => { onSet(resource, all.filter((one) => one.effect !== "reads"), false); onSet(resource, all.filter((one) => one.effect === "reads"), true); }} aria-label={`Reads only on ${resource.label}`}>reads</button>
        <input type="checkbox" aria-label={`All permissions on ${resource.label}`} checked={count === all.length} onChange={(event) => onSet(resource, all.filter((one) => !inherited.has(one)), event.target.checked)} />
      </div>
      {open && <Areas resource={resource} all={all} held={held} before={before} inherited={inherited} query={query} onSet={onSet} />}
    </div>
  );
});

function Areas({ resource, all, held, before, inherited, query, onSet }: Omit<GroupProps, "open" | "onFold"> & { all: readonly Permission[] }) {
  const areas = useMemo(() => {
    const wanted = words(query);
    const found = new Map<string, Permission[]>();
    for (const one of all) {
      if (!wanted.every((word) => one.text.includes(word))) continue;
      const own = found.get(one.area);
      if (own) own.push(one);
      else found.set(one.area, [one]);
    }
    return [...found];
  }, [all, query]);
  if (areas.length === 0) return <p className="soft">No permission matches the search.</p>;
  return (
    <div className="areas">
      {areas.map(([area, own]) => {
        const count = own.filter((one) => held.has(one) || inherited.has(one)).length;
        return (
          <div key={area}>
            <label className="area"><input type="checkbox" checked={count === own.length} onChange={(event) => onSet(resource, own.filter((one) => !inherited.has(one)), event.target.checked)} /> {area} ({count} of {own.length})</label>
            {own.map((one) => <Box key={one.name} resource={resource} permission={one} held={held.has(one)} was={before.has(one)} inherited={inherited.has(one)} onSet={onSet} />)}
          </div>
        );
      })}
    </div>
  );
}

interface BoxProps { resource: Resource; permission: Permission; held: boolean; was: boolean; inherited: boolean; onSet: GroupProps["onSet"] }

const Box = memo(function Box({ resource, permission, held, was, inherited, onSet }: BoxProps) {
  const id = `${resource.id}-${fold(permission.name)}`;
  return (
    <div className={held !== was ? "box changed" : "box"}>
      <input type="checkbox" id={id} aria-describedby={`${id}-about`} checked={held || inherited} disabled={inherited} onChange={(event) => onSet(resource, [permission], event.target.checked)} />
      <label htmlFor={id} className="mono">{permission.name}</label>
      <div id={`${id}-about`} className="about">
        <span className={`badge ${permission.effect ?? "unknown"}`}>{permission.effect ?? "unknown"}</span>
        {permission.production && <span className="badge warning">production</span>}
        {inherited && <span>Granted on all databases</span>} {permission.description}
      </div>
    </div>
  );
});
