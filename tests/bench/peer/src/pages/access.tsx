// Every token × resource × permission of an organization. Four hundred thousand rows are more than a table's
// model of objects carries well: the rows are the grants themselves, and only what is on the screen is more.
import { memo, useDeferredValue, useMemo } from "react";
import { type Grant, type Permission, type Resource, type Token, KNOWN, words } from "../model";
import { Gap, Heading, Reading, SearchBox, SortHeader, Toggle, sortOf, useRows } from "../parts";
import { setQuery, useQuery } from "../router";
import { type Organization, useValue } from "../store";

const ONLY = [
  { key: "destroys", title: "Destroys", keeps: (grant: Grant) => grant.permission.effect === "destroys" },
  { key: "production", title: "Reaches production", keeps: (grant: Grant) => grant.permission.production },
  { key: "all_databases", title: "On all databases", keeps: (grant: Grant) => grant.resource.kind === "all" },
  { key: "unknown", title: "Unknown permission", keeps: (grant: Grant) => grant.permission.scope === null },
];

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const BY_TOKEN = { id: "token", desc: false };
const numbers = new Intl.NumberFormat();

function rowsOf(tokens: readonly Token[], resources: Iterable<Resource>, search: string, only: string, by: string): Grant[] {
  // Each word is looked for once in each token, resource and permission, not in every row.
  const all = [...resources];
  const wanted = words(search).map((word) => ({
    word,
    resources: new Set(all.filter((one) => one.text.includes(word))),
    permissions: new Set<Permission>(KNOWN.filter((one) => one.name.includes(word))),
  }));
  const keeps = ONLY.filter(({ key }) => only.split(",").includes(key));
  const rows: Grant[] = [];
  for (const token of tokens) {
    if (!token.grants) continue;
    const open = wanted.filter(({ word }) => !token.nameText.includes(word) && !token.id.includes(word));
    for (const grant of token.grants) {
      if (open.every((one) => one.resources.has(grant.resource) || one.permissions.has(grant.permission)) && keeps.every((one) => one.keeps(grant))) rows.push(grant);
    }
  }
  if (by === "resource") {
    const ranks = new Map(all.sort((a, b) => compare(a.text, b.text)).map((one, rank) => [one, rank]));
    rows.sort((a, b) => ranks.get(a.resource)! - ranks.get(b.resource)!);
  } else if (by === "permission") {
    rows.sort((a, b) => a.permission.rank - b.permission.rank);
  }
  return rows;
}

export default function AccessPage({ org }: { org: Organization }) {
  const { tokens, state } = useValue(org.list);
  const query = useQuery();
  const params = useMemo(() => new URLSearchParams(query), [query]);
  const search = params.get("q") ?? "";
  const on = params.get("only") ?? "";
  const sort = useMemo(() => sortOf(params, BY_TOKEN), [params]);
  const shown = useDeferredValue(search);
  const only = useDeferredValue(on);
  const by = useDeferredValue(sort.id);
  org.ensure();

  const alphabetical = useMemo(() => tokens.slice().sort((a, b) => compare(a.nameText, b.nameText)), [tokens]);
  const rows = useMemo(() => rowsOf(alphabetical, org.resources.values(), shown, only, by), [alphabetical, org, shown, only, by]);
  const { region, items, before, after } = useRows(rows.length);
  const press = (key: string, pressed: boolean) => {
    const keys = on.split(",").filter((own) => own && own !== key);
    setQuery({ only: (pressed ? [...keys, key] : keys).join(",") });
  };
  return (
    <div className="page">
      <div className="title"><Heading org={org.name}>Access report</Heading></div>
      <div className="toolbar">
        <SearchBox label="Search access" value={search} onChange={(text) => setQuery({ q: text })} />
        <div role="group" aria-label="Filters" className="toggles">
          {ONLY.map(({ key, title }) => <Toggle key={key} label={title} on={on.split(",").includes(key)} onChange={(pressed) => press(key, pressed)} />)}
        </div>
        <p role="status" className="soft toolbar-end">{numbers.format(rows.length)} {rows.length === 1 ? "access" : "accesses"}{state === "complete" ? "" : " (partial)"}</p>
      </div>
      <Reading org={org} />
      {rows.length > 0 ? (
        <div className="region" ref={region} tabIndex={0} role="region" aria-label="Access report">
          <table aria-label="Access report" aria-rowcount={rows.length + 1}>
            <colgroup><col /><col /><col /><col className="w-who" /></colgroup>
            <thead>
              <tr>
                <SortHeader id="token" sort={sort}>Token</SortHeader>
                <SortHeader id="resource" sort={sort}>Resource</SortHeader>
                <SortHeader id="permission" sort={sort}>Permission</SortHeader>
                <th scope="col">Effect</th>
              </tr>
            </thead>
            <tbody>
              <Gap height={before} columns={4} />
              {items.map((item) => {
                const at = sort.desc ? rows.length - 1 - item.index : item.index;
                return <GrantRow key={at} grant={rows[at]!} index={item.index} org={org.name} />;
              })}
              <Gap height={after} columns={4} />
            </tbody>
          </table>
        </div>
      ) : state === "complete" && <p>No access</p>}
    </div>
  );
}

const GrantRow = memo(function GrantRow({ grant, index, org }: { grant: Grant; index: number; org: string }) {
  const { token, resource, permission } = grant;
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row"><a href={`${org}/tokens/${token.id}`} dir="auto">{token.display}</a></th>
      <td><span dir="auto">{resource.label}</span></td>
      <td className="mono">{permission.name}</td>
      <td><span className={`badge ${permission.effect ?? "unknown"}`}>{permission.effect ?? "unknown"}</span>{permission.production && <span className="badge warning">production</span>}</td>
    </tr>
  );
});
