// A small client for WebKitWebDriver (W3C WebDriver): finds by role and name, as a
// person with a screen reader would, and never by class or test id.
import { freePort, start, until, untilAnswers } from "./programs.mjs";
import { t } from "./words.mjs";

const elementKey = "element-6066-11e4-a52e-4f735466cecf";

// Where to look for a role; the engine's own computed role and name decide.
const candidates = {
  button: "button, [role=button], summary, input[type=submit]",
  link: "a[href], [role=link]",
  heading: "h1, h2, h3, h4, [role=heading]",
  textbox: "input, textarea, [role=textbox]",
  searchbox: "input[type=search], [role=searchbox]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  tab: "[role=tab]",
  img: "img[alt]",
  status: "[role=status], output",
  dialog: "[role=dialog], [role=alertdialog], dialog",
  main: "main",
};

/** Starts the window program under WebKitWebDriver for the length of a test. */
export async function openWindow(test, { binary, args = [], env = {} }) {
  const port = await freePort();
  let page;
  test.after(() => page?.quit()); // first, since hooks run in this order and quitting needs the driver
  start(test, "WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { env });
  const base = `http://127.0.0.1:${port}`;
  await untilAnswers(`${base}/status`);
  const { sessionId } = await call(base, "POST", "/session", {
    capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } },
  });
  page = new Page(`${base}/session/${sessionId}`);
  await until("the page to load", () => page.script("return document.readyState === 'complete' && !!window.go"));
  return page;
}

/** The page of one running window. */
export class Page {
  constructor(base) {
    this.base = base;
  }

  /** Runs a function body in the page and gives its value. */
  script(body, ...args) {
    return call(this.base, "POST", "/execute/sync", { script: body, args });
  }

  /** Waits for a promise in the page; its rejection is given as {rejected}. */
  async promise(expression) {
    const body = `const done = arguments[arguments.length - 1];
      Promise.resolve(${expression}).then((value) => done({ value }), (rejected) => done({ rejected }));`;
    return call(this.base, "POST", "/execute/async", { script: body, args: [] });
  }

  text() {
    return this.script("return document.body.innerText");
  }

  /** Waits for the one visible element of this role whose name contains, or matches, name. */
  find(role, name) {
    return until(`${role} ${name}`, async () => {
      for (const id of await this.#all(candidates[role] ?? `[role=${role}]`)) {
        if (await this.#is(id, role, name).catch(gone)) return id;
      }
      return null;
    });
  }

  async click(role, name) {
    const id = await this.find(role, name);
    await call(this.base, "POST", `/element/${id}/click`, {});
  }

  async type(role, name, text) {
    const id = await this.find(role, name);
    await call(this.base, "POST", `/element/${id}/clear`, {});
    await call(this.base, "POST", `/element/${id}/value`, { text });
  }

  /** Waits until the page shows text. */
  sees(text) {
    return until(`the page to show ${text}`, async () => {
      const all = await this.text();
      return text instanceof RegExp ? text.test(all) : all.includes(text);
    });
  }

  /** Opens an event from the list, unless one of its rooms is shown already. */
  async openSample(title) {
    await this.click("link", t("nav.events"));
    await this.click("link", new RegExp(title));
  }

  /** Ends the program as its own menu would, and waits until it has gone. */
  async quit() {
    if (this.gone) return;
    this.gone = true;
    // The answer is cut off when the view goes away, so only the end is waited for.
    await this.script("setTimeout(() => window.runtime.Quit(), 0)").catch(() => {});
    await until("the window to close", () => this.script("return 1").then(() => false, () => true));
    await call(this.base, "DELETE", "", undefined).catch(() => {}); // answers "no such window"
  }

  async #is(id, role, name) {
    // WebKit's accessibility tree loses a picture whose source was swapped while it
    // loaded, so a picture goes by the alternative text that it carries.
    const label = await this.#get(id, role === "img" ? "attribute/alt" : "computedlabel");
    const fits = name instanceof RegExp ? name.test(label) : label === name;
    if (!fits || !(await this.#get(id, "displayed"))) return false;
    return role === "img" || (await this.#get(id, "computedrole")) === role;
  }

  async #all(css) {
    const found = await call(this.base, "POST", "/elements", { using: "css selector", value: css });
    return found.map((e) => e[elementKey]);
  }

  #get(id, what) {
    return call(this.base, "GET", `/element/${id}/${what}`);
  }
}

/** An element that the page took away while we asked about it is not the one. */
function gone() {
  return false;
}

async function call(base, method, path, body) {
  const answer = await fetch(base + path, {
    method,
    headers: { "content-type": "application/json" },
    body: method === "POST" ? JSON.stringify(body) : undefined,
    signal: AbortSignal.timeout(30_000),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
  return value;
}
