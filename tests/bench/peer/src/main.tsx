import { createRoot } from "react-dom/client";
import { App, preload } from "./app";
import { routeOf } from "./router";
import { loadNames, organization } from "./store";
import "./styles.css";

// What the page will need is asked for before anything is drawn.
const route = routeOf(location.pathname);
if (route.page === "tokens" || route.page === "access") organization(route.org).ensure();
if (route.page === "token") organization(route.org).early(route.id);
void loadNames();

void preload(route.page).then(() => {
  createRoot(document.getElementById("root")!).render(<App />);
});
