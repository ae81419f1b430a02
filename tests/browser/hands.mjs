// What a reporter's hands do: fill in a form by its fields, or by the keyboard alone.
import assert from "node:assert/strict";

/** Fills in the fields of a form, by their names; what is folded away is opened first. */
export async function fill(form, fields) {
  await form.evaluate((form) => form.querySelectorAll("details").forEach((more) => { more.open = true; }));
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    const kind = await field.evaluate((field) => field.type);
    if (kind === "checkbox") await field.setChecked(value);
    else if (kind === "select-one") await field.selectOption(value);
    else await field.fill(`${value}`);
  }
}

/** Presses keys, one after the other. */
export function on_keys(page) {
  return async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
}

/** What has the focus. */
function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    return { tag: at.localName, name: at.name ?? "", kind: at.type ?? "", text: at.innerText?.trim() ?? "", more: at.matches(".more:not([open]) > summary"), open: !!at.parentElement?.open };
  });
}

/** Presses Tab until what is looked for has the focus. */
export async function tab_to(page, is_it, key = "Tab") {
  for (let times = 0; times < 150; times++) {
    const at = await focused(page);
    if (is_it(at)) return at;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} does not lead to ${is_it}`);
}

/** Fills in the form that has the focus with the keyboard alone, whatever the order of its fields. */
export async function type_form(page, fields) {
  const left = new Map(Object.entries(fields));
  for (let times = 0; left.size; times++) {
    assert.ok(times < 60, `Tab does not lead to ${[...left.keys()]}`);
    const { name, kind, more } = await focused(page);
    if (more) await page.keyboard.press("Enter");
    else if (left.has(name)) {
      const value = left.get(name);
      left.delete(name);
      if (kind === "checkbox") await page.keyboard.press("Space");
      else if (kind === "select-one") await page.keyboard.type(value.replaceAll("-", " "));
      else {
        await page.keyboard.press("Control+A");
        await page.keyboard.insertText(`${value}`);
      }
    }
    if (left.size) await page.keyboard.press("Tab");
  }
}
