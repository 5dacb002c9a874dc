import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect } from "vitest";
import { App } from "../app/app";
import { BridgeError } from "../bridge/bridge-error";
import type { Bridge } from "../bridge/desk";
import { type FakeStart, fakeBridge } from "../bridge/fake/fake-desk";
import type { Progress } from "../bridge/safety-types";
import { knownLocale } from "../i18n/i18n";
import { type Translate, translator } from "../i18n/messages";
import type { Room } from "../lib/route";

/** The sample event of the fake. */
export const sample = "K7QM2Z8T";

interface Opened {
  user: ReturnType<typeof userEvent.setup>;
  bridge: Bridge;
  t: Translate;
}

/** Opens the whole window at an address, over a fake, and waits for the room's heading. */
export async function openAt(hash: string, start: FakeStart = {}): Promise<Opened> {
  window.location.hash = hash;
  const bridge = fakeBridge(start);
  const user = userEvent.setup();
  render(<App bridge={bridge} />);
  await screen.findByRole("heading", { level: 1 }, { timeout: 10_000 });
  return { user, bridge, t: translator(knownLocale(start.locale ?? "en-GB")) };
}

/** Begins an event of which only title and day are known, and gives its id. */
export function beginEvent(bridge: Bridge, title: string): Promise<string> {
  const date = "2026-12-18";
  const none = { activities: [], start: "", end: "", place: "", people: 0, group: "", languages: [] };
  return bridge.desk.Start({ ...none, title, date });
}

export function openRoom(room: Room, start: FakeStart = {}): Promise<Opened> {
  return openAt(`#/event/${sample}/${room}`, start);
}

/** Puts what takes its time into a test's hands: it says how far it is, and ends it. */
export function hold<Answer>(bridge: Bridge) {
  const heard = new Set<(progress: Progress) => void>();
  bridge.listenProgress = (listener) => {
    heard.add(listener);
    return () => heard.delete(listener);
  };
  let end: { resolve: (answer: Answer) => void; reject: (reason: BridgeError) => void } | undefined;
  const stop = () => end?.reject(new BridgeError("cancelled", "cancelled", ""));
  bridge.desk.Stop = async () => stop();
  return {
    call: () =>
      new Promise<Answer>((resolve, reject) => {
        end = { resolve, reject };
      }),
    tell: (step: string, part: Partial<Progress> = {}) => {
      act(() => {
        for (const listener of heard) listener({ step, done: 0, all: 0, final: false, ...part });
      });
    },
    stop,
    end: (answer: Answer) => end?.resolve(answer),
  };
}

/** Fails on anything that axe finds; colours need a real browser and are checked in e2e/screens.mjs. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual(
    [],
  );
}

/** The parts of a right-to-left window that every screen must have. */
export function expectRightToLeft(): void {
  expect(document.documentElement.dir).toBe("rtl");
  expect(document.documentElement.lang).toBe("ar-XB");
}
