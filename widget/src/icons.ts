/** Pictures, drawn on a square of 24 units. */

import { icon } from "./dom";

/** The mark: two arcs that meet at a dot, the psoas over the hip. */
export const mark = (): SVGElement => icon("M5 3.5c0 7 2.2 10.4 7 12.5", "M19 3.5c0 7-2.2 10.4-7 12.5", "M12 18.2a2 2 0 1 0 .01 0z");
export const cross = (): SVGElement => icon("M6 6l12 12M18 6L6 18");
export const dots = (): SVGElement => icon("M5 12h.01M12 12h.01M19 12h.01");
export const arrow = (): SVGElement => icon("M4 12h15M13 6l6 6-6 6");
export const phone = (): SVGElement => icon("M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z");
export const warning = (): SVGElement => icon("M12 3L2.5 20h19z", "M12 9.5v5M12 17.3v.01");
