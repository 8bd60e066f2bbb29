// What the pages work with: lean records, made once from the API's answers. Permissions and resources are
// one object each, so that ten thousand tokens with forty accesses hold no text twice.
import { CATALOG, type Effect, type Scope } from "./catalog";

export interface Permission {
  name: string;
  /** Its place in the order of display. */
  rank: number;
  scope: Scope | null;
  area: string;
  effect: Effect | null;
  production: boolean;
  description: string;
  /** Folded, for search. */
  text: string;
}

export interface Resource {
  /** "organization", "all", or the API's id. */
  id: string;
  kind: "organization" | "all" | "database" | "other";
  name: string;
  label: string;
  deletedAt: string | null;
  text: string;
}

export interface Grant {
  token: Token;
  resource: Resource;
  permission: Permission;
}

export interface Token {
  id: string;
  name: string | null;
  display: string;
  createdBy: string | null;
  createdAt: number | null;
  lastUsedAt: number | null;
  expiresAt: number | null;
  grants: Grant[] | null;
  canDestroy: boolean;
  /** Name, id and creator, folded. */
  text: string;
  /** The name alone, folded. */
  nameText: string;
  creatorText: string;
}

/** Lower case, without accents, white space as single spaces. */
export function fold(text: string): string {
  // Most texts are ASCII, which has nothing to normalize.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return plain.toLowerCase().replace(/\s+/g, " ");
}

export const words = (text: string) => fold(text).split(" ").filter(Boolean);

const permissions = new Map<string, Permission>();
for (const [name, scope, area, effect, production, description] of CATALOG) {
  permissions.set(name, { name, rank: permissions.size, scope, area, effect, production, description, text: fold(`${name} ${description}`) });
}
export const KNOWN: readonly Permission[] = [...permissions.values()];

export function permission(name: string): Permission {
  let found = permissions.get(name);
  if (!found) {
    found = { name, rank: permissions.size, scope: null, area: "Other permissions", effect: null, production: false, description: "This permission is not known.", text: fold(name) };
    permissions.set(name, found);
  }
  return found;
}

export class Resources {
  readonly organization: Resource;
  readonly all: Resource;
  private readonly byId = new Map<string, Resource>();

  constructor(name: string) {
    this.organization = { id: "organization", kind: "organization", name, label: "Organization", deletedAt: null, text: "organization" };
    this.all = { id: "all", kind: "all", name, label: "All databases", deletedAt: null, text: "all databases" };
  }

  database(id: string, name: string, deletedAt: string | null, kind: Resource["kind"] = "database"): Resource {
    const known = this.byId.get(id);
    if (known && known.name === name && known.deletedAt === deletedAt) return known;
    const label = deletedAt ? `${name} (deleted)` : name;
    const made: Resource = { id, kind, name, label, deletedAt, text: fold(label) };
    this.byId.set(id, made);
    return made;
  }

  *values(): Iterable<Resource> {
    yield this.organization;
    yield this.all;
    yield* this.byId.values();
  }
}

interface RawResource { id: string; name: string; type?: string; deleted_at?: string | null }
export interface RawAccess { access: string; type?: string; resource_type?: string; resource: RawResource }
export interface RawToken {
  id: string;
  name: string | null;
  actor_display_name?: string | null;
  created_at: string | null;
  last_used_at: string | null;
  expires_at: string | null;
  service_token_accesses?: RawAccess[] | null;
}

const time = (text: string | null) => (text ? Date.parse(text) : null);

export function readGrants(token: Token, all: RawAccess[], resources: Resources): Grant[] {
  return all.map((raw): Grant => {
    const what = permission(raw.access);
    const type = raw.resource_type ?? raw.resource.type;
    const resource =
      type === "Organization" ? (what.scope === "database" ? resources.all : resources.organization)
      : resources.database(raw.resource.id, raw.resource.name, raw.resource.deleted_at ?? null, type === "Database" ? "database" : "other");
    return { token, resource, permission: what };
  });
}

export function readToken(raw: RawToken, resources: Resources): Token {
  const display = raw.name?.trim() ? raw.name : "Unnamed token";
  const nameText = fold(display);
  const creatorText = fold(raw.actor_display_name ?? "");
  const token: Token = {
    id: raw.id,
    name: raw.name,
    display,
    createdBy: raw.actor_display_name ?? null,
    createdAt: time(raw.created_at),
    lastUsedAt: time(raw.last_used_at),
    expiresAt: time(raw.expires_at),
    grants: null,
    canDestroy: false,
    text: `${nameText}\n${raw.id}\n${creatorText}`,
    nameText,
    creatorText,
  };
  if (raw.service_token_accesses) {
    token.grants = readGrants(token, raw.service_token_accesses, resources);
    token.canDestroy = token.grants.some((grant) => grant.permission.effect === "destroys");
  }
  return token;
}
