import { RefreshCw } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useStateLine } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { say, useRefusal } from "../../ui/toast";

/** Asks the campaign what was withdrawn, and for its packs. It works while a restored laptop waits too. */
export function FetchList() {
  const t = useMessages();
  const desk = useDesk();
  const { data: state } = useStateLine();
  const act = useAct(useRefusal());
  const fetch = async () => {
    const status = await act.run(() => desk.FetchPacks());
    if (status?.trouble === "") say(t("voices.fetched"));
  };
  if (!state?.joined) return null;
  return (
    <Button icon={RefreshCw} isDisabled={act.busy} onPress={() => void fetch()}>
      {t(act.busy ? "voices.fetching" : "voices.fetch")}
    </Button>
  );
}
