import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import { hex, utf8 } from "../src/bytes";
import { tries } from "../src/sha256";
import { solve } from "../src/work";

function digest(words: Int32Array): string {
  return Array.from(words, (w) => (w >>> 0).toString(16).padStart(8, "0")).join("");
}

describe("work", () => {
  it("hashes as SHA-256 does, wherever the number falls among the blocks", () => {
    for (let before = 0; before < 140; before++) {
      for (const after of [0, 1, 47, 55, 56, 64, 102]) {
        const hash = tries("a".repeat(before), "z".repeat(after));
        for (const n of [10_000_000, 98_765_432]) {
          const want = hex(sha256(utf8("a".repeat(before) + n + "z".repeat(after))));
          expect(digest(hash(n)), `${before}+${after}`).toBe(want);
        }
      }
    }
  });

  it("finds an answer that the server takes", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    const body = utf8("age-encryption.org/v1\n");
    const answer = await solve({ token: "VG9rZW4", bits: 14 }, id, body);
    const sum = sha256(utf8(`${answer}.${id}.${hex(sha256(body))}`));
    expect(((sum[0] ?? 1) << 8) | (sum[1] ?? 0)).toBeLessThan(4);
    expect(await solve({ token: "x", bits: 0 }, id, body)).toBe("x.10000000");
    await expect(solve({ token: "x", bits: 33 }, id, body)).rejects.toThrow();
  });
});
