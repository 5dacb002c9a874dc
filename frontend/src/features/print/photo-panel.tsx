import { ImagePlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useBridge } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { FocusPicker } from "../../ui/focus-picker";
import { TextField } from "../../ui/text-field";
import { say, useNotes } from "../../ui/toast";
import { Line } from "./line";
import { problemsAt } from "./problems";
import type { Room } from "./room";

/** The photo that was picked last, and keys of what to know about it. */
interface Taken {
  file: string;
  notes: string[];
}

/** The group's own picture: which, what it shows, whose it is, and what must stay in view. */
export function PhotoPanel({ room }: { room: Room }) {
  const t = useMessages();
  const { file } = room.view.doc.photo;
  const [taken, setTaken] = useState<Taken>();
  const has = file !== "";
  const trouble = [problemsAt(room, "photo", undefined), problemsAt(room, "photo.alt", undefined)];
  return (
    <Disclosure
      label={t("print.photo")}
      trouble={has && trouble.some((problem) => problem !== undefined)}
      {...(!has && { note: t("print.photoNone") })}
    >
      <div className="stack panel">
        {has ? <PhotoFields room={room} /> : <p className="quiet">{t("print.photoWords")}</p>}
        <div className="photo-notes" role="status">
          {taken?.file === file &&
            taken.notes.filter(isMessageKey).map((note) => <Line key={note} words={t(note)} />)}
        </div>
        <PhotoButtons room={room} onTaken={setTaken} />
      </div>
    </Disclosure>
  );
}

function PhotoButtons({ room, onTaken }: { room: Room; onTaken: (taken: Taken) => void }) {
  const t = useMessages();
  const { desk } = useBridge();
  const { id, view, form } = room;
  const show = useShowEvent(id);
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const has = view.doc.photo.file !== "";
  const pick = async () => {
    const before = view.doc.photo.file;
    const picked = await act.run(() => form.flush().then(() => desk.PickPhoto(id)));
    if (!picked) return;
    show(picked.event);
    const { file } = picked.event.doc.photo;
    // Who thinks better of it keeps the photo and what is known of it.
    if (file !== before || picked.notes.length > 0) onTaken({ file, notes: picked.notes });
  };
  const remove = async () => {
    const next = await act.run(() =>
      form.flush().then(() => desk.EditEvent(id, JSON.stringify({ photo: null }))),
    );
    if (!next) return;
    show(next);
    say(t("print.photoRemoved"), undoing);
  };
  return (
    <div className="row">
      <Button size="small" icon={ImagePlus} isDisabled={act.busy} onPress={() => void pick()}>
        {t(has ? "print.photoOther" : "print.photoPick")}
      </Button>
      {has && (
        <Button
          loudness="quiet"
          size="small"
          icon={Trash2}
          isDisabled={act.busy}
          onPress={() => void remove()}
        >
          {t("print.photoRemove")}
        </Button>
      )}
    </div>
  );
}

function PhotoFields({ room }: { room: Room }) {
  const t = useMessages();
  const bridge = useBridge();
  const { view, form } = room;
  const focus = form.point("photo.focus");
  const alt = form.words(`photo.alt.${room.main?.tag ?? ""}`).value;
  const problem = problemsAt(room, "photo", undefined);
  return (
    <>
      <FocusPicker
        label={t("print.focus")}
        note={t("print.focusNote")}
        acrossLabel={t("print.focusAcross")}
        downLabel={t("print.focusDown")}
        url={bridge.photoUrl(view.doc.photo.file)}
        alt={alt === "" ? t("print.photo") : alt}
        value={focus.value}
        onChange={focus.onChange}
      />
      {problem !== undefined && <p className="field-error">{problem}</p>}
      {view.languages.map(({ tag, name }) => (
        <TextField
          key={tag}
          label={t("print.photoAlt", { language: name })}
          lang={tag}
          warning={problemsAt(room, "photo.alt", tag)}
          {...form.words(`photo.alt.${tag}`)}
        />
      ))}
      <TextField label={t("print.photoCredit")} {...form.text("photo.credit")} />
    </>
  );
}
