import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { Notice } from "../../ui/notice";

/** What to do where nobody has counted: where one counts who came, and where one types in what they said. */
export function NotCounted({ id, isOver }: { id: string; isOver: boolean }) {
  const t = useMessages();
  return (
    <Notice>
      <p>
        <strong>{t(isOver ? "after.uncounted" : "after.toCome")}</strong>
      </p>
      <p>{t(isOver ? "after.uncountedWords" : "after.toComeWords")}</p>
      <p>
        <a href={hrefOf({ page: "room", event: id, room: "day" })}>
          {t("print.goTo", { room: t("nav.day") })}
        </a>
      </p>
    </Notice>
  );
}
