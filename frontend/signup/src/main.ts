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
    await courier.post({ event, id, body, until: statement.notAfter });
  } catch {
    say("refused");
  } finally {
    delete found.dataset.busy;
  }
}

function tell(found: HTMLFormElement, news: News, kept: boolean): void {
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
  found.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
}

const found = form();
if (found !== undefined && able()) start(found);
