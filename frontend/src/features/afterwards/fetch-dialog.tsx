import { useEffect, useRef, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { SyncResult } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";
import { cameWords } from "./came-words";

interface FetchDialogProps {
  id: string;
  onClose: () => void;
}

/** There is nothing to send, so it fetches straight away, and says what came. */
export function FetchDialog({ id, onClose }: FetchDialogProps) {
  const t = useMessages();
  const { came, error } = useFetch();
  const look = () => {
    onClose();
    go({ page: "room", event: id, room: "signup", tab: "online" });
  };
  return (
    <Dialog title={t(came ? "after.fetchedTitle" : "after.fetchTitle")} isOpen onClose={onClose}>
      <p>{t("after.nothingLeaves")}</p>
      {!came && !error && <Loading label={t("after.fetching")} />}
      {came && (
        <p role="status">
          <strong>{cameWords(t, came)}</strong>
        </p>
      )}
      {error && <Notice tone="trouble">{errorWords(t, error)}</Notice>}
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.close")}
        </Button>
        {came && came.signups > 0 && (
          <Button loudness="filled" onPress={look}>
            {t("after.lookSignups")}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** Fetches once. */
function useFetch() {
  const desk = useDesk();
  const { run, error } = useAct();
  const [came, setCame] = useState<SyncResult>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void run(() => desk.Sync()).then(setCame);
  }, [desk, run]);
  return { came, error };
}
