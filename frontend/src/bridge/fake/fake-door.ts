import { BridgeError } from "../bridge-error";
import type { CarerForm, DoorPlan, DoorPlanChange, Guarding, PostForm } from "../door-types";
import { FakeVenue } from "./fake-venue";
import type { FakeEvent } from "./fake-view";

/** What the fake keeps of a door plan. */
export interface FakeDoorState {
  room: string;
  steps: string;
  word: string;
  police: string;
  done: string[];
  posts: (PostForm & { id: string })[];
  carers: (CarerForm & { id: string })[];
}

const guides = "mertonconnected.co.uk article 189; furd.org dealing-with-rising-tensions";
const advice = [
  ["police", "Tell the neighbourhood police team about the event, and keep a way to reach them.", guides],
  ["decides", "Name one person who decides at the door, and write the door plan.", guides],
  ["alone", "Nobody works alone, at the door or anywhere.", guides],
] as const;
const steps =
  "Stay calm and together. Do not argue, and touch nobody.\nSay the code word. One of us fetches the person who decides; another closes the inner door.";

const nothing: FakeDoorState = {
  room: "",
  steps: "",
  word: "",
  police: "",
  done: [],
  posts: [],
  carers: [],
};

function planOf({ doc, crew, door = nothing }: FakeEvent, open: boolean): DoorPlan {
  const choices = crew.members.map(({ id, name }) => ({ id, name }));
  return {
    quiet: doc.venue.hide_address,
    area: doc.venue.public_area ?? "",
    listed: doc.signup_page?.listed ?? false,
    quiet_room: door.room,
    steps: door.steps === "" ? steps : door.steps,
    own_steps: door.steps !== "",
    steps_basis: "our planning default, not from a source",
    advice: advice.map(([id, text, basis]) => ({ id, text, basis, done: door.done.includes(id) })),
    posts: door.posts.map((post) => {
      const there = choices.filter(({ id }) => post.crew.includes(id));
      return { ...post, names: there.map(({ name }) => name), alone: there.length === 1 };
    }),
    carers: door.carers.map((carer) => ({ ...carer, phone: open ? carer.phone : "" })),
    care_basis: "refugeeweek.org.uk/beyond-storytelling",
    has_code_word: door.word !== "",
    has_police: door.police !== "",
    code_word: open ? door.word : "",
    police: open ? door.police : "",
    code_basis: "the Human Library’s organisers",
    crew: choices,
    locked: false,
  };
}

/** The part of the fake desk that plans so that nobody comes to harm. */
export abstract class FakeDoor extends FakeVenue implements Guarding {
  private doorMade = 0;

  async DoorPlan(id: string) {
    return planOf(this.at(id), false);
  }

  async OpenDoorPlan(id: string) {
    this.refuseLocked();
    return planOf(this.at(id), true);
  }

  async ChangeDoorPlan(id: string, change: DoorPlanChange) {
    return this.guard(id, (door) => ({
      ...door,
      room: change.quiet_room ?? door.room,
      steps: change.steps === steps ? "" : (change.steps ?? door.steps),
      word: change.code_word ?? door.word,
      police: change.police ?? door.police,
    }));
  }

  async SetAdvice(id: string, which: string, done: boolean) {
    return this.guard(id, (door) => {
      const others = door.done.filter((one) => one !== which);
      return { ...door, done: done ? [...others, which] : others };
    });
  }

  async SetQuiet(id: string, quiet: boolean, area: string) {
    this.act(id, "event.edit", (event) => {
      event.doc = { ...event.doc, venue: { ...event.doc.venue, hide_address: quiet, public_area: area } };
    });
    return this.DoorPlan(id);
  }

  async SavePost(id: string, post: string, form: PostForm) {
    if (form.place.trim() === "")
      throw new BridgeError("invalid", "place: write where somebody stands, in at most 300 characters", "");
    const saved = { ...form, id: post === "" ? `p-${++this.doorMade}` : post };
    return this.guard(id, (door) => ({
      ...door,
      posts: [...door.posts.filter((one) => one.id !== post), saved],
    }));
  }

  async DropPost(id: string, post: string) {
    return this.guard(id, (door) => ({ ...door, posts: door.posts.filter((one) => one.id !== post) }));
  }

  async SaveCarer(id: string, carer: string, form: CarerForm) {
    if (form.name.trim() === "")
      throw new BridgeError("invalid", "name: write whom to turn to, in at most 200 characters", "");
    const saved = { ...form, id: carer === "" ? `a-${++this.doorMade}` : carer };
    return this.guard(id, (door) => ({
      ...door,
      carers: [...door.carers.filter((one) => one.id !== carer), saved],
    }));
  }

  async DropCarer(id: string, carer: string) {
    return this.guard(id, (door) => ({ ...door, carers: door.carers.filter((one) => one.id !== carer) }));
  }

  private guard(id: string, change: (door: FakeDoorState) => FakeDoorState) {
    this.act(id, "guard", (event) => {
      event.door = change(event.door ?? nothing);
    });
    return planOf(this.at(id), false);
  }
}
