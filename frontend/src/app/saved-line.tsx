import { Cloud, CloudOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useStateLine } from "../bridge/queries";
import type { State } from "../bridge/types";
import { useMessages } from "../i18n/i18n";
import type { Translate } from "../i18n/messages";
import { hrefOf } from "../lib/route";

/** The line that is always there: all is saved here, and what waits to be sent. */
export function SavedLine({ event }: { event: string }) {
  const t = useMessages();
  const { data: state } = useStateLine();
  const online = useOnline();
  const Icon = online ? Cloud : CloudOff;
  return (
    <aside className="saved-line" aria-label={t("saved.label")}>
      <p className="saved-first">
        <Icon className="icon" aria-hidden />
        <strong>{t(online ? "saved.here" : "saved.offline")}</strong>
      </p>
      {state && (
        <p>
          {waitingWords(t, state, online)}{" "}
          {event !== "" && state.waiting > 0 && state.joined && (
            <a href={hrefOf({ page: "room", event, room: "afterwards" })}>{t("saved.seeWhat")}</a>
          )}
        </p>
      )}
    </aside>
  );
}

function waitingWords(t: Translate, state: State, online: boolean): string {
  if (!state.joined) return t("saved.alone");
  if (state.waiting === 0) return t("saved.sent");
  return t(online ? "saved.waiting" : "saved.waitingOffline", { count: state.waiting });
}

function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
