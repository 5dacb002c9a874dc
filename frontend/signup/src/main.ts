// The script of the public sign-up page: it locks what a person writes before it leaves the phone, and
// sends it until it has arrived. Where it cannot run, the plain form of the page is left as it is.

import { random } from "./bytes";
import { Courier, type News } from "./courier";
import { composeHow } from "./how";
import { compose, seal } from "./letter";
import { able } from "./old";
import { type Box, Outbox, storage } from "./outbox";
import { awake, entries, facts, form, say, show, stepper, told } from "./page";
import { send } from "./send";
import { named, read, readHow, type Signed } from "./statement";

/** What a form makes letters of. */
interface Slot {
  readonly box: Box;
  readonly recipient: string;
  readonly notAfter: string;
  /** Undefined where nothing is filled in that could be sent. */
  compose(): { id: string; plain: Uint8Array } | undefined;
}

function start(found: HTMLFormElement): void {
  const { event, signed } = facts(found);
  const name = named(location.pathname);
  let slot: Slot;
  try {
    slot = found.id === "feedback" ? how(found, signed, event, name) : signup(found, signed, event, name);
  } catch {
    found.hidden = true;
    say("unsigned");
    return;
  }
  if (name === "") show("unnamed");
  awake();
  stepper(found);
  open(found, event, slot);
}

function signup(found: HTMLFormElement, signed: Signed, event: string, name: string): Slot {
  const { ask, ...to } = read(signed, event, name);
  return { box: "signups", ...to, compose: () => compose(ask, entries(found), random(32)) };
}

function how(found: HTMLFormElement, signed: Signed, event: string, name: string): Slot {
  const { ask, ...to } = readHow(signed, event, name);
  return { box: "feedback", ...to, compose: () => composeHow(ask, told(found, ask), random(16)) };
}

/** Makes the form a letter box. */
function open(found: HTMLFormElement, event: string, slot: Slot): void {
  const outbox = new Outbox(storage());
  const courier = new Courier(outbox, {
    send,
    tell: (news, kept) => tell(found, news, kept),
    alone: (unkept) => (unkept ? addEventListener : removeEventListener)("beforeunload", stay),
    later: (what, seconds) => {
      const timer = setTimeout(what, seconds * 1000);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  });
  found.addEventListener("submit", (e) => {
    e.preventDefault();
    if (found.dataset.busy === undefined) void post(found, event, slot, courier);
  });
  found.addEventListener("input", () => {
    found.dataset.begun = "";
  });
  found.addEventListener("reset", () => delete found.dataset.begun);
  document.querySelector("[data-again]")?.addEventListener("click", () => again(found));
  const retry = () => void courier.now();
  window.addEventListener("online", retry);
  document.addEventListener("visibilitychange", retry);
  const left = outbox.waiting(event, slot.box, Date.now());
  if (left.length > 0) void courier.resume(left);
}

async function post(found: HTMLFormElement, event: string, slot: Slot, courier: Courier): Promise<void> {
  found.dataset.busy = "";
  say("sealing");
  try {
    const letter = slot.compose();
    if (letter === undefined) {
      say("empty");
      return;
    }
    const body = await seal(slot.recipient, letter.plain);
    found.hidden = true;
    found.reset();
    focus();
    void courier.post({ event, box: slot.box, id: letter.id, body, until: slot.notAfter });
  } catch {
    say("refused");
  } finally {
    delete found.dataset.busy; // and not when it was carried: meanwhile another person may write
  }
}

/** Asks a person who leaves whether they mean it, while a letter would be lost. */
function stay(e: BeforeUnloadEvent): void {
  e.preventDefault();
  e.returnValue = true; // for Chrome before 119
}

/** What is no news to somebody who writes: it is of a letter that was sent before, and reads as though it were theirs. */
const ofOthers: readonly News[] = ["sent", "working", "offline", "busy", "full"];

function tell(found: HTMLFormElement, news: News, kept: boolean): void {
  if (!found.hidden && found.dataset.begun !== undefined && ofOthers.includes(news)) return;
  say(news, kept);
  if (found.hidden) focus();
}

/** Puts a reader's place where the words are, unless it is there. */
function focus(): void {
  const place = document.getElementById("said");
  if (place !== null && !place.contains(document.activeElement)) place.focus();
}

/** Clears the way for another person. */
function again(found: HTMLFormElement): void {
  say("");
  found.hidden = false;
  found.dataset.begun = "";
  found.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
}

const found = form();
if (found !== undefined && able()) start(found);
