import { ListPlus, Plus } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { PackingLine } from "../../bridge/packing-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SourceList, SourceMark, sourcesOf } from "../../ui/sources";
import { useRefusal } from "../../ui/toast";
import { PackingWords } from "./packing-row";

/** What the event and its activities bring, each taken with one press. */
export function PackingOffers({ id, offers }: { id: string; offers: readonly PackingLine[] }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const sources = sourcesOf(offers.map(({ basis }) => basis));
  const take = (lines: string[]) => void act.run(() => desk.TakePacking(id, lines));
  return (
    <Card title={t("packing.offers")}>
      <p className="quiet">{t("packing.offersNote")}</p>
      <div>
        <Button icon={ListPlus} isDisabled={act.busy} onPress={() => take([])}>
          {t("packing.takeAll", { count: offers.length })}
        </Button>
      </div>
      <ul>
        {offers.map((line) => (
          <li key={line.id} className="packing">
            <div className="packing-words">
              <p>
                <span className="packing-what">{line.what}</span>
                <SourceMark sources={sources} source={line.basis} />
              </p>
              <PackingWords line={line} />
            </div>
            <Button
              size="small"
              icon={Plus}
              aria-label={t("packing.take", { what: line.what })}
              isDisabled={act.busy}
              onPress={() => take([line.id])}
            >
              {t("packing.takeOne")}
            </Button>
          </li>
        ))}
      </ul>
      <SourceList sources={sources} />
    </Card>
  );
}
