// Addresses over the History API.
import { useSyncExternalStore } from "react";

export type Route =
  | { page: "home" }
  | { page: "tokens"; org: string }
  | { page: "token"; org: string; id: string }
  | { page: "access"; org: string }
  | { page: "missing" };

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
window.addEventListener("popstate", tell);
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const base = () => new URL(document.baseURI).pathname;

export function routeOf(path: string): Route {
  const parts = path.slice(base().length).split("/").filter(Boolean).map(decodeURIComponent);
  const [org, what, id] = parts;
  if (!org) return { page: "home" };
  if (what === "tokens" && id) return { page: "token", org, id };
  if (what === "tokens") return { page: "tokens", org };
  if (what === "access") return { page: "access", org };
  return { page: "missing" };
}

export const usePath = () => useSyncExternalStore(subscribe, () => location.pathname);
export const useQuery = () => useSyncExternalStore(subscribe, () => location.search);

export function go(address: string) {
  history.pushState(null, "", new URL(address, document.baseURI));
  tell();
  window.scrollTo(0, 0);
}

export function setQuery(change: Record<string, string>) {
  const params = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(change)) {
    if (value) params.set(key, value);
    else params.delete(key);
  }
  const text = params.toString();
  history.replaceState(null, "", text ? `${location.pathname}?${text}` : location.pathname);
  tell();
}

/** Links of the page are followed within it. */
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  event.preventDefault();
  go(link.href);
});
