import { Camera } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { SheetCheck } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";

type Way = "groups" | "whole" | "photo";

/** Holds the printed sheet against the keys of this laptop: a sheet that nobody has read back is only hoped for. */
export function CheckSheet({ ask, onClose }: { ask: readonly number[]; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const ways: Way[] = ask.length > 0 ? ["groups", "whole", "photo"] : ["whole", "photo"];
  const [way, setWay] = useState<Way>(ways[0] ?? "whole");
  const [groups, setGroups] = useState<Record<number, string>>({});
  const [whole, setWhole] = useState("");
  const [wrong, setWrong] = useState("");
  const check = async (call: () => Promise<SheetCheck>) => {
    setWrong("");
    const answer = await act.run(call);
    if (!answer) return;
    setWrong(answer.wrong);
    if (!answer.ok) return;
    onClose();
    say(t("sheet.isRight"));
  };
  const typed =
    way === "whole" ? whole.trim() : ask.map((group) => `${group}:${(groups[group] ?? "").trim()}`).join(" ");
  return (
    <Dialog title={t("sheet.checkTitle")} isOpen onClose={onClose} keeps wide>
      <Form onSubmit={() => way !== "photo" && void check(() => desk.CheckRecovery(typed))}>
        <ChipRadios
          label={t("sheet.way")}
          value={way}
          onChange={(chosen) => setWay(chosen as Way)}
          choices={ways.map((id) => ({ id, label: t(`sheet.way.${id}`) }))}
        />
        {way === "groups" && (
          <Groups
            ask={ask}
            groups={groups}
            onChange={(group, text) => setGroups({ ...groups, [group]: text })}
          />
        )}
        {way === "whole" && (
          <TextField
            label={t("sheet.whole")}
            note={t("sheet.wholeNote")}
            value={whole}
            onChange={setWhole}
            rows={4}
            autoComplete="off"
            spellCheck="false"
          />
        )}
        {way === "photo" && <p>{t("sheet.photoWords")}</p>}
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        {wrong !== "" && <Notice tone="trouble">{t("sheet.wrong", { wrong })}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          {way === "photo" ? (
            <Button
              loudness="filled"
              icon={Camera}
              isDisabled={act.busy}
              onPress={() => void check(() => desk.CheckRecoveryPhoto())}
            >
              {t("sheet.photo")}
            </Button>
          ) : (
            <Button type="submit" loudness="filled" isDisabled={act.busy}>
              {t("sheet.checkYes")}
            </Button>
          )}
        </DialogActions>
      </Form>
    </Dialog>
  );
}

interface GroupsProps {
  ask: readonly number[];
  groups: Record<number, string>;
  onChange: (group: number, text: string) => void;
}

function Groups({ ask, groups, onChange }: GroupsProps) {
  const t = useMessages();
  return (
    <>
      <p>{t("sheet.groupsWords")}</p>
      <div className="sheet-groups">
        {ask.map((group, at) => (
          <TextField
            key={group}
            label={t("sheet.group", { number: group })}
            value={groups[group] ?? ""}
            onChange={(text) => onChange(group, text)}
            autoFocus={at === 0}
            autoComplete="off"
            spellCheck="false"
          />
        ))}
      </div>
    </>
  );
}
