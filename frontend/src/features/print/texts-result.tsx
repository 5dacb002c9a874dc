import type { TextsImport } from "../../bridge/print-types";
import { useMessages } from "../../i18n/i18n";
import type { MessageKey } from "../../i18n/messages";
import { Notice } from "../../ui/notice";

/** What a translator's file changed, and what was not taken and why. */
export function TextsResult({ result }: { result: TextsImport }) {
  const t = useMessages();
  const { file, changed, same, stale, unknown, broken } = result;
  return (
    <>
      <p className="print-file">
        <bdi>{file}</bdi>
      </p>
      <p role="status">{t("print.textsDone", { changed, same })}</p>
      <Left title="print.textsStale" keys={stale} />
      <Left title="print.textsBroken" keys={broken} />
      <Left title="print.textsUnknown" keys={unknown} />
    </>
  );
}

/** Texts that were left as they were; their names are those in the translator's file. */
function Left({ title, keys }: { title: MessageKey; keys: readonly string[] }) {
  const t = useMessages();
  if (keys.length === 0) return null;
  return (
    <Notice>
      <strong>{t(title, { count: keys.length })}</strong>
      <ul className="print-keys">
        {keys.map((key) => (
          <li key={key}>
            <bdi>{key}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
