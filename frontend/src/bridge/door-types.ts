// What travels of the plan by which nobody comes to harm.

/** What a guide advises. */
export interface Advice {
  id: string;
  text: string;
  basis: string;
}

/** Advice of a guide, with whether the group has seen to it. */
export interface DoorAdvice extends Advice {
  done: boolean;
}

/** Where somebody stands. */
export interface DoorPost {
  id: string;
  place: string;
  what: string;
  /** Ids of the crew. */
  crew: string[];
  /** Of them; empty while names are locked. */
  names: string[];
  /** One person stands there. */
  alone: boolean;
}

/** Somebody to turn to. */
export interface Carer {
  id: string;
  for: string;
  name: string;
  /** "" unless it was asked for. */
  phone: string;
}

export interface CrewChoice {
  id: string;
  name: string;
}

export interface DoorPlan {
  /** The address is given after signing up only. */
  quiet: boolean;
  area: string;
  listed: boolean;
  quiet_room: string;
  /** What to do, a line each. */
  steps: string;
  own_steps: boolean;
  steps_basis: string;
  advice: DoorAdvice[];
  posts: DoorPost[];
  carers: Carer[];
  care_basis: string;
  has_code_word: boolean;
  has_police: boolean;
  /** "" unless it was asked for. */
  code_word: string;
  /** "" unless it was asked for. */
  police: string;
  code_basis: string;
  crew: CrewChoice[];
  locked: boolean;
}

/** null leaves a part as it is. */
export interface DoorPlanChange {
  quiet_room: string | null;
  steps: string | null;
  code_word: string | null;
  police: string | null;
}

export interface PostForm {
  place: string;
  what: string;
  crew: string[];
}

export interface CarerForm {
  for: string;
  name: string;
  phone: string;
}

/** What a person can do so that nobody comes to harm. */
export interface Guarding {
  DoorPlan(id: string): Promise<DoorPlan>;
  /** With phones, the code word and the police contact; the audit trail says so. */
  OpenDoorPlan(id: string): Promise<DoorPlan>;
  ChangeDoorPlan(id: string, change: DoorPlanChange): Promise<DoorPlan>;
  SetAdvice(id: string, advice: string, done: boolean): Promise<DoorPlan>;
  SetQuiet(id: string, quiet: boolean, area: string): Promise<DoorPlan>;
  /** With "" for the post it is a new one. */
  SavePost(id: string, post: string, form: PostForm): Promise<DoorPlan>;
  DropPost(id: string, post: string): Promise<DoorPlan>;
  /** With "" for the carer it is a new one. */
  SaveCarer(id: string, carer: string, form: CarerForm): Promise<DoorPlan>;
  DropCarer(id: string, carer: string): Promise<DoorPlan>;
}
