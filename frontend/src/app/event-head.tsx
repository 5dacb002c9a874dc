import type { ReactNode } from "react";
import type { EventView } from "../bridge/types";
import { useMessages } from "../i18n/i18n";
import type { Translate } from "../i18n/messages";
import { Strands } from "../ui/strands";

/** The event's name and how far off the day is; the kit's own name while there is no event. */
export function EventHead({ view, children }: { view: EventView | undefined; children?: ReactNode }) {
  const t = useMessages();
  return (
    <div className="event-head">
      <Strands className="mark" />
      <div className="event-words">
        <p className="event-title" dir="auto">
          {view?.title ?? t("app.name")}
        </p>
        {view && <p className="event-when">{whenWords(t, view)}</p>}
        {children}
      </div>
    </div>
  );
}

function whenWords(t: Translate, view: EventView): string {
  if (view.days_to_go >= 0) return t("nav.when", { date: view.date_words, days: view.days_to_go });
  return t("nav.whenPast", { date: view.date_words, days: -view.days_to_go });
}
