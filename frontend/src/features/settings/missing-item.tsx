import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type MessageKey } from "../../i18n/messages";
import { hrefOf, type Route } from "../../lib/route";

interface MissingItemProps {
  what: string;
  count: number;
  event: string;
}

/** One thing that is only here or is wrong, with the next step. */
export function MissingItem({ what, count, event }: MissingItemProps) {
  const t = useMessages();
  const next = nextStep(what, event);
  return (
    <li className="missing-item">
      <div>
        <p className="missing-what">{t(known(`missing.${what}`, "missing.other"), { count })}</p>
        <p className="quiet">{t(known(`missingNext.${what}`, "missingNext.other"), { count })}</p>
      </div>
      {next && (
        <a className="missing-link" href={hrefOf(next)}>
          {t(linkWords[what] ?? "safe.toSend")}
        </a>
      )}
    </li>
  );
}

const linkWords: Record<string, MessageKey> = {
  "sheet-not-checked": "safe.toSheet",
  "not-joined": "safe.toJoin",
};

/** What is newer than this window is still said to be missing. */
function known(key: string, other: MessageKey): MessageKey {
  return isMessageKey(key) ? key : other;
}

function nextStep(what: string, event: string): Route | undefined {
  switch (what) {
    case "sheet-not-checked":
      return { page: "settings", event, tab: "keep" };
    case "ops-waiting":
    case "not-compared":
    case "keybag-not-sent":
    case "media-only-here":
    case "not-joined":
      return event === "" ? { page: "events" } : { page: "room", event, room: "afterwards", tab: "send" };
    default:
      return undefined;
  }
}
