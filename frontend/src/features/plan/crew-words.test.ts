import { describe, expect, it } from "vitest";
import type { CrewWarning } from "../../bridge/crew-types";
import { translator } from "../../i18n/messages";
import { openRoles } from "./crew-words";

const t = translator("en-GB");

function open(role_name: string): CrewWarning {
  const empty = { shift: "", other: "", role: role_name, other_role: "", member: "", member_name: "" };
  const rest = {
    language: "",
    language_name: "",
    missing: 0,
    date: "",
    from: "",
    to: "",
    source: "",
    words: "",
  };
  return { kind: "role", role_name, ...empty, ...rest };
}

describe("Roles that nobody has", () => {
  const plain = (words: string) => words.replace(/[\u2068\u2069]/g, "");
  it("are one sentence, however many there are", () => {
    expect(plain(openRoles(t, [open("Lead")]))).toBe("Nobody is down for Lead, which your activities need.");
    expect(plain(openRoles(t, [open("Lead"), open("Host")]))).toBe(
      "Nobody has these roles yet, and your activities need them: Lead, Host.",
    );
    expect(openRoles(t, [{ ...open(""), kind: "language" }])).toBe("");
  });
});
