// A coordinator of the campaign, who signs in with the codes of an authenticator app.
import { createHmac } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648, base 32

/** Opens the link that sets up how to sign in, as the person does who got it, and ends on the first page. */
export async function enrol(page, link) {
  await page.goto(link);
  const secret = await page.locator(".secret code").innerText();
  await page.getByLabel("Type the six figures that it shows").fill(codeAt(secret, Date.now()));
  await page.getByRole("button", { name: "Use this app" }).click();
  await page.getByRole("heading", { level: 1, name: "What communities did" }).waitFor();
}

/** The six figures of RFC 6238 that an app shows for a secret at a time in ms. */
export function codeAt(secret, time) {
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
  const sum = createHmac("sha1", fromBase32(secret)).update(count).digest();
  const at = sum[sum.length - 1] & 15;
  return String((sum.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function fromBase32(text) {
  const out = [];
  let held = 0;
  let bits = 0;
  for (const letter of text.replace(/\s/g, "")) {
    held = ((held << 5) | letters.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((held >>> bits) & 0xff);
    }
  }
  return Buffer.from(out);
}
