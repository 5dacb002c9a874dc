import { Laptop, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useEvents } from "../../bridge/queries";
import type { Device } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { laptopWords } from "../../i18n/laptop-words";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { say, useRefusal } from "../../ui/toast";
import { InviteDialog } from "./invite-dialog";
import { RevokeDialog } from "./revoke-dialog";

/** The laptops that can read the group's names, and the ways in and out. */
export function Devices({ devices, accept }: { devices: readonly Device[]; accept: ReactNode }) {
  const t = useMessages();
  const [inviting, setInviting] = useState(false);
  const finish = useFinish();
  return (
    <>
      <Card title={t("devices.title")} note={t("devices.count", { count: devices.length })}>
        <p>{t("devices.words")}</p>
        <ul className="devices">
          {devices.map((device) => (
            <DeviceLine key={device.id} device={device} />
          ))}
        </ul>
        <div className="row">
          <Button loudness="filled" icon={Plus} onPress={() => setInviting(true)}>
            {t("devices.add")}
          </Button>
          <Button isDisabled={finish.busy} onPress={finish.run}>
            {t("devices.finish")}
          </Button>
        </div>
        <p className="quiet">{t("devices.finishWords")}</p>
      </Card>
      <Card title={t("devices.join")}>
        <p className="quiet">{t("devices.joinWords")}</p>
        <div className="row">{accept}</div>
      </Card>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

function useFinish() {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const run = async () => {
    const device = await act.run(() => desk.Finish());
    if (device && device.id !== "") say(t("devices.added", { name: laptopWords(t, device.label) }));
  };
  return { busy: act.busy, run: () => void run() };
}

function DeviceLine({ device }: { device: Device }) {
  const t = useMessages();
  const { data: events } = useEvents();
  const [asking, setAsking] = useState(false);
  const name = laptopWords(t, device.label);
  const event = events?.find(({ id }) => id === device.event)?.title ?? device.event;
  const role = device.role === "helper" ? t("devices.helperOf", { event }) : t("devices.organiser");
  return (
    <li className="device">
      <Laptop className="icon" aria-hidden />
      <div className="device-words">
        <p className="device-name" dir="auto">
          {name}
        </p>
        <p className="quiet">
          {device.here ? t("devices.here", { role }) : role}
          {device.added !== "" && ` · ${t("devices.since", { when: instantWords(device.added) })}`}
        </p>
      </div>
      {!device.here && (
        <Button loudness="quiet" size="small" onPress={() => setAsking(true)}>
          {t("devices.revoke")} <span className="hidden-text">{name}</span>
        </Button>
      )}
      {asking && <RevokeDialog device={device} onClose={() => setAsking(false)} />}
    </li>
  );
}
