import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { CrewMember, CrewRole, MemberInput } from "../../bridge/crew-types";
import { useChoices } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useShowCrew } from "../../bridge/use-crew";
import { useMessages } from "../../i18n/i18n";
import { ChipChecks } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { TagChoice } from "../../ui/tag-choice";
import { TextField } from "../../ui/text-field";
import { EditFoot } from "./edit-foot";

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
  const change = (part: Partial<MemberInput>) => {
    act.forget();
    setInput({ ...input, ...part });
  };
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
        <EditFoot
          act={act}
          save={t("crew.savePerson")}
          drop={
            !isNew && {
              id,
              button: t("crew.dropPerson"),
              done: t("crew.personDropped"),
              run: async () => show(await desk.DropMember(id, member.id)),
            }
          }
          onClose={onClose}
        />
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
    <TagChoice
      label={t("crew.speaks")}
      empty={t("crew.speaksNone")}
      addLabel={t("crew.speaksAdd")}
      placeholder={t("crew.choose")}
      removeLabel={(language) => t("crew.speaksRemove", { language })}
      value={value}
      all={all}
      onChange={onChange}
    />
  );
}
