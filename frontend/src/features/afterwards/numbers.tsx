import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";

/** The day in four numbers. */
export function Numbers({ view }: { view: EventView }) {
  const t = useMessages();
  const { signed_up: signedUp, arrived, walk_ins: walkIns, in_room: came } = view.attendance;
  const share = signedUp === 0 ? undefined : Math.round((arrived / signedUp) * 100);
  return (
    <dl className="numbers">
      <NumberCard
        tone="coral"
        number={came}
        label={t("after.came")}
        note={t("after.cameNote", { arrived, walkIns })}
      />
      <NumberCard
        tone="marigold"
        number={signedUp}
        label={t("after.signedUp")}
        note={t("after.signedUpNote", { expected: view.doc.expected })}
      />
      <NumberCard
        tone="teal"
        number={share === undefined ? "–" : t("after.percent", { count: share })}
        label={t("after.share")}
        note={share === undefined ? t("after.shareNone") : t("after.shareNote", { arrived, signedUp })}
      />
      <NumberCard tone="plum" number={walkIns} label={t("after.walkIns")} note={t("after.walkInsNote")} />
    </dl>
  );
}

interface NumberCardProps {
  tone: "coral" | "marigold" | "teal" | "plum";
  number: number | string;
  label: string;
  note: string;
}

function NumberCard({ tone, number, label, note }: NumberCardProps) {
  return (
    <div className="number-card" data-tone={tone}>
      <dt className="number-label">{label}</dt>
      <dd className="number">{number}</dd>
      <dd className="quiet">{note}</dd>
    </div>
  );
}
