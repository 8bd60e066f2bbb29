// Times as they are read: how long ago, in words.
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000], ["month", 2_629_800_000], ["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000],
];

export function ago(at: number, now: number): string {
  const away = at - now;
  for (const [unit, length] of UNITS) {
    if (Math.abs(away) >= length) return relative.format(Math.round(away / length), unit);
  }
  return relative.format(Math.round(away / 1000), "second");
}

export const inFull = (at: number) => `${exact.format(at)} UTC`;
export const DAY = 86_400_000;
