import { useDesk } from "../../bridge/bridge";
import type { SendPart } from "../../bridge/send-types";
import { useAct } from "../../bridge/use-act";
import { useShowSend } from "../../bridge/use-send";
import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { Disclosure } from "../../ui/disclosure";
import { useRefusal } from "../../ui/toast";
import { SendPreview } from "./send-preview";
import { partNote, partState, partTitle } from "./send-words";

interface SendPartLineProps {
  id: string;
  part: SendPart;
}

/** One part with its tick, in plain words, and what exactly it would hold. */
export function SendPartLine({ id, part }: SendPartLineProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const show = useShowSend(id);
  const tick = (on: boolean) => void act.run(() => desk.SendParts(id, { [part.kind]: on }).then(show));
  const state = partState(t, part);
  return (
    <li className="send-part">
      <Checkbox isSelected={part.on} isDisabled={act.busy} onChange={tick} note={partNote(t, part)}>
        <strong>{partTitle(t, part)}</strong>
      </Checkbox>
      {state !== "" && (
        <p className="send-state" data-look={part.items.some(({ why }) => why === "names") || undefined}>
          {state}
        </p>
      )}
      {part.items.some(({ why }) => why !== "nothing" && why !== "few") && (
        <Disclosure label={t("send.preview", { part: t(`send.name.${part.kind}`) })}>
          <SendPreview id={id} part={part} />
        </Disclosure>
      )}
    </li>
  );
}
