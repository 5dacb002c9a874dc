import type { Photograph, PhotoUse } from "../../bridge/photograph-types";
import { longDate } from "../../i18n/dates";
import { isMessageKey, type Translate } from "../../i18n/messages";

export const photoUses: readonly PhotoUse[] = ["report", "web", "social", "press", "campaign"];

export function wordsOfUse(t: Translate, use: string): string {
  const key = `photos.use.${use}`;
  return isMessageKey(key) ? t(key) : use;
}

/** What a photograph is called: by what is to be seen, or by its place in the list. */
export function photoName(t: Translate, photo: Photograph, number: number): string {
  return photo.alt !== "" ? photo.alt : t("photos.undescribed", { number });
}

/** The uses that were agreed to. */
export function allowedUses(photo: Photograph): PhotoUse[] {
  return photoUses.filter((use) => photo.refused[use] === undefined);
}

/** What may be done with a photograph, or what keeps it from everything. */
export function stateWords(t: Translate, photo: Photograph): string {
  const { consent, erased, missing } = photo;
  const lists = new Intl.ListFormat(document.documentElement.lang || "en", { type: "conjunction" });
  if (erased !== "") return t("photos.stopped.erased", { date: longDate(erased) });
  if (consent.withdrawn !== "") return t("photos.stopped.withdrawn", { date: longDate(consent.withdrawn) });
  if (missing.length > 0) {
    const what = missing.map((one) => {
      const key = `photos.lacks.${one}`;
      return isMessageKey(key) ? t(key) : one;
    });
    return t("photos.lacks", { what: lists.format(what) });
  }
  const may = allowedUses(photo).map((use) => wordsOfUse(t, use));
  if (may.length === 0 && !photo.here) return t("photos.notHere");
  if (may.length === 0) return t("photos.stopped.expired", { date: longDate(consent.until) });
  return t("photos.may", { uses: lists.format(may) });
}
