import type { PackStatus, PageDown, TakeDown } from "../../bridge/pack-types";
import { usePackCheck, usePacks } from "../../bridge/queries";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Notice } from "../../ui/notice";

/** Which packs the voices come from, how fresh the list of withdrawals is, and what to take down. */
export function PackLine() {
  const t = useMessages();
  const { data: status } = usePacks();
  const { data: check } = usePackCheck();
  if (!status) return null;
  const local = [...(check?.take_down ?? []), ...(check?.choose ?? []), ...(check?.pages ?? [])];
  const credits = [...new Set([...status.withdrawn, ...local].map((voice) => voice.credit))];
  const stopped = status.freshness === "stale";
  return (
    <>
      <Notice tone={stopped || status.trouble !== "" ? "trouble" : "info"}>
        <p>
          {packWords(t, status)} {freshWords(t, status)}
        </p>
        {status.trouble !== "" && (
          <p>
            {t("voices.packTrouble")} <span lang="en">{status.trouble}</span>
          </p>
        )}
      </Notice>
      {credits.length > 0 && (
        <Notice tone="trouble">
          <p>
            <strong>{t("voices.withdrawnLead", { credits: credits.join(", ") })}</strong>{" "}
            {t("voices.withdrawnNote")}
          </p>
          {check && check.take_down.length > 0 && <TakeDowns prints={check.take_down} />}
          {check && check.pages.length > 0 && <Pages pages={check.pages} />}
        </Notice>
      )}
    </>
  );
}

function TakeDowns({ prints }: { prints: readonly TakeDown[] }) {
  const t = useMessages();
  return (
    <>
      <p>{t("voices.takeDown")}</p>
      <ul className="voices-down">
        {prints.map(({ event, title, voice, credit, print }) => (
          <li key={`${event} ${voice} ${print.at} ${print.kind} ${print.lang}`}>
            {t("voices.takeDownOne", {
              title,
              kind: kindWords(t, print.kind),
              copies: print.copies,
              when: instantWords(print.at),
              credit,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Pages that show a withdrawn voice until they were sent. */
function Pages({ pages }: { pages: readonly PageDown[] }) {
  const t = useMessages();
  return (
    <ul className="voices-down">
      {pages.map(({ event, title, credit, voice, address }) => (
        <li key={event}>
          {t("voices.pageDown", { title, credit: credit === "" ? voice : credit, address })}
        </li>
      ))}
    </ul>
  );
}

function kindWords(t: Translate, kind: string): string {
  const key = `print.kind.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

function packWords(t: Translate, { packs }: PackStatus): string {
  const used = packs.filter((pack) => pack.state === "used");
  if (used.length === 0) return t("voices.packNone");
  return used.map((pack) => t("voices.pack", { issuer: pack.issuer, version: pack.version })).join(" ");
}

function freshWords(t: Translate, { freshness, days, stops_in }: PackStatus): string {
  switch (freshness) {
    case "none":
      return t("voices.listNone");
    case "fresh":
      return t("voices.listFresh", { days });
    case "due":
      return t("voices.listDue", { days, left: stops_in });
    case "stale":
      return t("voices.listStale", { days });
  }
}
