// Runs in every page before anything else, the same for both. A page is looked at as a screen reader finds its
// way: by role and name. A moment counts once it is painted: two frames after it was in the document.
(() => {
  "use strict";
  const text = (element) => (element?.textContent ?? "").trim();
  const nameOf = (element) => {
    const by = element.getAttribute("aria-labelledby");
    return element.getAttribute("aria-label") ?? (by ? text(document.getElementById(by) ?? element) : text(element.querySelector("caption") ?? document.createElement("p")));
  };
  const tableOf = (name) => [...document.querySelectorAll("table, [role=table], [role=grid]")].find((table) => nameOf(table) === name);
  const isRow = (row) => row.getAttribute("aria-hidden") !== "true" && row.getAttribute("role") !== "presentation";
  const rowsOf = (table) => [...table.querySelectorAll("tbody > tr")].filter(isRow);
  const statuses = () => [...document.querySelectorAll("[role=status]")].map(text);

  /** Whether the page shows all that is asked for. */
  function holds({ table, rows, status, digits, heading, box, group, search }) {
    if (search && !document.querySelector("input[type=search]")) return false;
    if (heading !== undefined && text(document.querySelector("h1")) !== heading) return false;
    if (status !== undefined && !statuses().includes(status)) return false;
    // A number with whatever a locale puts between its digits.
    if (digits !== undefined && !statuses().some((one) => /^[\d.,\s']+ access(es)?$/.test(one) && one.replace(/\D/g, "") === digits)) return false;
    if (group && !document.querySelector("[role=group] button[aria-expanded]")) return false;
    if (box && ![...document.querySelectorAll("[role=group] input[type=checkbox]")].some((one) => one.labels?.length && /^[a-z]+(_[a-z]+)+$/.test(text(one.labels[0])))) return false;
    if (table !== undefined) {
      const found = tableOf(table);
      if (!found) return false;
      const shown = rowsOf(found);
      if (shown.length === 0) return false;
      if (rows && !rows.every((wanted, at) => shown[at] && text(shown[at]).includes(wanted))) return false;
    }
    return true;
  }

  const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))));

  // What the looking takes by itself, in milliseconds.
  let looked = 0;

  function when(wanted) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`it did not come in time: ${JSON.stringify(wanted)}, but ${JSON.stringify(statuses())}`)), 240_000);
      const look = () => {
        const begun = performance.now();
        const there = holds(wanted);
        looked += performance.now() - begun;
        if (!there) return false;
        clearTimeout(late);
        observer.disconnect();
        painted().then(resolve);
        return true;
      };
      const observer = new MutationObserver(look);
      if (!look()) observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-label", "role"] });
    });
  }

  const noted = { shifts: 0, long: [], painted: 0, largest: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) noted.shifts += entry.value; });
  watch("longtask", (entry) => noted.long.push({ start: entry.startTime, duration: entry.duration }));
  watch("paint", (entry) => { if (entry.name === "first-contentful-paint") noted.painted = entry.startTime; });
  performance.setResourceTimingBufferSize(5_000);

  // How much memory WebAssembly has.
  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      for (const one of Object.values((made.instance ?? made).exports)) if (one instanceof WebAssembly.Memory) memories.add(one);
      return made;
    };
  }

  // A file is written when its blob gets an address.
  let saved;
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    saved?.({ at: performance.now(), blob });
    return address.call(URL, blob);
  };

  globalThis.bench = {
    when,
    /** From the document's beginning: what comes before anybody could ask is seen too. */
    arrivals: Object.fromEntries(Object.entries(globalThis.benchWanted ?? {}).map(([key, one]) => [key, when(one)])),
    noted,
    wasmBytes: () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    resources: () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(({ name, startTime, responseEnd, encodedBodySize }) => ({ name, startTime, responseEnd, encodedBodySize })),

    /** Waits for the next input of that kind and for what it leads to. */
    arm(kind, wanted) {
      if (holds(wanted)) throw new Error(`already so: ${JSON.stringify(wanted)}`);
      const started = new Promise((resolve) => addEventListener(kind, (event) => resolve(event.timeStamp), { capture: true, once: true }));
      bench.armed = started.then(async (start) => {
        looked = 0;
        const end = await when(wanted);
        return { start, end, looked };
      });
    },

    /** Waits for the next click and the file that it leads to. */
    armSave() {
      const started = new Promise((resolve) => addEventListener("click", (event) => resolve(event.timeStamp), { capture: true, once: true }));
      const file = new Promise((resolve) => { saved = resolve; });
      bench.armed = started.then(async (start) => {
        const { at, blob } = await file;
        const content = await blob.text();
        return { start, end: at, looked: 0, bytes: blob.size, lines: content.split("\n").length, tokens: content.startsWith("{") ? JSON.parse(content).rows.length : content.trim().split("\n").length - 1 };
      });
    },

    /** Counts frames from now on. */
    watchFrames() {
      const frames = { all: 0, dropped: 0, worst: 0, way: 0, on: true };
      bench.frames = frames;
      let last = performance.now();
      const look = (now) => {
        if (!frames.on) return;
        const took = now - last;
        last = now;
        frames.all += 1;
        frames.dropped += Math.max(0, Math.round((took * 60) / 1000) - 1);
        frames.worst = Math.max(frames.worst, took);
        requestAnimationFrame(look);
      };
      requestAnimationFrame((now) => { last = now; requestAnimationFrame(look); });
    },
    framesSeen(name) {
      bench.frames.on = false;
      let region = tableOf(name);
      while (region && region.scrollHeight <= region.clientHeight + 1) region = region.parentElement;
      return { ...bench.frames, way: region?.scrollTop ?? 0 };
    },

    /** From the first row to the last in so many steps, each two frames long. */
    async scroll(name, steps) {
      let region = tableOf(name);
      while (region && region.scrollHeight <= region.clientHeight + 1) region = region.parentElement;
      const frame = () => new Promise(requestAnimationFrame);
      const box = region.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const way = region.scrollHeight - region.clientHeight;
      const frames = [];
      let blank = 0;
      let last = await frame();
      const begin = last;
      for (let step = 1; step <= steps; step += 1) {
        region.scrollTop = (way * step) / steps;
        for (let half = 0; half < 2; half += 1) {
          const now = await frame();
          frames.push(now - last);
          last = now;
        }
        const row = document.elementFromPoint(x, y)?.closest("tr");
        if (!row || !isRow(row)) blank += 1;
      }
      return { ms: last - begin, blank, worst: Math.max(...frames), late: frames.filter((ms) => ms > 25).length };
    },
  };
})();
