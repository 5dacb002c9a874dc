import type { CrewMember, CrewShift, CrewWarning } from "../../bridge/crew-types";
import type { Translate } from "../../i18n/messages";

/** What is amiss, in plain words. */
export function warningWords(t: Translate, warning: CrewWarning): string {
  const { from, to } = warning;
  switch (warning.kind) {
    case "clash":
      return t("crew.warn.clash", {
        name: isolated(warning.member_name),
        one: isolated(warning.role_name),
        other: isolated(warning.other_role),
        from,
        to,
      });
    case "nobody":
    case "few":
      return t("crew.warn.short", { count: 1, shifts: isolated(warning.role_name) });
    case "role":
      return t("crew.warn.role", { role: isolated(warning.role_name) });
    case "language":
      return t("crew.warn.language", { language: warning.language_name });
    case "alone":
      return t("crew.warn.alone", { name: isolated(warning.member_name), from, to });
    case "other":
      return t("crew.warn.other", {
        name: isolated(warning.member_name),
        role: isolated(warning.role_name),
      });
    case "stranger":
      return t("crew.warn.stranger");
  }
}

/** A name of any script, which leaves the order of the sentence around it alone. */
const isolated = (words: string) => `\u2068${words}\u2069`;

/** Roles that nobody has, in one sentence: a new event has many, and a wall of them frightens. */
export function openRoles(t: Translate, warnings: readonly CrewWarning[]): string {
  const roles = warnings.filter((one) => one.kind === "role");
  const [first] = roles;
  if (!first) return "";
  if (roles.length === 1) return warningWords(t, first);
  return t("crew.warn.roles", { roles: roles.map((one) => isolated(one.role_name)).join(", ") });
}

const isShort = ({ kind }: CrewWarning) => kind === "nobody" || kind === "few";

/** Shifts that lack people, in one sentence for the same reason; beside each stands how many it has. */
export function openShifts(
  t: Translate,
  warnings: readonly CrewWarning[],
  shifts: readonly CrewShift[],
): string {
  const short = shifts.filter(({ id }) => warnings.some((one) => isShort(one) && one.shift === id));
  if (short.length === 0) return "";
  const names = new Set(short.map((one) => isolated(one.role_name)));
  return t("crew.warn.short", { count: short.length, shifts: [...names].join(", ") });
}

/** Those that stand beside a shift: not what its numbers say already. */
export function ofShift(warnings: readonly CrewWarning[], shift: string): CrewWarning[] {
  return warnings.filter((one) => !isShort(one) && (one.shift === shift || one.other === shift));
}

/** Those that stand beside a person: what is said beside a shift is not said twice. */
export function ofMember(warnings: readonly CrewWarning[], member: string): CrewWarning[] {
  return warnings.filter((one) => one.kind === "alone" && one.member === member);
}

/** Those that are about no shift and no person. */
export function ofAll(warnings: readonly CrewWarning[]): CrewWarning[] {
  return warnings.filter((one) => one.kind === "role" || one.kind === "language");
}

/** "2 shifts, 4.5 hours", or that there is none. */
export function helpWords(t: Translate, { shifts, minutes }: CrewMember): string {
  if (shifts === 0) return t("crew.noShift");
  return t("crew.helps", { shifts, hours: Math.round(minutes / 6) / 10 });
}
