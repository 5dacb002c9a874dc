import { useBridge, useDesk } from "../../bridge/bridge";
import type { SendItem, SendKind } from "../../bridge/send-types";
import { useAct } from "../../bridge/use-act";
import { useShowSend } from "../../bridge/use-send";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Notice } from "../../ui/notice";
import { useRefusal } from "../../ui/toast";
import { consentWords, whyWords } from "./send-words";

interface SendOneProps {
  id: string;
  kind: SendKind;
  isPartOn: boolean;
  item: SendItem;
}

/** One comment, photograph or text, with its own tick where there are several. */
export function SendOne({ id, kind, isPartOn, item }: SendOneProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const show = useShowSend(id);
  const words = <ItemWords id={id} kind={kind} item={item} />;
  const take = (on: boolean) => void act.run(() => desk.SendItem(id, kind, item.id, on).then(show));
  const consent = consentWords(t, item);
  const isTaken = item.why === "taken"; // ticking it anew sends it again
  return (
    <li className="send-item">
      {item.id === "" ? (
        words
      ) : (
        <Checkbox
          isSelected={item.on && (item.why === "" || item.why === "names")}
          isDisabled={act.busy || !isPartOn || (item.why !== "" && !isTaken)}
          onChange={take}
        >
          {words}
        </Checkbox>
      )}
      {consent !== "" && <p className="quiet">{consent}</p>}
      {item.why !== "" && item.why !== "names" && <p className="send-state">{whyWords(t, item.why)}</p>}
      {item.why === "names" && (
        <Notice>
          <p>{t("send.found", { found: item.found.join(", ") })}</p>
          <Button
            size="small"
            isDisabled={act.busy}
            onPress={() => void act.run(() => desk.SendLooked(id, kind, item.id).then(show))}
          >
            {t("send.looked")}
          </Button>
        </Notice>
      )}
    </li>
  );
}

function ItemWords({ id, kind, item }: { id: string; kind: SendKind; item: SendItem }) {
  const t = useMessages();
  const bridge = useBridge();
  const lang = item.lang === "" ? undefined : item.lang;
  return (
    <span className="send-words">
      {kind === "photo" && (
        <img
          className="send-picture"
          src={bridge.photoUrl(`${id}/${item.id}`)}
          alt={item.alt === "" ? t("send.photo") : item.alt}
          lang={lang}
        />
      )}
      {item.words !== "" && (
        <span className="send-text" dir="auto" lang={lang}>
          {item.words}
        </span>
      )}
      {item.form.map(({ key, label, value }) => (
        <span key={key} className="send-answer">
          <span className="quiet">{label}</span>
          <span dir="auto">{value}</span>
        </span>
      ))}
    </span>
  );
}
