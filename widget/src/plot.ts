/** The days of a pain diary as a picture: a line over the scale from 0 to 10, in the colours around it. */

import { s } from "./dom";
import type { Custom } from "./types";

interface Day {
  /** days since 1970 */
  at: number;
  low: number;
  high: number;
}

const WIDTH = 320;
const [LEFT, RIGHT, TOP, BOTTOM] = [28, 300, 12, 112];
const WORST = 10;

/** The picture of a card's days; null where there are none. */
export function plot(given: Custom | undefined): SVGElement | null {
  const days = asDays(given?.["days"]);
  const [first, last] = [days[0], days[days.length - 1]];
  if (!first || !last) return null;
  const span = Math.max(1, last.at - first.at);
  const x = (day: Day): number => LEFT + 12 + ((day.at - first.at) / span) * (RIGHT - LEFT - 12);
  const y = (pain: number): number => BOTTOM - (pain / WORST) * (BOTTOM - TOP);
  const alt = typeof given?.["alt"] === "string" ? given["alt"] : "";
  const made = s("svg", { class: "plot", viewBox: `0 0 ${WIDTH} 140`, role: "img", "aria-label": alt });
  for (const pain of [0, 5, WORST]) {
    made.appendChild(s("path", { class: "grid", d: `M${LEFT} ${y(pain)}H${RIGHT + 8}` }));
    made.appendChild(s("text", { x: LEFT - 6, y: y(pain) + 4, "text-anchor": "end" }, String(pain)));
  }
  const points: string[] = [];
  for (const day of days) {
    const middle = y((day.low + day.high) / 2);
    points.push(`${x(day).toFixed(1)} ${middle.toFixed(1)}`);
    made.appendChild(s("path", { class: "range", d: `M${x(day)} ${y(day.low)}V${y(day.high)}` }));
    made.appendChild(s("circle", { cx: x(day), cy: middle, r: 4 }));
  }
  made.appendChild(s("path", { class: "line", d: `M${points.join("L")}` }));
  for (const day of first === last ? [first] : [first, last]) {
    made.appendChild(s("text", { x: x(day), y: 132, "text-anchor": "middle" }, name(day)));
  }
  return made;
}

function name(day: Day): string {
  const form = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  return form.format(day.at * 86_400_000);
}

function asDays(given: unknown): Day[] {
  const days: Day[] = [];
  for (const each of Array.isArray(given) ? (given as ({ [part: string]: unknown } | null)[]) : []) {
    const day = { at: Date.parse(String(each?.["date"])) / 86_400_000, low: Number(each?.["low"]), high: Number(each?.["high"]) };
    if (Number.isInteger(day.at) && day.low >= 0 && day.low <= day.high && day.high <= WORST) days.push(day);
  }
  return days;
}
