import { ArrowUp, Lock, type LucideIcon, Undo2 } from "lucide-react";
import type { Outgoing } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";

/** What goes, line by line; with all, also what the campaign has already. What goes locked comes last. */
export function OutgoingList({ outgoing, all }: { outgoing: Outgoing; all: boolean }) {
  const t = useMessages();
  const totals = outgoing.totals.filter((line) => all || line.changed);
  const pages = outgoing.pages.filter((line) => all || line.changed);
  const parts = outgoing.parts.filter((line) => all || line.changed);
  const { taken } = outgoing;
  return (
    <ul className="outgoing">
      {totals.length + pages.length + parts.length + taken.length === 0 && (
        <li className="quiet">{t("after.nothing")}</li>
      )}
      {totals.map(({ id, title, signed_up: signedUp, arrived, walk_ins: walkIns, changed, first_time }) => (
        <Line
          key={`totals ${id}`}
          icon={ArrowUp}
          title={t("after.totals", { title })}
          note={t("after.totalsNote", { signedUp, arrived, walkIns, firstTime: first_time ?? 0 })}
          changed={changed}
        />
      ))}
      {parts.map(({ id, title, kind, count, changed }) => (
        <Line
          key={`${kind} ${id}`}
          icon={ArrowUp}
          title={t("send.ofEvent", { part: partWords(t, kind, count), title })}
          note=""
          changed={changed}
        />
      ))}
      {taken.map(({ id, title, kind, count }) => (
        <Line
          key={`taken ${kind} ${id}`}
          icon={Undo2}
          title={t("send.takenOf", { part: partWords(t, kind, count), title })}
          note={t("send.takenNote")}
          changed
        />
      ))}
      {pages.map((page) => (
        <Line
          key={`page ${page.id}`}
          icon={ArrowUp}
          title={t("after.page", { title: page.title })}
          note={pageNote(t, page)}
          changed={page.changed}
        />
      ))}
      {outgoing.stays.map((key) => (
        <Sealed key={key} what={key} />
      ))}
    </ul>
  );
}

/** What the page says, and whose words stand on it. */
function pageNote(t: Translate, { place, listed, voice }: Outgoing["pages"][number]): string {
  const note = t(listed ? "after.pageListedNote" : "after.pageNote", { place });
  return voice === undefined ? note : t("after.pageVoiceNote", { note, voice });
}

function partWords(t: Translate, kind: string, count: number): string {
  const key = `send.kind.${kind}`;
  return isMessageKey(key) ? t(key, { count }) : kind;
}

function Line({
  icon: Icon,
  title,
  note,
  changed,
}: {
  icon: LucideIcon;
  title: string;
  note: string;
  changed: boolean;
}) {
  const t = useMessages();
  return (
    <li className="outgoing-line">
      <span className="outgoing-mark" data-round data-goes>
        <Icon className="icon" aria-hidden />
      </span>
      <span>
        <strong>{title}</strong>
        {note !== "" && <span className="quiet outgoing-note">{note}</span>}
        <span className="outgoing-state" data-changed={changed || undefined}>
          {t(changed ? "after.changed" : "after.unchanged")}
        </span>
      </span>
    </li>
  );
}

function Sealed({ what }: { what: string }) {
  const t = useMessages();
  const key = `after.stays.${what}`;
  return (
    <li className="outgoing-line">
      <span className="outgoing-mark" data-round>
        <Lock className="icon" aria-hidden />
      </span>
      <span>
        <strong>{t(isMessageKey(key) ? key : "after.stays.other")}</strong>
        <span className="quiet outgoing-note">{t("after.sealed")}</span>
      </span>
    </li>
  );
}
