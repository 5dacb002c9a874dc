// The coordinators' pages of a sample campaign, and ways to sign in.
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { fileURLToPath } from "node:url";

const program = process.env.SIGNUP_PROGRAM ?? fileURLToPath(new URL("../../../build/bin/e2e/signup", import.meta.url));

/** Starts a server with a campaign for the length of test t. */
export async function startCampaign(t) {
  const child = spawn(program, ["-campaign"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  t.after(async () => {
    child.stdin.end();
    await ended;
  });
  const { url, public: named, control } = await new Promise((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(JSON.parse(line)));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  /** A link by which a coordinator enrols. */
  const link = async (name) => {
    const answer = await fetch(`${control}/coordinator/${encodeURIComponent(name)}`, { method: "POST" });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  return { url, named, link };
}

/** The code of a secret in base 32 at a moment, as RFC 6238 has it. */
export function codeAt(secret, at = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/ /g, "")].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => Number.parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(step).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Enrols by a code on a page where a link is open. */
export async function enrolByCode(page) {
  const secret = await page.locator(".secret code").textContent();
  await page.getByLabel("Type the six figures that it shows").fill(codeAt(secret));
  await page.getByRole("button", { name: "Use this app" }).click();
  await page.getByRole("heading", { level: 1, name: "What communities did" }).waitFor();
  return secret;
}

/** Gives a page an authenticator that a person always touches. */
export async function giveKey(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    lose: () => cdp.send("WebAuthn.clearCredentials", { authenticatorId }),
  };
}
