import { Send } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Outgoing } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { useRefusal } from "../../ui/toast";
import { FetchDialog } from "./fetch-dialog";
import { SendDialog } from "./send-dialog";

interface SendButtonProps {
  id: string;
  /** Shows the view with the ticks, over which the dialog asks. */
  onLead: () => void;
}

/** Nothing leaves before this list was seen and agreed to; where nothing would leave, there is nothing to ask. */
export function SendButton({ id, onLead }: SendButtonProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const [asked, setAsked] = useState<Outgoing>();
  const ask = async () => {
    onLead();
    setAsked(await act.run(() => desk.Outgoing()));
  };
  const close = () => setAsked(undefined);
  return (
    <>
      <Button loudness="send" icon={Send} isDisabled={act.busy} onPress={() => void ask()}>
        {t("after.send")}
      </Button>
      {asked && !asked.nothing && <SendDialog id={id} asked={asked} onClose={close} />}
      {asked?.nothing && <FetchDialog id={id} onClose={close} />}
    </>
  );
}
