import type { Outgoing } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Disclosure } from "../../ui/disclosure";

/** So many characters of one change are shown; a photograph has a hundred times as many. */
const shown = 4000;

/** What a push would hold: in the open to the byte, and how much of it is locked. */
export function SendBytes({ outgoing }: { outgoing: Outgoing }) {
  const t = useMessages();
  const { ops, sealed, drops } = outgoing;
  if (ops.length + sealed.length + drops === 0) return null;
  const size = ops.reduce((sum, { body }) => sum + bytesOf(body), 0);
  return (
    <Disclosure label={t("send.bytes")} note={t("send.bytesNote", { count: ops.length, size })}>
      <div className="send-bytes">
        <p className="quiet">{t("send.bytesWords")}</p>
        <ol className="send-ops">
          {ops.map(({ event, kind, body }) => (
            <li key={body}>
              <span className="quiet">
                {t("send.op", { event, part: kindWords(t, kind), size: bytesOf(body) })}
              </span>
              <pre className="send-body" dir="ltr">
                {body.length > shown ? body.slice(0, shown) : body}
              </pre>
              {body.length > shown && (
                <p className="quiet">{t("send.more", { count: body.length - shown })}</p>
              )}
            </li>
          ))}
        </ol>
        <ul className="send-sealed">
          {sealed.map(({ class: kind, ops: count, bytes }) => (
            <li key={kind}>{t("send.sealed", { what: classWords(t, kind), count, bytes })}</li>
          ))}
          {drops > 0 && <li>{t("send.drops", { count: drops })}</li>}
        </ul>
      </div>
    </Disclosure>
  );
}

type Words = ReturnType<typeof useMessages>;

function kindWords(t: Words, kind: string): string {
  const key = `send.name.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

function classWords(t: Words, kind: string): string {
  const key = `send.class.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
