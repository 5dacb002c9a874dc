import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { EventPhoto, PhotoConsent, Photograph, PhotoUse } from "../../bridge/photograph-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipChecks, ChipRadios } from "../../ui/chips";
import { DateField } from "../../ui/date-field";
import { Dialog, DialogActions } from "../../ui/dialog";
import { FieldGroup } from "../../ui/field-group";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { useNotes } from "../../ui/toast";
import { photoUses, wordsOfUse } from "./photo-words";

interface PhotoRecordProps {
  id: string;
  photo: Photograph;
  onClose: () => void;
}

/** What the people in a photograph agreed to, and what stands under it. */
export function PhotoRecord({ id, photo, onClose }: PhotoRecordProps) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct();
  const { undoing } = useHistory(id, notes);
  const { caption, alt, lang, credit, consent } = photo;
  const [record, setRecord] = useState<EventPhoto>({ caption, alt, lang, credit, consent });
  const change = (part: Partial<EventPhoto>) => setRecord((was) => ({ ...was, ...part }));
  const save = async () => {
    if (!(await act.run(() => desk.EditPhotograph(id, photo.id, record)))) return;
    onClose();
    notes.say(t("photos.saved"), undoing);
  };
  return (
    <Dialog title={t("photos.record")} isOpen onClose={onClose} keeps wide>
      <Form onSubmit={() => void save()}>
        <Agreed
          consent={record.consent}
          change={(part) => change({ consent: { ...record.consent, ...part } })}
        />
        <FieldGroup label={t("photos.words")} className="photo-fields">
          <TextField
            label={t("photos.caption")}
            value={record.caption}
            onChange={(words) => change({ caption: words })}
          />
          <TextField
            label={t("photos.alt")}
            note={t("photos.altNote")}
            value={record.alt}
            onChange={(words) => change({ alt: words })}
          />
          <TextField
            label={t("photos.credit")}
            value={record.credit}
            onChange={(words) => change({ credit: words })}
          />
        </FieldGroup>
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("photos.save")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

interface AgreedProps {
  consent: PhotoConsent;
  change: (part: Partial<PhotoConsent>) => void;
}

function Agreed({ consent, change }: AgreedProps) {
  const t = useMessages();
  const everyone = consent.people === "everyone";
  const setPeople = (people: string) =>
    change({
      people: people as PhotoConsent["people"],
      ...(people === "nobody" && { how: "" as const, children: "" as const }),
    });
  return (
    <FieldGroup label={t("photos.agreed")} className="photo-fields">
      <ChipRadios
        label={t("photos.people")}
        note={t("photos.peopleNote")}
        value={consent.people}
        onChange={setPeople}
        choices={(["nobody", "everyone"] as const).map((id) => ({ id, label: t(`photos.people.${id}`) }))}
      />
      {everyone && <Asked consent={consent} change={change} />}
      {consent.people !== "" && (
        <div className="photo-pair">
          <TextField
            label={t(everyone ? "photos.asked" : "photos.looked")}
            value={consent.by}
            onChange={(by) => change({ by })}
          />
          <DateField label={t("photos.on")} value={consent.on} onChange={(on) => change({ on })} />
        </div>
      )}
      <ChipChecks
        label={t("photos.uses")}
        note={t("photos.usesNote")}
        value={consent.uses}
        onChange={(uses) => change({ uses: uses as PhotoUse[] })}
        choices={photoUses.map((id) => ({ id, label: wordsOfUse(t, id) }))}
      />
      <DateField
        label={t("photos.last")}
        value={consent.until}
        onChange={(until) => change({ until })}
        clearLabel={t("photos.lastNone")}
      />
      <p className="field-note">{t("photos.lastNote")}</p>
    </FieldGroup>
  );
}

function Asked({ consent, change }: AgreedProps) {
  const t = useMessages();
  return (
    <>
      <ChipRadios
        label={t("photos.how")}
        value={consent.how}
        onChange={(how) => change({ how: how as PhotoConsent["how"] })}
        choices={(["sheet", "words", "wrote"] as const).map((id) => ({ id, label: t(`photos.how.${id}`) }))}
      />
      <ChipRadios
        label={t("photos.children")}
        value={consent.children}
        onChange={(children) => change({ children: children as PhotoConsent["children"] })}
        choices={(["none", "guardian", "unasked"] as const).map((id) => ({
          id,
          label: t(`photos.children.${id}`),
        }))}
      />
    </>
  );
}
