/** The cards, as bot/channels/cards.schema.json has them. Written by `node cards.mjs`; change the schema instead. */

/** One exercise on one side, to be counted: seconds to hold, or repetitions. The first button under it says that it is done. */
export interface ExerciseTimer {
  type: "exercise_timer";
  version: 1;
  /** its id in bot/content/exercises.yml */
  exercise: string;
  title: string;
  /** which exercise of the routine */
  number: number;
  /** of how many */
  total: number;
  /** which side of two; the left one comes first */
  side?: "left" | "right";
  seconds?: number;
  repetitions?: number;
}

/** Which question of how many. */
export interface Progress {
  type: "progress";
  version: 1;
  number: number;
  total: number;
}

/** Numbers to phone. */
export interface Call {
  type: "call";
  version: 1;
  numbers: Numbers;
}

/** Numbers to phone now. Messages in a row with this card belong together. */
export interface Emergency {
  type: "emergency";
  version: 1;
  numbers: Numbers;
}

/** A plan of breaks, as a file for a calendar at the server's breaks.ics. */
export interface Calendar {
  type: "calendar";
  version: 1;
  /** of its address */
  query: string;
}

/** A pain diary, as a picture of its days. */
export interface Diary {
  type: "diary";
  version: 1;
  days: Days;
  alt: Alt;
}

/** The text is what a person may show to a clinician; the days are those of the pain diary, where there is one. */
export interface Summary {
  type: "summary";
  version: 1;
  days?: Days;
  alt?: Alt;
}

/** What a picture shows, in words. */
export type Alt = string;

/** In their order, two or more. */
export type Days = Day[];

/** A day's pain, from 0 to 10. */
export interface Day {
  /** year, month and day */
  date: string;
  /** the least of the day */
  low: number;
  /** the most of the day */
  high: number;
}

export type Numbers = string[];

export type Card = ExerciseTimer | Progress | Call | Emergency | Calendar | Diary | Summary;
