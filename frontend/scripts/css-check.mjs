// Holds the stylesheets to logical directions, so that right-to-left needs no second sheet.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const physical =
  /(^|[\s;{])(((margin|padding|border|scroll-margin|scroll-padding)-(left|right))|left|right|(border-(top|bottom)-(left|right)-radius))\s*:|(text-align|float|clear)\s*:\s*(left|right)\b/;

/** A shorthand of four lengths, whose second and fourth are the right and the left side. */
const shorthand = /\b(?:margin|padding|inset)\s*:\s*\S+\s+(\S+)\s+\S+\s+(\S+)\s*;/;

/** Whether a line treats the two sides differently by their physical names. */
function isPhysical(line) {
  const [, right, left] = shorthand.exec(line) ?? [];
  return physical.test(line) || right !== left;
}

/** Every line of the sheets under a folder that names a physical side. */
function offences(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".css"))
    .flatMap((entry) => linesOf(join(entry.parentPath, entry.name)));
}

function linesOf(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => (isPhysical(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
}

const found = offences("src");
for (const line of found)
  console.error(`${line}  (use the logical property: inline-start, inline-end, start, end)`);
process.exit(found.length > 0 ? 1 : 0);
