// Every token of an organization.
import { memo, useCallback, useDeferredValue, useMemo, useState } from "react";
import { type RowSelectionState, createSortedRowModel, createColumnHelper, rowSelectionFeature, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { now as serverNow } from "../api";
import { late } from "../late";
import { type Token, words } from "../model";
import { Gap, Heading, Reading, SearchBox, SortHeader, Time, Toggle, sortOf, useRows } from "../parts";
import { setQuery, useQuery } from "../router";
import { type Organization, useValue } from "../store";
import { DAY } from "../time";

const ExportDialog = late(() => import("./export"));

const FILTERS = [
  { key: "expired", title: "Expired", about: "end", keeps: (t: Token, now: number) => t.expiresAt !== null && t.expiresAt <= now },
  { key: "expires_soon", title: "Expires within 30 days", about: "end", keeps: (t: Token, now: number) => t.expiresAt !== null && t.expiresAt > now && t.expiresAt <= now + 30 * DAY },
  { key: "no_expiry", title: "No expiry", about: "end", keeps: (t: Token) => t.expiresAt === null },
  { key: "never_used", title: "Never used", about: "use", keeps: (t: Token) => t.lastUsedAt === null },
  { key: "unused", title: "Unused for 90 days", about: "use", keeps: (t: Token, now: number) => t.lastUsedAt !== null && t.lastUsedAt <= now - 90 * DAY },
  { key: "can_destroy", title: "Can destroy", about: "can", keeps: (t: Token) => t.canDestroy },
];

const features = tableFeatures({ rowSortingFeature, rowSelectionFeature, sortedRowModel: createSortedRowModel() });
const column = createColumnHelper<typeof features, Token>();
type Compared = { original: Token };
const by = (read: (token: Token) => number) => (a: Compared, b: Compared) => read(a.original) - read(b.original);
const byText = (read: (token: Token) => string) => (a: Compared, b: Compared) => {
  const [x, y] = [read(a.original), read(b.original)];
  return x < y ? -1 : x > y ? 1 : 0;
};
const columns = column.columns([
  column.accessor("nameText", { id: "name", header: "Name", sortFn: byText((t) => t.nameText) }),
  column.accessor("id", { id: "id", header: "ID", sortFn: byText((t) => t.id) }),
  column.accessor("grants", { id: "accesses", header: "Accesses", sortFn: by((t) => t.grants?.length ?? -1) }),
  column.accessor("lastUsedAt", { id: "last_used", header: "Last used", sortFn: by((t) => t.lastUsedAt ?? 0) }),
  column.accessor("expiresAt", { id: "expires", header: "Expires", sortFn: by((t) => t.expiresAt ?? 9e15) }),
  column.accessor("createdAt", { id: "created", header: "Created", sortFn: by((t) => t.createdAt ?? 0) }),
  column.accessor("creatorText", { id: "created_by", header: "Created by", sortFn: byText((t) => t.creatorText) }),
]);
const HEADS: [string, string][] = [["name", "Name"], ["id", "ID"], ["accesses", "Accesses"], ["last_used", "Last used"], ["expires", "Expires"], ["created", "Created"], ["created_by", "Created by"]];
const rowId = (token: Token) => token.id;
const NEWEST = { id: "created", desc: true };

export function TokensPage({ org }: { org: Organization }) {
  const { tokens, state } = useValue(org.list);
  const query = useQuery();
  const params = useMemo(() => new URLSearchParams(query), [query]);
  const search = params.get("q") ?? "";
  const on = params.get("filter") ?? "";
  const sort = useMemo(() => sortOf(params, NEWEST), [params]);
  // Typing and pressing answer at once; the rows follow.
  const shown = useDeferredValue(search);
  const filters = useDeferredValue(on);
  const deferredSort = useDeferredValue(sort);
  const now = useMemo(serverNow, [tokens]);
  org.ensure();

  const fitting = useMemo(() => {
    const wanted = words(shown);
    const pressed = FILTERS.filter((filter) => filters.split(",").includes(filter.key));
    if (wanted.length === 0 && pressed.length === 0) return tokens;
    const groups = ["end", "use", "can"].map((about) => pressed.filter((filter) => filter.about === about)).filter((group) => group.length > 0);
    return tokens.filter((token) => wanted.every((word) => token.text.includes(word)) && groups.every((group) => group.some((filter) => filter.keeps(token, now))));
  }, [tokens, shown, filters, now]);

  const [selection, setSelection] = useState<RowSelectionState>({});
  const sorting = useMemo(() => [deferredSort], [deferredSort]);
  const table = useTable({
    features,
    columns,
    data: fitting as Token[],
    getRowId: rowId,
    state: { sorting, rowSelection: selection },
    onRowSelectionChange: setSelection,
  });
  const { rows } = table.getRowModel();
  const { region, items, before, after } = useRows(rows.length);
  const [exporting, setExporting] = useState(false);
  const chosen = Object.keys(selection).length;

  const toggle = useCallback((id: string, on: boolean) => {
    setSelection(({ [id]: _, ...rest }) => (on ? { ...rest, [id]: true } : rest));
  }, []);
  const all = chosen > 0 && chosen >= rows.length;
  const press = (key: string, pressed: boolean) => {
    const keys = on.split(",").filter((own) => own && own !== key);
    setQuery({ filter: (pressed ? [...keys, key] : keys).join(",") });
  };

  return (
    <div className="page">
      <div className="title">
        <Heading org={org.name}>Service tokens</Heading>
        <button type="button" onClick={() => setExporting(true)}>Export</button>
      </div>
      <div className="toolbar">
        <SearchBox label="Search tokens" value={search} onChange={(text) => setQuery({ q: text })} />
        <div role="group" aria-label="Filters" className="toggles">
          {FILTERS.map(({ key, title }) => <Toggle key={key} label={title} on={on.split(",").includes(key)} onChange={(pressed) => press(key, pressed)} />)}
        </div>
        <div className="toolbar-end">
          {chosen > 0 && <span className="soft">{chosen} selected</span>}
          <p role="status" aria-live={state === "reading" ? "off" : "polite"} className="soft">
            {fitting.length} of {tokens.length} tokens{state === "complete" ? "" : " (partial)"}
          </p>
          <button type="button" onClick={() => void org.refresh()}>Refresh</button>
        </div>
      </div>
      <Reading org={org} />
      {rows.length > 0 && (
        <div className="region" ref={region} tabIndex={0} role="region" aria-label="Service tokens">
          <table aria-label="Service tokens" aria-rowcount={rows.length + 1}>
            <colgroup><col className="w-box" /><col /><col className="w-id" /><col className="w-number" /><col className="w-time" /><col className="w-end" /><col className="w-time" /><col className="w-who" /></colgroup>
            <thead>
              <tr>
                <td><input type="checkbox" aria-label="Select all shown tokens" checked={all} onChange={() => table.toggleAllRowsSelected(!all)} /></td>
                {HEADS.map(([id, title]) => <SortHeader key={id} id={id} sort={sort} number={id === "accesses"}>{title}</SortHeader>)}
              </tr>
            </thead>
            <tbody>
              <Gap height={before} columns={8} />
              {items.map((item) => {
                const token = rows[item.index]!.original;
                return <TokenRow key={token.id} token={token} index={item.index} org={org.name} now={now} selected={selection[token.id] === true} onToggle={toggle} />;
              })}
              <Gap height={after} columns={8} />
            </tbody>
          </table>
        </div>
      )}
      {rows.length === 0 && tokens.length > 0 && <p>No token matches</p>}
      {rows.length === 0 && state === "complete" && tokens.length === 0 && <p>No service tokens yet</p>}
      {exporting && (
        <ExportDialog org={org.name} complete={state === "complete"} shown={() => rows.map((row) => row.original)} all={() => tokens} filters={query.slice(1)} onClose={() => setExporting(false)} />
      )}
    </div>
  );
}

interface RowProps { token: Token; index: number; org: string; now: number; selected: boolean; onToggle: (id: string, on: boolean) => void }

const TokenRow = memo(function TokenRow({ token, index, org, now, selected, onToggle }: RowProps) {
  const ended = token.expiresAt !== null && token.expiresAt <= now;
  const soon = !ended && token.expiresAt !== null && token.expiresAt <= now + 30 * DAY;
  return (
    <tr aria-rowindex={index + 2} className={selected ? "selected" : undefined}>
      <td><input type="checkbox" aria-label={`Select ${token.display}`} checked={selected} onChange={(event) => onToggle(token.id, event.target.checked)} /></td>
      <th scope="row"><a href={`${org}/tokens/${token.id}`} dir="auto">{token.display}</a></th>
      <td className="mono">{token.id}</td>
      <td className="number">{token.canDestroy && <span className="danger" title="It holds a permission that deletes or overwrites something">▲ </span>}{token.grants ? token.grants.length : "not read"}</td>
      <td><Time at={token.lastUsedAt} now={now} none="never used" /></td>
      <td>{ended && <span className="badge danger">expired</span>}{soon && <span className="badge warning">soon</span>} <Time at={token.expiresAt} now={now} none="never" /></td>
      <td><Time at={token.createdAt} now={now} none="not told" /></td>
      <td><span dir="auto">{token.createdBy}</span></td>
    </tr>
  );
});
