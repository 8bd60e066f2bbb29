// What is printed of tests that fail, and of those that pass only at the second try.
import { expect, test } from "@playwright/test";
import Lines from "../reporter";

type Status = "passed" | "failed" | "timedOut" | "skipped" | "interrupted";

/** What is printed of tests that ended so, each with its tries in order. */
function printed(retries: number, tests: Record<string, Status[]>) {
  const lines: string[] = [];
  const reporter = new Lines((line) => { lines.push(line); });
  for (const [title, statuses] of Object.entries(tests)) {
    const results = statuses.map((status, retry) => ({ status, retry, errors: status === "passed" ? [] : [{ message: `${title}: error ${retry}` }] }));
    const own: any = { retries, results, titlePath: () => ["", title] };
    for (const result of results) reporter.onTestEnd(own, result as any);
  }
  const { status } = reporter.onEnd({ status: "passed" } as any);
  return { lines: lines.map((line) => line.trim()), status };
}

test("a test that passes at the second try is told as flaky, with its first error", () => {
  const { lines, status } = printed(1, { steady: ["passed"], shy: ["failed", "passed"], slow: ["timedOut", "passed"] });
  expect(lines).toEqual([
    "FLAKY shy (passed at the second try)", "shy: error 0",
    "FLAKY slow (passed at the second try)", "slow: error 0",
    "browser tests: 1 passed, 0 failed, 2 flaky",
  ]);
  expect(status).toBe("passed");
});

test("a test that fails twice has failed once", () => {
  expect(printed(1, { steady: ["passed"], broken: ["failed", "timedOut"] }).lines).toEqual([
    "FAILED broken (timedOut)", "broken: error 1", "browser tests: 1 passed, 1 failed, 0 flaky",
  ]);
});

test("without a second try, and where none is made, a failure is told at once", () => {
  expect(printed(0, { broken: ["failed"] }).lines.at(-1)).toBe("browser tests: 0 passed, 1 failed, 0 flaky");
  expect(printed(1, { left: ["skipped"], cut: ["interrupted"] }).lines.at(-1)).toBe("browser tests: 0 passed, 2 failed, 0 flaky");
  expect(printed(0, {}).status).toBe("failed");
});
