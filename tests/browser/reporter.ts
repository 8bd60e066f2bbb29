// One line for each failure as it happens, and one line at the end.
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Lines implements Reporter {
  private passed = 0;
  private failed = 0;

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status === "passed") {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.log(`\nFAILED ${test.titlePath().filter(Boolean).join(" › ")} (${result.status})`);
    for (const error of result.errors) console.log(error.stack ?? error.message ?? "");
  }

  onError(error: { message?: string }) {
    this.failed += 1;
    console.log(error.message ?? "");
  }

  onEnd(result: FullResult) {
    console.log(`browser tests: ${this.passed} passed, ${this.failed} failed`);
    if (this.passed === 0) return { status: "failed" as const };
    return { status: result.status };
  }
}
