// The programs of the kit as the tests start them.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, run, start, untilAnswers } from "./programs.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const bin = (name) => join(root, "build/bin", name);

export const programs = { window: bin("e2e/window"), dev: bin("e2e/daykit-dev"), plain: bin("daykit-window") };

/** Answers dialogs: the next one gets the path said last. */
export function dialogs(dir) {
  const file = join(dir, "answer");
  return { env: { DAYKIT_ANSWERS: file }, answer: (path) => writeFileSync(file, path) };
}

/** A campaign server on loopback, on an empty database, for the length of test t. */
export async function startServer(t, dir) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const db = `sqlite:${join(dir, "server.db")}`;
  start(t, bin("daykit-server"), ["--db", db, "--listen", `127.0.0.1:${port}`, "--public-url", url]);
  await untilAnswers(url);
  const ask = async (...args) => JSON.parse(await run(bin("daykit-server"), [...args, "--db", db, "--json"]));
  return {
    url,
    invite: async (group) => (await ask("invite", group)).code,
    coordinator: async (name) => (await ask("coordinator", "add", name, "--public-url", url)).link,
    totals: () => ask("totals"),
  };
}

/** Fails unless the file is a PDF of so many pages that a strict reader accepts; gives its text. */
export async function readPDF(file, pages) {
  if (!readFileSync(file).subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error(`${file} is no PDF`);
  await run("qpdf", ["--check", file]);
  const info = await run("pdfinfo", [file]);
  const found = Number(/^Pages:\s+(\d+)$/m.exec(info)?.[1]);
  if (found !== pages) throw new Error(`${file} has ${found} pages, want ${pages}`);
  return run("pdftotext", [file, "-"]);
}

/** What the codes on a page say when it is printed at 200 dots an inch and photographed. */
export async function readCodes(file, dir) {
  return (await run("zbarimg", ["--quiet", "--raw", await pictureOf(file, dir)])).trim().split("\n");
}

/** The first page of a PDF as a picture of 200 dpi; gives its file. */
export async function pictureOf(file, dir) {
  const stem = join(dir, "scan");
  await run("pdftoppm", ["-r", "200", "-png", "-singlefile", file, stem]);
  return `${stem}.png`;
}
