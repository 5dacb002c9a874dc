import { useState } from "react";
import type { PackingLine, ThingKind } from "../../bridge/packing-types";
import { usePacking } from "../../bridge/use-packing";
import type { MessageKey } from "../../i18n/messages";
import { PackingDialog } from "./packing-dialog";
import { PackingNumbers } from "./packing-numbers";
import { PackingOffers } from "./packing-offers";
import { PackingPart } from "./packing-part";
import { Waiting } from "./waiting";
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
  const { data: list, error } = usePacking(id);
  const [open, setOpen] = useState<PackingLine | ThingKind>();
  if (!list) return <Waiting error={error} />;
  const changed = list.lines.filter((line) => line.now !== "");
  return (
    <div className="stack">
      {changed.length > 0 && <PackingNumbers id={id} lines={changed} />}
      {parts.map(({ kind, ...words }) => (
        <PackingPart key={kind} {...{ id, list, kind, words }} onEdit={setOpen} onAdd={() => setOpen(kind)} />
      ))}
      {list.offers.length > 0 && <PackingOffers id={id} offers={list.offers} />}
      {open !== undefined && <PackingDialog id={id} line={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
