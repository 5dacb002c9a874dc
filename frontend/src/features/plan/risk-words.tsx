import type { RiskItem } from "../../bridge/risk-types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";

/** What a risk says beside its name. */
export function RiskWords({ risk }: { risk: RiskItem }) {
  const t = useMessages();
  return (
    <>
      {risk.who !== "" && <p className="quiet">{t("risks.hurt", { who: risk.who })}</p>}
      {risk.level !== "" && (
        <p className="quiet">
          {t("risks.judged", {
            likely: scaleWords(t, "likely", risk.likelihood),
            severe: scaleWords(t, "bad", risk.severity),
          })}
        </p>
      )}
      {risk.measure !== "" && <p dir="auto">{risk.measure}</p>}
      {risk.level !== "" && <p className="quiet risk-asks">{t(`risks.asks.${risk.level}`)}</p>}
    </>
  );
}

const starts = { likely: "risks.likely.", bad: "risks.bad." } as const;

/** A likelihood or severity from 0 to 5 in words. */
export function scaleWords(t: Translate, scale: "likely" | "bad", n: number): string {
  const key = `${starts[scale]}${n}`;
  return isMessageKey(key) ? t(key) : String(n);
}
