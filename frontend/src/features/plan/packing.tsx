import { Plus } from "lucide-react";
import { useState } from "react";
import type { PackingLine, ThingKind } from "../../bridge/packing-types";
import { usePacking } from "../../bridge/use-packing";
import { useMessages } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Loading } from "../../ui/notice";
import { PackingDialog } from "./packing-dialog";
import { PackingDuties } from "./packing-duties";
import { PackingOffers } from "./packing-offers";
import { PackingRow } from "./packing-row";
import "./packing.css";

const parts = [
  { kind: "kit", title: "packing.kit", note: "packing.kitNote", add: "packing.addKit" },
  { kind: "care", title: "packing.care", note: "packing.careNote", add: "packing.addCare" },
  {
    kind: "permission",
    title: "packing.permission",
    note: "packing.permissionNote",
    add: "packing.addPermission",
  },
] as const satisfies { kind: ThingKind; title: MessageKey; note: MessageKey; add: MessageKey }[];

/** What to bring, what to take care of and what to be allowed, and what else is offered. */
export function Packing({ id }: { id: string }) {
  const t = useMessages();
  const { data: list } = usePacking(id);
  const [open, setOpen] = useState<PackingLine | ThingKind>();
  if (!list) return <Loading label={t("app.loading")} />;
  return (
    <div className="stack">
      {parts.map(({ kind, title, note, add }) => {
        const lines = list.lines.filter((one) => one.kind === kind);
        const duties = kind === "permission" ? list.duties : [];
        const all = [...lines, ...duties];
        const done = all.filter((one) => one.done).length;
        return (
          <Card
            key={kind}
            title={t(title)}
            note={all.length > 0 ? t("plan.doneOf", { done, all: all.length }) : ""}
          >
            <p className="quiet">{t(note)}</p>
            {all.length === 0 && <p className="quiet">{t("packing.none")}</p>}
            <ul>
              <PackingDuties id={id} duties={duties} />
              {lines.map((line) => (
                <PackingRow key={line.id} id={id} line={line} onEdit={() => setOpen(line)} />
              ))}
            </ul>
            <div>
              <Button icon={Plus} onPress={() => setOpen(kind)}>
                {t(add)}
              </Button>
            </div>
          </Card>
        );
      })}
      {list.offers.length > 0 && <PackingOffers id={id} offers={list.offers} />}
      {open !== undefined && <PackingDialog id={id} line={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
