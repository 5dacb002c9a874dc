import type { Saved } from "../../bridge/print-types";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { problemLines } from "./problems";
import type { Room } from "./room";

interface KitResultProps {
  room: Room;
  files: readonly Saved[];
  onClose: () => void;
}

/** What was made, and which pages need a look before they are printed. */
export function KitResult({ room, files, onClose }: KitResultProps) {
  const t = useMessages();
  const flawed = files.filter(({ problems }) => problems.length > 0);
  return (
    <>
      <p role="status">{t("print.kitSaved", { count: files.length })}</p>
      {flawed.length > 0 && (
        <Notice tone="trouble">
          <strong>{t("print.problems")}</strong>
          <ul className="print-flaws">
            {flawed.map(({ file, problems }) => (
              <li key={file}>
                <bdi>{file}</bdi>
                <ul>
                  {problemLines(t, problems, room.languageName).map(({ words }) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <DialogActions>
        <Button loudness="filled" onPress={onClose} autoFocus>
          {t("app.close")}
        </Button>
      </DialogActions>
    </>
  );
}
