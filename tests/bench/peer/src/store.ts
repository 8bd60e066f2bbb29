// What is loaded, kept as long as the page is open.
import { useSyncExternalStore } from "react";
import { get, pages } from "./api";
import { type RawAccess, type RawToken, type Resource, type Token, Resources, readGrants, readToken } from "./model";

class Observable<T> {
  private readonly listeners = new Set<() => void>();
  constructor(private value: T) {}
  readonly get = () => this.value;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  set(value: T) {
    this.value = value;
    for (const listener of this.listeners) listener();
  }
}

export function useValue<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.get);
}

export interface List {
  tokens: readonly Token[];
  total: number | undefined;
  state: "reading" | "complete" | "stopped" | { error: string };
}

/** While pages come in, the list is shown anew so often and no more. */
const SHOW_EVERY = 150;

export class Organization {
  readonly resources: Resources;
  readonly list = new Observable<List>({ tokens: [], total: undefined, state: "reading" });
  readonly databases = new Observable<readonly Resource[] | null>(null);
  private started = false;
  private run = 0;

  constructor(readonly name: string) {
    this.resources = new Resources(name);
  }

  ensure() {
    if (!this.started) void this.refresh();
  }

  stop() {
    this.run += 1;
    this.list.set({ ...this.list.get(), state: "stopped" });
  }

  async refresh() {
    this.started = true;
    const run = ++this.run;
    const tokens: Token[] = [];
    const seen = new Set<string>();
    let total: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (state: List["state"]) => {
      clearTimeout(timer);
      timer = undefined;
      this.list.set({ tokens: tokens.slice(), total, state });
    };
    try {
      await pages<RawToken>(`organizations/${encodeURIComponent(this.name)}/service-tokens`, (rows, count) => {
        if (run !== this.run) throw new Error("stopped");
        total = count;
        const first = tokens.length === 0;
        for (const raw of rows) {
          if (seen.has(raw.id)) continue;
          seen.add(raw.id);
          tokens.push(readToken(raw, this.resources));
        }
        if (first) show("reading");
        else timer ??= setTimeout(() => show("reading"), SHOW_EVERY);
      });
      show("complete");
    } catch (error) {
      clearTimeout(timer);
      if (run === this.run) show({ error: String(error) });
    }
  }

  find(id: string): Token | undefined {
    return this.list.get().tokens.find((token) => token.id === id);
  }

  private asked: { id: string; token: Promise<Token> } | undefined;
  /** Asks for a token before its page is there. */
  early(id: string) {
    this.asked = { id, token: this.read(id) };
    this.asked.token.catch(() => {});
  }

  token(id: string): Promise<Token> {
    const early = this.asked?.id === id ? this.asked.token : undefined;
    this.asked = undefined;
    return early ?? this.read(id);
  }

  private async read(id: string): Promise<Token> {
    const path = `organizations/${encodeURIComponent(this.name)}/service-tokens/${encodeURIComponent(id)}`;
    const token = readToken(await get<RawToken>(path), this.resources);
    if (!token.grants) {
      const { data } = await get<{ data: RawAccess[] }>(`${path}/access`);
      token.grants = readGrants(token, data, this.resources);
    }
    return token;
  }

  private readingDatabases = false;
  async ensureDatabases() {
    if (this.readingDatabases) return;
    this.readingDatabases = true;
    const all: Resource[] = [];
    await pages<{ id: string; name: string }>(`organizations/${encodeURIComponent(this.name)}/databases`, (rows) => {
      for (const row of rows) all.push(this.resources.database(row.id, row.name, null));
    });
    all.sort((a, b) => (a.name < b.name ? -1 : 1));
    this.databases.set(all);
  }
}

const organizations = new Map<string, Organization>();
export function organization(name: string): Organization {
  let found = organizations.get(name);
  if (!found) organizations.set(name, (found = new Organization(name)));
  return found;
}

export const names = new Observable<readonly string[]>([]);
export async function loadNames() {
  const { data } = await get<{ data: { name: string }[] }>("organizations?page=1&per_page=100");
  names.set(data.map((one) => one.name));
}
