// Starts and ends the programs under test. Everything a test starts is ended by
// its process id when the test is over, whatever the outcome.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A port on loopback that nothing listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** An empty folder that is removed after test t. */
export function tempDir(t) {
  const dir = mkdtempSync(join(tmpdir(), "daykit-e2e-"));
  t.after(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return dir;
}

/** Starts a program for the length of test t; its words are shown when the test fails. */
export function start(t, command, args, { env = {}, cwd } = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const heard = [];
  child.stdout.on("data", (b) => heard.push(b));
  child.stderr.on("data", (b) => heard.push(b));
  child.words = () => Buffer.concat(heard).toString();
  child.ended = new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(code ?? signal));
    child.on("error", (error) => resolve(error));
  });
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    const gone = await Promise.race([child.ended.then(() => true), pause(5000).then(() => false)]);
    if (!gone) child.kill("SIGKILL");
    const words = child.words().trim();
    if (words) t.diagnostic(`${command}: ${words.slice(-2000)}`);
  });
  return child;
}

/** Runs a program to its end and gives its standard output; a failure shows its words. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { ...options, env: { ...process.env, ...options.env } });
  let out = "";
  let err = "";
  child.stdout.on("data", (b) => (out += b));
  child.stderr.on("data", (b) => (err += b));
  const code = await new Promise((resolve, reject) => {
    child.on("error", (e) => reject(new Error(`${command} does not start: ${e.message}`)));
    child.on("close", resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${err || out}`);
  return out;
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until probe gives a value, and fails with what it was waiting for. */
export async function until(what, probe, { limit = 20_000, every = 50 } = {}) {
  const end = Date.now() + limit;
  let last;
  for (;;) {
    try {
      const got = await probe();
      if (got !== undefined && got !== null && got !== false) return got;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${limit} ms for ${what}${last ? `: ${last.message}` : ""}`, { cause: last });
    await pause(every);
  }
}

/** Waits until an address answers at all. */
export const untilAnswers = (url) => until(url, () => fetch(url, { signal: AbortSignal.timeout(2000) }).then(() => true));
