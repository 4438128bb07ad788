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

/** The text is what a person may show to a clinician. */
export interface Summary {
  type: "summary";
  version: 1;
}

export type Numbers = string[];

export type Card = ExerciseTimer | Progress | Call | Emergency | Summary;
