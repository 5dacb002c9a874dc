// Puts the face of the public page's headlines beside its script, and that of the text of
// the coordinators' pages.
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const to = new URL("../signup/dist/", import.meta.url);
for (const [from, name] of [
  ["latin", "headline.woff2"],
  ["latin-ext", "headline-ext.woff2"],
]) {
  const file = `@fontsource/bricolage-grotesque/files/bricolage-grotesque-${from}-800-normal.woff2`;
  copyFileSync(require.resolve(file), new URL(name, to));
}
const text = "@fontsource-variable/lexend/files/lexend-latin-wght-normal.woff2";
copyFileSync(require.resolve(text), new URL("text.woff2", to));
