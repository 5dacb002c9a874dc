import type { SyncResult } from "../../bridge/types";
import type { Translate } from "../../i18n/messages";

/** What a sync sent and what it brought, in short sentences. */
export function sentWords(t: Translate, result: SyncResult): string {
  return [t("after.sent", { count: result.pushed }), ...parts(t, result)].join(" ");
}

/** What a sync brought where nothing was sent. */
export function cameWords(t: Translate, result: SyncResult): string {
  const came = parts(t, result);
  return came.length === 0 ? t("after.cameNone") : came.join(" ");
}

function parts(t: Translate, { signups, answers, packs, pictures }: SyncResult): string[] {
  const said = [
    [signups, t("after.newSignups", { count: signups })],
    [answers, t("how.came", { count: answers })],
    [packs.packs.length, t("after.newPacks", { count: packs.packs.length })],
    [packs.withdrawn.length, t("after.withdrawn", { count: packs.withdrawn.length })],
    [pictures.fetched, t("after.picturesCame", { count: pictures.fetched })],
    [pictures.to_send, t("after.picturesWait", { count: pictures.to_send })],
  ] as const;
  return said.filter(([count]) => count > 0).map(([, words]) => words);
}
