// What axe finds in a page, in every way in which it can be looked at; and whether it scrolls sideways.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tell } from "./desk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The ways in which every state is looked at. */
const WAYS = [["light", 1280], ["dark", 1280], ["dark", 320], ["light", 320]];

/** What is wrong with a page as it is shown now, in each way; in the dark, only what depends on colours is looked at again. */
async function wrong_with(page, name) {
  const found = [];
  await page.evaluate(`${AXE};0`);
  for (const [colorScheme, width] of WAYS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const only = colorScheme === "dark" ? { runOnly: ["color-contrast", "link-in-text-block"] } : {};
    const { violations, wide } = await page.evaluate(async (only) => ({
      violations: (await window.axe.run({ preload: false, resultTypes: ["violations"], ...only })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)} ${nodes[0].failureSummary}`),
      wide: document.documentElement.scrollWidth,
    }), only);
    for (const violation of violations) found.push(`${name}, ${colorScheme}, ${width}: ${violation}`);
    if (wide > width) found.push(`${name}, ${width}: is ${wide} wide`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

/** Looks at states, two at a time; each is a name and the way to it from a page of its own. */
export async function look(context, states) {
  const found = [], waiting = [...states];
  const one = async () => {
    const page = await context.newPage();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, way] = next;
      await way(page);
      found.push(...await wrong_with(page, name));
    }
    await page.close();
  };
  await Promise.all([one(), one()]);
  assert.deepEqual(found, []);
  tell(`${states.length} states of pages × ${WAYS.length} ways had no violation`);
}

/** Opens all that is folded away. */
export const opened = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
