import type { Copied, CopyLine } from "../../bridge/copy-types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type MessageKey, type Translate } from "../../i18n/messages";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";

/** What came along with a copy, what stayed behind, and what to look at now. */
export function CopySummary({ copied, onClose }: { copied: Copied; onClose: () => void }) {
  const t = useMessages();
  const open = () => {
    onClose();
    go({ page: "room", event: copied.event, room: "plan" });
  };
  return (
    <Dialog title={t("copy.done")} isOpen onClose={onClose} wide>
      <Lines title="copy.look" of="copy.look." lines={copied.look} />
      <Lines title="copy.left" of="copy.what." lines={copied.left} />
      <Lines title="copy.taken" of="copy.what." lines={copied.taken} />
      <DialogActions>
        <Button onPress={onClose}>{t("app.close")}</Button>
        <Button loudness="filled" autoFocus onPress={open}>
          {t("copy.toPlan")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Lines({ title, of, lines }: { title: MessageKey; of: string; lines: readonly CopyLine[] }) {
  const t = useMessages();
  if (lines.length === 0) return null;
  return (
    <section className="copy-lines">
      <h3>{t(title)}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.what + line.name}>{lineWords(t, of, line)}</li>
        ))}
      </ul>
    </section>
  );
}

/** A line that a newer kit gives is said in its own words. */
function lineWords(t: Translate, of: string, { what, count, name, why, words }: CopyLine): string {
  const key = of + what;
  const because = `copy.why.${why}`;
  if (!isMessageKey(key)) return words;
  return t(key, { count, name, why: isMessageKey(because) ? t(because) : why });
}
