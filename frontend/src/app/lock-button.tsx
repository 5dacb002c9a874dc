import { LockKeyhole } from "lucide-react";
import { useCallback } from "react";
import { useSafety } from "../bridge/queries";
import { useAct } from "../bridge/use-act";
import { useLock } from "../bridge/use-lock";
import { useMessages } from "../i18n/i18n";
import { go } from "../lib/route";
import { NavButton } from "../ui/nav-button";
import { say, useRefusal } from "../ui/toast";
import { useCtrlKeys } from "./use-keys";

/** Locks the names away, also by Ctrl+L. Where no passphrase was set yet it leads to where one is. */
export function LockButton({ event }: { event: string }) {
  const t = useMessages();
  const { data: safety } = useSafety();
  const lock = useLock();
  const { run } = useAct(useRefusal());
  const guarded = safety?.keys === "passphrase";
  const press = useCallback(() => {
    if (guarded) return void run(lock);
    go({ page: "settings", event, tab: "keep" });
    say(t("lock.needsPassphrase"));
  }, [guarded, run, lock, event, t]);
  const pressed = useCallback(
    (letter: string, shift: boolean) => {
      if (letter !== "l" || shift) return false;
      press();
      return true;
    },
    [press],
  );
  useCtrlKeys(pressed);
  return (
    <li className="nav-item">
      <NavButton icon={LockKeyhole} label={t("lock.button")} keys={t("lock.keys")} onPress={press} />
    </li>
  );
}
