import { BridgeError, bridgeError } from "./bridge-error";
import type { Bridge, Desk } from "./desk";
import type { KitProgress } from "./print-types";
import type { Progress } from "./safety-types";

type Method = (...args: unknown[]) => Promise<unknown>;

interface WailsWindow {
  go?: { desktop?: { Desk?: Record<string, Method> } };
  runtime?: { EventsOn(name: string, heard: (data?: unknown) => void): () => void };
}

const answerWithin = 30_000;

/** Calls that wait for a person in a system dialog, or for a slow network, may take longer. */
const patient: Record<string, number> = {
  ImportEvent: 3_600_000,
  SaveCalendar: 3_600_000,
  SaveMemberCalendar: 3_600_000,
  SavePrint: 3_600_000,
  SaveKit: 3_600_000,
  PickPhoto: 3_600_000,
  PickPhotographs: 3_600_000,
  SavePhotograph: 3_600_000,
  PickPeople: 3_600_000,
  ExportTexts: 3_600_000,
  ImportTexts: 3_600_000,
  PickGuests: 3_600_000,
  PickReceipt: 3_600_000,
  SaveMoney: 3_600_000,
  SaveTemplateFile: 3_600_000,
  ImportTemplate: 3_600_000,
  SaveFeed: 3_600_000,
  SaveData: 3_600_000,
  SaveReport: 3_600_000,
  SaveUmbrella: 3_600_000,
  SaveBackup: 3_600_000,
  Restore: 3_600_000,
  ExportEvent: 3_600_000,
  PickMerge: 3_600_000,
  PickPack: 3_600_000,
  PickVoiceForm: 3_600_000,
  SaveVoiceForm: 3_600_000,
  PrintRecovery: 3_600_000,
  CheckRecoveryPhoto: 3_600_000,
  PickSheet: 3_600_000,
  RestoreFromSheet: 3_600_000,
  Invite: 3_600_000,
  HandOver: 3_600_000,
  Accept: 3_600_000,
  Finish: 3_600_000,
  // Thousands of letters take their time.
  OpenPrint: 300_000,
  Preview: 120_000,
  Ink: 120_000,
  Join: 120_000,
  Sync: 300_000,
  SyncSeen: 300_000,
  LookAtPage: 120_000,
  FetchPacks: 120_000,
  TakePack: 300_000,
  // All that a campaign holds may come over a slow line.
  AcceptOnline: 1_800_000,
  RecoverOnline: 1_800_000,
  // Every backup is written anew without the person.
  EraseGuest: 600_000,
  ForgetVoice: 600_000,
  ForgetPhotograph: 600_000,
  Merge: 1_800_000,
};

/** The bridge to the Go program around this window. */
export function wailsBridge(host: WailsWindow = window as unknown as WailsWindow): Bridge {
  const desk = new Proxy({} as Desk, {
    get: (_, name) => (typeof name === "string" ? caller(host, name) : undefined),
  });
  return {
    desk,
    listen: (changed) =>
      on(host, "changed", (data) => changed((data as { event?: string } | undefined)?.event ?? "")),
    listenKit: (heard) => on(host, "kit", (data) => heard(data as KitProgress)),
    listenProgress: (heard) => on(host, "progress", (data) => heard(data as Progress)),
    photoUrl: (file) => `/photo/${file.split("/").map(encodeURIComponent).join("/")}`,
  };
}

function caller(host: WailsWindow, name: string): Method {
  return async (...args) => {
    const method = host.go?.desktop?.Desk?.[name];
    if (!method)
      throw new BridgeError("internal", `this window has no ${name}`, "open it with the Daykit program");
    return inTime(method(...args), patient[name] ?? answerWithin);
  };
}

async function inTime(answer: Promise<unknown>, milliseconds: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new BridgeError("timeout", "Daykit did not answer", "try again")),
      milliseconds,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } catch (reason) {
    throw bridgeError(reason);
  } finally {
    clearTimeout(timer);
  }
}

function on(host: WailsWindow, name: string, heard: (data?: unknown) => void): () => void {
  return host.runtime?.EventsOn(name, heard) ?? (() => undefined);
}
