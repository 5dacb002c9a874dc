import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useEvents, useHelperReach, useStateLine } from "../../bridge/queries";
import type { Invitation, Role } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { PairCode } from "../../ui/pair-code";
import { RoleRadios } from "../../ui/role-radios";
import { Select } from "../../ui/select";

/** Lets another laptop in: a code to say, and the ways by which the other laptop can use it. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const [invitation, setInvitation] = useState<Invitation>();
  return (
    <Dialog title={t("devices.add")} isOpen onClose={onClose} alert wide>
      {invitation ? (
        <Made invitation={invitation} onClose={onClose} />
      ) : (
        <Wanted onMade={setInvitation} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Wanted({ onMade, onClose }: { onMade: (made: Invitation) => void; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const { data: events = [] } = useEvents();
  const act = useAct();
  const [role, setRole] = useState<Role>("organiser");
  const [event, setEvent] = useState("");
  const [allNames, setAllNames] = useState(false);
  const chosen = role === "organiser" ? "" : event || (events[0]?.id ?? "");
  const invite = async () => {
    const made = await act.run(() => desk.Invite(role, chosen, allNames));
    if (made && made.file !== "") onMade(made);
  };
  return (
    <>
      <RoleRadios value={role} onChange={setRole} />
      {role === "helper" && (
        <Select
          label={t("devices.event")}
          placeholder={t("devices.event")}
          value={chosen}
          onChange={setEvent}
          choices={events.map(({ id, title }) => ({ id, label: title }))}
        />
      )}
      {role === "helper" && <Reach event={chosen} allNames={allNames} onChange={setAllNames} />}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button
          loudness="filled"
          isDisabled={act.busy || (role === "helper" && chosen === "")}
          onPress={() => void invite()}
        >
          {t("devices.invite")}
        </Button>
      </DialogActions>
    </>
  );
}

interface ReachProps {
  event: string;
  allNames: boolean;
  onChange: (allNames: boolean) => void;
}

/** What a helper's laptop gets over the internet, and whether it may. */
function Reach({ event, allNames, onChange }: ReachProps) {
  const t = useMessages();
  const { data: state } = useStateLine();
  const { data: count = 0 } = useHelperReach(event);
  if (!state?.joined) return null;
  return (
    <>
      <Notice>{t("devices.reach")}</Notice>
      {count > 0 && (
        <Checkbox isSelected={allNames} onChange={onChange} note={t("devices.allNamesNote", { count })}>
          {t("devices.allNames")}
        </Checkbox>
      )}
    </>
  );
}

function Made({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const t = useMessages();
  const { code, expires, server, missed } = invitation;
  return (
    <>
      <div className="stack">
        <PairCode code={code} expires={expires} />
        <p>{t("devices.codeOpens")}</p>
        {missed && <Notice>{t("devices.missed")}</Notice>}
        <dl className="invite-ways">
          {server !== "" && (
            <div>
              <dt>{t("start.way.online")}</dt>
              <dd>
                <p>{t("devices.wayOnline")}</p>
                <p className="file-path">
                  <bdi>{server}</bdi>
                </p>
              </dd>
            </div>
          )}
          <div>
            <dt>{t("start.way.file")}</dt>
            <dd>
              <p>{t("devices.stepFile")}</p>
              <p className="file-path">
                <bdi>{invitation.file}</bdi>
              </p>
              <p>{t("devices.stepReply")}</p>
            </dd>
          </div>
        </dl>
      </div>
      <DialogActions>
        <Button loudness="filled" onPress={onClose}>
          {t("devices.done")}
        </Button>
      </DialogActions>
    </>
  );
}
