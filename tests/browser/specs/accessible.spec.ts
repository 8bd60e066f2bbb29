// Every page in every state, in light, dark and forced colours: nothing that axe finds wrong, nothing too small
// to hit, and at 320 pixels (1280 at 400 % zoom) the page does not scroll sideways. Of each kind of page the structure is
// the one in ../trees, which was read; `scripts/browser.sh accessible --update-snapshots` writes it anew, to be read again.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ALIKE, COLOUR_RULES, expect, test } from "../fixtures";
import { LOOKS, STATES, open, settled, tree } from "../states";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What can be pressed and is smaller than 24 by 24 pixels, but for links within text (WCAG 2.2, 2.5.8). */
function small(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = "a[href], button, input, select, textarea, [role=option], [tabindex='0']";
    const wrong: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(pressed)) {
      if (!element.checkVisibility() || element.closest("[inert], .skip-link, .visually-hidden")) continue;
      // A box is pressed by its label as well; a link or a time in a line is as high as the line.
      const boxed = element.matches("[type=checkbox], [type=radio]");
      const label = !boxed ? null : element.closest("label") ?? (element.id ? document.querySelector(`label[for="${element.id}"]`) : null);
      const target = label ?? element;
      const { width, height } = target.getBoundingClientRect();
      const inline = getComputedStyle(element).display === "inline" || element.matches("td *, th *, time");
      if (!inline && width > 1 && (width < 23.9 || height < 23.9)) wrong.push(`${target.outerHTML.slice(0, 120)} ${width}×${height}`);
    }
    return wrong;
  });
}

for (const state of STATES) {
  test(state.name, async ({ page, sandbox, allowed }) => {
    test.slow();
    await open(state, page, sandbox, allowed);
    for (const [role, name] of state.sees ?? []) await expect(page.getByRole(role, { name }).or(page.getByRole(role).filter({ hasText: name })).first()).toBeVisible();
    // The boxes of a token's later groups come a moment after the first.
    if (state.tree) await expect(async () => expect(await tree(page, sandbox)).toMatchSnapshot(`${state.name}.txt`)).toPass({ timeout: 5_000 });
    expect(await small(page), "too small to hit").toEqual([]);
    for (const [place, { name, media }] of LOOKS.entries()) {
      await page.emulateMedia({ ...media, reducedMotion: "reduce" });
      const axe = new AxeBuilder({ page }).exclude(ALIKE);
      // Names, roles and sizes are the same in every look.
      const { violations } = await (place === 0 ? axe.withTags(RULES).options({ rules: { "target-size": { enabled: true } } }) : axe.withRules(COLOUR_RULES)).analyze();
      const told = violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary}`).join(" | ")}`);
      expect(told, name).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 640 });
    await settled(page);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    // What watches its own width follows a moment after the window.
    await expect.poll(wide, "scrolls sideways at 320 pixels").toBeLessThanOrEqual(0);
    expect(await small(page), "too small to hit at 320 pixels").toEqual([]);
  });
}
