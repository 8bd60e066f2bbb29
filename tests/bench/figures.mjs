// Figures: medians with their spread, side by side.

export const SIDES = ["console", "peer"];

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => {
  const place = (values.length - 1) * share;
  const [low, high] = [values[Math.floor(place)], values[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
};

export class Figures {
  /** Measures in the order in which they were first taken: name → { unit, console: [], peer: [] }. */
  all = new Map();

  take(side, name, unit, value) {
    if (!Number.isFinite(value)) throw new Error(`${name}: ${value}`);
    let own = this.all.get(name);
    if (!own) this.all.set(name, (own = { unit, console: [], peer: [] }));
    own[side].push(value);
  }

  /** Ten values or more are told from their tenth to their ninetieth in a hundred, fewer from the least to the most. */
  summary() {
    return [...this.all].map(([name, { unit, ...sides }]) => {
      const of = (values) => {
        if (values.length === 0) return null;
        const all = sorted(values);
        const tail = all.length >= 10 ? 0.1 : 0;
        return { median: at(all, 0.5), low: at(all, tail), high: at(all, 1 - tail), all: values };
      };
      const [console, peer] = [of(sides.console), of(sides.peer)];
      return { name, unit, console, peer, ratio: console && peer && peer.median > 0 ? console.median / peer.median : null };
    });
  }

  table() {
    const written = (value) => {
      if (value === 0) return "0";
      const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
      return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    };
    const side = (own) => (own ? `${written(own.median)} [${written(own.low)}–${written(own.high)}]` : "–");
    const rows = this.summary().map(({ name, unit, console, peer, ratio }) => [unit ? `${name} (${unit})` : name, side(console), side(peer), ratio === null ? "–" : `${ratio.toFixed(2)}×`]);
    rows.unshift(["", "console", "peer", "console ÷ peer"]);
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    const line = (row) => `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`;
    const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
    return [line(rows[0]), rule, ...rows.slice(1).map(line)].join("\n");
  }
}
