import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Act } from "../../bridge/use-act";
import { useProgress } from "../../bridge/use-progress";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Loading, Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { Underway } from "../../ui/underway";

/** How what a group has reaches a laptop. */
export type Way = "online" | "file";

/** What stands in the form whichever secret opens the group. */
export interface Joining {
  way: Way;
  /** Address of the campaign; "" by a file. */
  server: string;
  /** What people call this laptop. */
  name: string;
}

interface JoinFormProps {
  /** With one way there is nothing to choose. */
  ways: readonly Way[];
  /** What the person needs, by way. */
  about: Record<Way, string>;
  /** What the button says, by way. */
  yes: Record<Way, string>;
  /** What is happening, by way. */
  busy: Record<Way, string>;
  /** The secret is there. */
  ready: boolean;
  act: Act;
  onJoin: (joining: Joining) => void;
  onClose: () => void;
  /** The fields of the secret. */
  children: ReactNode;
}

/** Makes a blank laptop one of a group's: which way, by what secret, and what it is called. */
export function JoinForm(props: JoinFormProps) {
  const t = useMessages();
  const { ways, act } = props;
  const [way, setWay] = useState<Way>(ways[0] ?? "file");
  const [server, setServer] = useState("");
  const [name, setName] = useState("");
  const online = way === "online";
  const ready = props.ready && name.trim() !== "" && (!online || server.trim() !== "");
  const join = () => props.onJoin({ way, server: online ? server.trim() : "", name: name.trim() });
  return (
    <Form onSubmit={() => ready && !act.busy && join()}>
      {ways.length > 1 && (
        <ChipRadios
          label={t("start.way")}
          value={way}
          onChange={(id) => setWay(id as Way)}
          choices={ways.map((id) => ({ id, label: t(`start.way.${id}`) }))}
        />
      )}
      <p>{props.about[way]}</p>
      {online && (
        <TextField
          label={t("start.server")}
          note={t("start.serverNote")}
          value={server}
          onChange={setServer}
          isRequired
          type="url"
          autoComplete="off"
          spellCheck="false"
        />
      )}
      {props.children}
      <TextField
        label={t("start.name")}
        note={t("start.nameNote")}
        value={name}
        onChange={setName}
        isRequired
      />
      <JoinState act={act} label={props.busy[way]} />
      <DialogActions>
        <Button isDisabled={act.busy} onPress={props.onClose}>
          {t("app.cancel")}
        </Button>
        {/* It stays where it is while it works, since what is disabled loses the focus. */}
        <Button type="submit" loudness="filled" isDisabled={!ready}>
          {props.yes[way]}
        </Button>
      </DialogActions>
    </Form>
  );
}

function JoinState({ act, label }: { act: Act; label: string }) {
  const t = useMessages();
  const progress = useProgress(act.busy);
  const trouble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (act.error) trouble.current?.scrollIntoView?.({ block: "nearest" }); // a long form may hide it
  }, [act.error]);
  if (act.busy) return progress ? <Underway label={label} progress={progress} /> : <Loading label={label} />;
  if (!act.error) return null;
  return (
    <div ref={trouble}>
      <Notice tone="trouble">{errorWords(t, act.error)}</Notice>
    </div>
  );
}
