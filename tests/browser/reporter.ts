// One line for each failure once it is one, one for each test that passed only at the second try, and one at the end.
import type { FullResult, Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";

const name = (test: TestCase) => test.titlePath().filter(Boolean).join(" › ");

export default class Lines implements Reporter {
  private passed = 0;
  private failed = 0;
  private flaky = 0;

  constructor(private readonly print: (line: string) => void = console.log) {
    // Playwright gives its options here.
    if (typeof print !== "function") this.print = console.log;
  }

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status === "passed" && result.retry === 0) {
      this.passed += 1;
    } else if (result.status === "passed") {
      this.flaky += 1;
      this.print(`\nFLAKY ${name(test)} (passed at the second try)`);
      this.tell(test.results[0].errors.slice(0, 1));
    } else if (!this.isTriedAgain(test, result)) {
      this.failed += 1;
      this.print(`\nFAILED ${name(test)} (${result.status})`);
      this.tell(result.errors);
    }
  }

  onError(error: TestError) {
    this.failed += 1;
    this.print(error.message ?? "");
  }

  onEnd(result: FullResult) {
    this.print(`browser tests: ${this.passed} passed, ${this.failed} failed, ${this.flaky} flaky`);
    if (this.passed + this.flaky === 0) return { status: "failed" as const };
    return { status: result.status };
  }

  private isTriedAgain(test: TestCase, result: TestResult) {
    return ["failed", "timedOut"].includes(result.status) && result.retry < test.retries;
  }

  private tell(errors: TestError[]) {
    for (const error of errors) this.print(error.stack ?? error.message ?? "");
  }
}
