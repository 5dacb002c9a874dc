import type { Choices, EventDoc, LanguageTag, Photo } from "../types";
import type { CampaignVoice } from "./fake-own-voices";

/** An event without a picture. */
export const noPhoto: Photo = { file: "", alt: {}, credit: "", focus: { x: 50, y: 40 } };

/** Stands in for every photo: hills, and a sun to keep in view. */
export const samplePhoto = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path fill="#5aa9d6" d="M0 0h300v200H0z"/><circle cx="210" cy="60" r="26" fill="#f4a62a"/><path fill="#5b9a4b" d="M0 140q80-60 160 0t140-20v80H0z"/></svg>',
)}`;

/** The fake's sample event; the group and the place are made up. */
export function sampleDoc(): EventDoc {
  return {
    schema: "daykit/event/1",
    id: "K7QM2Z8T",
    title: { en: "A shared table" },
    group: "Sample Neighbours",
    date: "2026-12-18",
    start: "17:30",
    end: "20:30",
    timezone: "Europe/London",
    venue: {
      name: "Sample Community Hall",
      address: "1 Sample Street",
      town: "Manchester",
      postcode: "M1 1AA",
      access: ["step-free", "bsl", "quiet-room"],
      hide_address: false,
    },
    languages: ["en", "ur", "pl", "ti"],
    theme: "it-takes-a-community-2022",
    activities: ["shared-meal"],
    capacity: 80,
    expected: 60,
    voices: ["toby-g-mbe"],
    gcm_objectives: [16, 17],
    texts: {
      headline: { en: "It takes a community" },
      about: {
        en: "Food, stories and music from neighbours who came from near and far. Children welcome. Free.",
      },
      access: { en: "Step-free · BSL interpreter · quiet room" },
    },
    article1: ["en", "ur", "pl", "ti"],
    signup: {
      fields: ["name", "contact", "party"],
      ticks: ["came", "first-time", "volunteer", "keep-in-touch"],
      rows: 20,
      sheets: 3,
    },
    programme: [
      { at: "17:30", minutes: 30, title: { en: "Doors open, tea and samosas" }, lead: "" },
      { at: "18:00", minutes: 15, title: { en: "Welcome", ur: "خوش آمدید" }, lead: "آمنہ خان" },
      { at: "18:15", minutes: 60, title: { en: "Food and conversation cards" }, lead: "Table hosts" },
      { at: "19:15", minutes: 0, title: { en: "Stories from neighbours" }, lead: "Khadeja and Toby" },
    ],
    photo: noPhoto,
  };
}

const language = (
  tag: string,
  name: string,
  endonym: string,
  state: LanguageTag["state"] = "missing",
  dir: LanguageTag["dir"] = "ltr",
): LanguageTag => ({ tag, name, endonym, dir, state });

export const choices: Choices = {
  languages: [
    language("en", "English", "English", "reviewed"),
    language("ar", "Arabic", "العربية", "missing", "rtl"),
    language("am", "Amharic", "አማርኛ"),
    language("bn", "Bengali", "বাংলা"),
    language("fa", "Persian", "فارسی", "missing", "rtl"),
    language("pl", "Polish", "Polski", "unreviewed"),
    language("so", "Somali", "Soomaali"),
    language("ta", "Tamil", "தமிழ்"),
    language("ti", "Tigrinya", "ትግርኛ", "stale"),
    language("uk", "Ukrainian", "Українська"),
    language("ur", "Urdu", "اردو", "unreviewed", "rtl"),
    language("cy", "Welsh", "Cymraeg"),
    language("zh-Hans", "Chinese (simplified)", "简体中文"),
  ],
  access: [
    { id: "step-free", label: "Step-free" },
    { id: "accessible-toilet", label: "Accessible toilet" },
    { id: "bsl", label: "BSL interpreter" },
    { id: "hearing-loop", label: "Hearing loop" },
    { id: "quiet-room", label: "Quiet room" },
    { id: "prayer-space", label: "Prayer space" },
  ],
  activities: [
    {
      id: "shared-meal",
      name: "Shared meal",
      summary: "People bring or cook a dish and eat at mixed tables.",
    },
    { id: "film", name: "Film screening and talk", summary: "A short or long film, then a guided talk." },
    { id: "story-evening", name: "Story evening", summary: "Short true stories told by neighbours." },
    { id: "panel", name: "Panel and questions", summary: "A few people talk, then everybody asks." },
    { id: "human-library", name: "Human library", summary: "People lend themselves as books for a talk." },
    { id: "language-cafe", name: "Language café", summary: "Tables of three or four talk about one topic." },
    { id: "walking-tour", name: "Walking tour", summary: "A walk past places with a story." },
    { id: "football", name: "Football or sport", summary: "Short games in mixed teams." },
    { id: "art-workshop", name: "Art or craft workshop", summary: "Making something together." },
    { id: "exhibition", name: "Exhibition", summary: "Works and photographs with labels." },
    { id: "school-assembly", name: "School assembly or lesson", summary: "A visit to a school." },
    { id: "radio", name: "Community radio or podcast", summary: "A talk that is recorded." },
    {
      id: "welcome-stall",
      name: "Welcome and information stall",
      summary: "Leaflets and people who know the way.",
    },
    { id: "music-night", name: "Music, poetry and open mic", summary: "Short sets by neighbours." },
    { id: "vigil", name: "Remembrance", summary: "A short time to remember." },
    { id: "online-share", name: "Quotations and stories online", summary: "Words and pictures to share." },
  ],
  themes: [
    {
      id: "it-takes-a-community-2022",
      text: "It takes a community",
      hashtag: "#ItTakesACommunity",
      issuer: "International Organization for Migration",
      year: 2022,
    },
  ],
  objectives: [
    { number: 3, title: "Provide accurate and timely information at all stages of migration" },
    { number: 15, title: "Provide access to basic services for migrants" },
    { number: 16, title: "Empower migrants and societies to realize full inclusion and social cohesion" },
    {
      number: 17,
      title:
        "Eliminate all forms of discrimination and promote evidence-based public discourse to shape perceptions of migration",
    },
  ],
  signup_fields: ["name", "contact", "party"],
  signup_ticks: ["came", "first-time", "volunteer", "keep-in-touch"],
  signup_food: [
    { id: "vegetarian", label: "Vegetarian" },
    { id: "vegan", label: "Vegan" },
    { id: "halal", label: "Halal" },
    { id: "no-nuts", label: "Without nuts" },
  ],
  signup_access: [
    { id: "step-free", label: "Step-free" },
    { id: "bsl", label: "BSL interpreter" },
    { id: "interpreters", label: "Interpreters" },
    { id: "creche", label: "Crèche" },
  ],
  signup_states: ["open", "full", "closed", "moved", "cancelled"],
};

/** The two quotations of the founding brief, letter for letter. */
export const voices: CampaignVoice[] = [
  {
    id: "toby-g-mbe",
    credit: "Toby G. MBE",
    role: "International Migrants Day Ambassador",
    organisation: "",
    quote:
      "People, family, unity, love, care, support, encouragement, building each other, just being there for one another. That's what community means to me.",
    lang: "en",
    year: 2022,
    source: "the founding brief",
    consent: "asserted-by-source",
    scope: ["print", "social"],
    topics: ["community", "family"],
  },
  {
    id: "khadeja-alamary",
    credit: "Khadeja Alamary",
    role: "International Migrants Day Ambassador",
    organisation: "Pickwell Foundation",
    quote:
      "Community means a lot to me. It's not about the place where you are living. It is a gathering and sharing of the values of love and the experience of life.",
    lang: "en",
    year: 2022,
    source: "the founding brief",
    consent: "asserted-by-source",
    scope: ["print", "social"],
    topics: ["community"],
  },
];
