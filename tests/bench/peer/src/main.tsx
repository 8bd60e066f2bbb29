import { createRoot } from "react-dom/client";
import { App } from "./app";
import { routeOf } from "./router";
import { loadNames, organization } from "./store";
import "./styles.css";

// What the page will need is asked for before anything is drawn.
const route = routeOf(location.pathname);
if (route.page === "tokens" || route.page === "access") organization(route.org).ensure();
void loadNames();

createRoot(document.getElementById("root")!).render(<App />);
