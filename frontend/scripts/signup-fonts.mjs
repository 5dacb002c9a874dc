// Puts the face of the public page's headlines beside its script.
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
