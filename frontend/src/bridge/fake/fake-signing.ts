import type { SigningUp, Signup } from "../signup-types";
import type { EventView } from "../types";
import { FakeKeeping } from "./fake-keeping";
import { lookAt, lookOf, seenLook } from "./fake-look";
import { keepTwoIn, mergeIn, pictureOf, placeIn, signupsOf } from "./fake-signups";
import type { FakeEvent } from "./fake-view";

/** The part of the fake desk that signs people up on the page. */
export abstract class FakeSigning extends FakeKeeping implements Omit<SigningUp, "PageVoices" | "PageVoice"> {
  protected abstract at(id: string): FakeEvent;
  protected abstract view(id: string): EventView;
  /** Changes an event as one act that can be undone. */
  protected abstract act(id: string, label: string, change: (event: FakeEvent) => void): EventView;

  async Signups(id: string) {
    this.refuseLocked();
    return signupsOf(this.at(id));
  }

  async SeenSignups(id: string) {
    for (const one of this.at(id).signups.all) one.new = false;
    return this.view(id);
  }

  async MergeSignups(id: string, a: string, b: string) {
    this.act(id, "signup.merge", (event) => mergeIn(event, a, b));
    return signupsOf(this.at(id));
  }

  async KeepTwo(id: string, a: string, b: string) {
    this.act(id, "signup.two", (event) => keepTwoIn(event, a, b));
    return signupsOf(this.at(id));
  }

  async OfferPlace(id: string, who: string, until: string) {
    this.act(id, "signup.offer", (event) => placeIn(event, who, "offered", until));
    return signupsOf(this.at(id)).queue.find((one) => one.id === who) as Signup;
  }

  async AcceptPlace(id: string, who: string) {
    this.act(id, "signup.accept", (event) => placeIn(event, who, "accepted"));
    return signupsOf(this.at(id)).entries.find((one) => one.id === who) as Signup;
  }

  async ExpirePlace(id: string, who: string) {
    this.act(id, "signup.expire", (event) => placeIn(event, who, "lapsed"));
    return signupsOf(this.at(id)).queue.find((one) => one.id === who) as Signup;
  }

  async SignupState(id: string, state: string, note: string) {
    return this.act(id, "signup.state", (event) => {
      const page = { ...event.doc.signup_page, state, note: JSON.parse(note) as Record<string, string> };
      event.doc = { ...event.doc, signup_page: page };
    });
  }

  async FeedbackPage(id: string, state: "open" | "closed", until: string) {
    return this.act(id, "feedback.page", (event) => {
      event.doc = { ...event.doc, feedback_page: { state, ...(until !== "" && { until }) } };
    });
  }

  async SignupPicture(id: string, lang: string) {
    return pictureOf(this.at(id), lang);
  }

  async PageLook(id: string) {
    return lookOf(this.at(id));
  }

  async LookAtPage(id: string) {
    return lookAt(this.at(id));
  }

  async SeenPageLook(id: string) {
    return seenLook(this.at(id));
  }
}
