import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { CrewMember, CrewRole, MemberInput } from "../../bridge/crew-types";
import { useChoices } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useShowCrew } from "../../bridge/use-crew";
import { useHistory } from "../../bridge/use-history";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipChecks } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { TagList } from "../../ui/tag-list";
import { TextField } from "../../ui/text-field";
import { say, useNotes } from "../../ui/toast";
import { useCrewAct } from "./use-crew-act";

interface CrewMemberDialogProps {
  id: string;
  member: CrewMember | "new";
  roles: readonly CrewRole[];
  onClose: () => void;
}

/** Takes somebody into the crew, or changes what is known of them. */
export function CrewMemberDialog({ id, member, roles, onClose }: CrewMemberDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowCrew(id);
  const act = useAct();
  const isNew = member === "new";
  const [input, setInput] = useState<MemberInput>(isNew ? nobody : inputOf(member));
  const [another, setAnother] = useState("");
  const change = (part: Partial<MemberInput>) => setInput({ ...input, ...part });
  const save = async () => {
    const all = { ...input, roles: another.trim() === "" ? input.roles : [...input.roles, another.trim()] };
    const crew = await act.run(() => (isNew ? desk.AddMember(id, all) : desk.EditMember(id, member.id, all)));
    if (!crew) return;
    show(crew);
    onClose();
  };
  return (
    <Dialog title={t(isNew ? "crew.newPerson" : "crew.person")} isOpen onClose={onClose} wide>
      <Form onSubmit={() => void save()}>
        <TextField
          label={t("crew.name")}
          value={input.name}
          onChange={(name) => change({ name })}
          autoFocus
          isRequired
        />
        <ChipChecks
          label={t("crew.canDo")}
          choices={roles.map((role) => ({ id: role.id, label: role.name }))}
          value={input.roles}
          onChange={(chosen) => change({ roles: chosen })}
        />
        <TextField label={t("crew.anotherRole")} value={another} onChange={setAnother} />
        <SpokenLanguages value={input.languages} onChange={(languages) => change({ languages })} />
        <TextField
          label={t("crew.contact")}
          note={t("crew.contactNote")}
          value={input.contact}
          onChange={(contact) => change({ contact })}
        />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          {!isNew && <DropMember id={id} member={member} onClose={onClose} />}
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("crew.savePerson")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

const nobody: MemberInput = { name: "", roles: [], languages: [], contact: "" };

function inputOf({ name, roles, languages, contact }: CrewMember): MemberInput {
  return { name, roles, languages, contact };
}

function SpokenLanguages({ value, onChange }: { value: string[]; onChange: (tags: string[]) => void }) {
  const t = useMessages();
  const all = useChoices().data?.languages ?? [];
  return (
    <div className="crew-who">
      <TagList
        label={t("crew.speaks")}
        empty={t("crew.speaksNone")}
        tags={value.map((tag) => {
          const known = all.find((one) => one.tag === tag);
          return { id: tag, label: known?.endonym ?? tag, lang: tag, spoken: known?.name ?? tag };
        })}
        removeLabel={(language) => t("crew.speaksRemove", { language })}
        onRemove={(tag) => onChange(value.filter((one) => one !== tag))}
      />
      <Select
        label={t("crew.speaksAdd")}
        placeholder={t("crew.choose")}
        value=""
        choices={all
          .filter(({ tag }) => !value.includes(tag))
          .map(({ tag, name }) => ({ id: tag, label: name }))}
        onChange={(tag) => onChange([...value, tag])}
      />
    </div>
  );
}

function DropMember({ id, member, onClose }: { id: string; member: CrewMember; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useCrewAct(id);
  const { undoing } = useHistory(id, useNotes());
  const drop = async () => {
    if (!(await act.run(() => desk.DropMember(id, member.id)))) return;
    onClose();
    say(t("crew.personDropped"), undoing);
  };
  return (
    <Button loudness="quiet" icon={Trash2} isDisabled={act.busy} onPress={() => void drop()}>
      {t("crew.dropPerson")}
    </Button>
  );
}
