import type { EventView } from "../bridge/types";
import { useMessages } from "../i18n/i18n";
import type { Translate } from "../i18n/messages";

/** The event's name and how far off the day is; the kit's own name while there is no event. */
export function EventHead({ view }: { view: EventView | undefined }) {
  const t = useMessages();
  return (
    <div className="event-head">
      <Mark />
      <div className="event-words">
        <p className="event-title" dir="auto">
          {view?.title ?? t("app.name")}
        </p>
        {view && <p className="event-when">{whenWords(t, view)}</p>}
      </div>
    </div>
  );
}

function whenWords(t: Translate, view: EventView): string {
  if (view.days_to_go >= 0) return t("nav.when", { date: view.date_words, days: view.days_to_go });
  return t("nav.whenPast", { date: view.date_words, days: -view.days_to_go });
}

/** Three strands that cross, as on the posters. */
function Mark() {
  return (
    <svg
      className="mark"
      viewBox="0 0 24 24"
      fill="none"
      strokeWidth="2.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path stroke="#5aa9d6" d="M2 17h4.500c3 0 4-1.800 5.500-4M14.500 9C15.500 7.500 17 7 19 7h3" />
      <path stroke="#f4a62a" d="M2 12h5c2 0 3.500.200 5 1.500S15.500 17 18 17h4" />
      <path stroke="#e8573f" d="M2 7h4.500c3.500 0 5 5 9 5H22" />
    </svg>
  );
}
