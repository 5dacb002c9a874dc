import { ImagePlus, Printer } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import type { RefusedPhotograph } from "../../bridge/photograph-types";
import { plainRequest } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { usePhotographs } from "../../bridge/use-album";
import { useHistory } from "../../bridge/use-history";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Loading, Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";
import { Working } from "../../ui/working";
import { PhotoCard } from "./photo-card";
import "./photos.css";

/** The photographs of the event, and what the people in them agreed to. */
export function Photos({ id }: { id: string }) {
  const t = useMessages();
  const { data: photos, error } = usePhotographs(id);
  const [refused, setRefused] = useState<RefusedPhotograph[]>([]);
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!photos) return <Loading label={t("app.loading")} />;
  return (
    <div className="stack">
      <Card title={photos.length === 0 ? t("photos.none") : t("photos.title")}>
        <p>{photos.length === 0 ? t("photos.noneNote") : t("photos.note")}</p>
        <PhotoActions id={id} isEmpty={photos.length === 0} onRefused={setRefused} />
        <p className="quiet">{t("photos.kept")}</p>
        {refused.map(({ file, why, hint }) => (
          <Notice key={file} tone="trouble">
            {t("photos.notAdded", { file, why, hint })}
          </Notice>
        ))}
      </Card>
      {photos.length > 0 && (
        <ul className="photos">
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <PhotoCard id={id} photo={photo} number={index + 1} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface PhotoActionsProps {
  id: string;
  isEmpty: boolean;
  onRefused: (refused: RefusedPhotograph[]) => void;
}

function PhotoActions({ id, isEmpty, onRefused }: PhotoActionsProps) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const add = async () => {
    const out = await act.run(() => desk.PickPhotographs(id));
    if (!out) return;
    onRefused(out.refused);
    if (out.added.length > 0) notes.say(t("photos.added", { count: out.added.length }), undoing);
  };
  const print = async () => {
    const saved = await act.run(() => desk.SavePrint(id, plainRequest("photo-consent"), "pdf"));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <div className="photos-actions">
      <Button icon={ImagePlus} isDisabled={act.busy} onPress={() => void add()}>
        {t("photos.add")}
      </Button>
      <Button
        loudness={isEmpty ? "outline" : "quiet"}
        icon={Printer}
        isDisabled={act.busy}
        onPress={() => void print()}
      >
        {t("photos.sheet")}
      </Button>
      <Working busy={act.busy} />
    </div>
  );
}
