import type { Conflict, Device, Safety } from "../safety-types";

export const fakePassphrase = "kettle river orange bicycle";

/** As Go writes a code: groups to say over the telephone. */
export const fakeCode = "XWAME-0R8FG-B93QY-0ME0-K5SF-M7RS";

/** The code of a file that brings an event along. */
export const fakeEventCode = "T4HND-0VER7-K2QWX-9BM5-A1ZD-6CJP";

/** The campaign that the fake reaches. */
export const fakeServer = "https://day.example.org";

/** As Go writes the mark of a group. */
export const fakeMark = "K7QM2Z8TDA4XR6WYB5EHJ3CPNV";

/** What is typed back from the fake's sheet, by the number of the group. */
export const sheetGroups: Record<number, string> = { 2: "KQ7ZD", 5: "M2XWT", 11: "9RDBH" };

const here: Device = {
  id: "d1",
  label: "Sam’s laptop",
  role: "organiser",
  event: "",
  here: true,
  added: "2026-11-02T09:00:00Z",
};

/** A second organiser's laptop. */
export const secondLaptop: Device = { ...here, id: "d2", label: "Amina’s laptop", here: false };

/** A laptop of which nothing was printed, paired or locked yet. */
export function blankSafety(): Safety {
  return {
    light: "amber",
    safe: false,
    missing: [],
    digest_equal: false,
    receipt: "",
    waiting: 0,
    quarantined: 0,
    recovery: { made: "", checked: "", due: false, ask: [] },
    devices: [here],
    backups: { last: "2026-11-23T09:00:00Z", count: 12, folder: "/home/sam/.local/share/daykit/backups" },
    stick: null,
    held: null,
    recovered: null,
    keys: "keyring",
    locked: false,
  };
}

/** A sheet that was checked lately. */
export const checkedSheet: Safety["recovery"] = {
  made: "2026-11-02T09:05:00Z",
  checked: "2026-11-02T09:20:00Z",
  due: false,
  ask: [],
};

/** What two laptops changed without knowing of each other. */
export function fakeConflicts(): Conflict[] {
  const at = "2026-11-23T08:40:00Z";
  return [
    {
      entity: "event",
      id: "K7QM2Z8T",
      field: "start",
      name: "",
      now: "17:30",
      lost: "18:00",
      now_words: "“17:30”",
      lost_words: "“18:00”",
      at,
    },
    {
      entity: "task",
      id: "t4",
      field: "who",
      name: "Check the step-free door with the caretaker",
      now: "Amina",
      lost: "Li",
      now_words: "“Amina”",
      lost_words: "“Li”",
      at,
    },
  ];
}
