// Parts that pages share.
import { type ReactNode, memo, useEffect, useRef } from "react";
import { type VirtualItem, useVirtualizer } from "@tanstack/react-virtual";
import { setQuery } from "./router";
import type { Organization } from "./store";
import { useValue } from "./store";
import { ago, inFull } from "./time";

export function Heading({ children, org }: { children: string; org: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · ${org} · Service token console`;
  }, [children, org]);
  useEffect(() => {
    if (history.state !== null || performance.now() > 10_000) heading.current?.focus({ preventScroll: true });
  }, []);
  return <h1 ref={heading} tabIndex={-1}>{children}</h1>;
}

export const Time = memo(function Time({ at, now, none }: { at: number | null; now: number; none: string }) {
  if (at === null) return <span className="soft">{none}</span>;
  return <time dateTime={new Date(at).toISOString()} title={inFull(at)}>{ago(at, now)}</time>;
});

const ROW = 42;

/** The rows of a table that are on the screen, between two gaps. */
export function useRows(count: number) {
  const region = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => region.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 1000, height: 600 },
  });
  const items: VirtualItem[] = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return { region, items, before, after };
}

export function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return <tr aria-hidden="true" className="gap"><td colSpan={columns} style={{ height }} /></tr>;
}

export function Toggle({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return <button type="button" className="toggle" aria-pressed={on} onClick={() => onChange(!on)}>{label}</button>;
}

export function SearchBox({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  return <input type="search" className="search" aria-label={label} placeholder={label} value={value} onChange={(event) => onChange(event.target.value)} autoComplete="off" spellCheck={false} />;
}

/** How far the reading is, or why it ended. */
export function Reading({ org }: { org: Organization }) {
  const { tokens, total, state } = useValue(org.list);
  if (state === "reading") {
    return (
      <div className="reading">
        <progress aria-label="Reading the service tokens" value={tokens.length} max={total || undefined} />
        <button type="button" onClick={() => org.stop()}>Stop</button>
      </div>
    );
  }
  if (typeof state === "object") return <p role="alert">{state.error} <button type="button" onClick={() => void org.refresh()}>Retry</button></p>;
  return null;
}

export interface SortBy { id: string; desc: boolean }

export function sortOf(params: URLSearchParams, fallback: SortBy): SortBy {
  const text = params.get("sort");
  if (!text) return fallback;
  return { id: text.replace(/^-/, ""), desc: text.startsWith("-") };
}

export function SortHeader({ id, children, sort, number }: { id: string; children: ReactNode; sort: SortBy; number?: boolean }) {
  const own = sort.id === id;
  return (
    <th scope="col" className={number ? "number" : undefined} aria-sort={own ? (sort.desc ? "descending" : "ascending") : undefined}>
      <button type="button" className="sort" onClick={() => setQuery({ sort: `${own && !sort.desc ? "-" : ""}${id}` })}>{children}</button>
    </th>
  );
}
