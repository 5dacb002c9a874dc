// What a person does in a screen before it is looked at; each is given the page and the words of its locale.
export const press = (key, role) => async (page, t) =>
  page.getByRole(role, { name: t(key), exact: true }).click();
/** The words around a control that lies hidden in them. */
export const labelled = (control) => control.locator("xpath=ancestor::label");
/** Chooses one of a few, then does the rest. */
export const pick = (key, then) => async (page, t) => {
  await labelled(page.getByRole("radio", { name: t(key), exact: true })).click();
  await page.waitForTimeout(300);
  await then?.(page, t);
};
export const steps =
  (...all) =>
  async (page, t) => {
    for (const step of all) await step(page, t);
  };
const escaped = (words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** A button whose name begins so: a closed panel says after its name what is chosen in it. */
export const begun = (key) => async (page, t) =>
  page
    .getByRole("button", { name: new RegExp(`^${escaped(t(key))}`) })
    .first()
    .click();
/** A button whose name ends with its note, and begins with a number. */
export const begunWithCount = (note) => async (page, t) =>
  page.getByRole("button", { name: new RegExp(`${escaped(t(note))}$`) }).click();
export const tick = (key) => async (page, t) =>
  labelled(page.getByRole("checkbox", { name: t(key), exact: true })).click();
export const scrolled = (what) => async (page) => page.locator(what).first().scrollIntoViewIfNeeded();
