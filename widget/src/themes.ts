/**
 * The colours of the chat, by day and by night. A site changes them with custom properties; docs/web.md lists them. Those
 * of the emergency card are not for a site to change, and stand in style.ts.
 */

export const LIGHT = `
  --_accent: var(--ilio-accent, #0b5d5e);
  --_on-accent: var(--ilio-on-accent, #ffffff);
  --_act: var(--ilio-act, #b54a22);
  --_on-act: var(--ilio-on-act, #ffffff);
  --_head: var(--ilio-head, var(--_accent));
  --_on-head: var(--ilio-on-head, var(--_on-accent));
  --_mine: var(--ilio-mine, var(--_accent));
  --_on-mine: var(--ilio-on-mine, var(--_on-accent));
  --_paper: var(--ilio-paper, #fbfaf7);
  --_bubble: var(--ilio-bubble, #ffffff);
  --_ink: var(--ilio-ink, #14212b);
  --_soft: var(--ilio-soft, #4d5b63);
  --_line: var(--ilio-line, #cfd6d4);
  --_edge: var(--ilio-edge, #74827f);
  color-scheme: light;
`;

export const DARK = `
  --_accent: var(--ilio-dark-accent, #6cc5c0);
  --_on-accent: var(--ilio-dark-on-accent, #0f1b1e);
  --_act: var(--ilio-dark-act, #f0a07e);
  --_on-act: var(--ilio-dark-on-act, #0f1b1e);
  --_head: var(--ilio-dark-head, #18292d);
  --_on-head: var(--ilio-dark-on-head, #e8efee);
  --_mine: var(--ilio-dark-mine, #1d5a5b);
  --_on-mine: var(--ilio-dark-on-mine, #ffffff);
  --_paper: var(--ilio-dark-paper, #0f1b1e);
  --_bubble: var(--ilio-dark-bubble, #18292d);
  --_ink: var(--ilio-dark-ink, #e8efee);
  --_soft: var(--ilio-dark-soft, #a9bab9);
  --_line: var(--ilio-dark-line, #31474c);
  --_edge: var(--ilio-dark-edge, #7d9694);
  color-scheme: dark;
`;

// where a person has chosen the colours of everything, names of theirs
export const FORCED = `
  --_accent: ButtonText; --_on-accent: ButtonFace; --_head: Canvas; --_on-head: CanvasText; --_mine: Canvas;
  --_on-mine: CanvasText; --_act: ButtonFace; --_on-act: ButtonText; --_paper: Canvas; --_bubble: Canvas; --_ink: CanvasText;
  --_soft: CanvasText; --_line: CanvasText; --_edge: ButtonText;
`;
