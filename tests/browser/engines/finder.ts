// Finds what a person finds, by role and name: the same in each browser, since it runs in the page.

/** What is looked for: a role, and a name as a whole or a part of it between slashes. */
export interface Sought { role: string; name?: string | RegExp; within?: Sought }

/** Runs in the page. */
export const FIND = (sought: any): Element | null => {
  const selectors: Record<string, string> = {
    alertdialog: "[role=alertdialog]", button: "button, [role=button]", checkbox: "input[type=checkbox]", combobox: "select, [role=combobox]",
    dialog: "dialog:not([role=alertdialog])", group: "[role=group], fieldset, section", heading: "h1", link: "a[href]", list: "ul, ol", listitem: "li",
    radio: "input[type=radio]", searchbox: "input[type=search]", status: "[role=status]", text: "p, span, div, td, li, strong", textbox: "input:not([type]), input[type=text], textarea",
  };
  const texts = (ids: string) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const tidy = (text: string) => text.replace(/\s+/g, " ").trim();
  const nameOf = (element: any): string => {
    const by = element.getAttribute("aria-labelledby");
    if (by) return tidy(texts(by));
    const label = element.getAttribute("aria-label");
    if (label) return tidy(label);
    if (element.labels?.length) return tidy([...element.labels].map((one: Element) => one.textContent).join(" "));
    if (element.tagName === "FIELDSET") return tidy(element.querySelector("legend")?.textContent ?? "");
    return tidy(element.textContent ?? "");
  };
  const look = (one: any): Element | null => {
    const within = one.within ? look(one.within) : document;
    if (!within) return null;
    const fits = (name: string) => one.name === undefined || (one.pattern ? new RegExp(one.name).test(name) : name === one.name);
    const found = [...within.querySelectorAll(selectors[one.role])].filter((element: any) => element.getClientRects().length > 0 && fits(nameOf(element)));
    // Of texts the innermost is meant.
    return (one.role === "text" ? found.at(-1) : found[0]) ?? null;
  };
  return look(sought);
};

/** A pattern as it can be sent into a page. */
export function plain(sought: Sought): object {
  const { name, within } = sought;
  return {
    role: sought.role,
    ...(name instanceof RegExp ? { name: name.source, pattern: true } : { name }),
    ...(within ? { within: plain(within) } : {}),
  };
}

/** Notes breaches of the policy and errors, from as early on as the browser lets us. */
export const WATCH = () => {
  const page = window as any;
  if (page.watched) return;
  page.watched = [];
  page.saved = [];
  document.addEventListener("securitypolicyviolation", (event) => page.watched.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  window.addEventListener("error", (event) => page.watched.push(`error: ${event.message}`));
  window.addEventListener("unhandledrejection", (event) => page.watched.push(`error: ${event.reason}`));
  // What is saved as files.
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (what: any) => { if (what instanceof Blob) page.saved.push(what.text()); return make(what); };
};

/** Runs in the page: leaves nothing of what is stuck to the window's edges above an element. */
export const CENTER = (element: Element) => element.scrollIntoView({ block: "center" });

/** Runs in the page: the middle of an element, if a pointer meets it there. */
export const PLACE = (element: Element) => {
  element.scrollIntoView({ block: "center" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const met = document.elementFromPoint(x, y);
  return met && (element.contains(met) || met.contains(element)) ? { x, y } : null;
};

/** Tries something again while what is looked for is still moving, being made or covered. */
export async function settled<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 20) throw error;
      await new Promise((next) => setTimeout(next, 250));
    }
  }
}
