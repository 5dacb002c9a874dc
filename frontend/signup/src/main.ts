// The script of the public sign-up page: it locks what a person writes before it leaves the phone, and
// sends it until it has arrived. Where it cannot run, the plain form of the page is left as it is.

import { random } from "./bytes";
import { Courier, type News } from "./courier";
import { compose, seal } from "./letter";
import { able } from "./old";
import { Outbox, storage } from "./outbox";
import { awake, entries, facts, form, say, show, stepper } from "./page";
import { send } from "./send";
import { named, read, type Statement } from "./statement";

function start(found: HTMLFormElement): void {
  const { event, signed } = facts(found);
  const name = named(location.pathname);
  let statement: Statement;
  try {
    statement = read(signed, event, name);
  } catch {
    found.hidden = true;
    say("unsigned");
    return;
  }
  if (name === "") show("unnamed");
  awake();
  stepper(found);
  open(found, event, statement);
}

/** Makes the form a letter box. */
function open(found: HTMLFormElement, event: string, statement: Statement): void {
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
    if (found.dataset.busy === undefined) void post(found, event, statement, courier);
  });
  found.addEventListener("input", () => {
    found.dataset.begun = "";
  });
  found.addEventListener("reset", () => delete found.dataset.begun);
  document.querySelector("[data-again]")?.addEventListener("click", () => again(found));
  const retry = () => void courier.now();
  window.addEventListener("online", retry);
  document.addEventListener("visibilitychange", retry);
  const left = outbox.waiting(event, Date.now());
  if (left.length > 0) void courier.resume(left);
}

async function post(
  found: HTMLFormElement,
  event: string,
  statement: Statement,
  courier: Courier,
): Promise<void> {
  found.dataset.busy = "";
  say("sealing");
  try {
    const { id, plain } = compose(statement.ask, entries(found), random(32));
    const body = await seal(statement.recipient, plain);
    found.hidden = true;
    found.reset();
    focus();
    void courier.post({ event, id, body, until: statement.notAfter });
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
