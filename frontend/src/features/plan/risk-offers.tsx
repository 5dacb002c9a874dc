import { ListPlus, Plus } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { RiskItem } from "../../bridge/risk-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SourceList, SourceMark, sourcesOf } from "../../ui/sources";
import { useRefusal } from "../../ui/toast";
import { LevelMark } from "./risk-level";
import { RiskWords } from "./risk-words";

/** Risks that the event and its activities bring, each taken with one press. */
export function RiskOffers({ id, offers }: { id: string; offers: readonly RiskItem[] }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const sources = sourcesOf(offers.map(({ basis }) => basis));
  const take = (risks: string[]) => void act.run(() => desk.TakeRisks(id, risks));
  return (
    <Card title={t("risks.offers")}>
      <p className="quiet">{t("risks.offersNote")}</p>
      <div>
        <Button icon={ListPlus} isDisabled={act.busy} onPress={() => take([])}>
          {t("risks.takeAll", { count: offers.length })}
        </Button>
      </div>
      <ul>
        {offers.map((risk) => (
          <li key={risk.id} className="risk">
            <LevelMark level={risk.level} />
            <div className="risk-words">
              <p>
                <bdi className="risk-what">{risk.what}</bdi>
                <SourceMark sources={sources} source={risk.basis} />
              </p>
              {risk.for_words !== "" && (
                <p className="quiet">{t("risks.ofActivity", { name: risk.for_words })}</p>
              )}
              <RiskWords risk={risk} />
            </div>
            <Button
              size="small"
              icon={Plus}
              aria-label={t("risks.take", { what: risk.what })}
              isDisabled={act.busy}
              onPress={() => take([risk.id])}
            >
              {t("risks.takeOne")}
            </Button>
          </li>
        ))}
      </ul>
      <SourceList sources={sources} />
    </Card>
  );
}
