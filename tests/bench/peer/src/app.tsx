// The shell: banner, navigation, and the page that the address names.
import { useEffect } from "react";
import { late } from "./late";
import { TokensPage } from "./pages/tokens";
import { go, routeOf, usePath } from "./router";
import { names, organization, useValue } from "./store";

const TokenPage = late(() => import("./pages/token"));
const AccessPage = late(() => import("./pages/access"));

/** The page that an address names, fetched before it is drawn. */
export async function preload(page: string) {
  if (page === "token") await TokenPage.preload();
  if (page === "access") await AccessPage.preload();
}

export function App() {
  const route = routeOf(usePath());
  const all = useValue(names);
  const org = "org" in route ? route.org : all[0];
  useEffect(() => {
    if (route.page === "home" && all.length === 1) go(`${all[0]}/tokens`);
  }, [route.page, all]);
  // The other pages are fetched while nobody waits for them.
  useEffect(() => {
    if (!org) return;
    const { list } = organization(org);
    const stop = list.subscribe(() => {
      if (list.get().state !== "complete") return;
      stop();
      requestIdleCallback(() => { void TokenPage.preload(); void AccessPage.preload(); });
    });
    return () => void stop();
  }, [org]);
  return (
    <div className="app">
      <header className="banner">
        <a className="brand" href="./">Service token console</a>
        {all.length > 1 && (
          <select aria-label="Organization" value={org} onChange={(event) => go(`${event.target.value}/tokens`)}>
            {all.map((name) => <option key={name}>{name}</option>)}
          </select>
        )}
      </header>
      <nav className="nav" aria-label="Main">
        {org && (
          <ul>
            <li><a href={`${org}/tokens`} aria-current={route.page === "tokens" ? "page" : undefined}>Tokens</a></li>
            <li><a href={`${org}/access`} aria-current={route.page === "access" ? "page" : undefined}>Access report</a></li>
          </ul>
        )}
      </nav>
      <main className="main">
        {route.page === "tokens" && <TokensPage key={route.org} org={organization(route.org)} />}
        {route.page === "token" && <TokenPage key={`${route.org}/${route.id}`} org={organization(route.org)} id={route.id} />}
        {route.page === "access" && <AccessPage key={route.org} org={organization(route.org)} />}
        {route.page === "home" && <Organizations all={all} />}
        {route.page === "missing" && <h1>Page not found</h1>}
      </main>
    </div>
  );
}

function Organizations({ all }: { all: readonly string[] }) {
  return (
    <>
      <h1>Organizations</h1>
      <ul>{all.map((name) => <li key={name}><a href={`${name}/tokens`}>{name}</a></li>)}</ul>
    </>
  );
}
