import { Check, Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useSafety, useStateLine } from "../bridge/queries";
import type { Light, Safety } from "../bridge/safety-types";
import { useMessages } from "../i18n/i18n";
import type { Translate } from "../i18n/messages";
import { hrefOf } from "../lib/route";

const icons: Record<Light, LucideIcon> = { green: Check, amber: Hourglass, red: TriangleAlert };

/** The line that is always there: all is saved here, whether it is elsewhere too, and what to look at. */
export function SavedLine({ event }: { event: string }) {
  const t = useMessages();
  const { data: safety } = useSafety();
  const { data: state } = useStateLine();
  const online = useOnline();
  const light = safety?.light ?? "amber";
  const Icon = icons[light];
  return (
    <aside className="saved-line" aria-label={t("saved.label")}>
      <p className="saved-first" data-light={light}>
        <Icon className="icon" aria-hidden />
        <strong>{safety ? lightWords(t, safety, state?.joined ?? false) : t("saved.here")}</strong>
      </p>
      <p>
        {!online && `${t("saved.offline")} `}
        <a href={hrefOf({ page: "settings", event, tab: "safe" })}>{t("saved.isItSafe")}</a>
      </p>
    </aside>
  );
}

function lightWords(t: Translate, safety: Safety, joined: boolean): string {
  if (safety.light === "red") return t("saved.look");
  if (safety.light === "green") return t(joined ? "saved.campaign" : "saved.backup");
  if (!joined) return t("saved.alone");
  const toSend = safety.waiting + pictures(safety);
  if (toSend > 0) return t("saved.waiting", { count: toSend });
  return t("saved.todo", { count: safety.missing.length });
}

function pictures(safety: Safety): number {
  return safety.missing.find((m) => m.what === "media-only-here")?.count ?? 0;
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
