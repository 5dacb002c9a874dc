import type { SendItem, SendPart } from "../../bridge/send-types";
import { isMessageKey, type Translate } from "../../i18n/messages";

/** How many of its things go, or would if it were ticked. */
function countOf({ on, going, items }: SendPart): number {
  return on ? going : items.filter(({ why }) => why === "").length;
}

export function partTitle(t: Translate, part: SendPart): string {
  return t(`send.kind.${part.kind}`, { count: countOf(part) });
}

export function partNote(t: Translate, part: SendPart): string {
  const totals = part.items[0]?.totals;
  if (part.kind === "numbers" && totals)
    return t("after.totalsNote", {
      signedUp: totals.signed_up,
      arrived: totals.arrived,
      walkIns: totals.walk_ins,
      firstTime: totals.first_time ?? 0,
    });
  return t(`send.note.${part.kind}`, { count: part.items[0]?.evaluation?.forms ?? 0 });
}

/** Why something does not go, in words; "" when it goes. */
export function whyWords(t: Translate, why: string): string {
  const key = `send.why.${why}`;
  return isMessageKey(key) ? t(key) : "";
}

/** What is to be known of a part beside its tick. */
export function partState(t: Translate, { kind, on, items, going, there }: SendPart): string {
  const said: string[] = [];
  const [only] = items;
  if (items.length === 0) said.push(t("send.why.nothing"));
  else if (only?.id === "" && only.why !== "" && (on || only.why === "nothing" || only.why === "few"))
    said.push(whyWords(t, only.why));
  const look = items.filter(({ why }) => why === "names").length;
  if (on && look > 0 && only?.id !== "") said.push(t("send.look", { count: look }));
  if (there > (on ? going : 0)) said.push(t("send.goesBack", { count: there - (on ? going : 0) }));
  else if (kind !== "numbers" && on && there > 0 && there === going) said.push(t("send.isThere"));
  return said.join(" ");
}

/** What was agreed, in words. */
export function consentWords(t: Translate, { consent }: SendItem): string {
  const key = `send.asked.${consent.how}`;
  return isMessageKey(key) ? t(key) : "";
}
