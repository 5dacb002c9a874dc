import { useDesk } from "../../bridge/bridge";
import type { UnopenedLetter } from "../../bridge/signup-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { say, useRefusal } from "../../ui/toast";

/** Sign-ups that came and do not open, by why. */
export function Unopened({ id, letters }: { id: string; letters: readonly UnopenedLetter[] }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  if (letters.length === 0) return null;
  const drop = async (letter: UnopenedLetter) => {
    if (await act.run(() => desk.EraseGuest(id, letter.id))) say(t("online.dropped"));
  };
  return (
    <Card title={t("online.unopened", { count: letters.length })}>
      <p className="quiet">{t("online.unopenedWords")}</p>
      <ul className="unopened">
        {letters.map((letter) => (
          <li key={letter.id}>
            <span>{t(`online.why.${letter.why}`)}</span>
            <code>{letter.id.slice(0, 8)}</code>
            <Button isDisabled={act.busy} onPress={() => void drop(letter)}>
              {t("online.drop")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
