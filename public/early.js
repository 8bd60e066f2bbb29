// The list of tokens while the program is on its way: the page as it will be, and the first tokens as soon as the API
// has told them. What the API says is shown as it says it; what has to be worked out of it comes with the program.

/** How many tokens are enough to begin with. */
const ENOUGH = 25;
/** How many bytes are looked through for them at most: a token may hold very much. */
const MOST = 1e6;
/** How wide the columns are at least, in rem, as in src/pages/tokens/table.rs; the name takes what is left. */
const WIDTHS = [2.5, 11.75, 7.75, 7.75, 7, 11.5, 7, 7.5];
const NAME = 1;

const at = (selector) => document.querySelector(`#starting ${selector}`);

/** Where the rows of a list begin: in its first brackets. */
const ROWS = /^[^[]*"data"\s*:\s*\[/;
/** A row and the comma after it, with braces and brackets in each other as deep as those of a token and deeper. */
const ROW = (() => {
  let inner = "";
  for (let depth = 0; depth < 6; depth += 1) {
    inner = `[{[](?:[^"{}[\\]]|"(?:[^"\\\\]|\\\\.)*"${inner && `|${inner}`})*[}\\]]`;
  }
  return new RegExp(`\\s*${inner}\\s*,`, "y");
})();

function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let from = 0;
  for (const part of parts) {
    bytes.set(part, from);
    from += part.length;
  }
  return bytes;
}

/** The list with enough tokens that such bytes begin with, as text; nothing if they hold fewer. */
function cut(bytes) {
  const text = new TextDecoder().decode(bytes.subarray(0, MOST));
  ROW.lastIndex = (ROWS.exec(text) || [""])[0].length;
  for (let rows = 1; ROW.lastIndex && ROW.test(text); rows += 1) {
    if (rows === ENOUGH) return `${text.slice(0, ROW.lastIndex - 1)}]}`;
  }
  return undefined;
}

/**
 * Reads the body of an answer. What gives the first tokens' list as text is told once: when all of it is there, or, if
 * that is slow, as soon as it holds enough.
 */
export async function read(answer, slow, tell) {
  const reader = answer.body.getReader();
  const parts = [];
  let [size, isSlow, isTold] = [0, false, false];
  const look = () => {
    const json = isSlow && !isTold && cut(joined(parts));
    if (json) {
      isTold = true;
      tell(() => json);
    }
  };
  slow.then(() => {
    isSlow = true;
    look();
  });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    // What was not found in so much is not looked for again with each part that follows.
    if (size < MOST) look();
    size += value.length;
  }
  const whole = joined(parts);
  if (!isTold) tell(() => cut(whole) || new TextDecoder().decode(whole));
  isTold = true;
  return whole.buffer;
}

/** Shows the page of an organization's tokens, with one empty row. */
function page(org) {
  document.getElementById("app").replaceChildren(document.getElementById("list").content);
  document.querySelector(".banner bdi").textContent = org;
  const table = at("table");
  table.style.minInlineSize = `${WIDTHS.reduce((sum, width) => sum + width)}rem`;
  table.querySelectorAll("col").forEach((column, nth) => {
    if (nth !== NAME) column.style.inlineSize = `${WIDTHS[nth]}rem`;
  });
}

/** Shows the tokens of a list, the newest first. Whatever is not as it should be is left to the program to tell. */
export function show(org, json) {
  const told = (value) => (typeof value === "string" ? value : "");
  const made = (one) => Date.parse(one.created_at) || 0;
  const tokens = JSON.parse(json).data.slice(0, ENOUGH).sort((one, other) => made(other) - made(one));
  if (tokens.length === 0 || !tokens.every(({ id }) => /^\w+$/.test(id))) return;
  page(org);
  const body = at("tbody");
  const rows = tokens.map(({ id, name, actor_display_name: creator }) => {
    const row = body.rows[0].cloneNode(true);
    const link = row.querySelector("a");
    link.href = `${org}/tokens/${id}`;
    link.textContent = told(name).trim() ? name : "Unnamed token";
    if (!told(name).trim()) link.parentNode.classList.add("muted");
    row.cells[2].textContent = id;
    row.cells[7].textContent = told(creator);
    return row;
  });
  body.replaceChildren(...rows);
  body.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // Another document would load the program from the beginning; this one shows the token once it is there.
    event.preventDefault();
    window.history.pushState(null, "", link.href);
    const starting = at(".starting");
    starting.className = "muted starting";
    at(".page").replaceWith(starting);
  });
}

/** What the reader had come to in the early table is found again in the program's, once that is there. */
export function leave() {
  const region = at(".table-region");
  if (!region) return;
  const link = region.contains(document.activeElement) && document.activeElement.getAttribute("href");
  const [left, top] = [region.scrollLeft, region.scrollTop];
  const arrive = () => {
    const now = document.querySelector(".table-region");
    if (!now) return;
    if (left || top) now.scrollTo(left, top);
    const same = link && [...now.querySelectorAll("tbody a")].find((one) => one.getAttribute("href") === link);
    if (same && document.activeElement === document.body) same.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => {
    if (region.isConnected) return;
    observer.disconnect();
    window.requestAnimationFrame(arrive);
  });
  observer.observe(document.getElementById("app"), { childList: true });
}
