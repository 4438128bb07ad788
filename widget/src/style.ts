/**
 * How the chat looks. A site changes it with custom properties (`--ilio-accent` and the others below) and with
 * `::part()`; docs/web.md lists them. The emergency card is not for a site to change.
 */

import { DARK, FORCED, LIGHT } from "./themes";

const CSS = `
:host { all: initial !important; display: block !important; position: fixed !important;
  z-index: var(--ilio-layer, 2147483000) !important; inset: auto 0 0 auto !important; }
:host([data-side="left"]) { inset: auto auto 0 0 !important; }
:host([hidden]) { display: none !important; }

.root { ${LIGHT}
  font: 400 16px/1.5 var(--ilio-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif);
  color: var(--_ink); text-align: start; -webkit-text-size-adjust: 100%; }
@media (prefers-color-scheme: dark) { .root:not([data-theme="light"]) { ${DARK} } }
.root[data-theme="dark"] { ${DARK} }

*, *::before, *::after { box-sizing: border-box; }
p, h2, ul, ol { margin: 0; padding: 0; }
ul, ol { padding-inline-start: 1.4em; }
svg { width: 1.5em; height: 1.5em; flex: none; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round; }
button, textarea { font: inherit; color: inherit; margin: 0; }
button { min-height: 44px; min-width: 44px; padding: 8px 14px; border: 1px solid var(--_edge); border-radius: 12px;
  background: var(--_bubble); cursor: pointer; touch-action: manipulation; }
button:hover { border-color: var(--_accent); }
button:focus-visible, a:focus-visible, textarea:focus-visible, .log:focus-visible {
  outline: 3px solid var(--_accent); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
[hidden] { display: none !important; }

.launcher { position: absolute; bottom: calc(20px + env(safe-area-inset-bottom)); right: 20px; display: flex;
  align-items: center; gap: 8px; min-height: 56px; padding: 12px 20px 12px 16px; border: 2px solid var(--_on-accent);
  border-radius: 28px; background: var(--_accent); color: var(--_on-accent); font-weight: 600; white-space: nowrap; }
.launcher:hover { border-color: var(--_on-accent); filter: brightness(1.1); }
.launcher:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
:host([data-side="left"]) .launcher { right: auto; left: 20px; }
.launcher svg { width: 28px; height: 28px; }

.panel { position: absolute; inset: auto 20px calc(92px + env(safe-area-inset-bottom)) auto; margin: 0; padding: 0;
  width: 400px; max-width: none; height: min(660px, calc(100vh - 112px)); height: min(660px, calc(100dvh - 112px));
  max-height: none; border: 1px solid var(--_line); border-radius: var(--ilio-radius, 12px); background: var(--_paper);
  color: inherit; overflow: hidden; box-shadow: 0 12px 40px rgb(0 0 0 / 0.25); }
:host([data-side="left"]) .panel { inset: auto auto calc(92px + env(safe-area-inset-bottom)) 20px; }
.panel[open] { display: flex; flex-direction: column; }
.panel::backdrop { background: transparent; }

.head { display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 16px; background: var(--_head);
  color: var(--_on-head); border-bottom: 1px solid var(--_line); }
[dir="rtl"] .head { padding: 8px 16px 8px 8px; }
.head > svg { width: 32px; height: 32px; }
.head button:first-of-type svg { stroke-width: 3.5; }
.head div { flex: 1; min-width: 0; }
h2 { font-size: 18px; line-height: 1.25; font-weight: 650; }
.head p { font-size: 14px; line-height: 1.3; }
.head button { display: grid; place-items: center; padding: 8px; border-color: transparent; background: transparent; }
.head button:hover { border-color: currentColor; }
.head button:focus-visible { outline-color: currentColor; outline-offset: -3px; }

.options { display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 16px; border-bottom: 1px solid var(--_line); }
.options p { flex-basis: 100%; }

.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px; }
.log:focus-visible { outline-offset: -3px; }
.turn { display: flex; flex-direction: column; gap: 8px; margin-block-end: 16px; }
.bubble { max-width: min(88%, 60ch); width: fit-content; padding: 10px 14px; border-radius: 12px; overflow-wrap: anywhere; }
.bubble p + p, .bubble ul, .bubble ol, .emergency p + p, .emergency div + div { margin-block-start: 6px; }
.person { align-self: flex-end; background: var(--_mine); color: var(--_on-mine); border-end-end-radius: 4px;
  white-space: pre-wrap; }
.bot { background: var(--_bubble); border: 1px solid var(--_line); border-end-start-radius: 4px; }
.bubble a { color: inherit; text-decoration: underline; }
.bubble img { display: block; width: 100%; height: auto; aspect-ratio: auto 7 / 4; margin-block-end: 8px; border-radius: 8px; }
.piece { display: flex; flex-direction: column; gap: 8px; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; }
.choices button { padding: 8px 14px; border: 1.5px solid var(--_accent); color: var(--_accent); font-weight: 600; text-align: start;
  overflow-wrap: anywhere; }
.choices button:hover { box-shadow: inset 0 0 0 1px var(--_accent); }

.progress { display: flex; align-items: center; gap: 10px; margin-block-end: 8px; color: var(--_soft); font-size: 14px;
  font-weight: 600; white-space: nowrap; }
progress { flex: 1; width: 100%; min-width: 96px; height: 10px; appearance: none; border: 1px solid var(--_edge);
  border-radius: 6px; overflow: hidden; background: transparent; color: var(--_accent); }
progress::-webkit-progress-bar { background: transparent; }
progress::-webkit-progress-value { background: var(--_accent); }
progress::-moz-progress-bar { background: var(--_accent); }

.plot { display: block; width: 100%; height: auto; margin-block-start: 8px; stroke: none; }
.plot path { stroke: var(--_accent); }
.plot .grid { stroke: var(--_line); stroke-width: 1; }
.plot .range { stroke-width: 8; opacity: 0.35; }
.plot circle { fill: var(--_accent); }
.plot text { fill: var(--_soft); font-size: 11px; }

.timer { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; max-width: min(88%, 60ch); padding: 12px 14px;
  border: 1px solid var(--_line); border-radius: 12px; background: var(--_bubble); }
.dial { position: relative; display: grid; place-items: center; width: 96px; height: 96px; flex: none; margin-inline: auto; }
.ring { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.ring path { stroke: var(--_line); stroke-width: 1.6; }
.ring path:last-child { stroke: var(--_accent); stroke-linecap: butt; }
.over .ring path:last-child { stroke: none; }
.digits, .count { font-size: 26px; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.controls { display: flex; flex: 1 1 160px; flex-wrap: wrap; gap: 8px; }
.controls button { flex: 1 1 auto; padding: 8px 10px; }
.controls .main { flex-basis: 100%; background: var(--_accent); color: var(--_on-accent); border-color: var(--_accent); font-weight: 650; }
.timer.over .main { background: var(--_act); border-color: var(--_act); color: var(--_on-act); }
.controls [aria-pressed="true"] { border: 2px solid var(--_accent); font-weight: 650; }
.controls [aria-pressed="true"]::before { content: "\\2713\\A0"; }
@media (prefers-reduced-motion: no-preference) { .ring path:last-child { transition: stroke-dashoffset 0.2s linear; } }

.calls { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 8px; }
.call { display: inline-flex; align-items: center; gap: 8px; min-height: 48px; padding: 8px 16px; border-radius: 12px;
  font-weight: 650; text-decoration: none; }
.bubble .call { border: 1.5px solid currentColor; text-decoration: none; }

.emergency { padding: 14px 16px 16px; border: 3px solid #b3261e; border-radius: 12px; background: #fff6f5; color: #14212b;
  color-scheme: light; overflow-wrap: anywhere; }
.alarm { display: flex; align-items: center; gap: 8px; color: #b3261e; font-size: 18px; font-weight: 700; }
.emergency .call { flex: 1 1 auto; justify-content: center; background: #b3261e; color: #ffffff; border: 2px solid #b3261e;
  font-size: 18px; }
.emergency a:focus-visible, .emergency button:focus-visible { outline: 3px solid #14212b; outline-offset: 2px; }
.emergency .choices { margin-block-start: 12px; }
.emergency .choices button { background: #ffffff; color: #14212b; border-color: #14212b; }

.note { align-self: flex-end; max-width: 88%; font-size: 14px; color: var(--_soft); text-align: end; }
.note .small { min-height: 32px; min-width: 24px; padding: 2px 10px; font-size: 14px; color: var(--_ink); }
.notice { margin: 0 0 16px; color: var(--_soft); font-size: 14px; text-align: center; }
.urgent { padding: 8px 16px; border-top: 1px solid var(--_line); font-size: 15px; font-weight: 600; }
.urgent a { display: inline-block; min-width: 24px; min-height: 24px; color: inherit; }
.state { padding: 4px 16px 8px; font-size: 14px; color: var(--_soft); }
.state:empty { display: none; }
.writing { padding: 6px 14px; color: var(--_soft); font-size: 14px; }
.writing::after { content: " \\2026"; animation: blink 1.2s steps(2, jump-none) infinite; }
@keyframes blink { from { opacity: 0.2; } to { opacity: 1; } }

form { display: flex; align-items: flex-end; gap: 8px; padding: 8px 12px; border-top: 1px solid var(--_line); }
textarea { flex: 1; min-width: 0; min-height: 44px; max-height: 132px; padding: 9px 12px; border: 1px solid var(--_edge);
  border-radius: 12px; background: var(--_bubble); resize: none; overflow-y: auto; }
textarea::placeholder { color: var(--_soft); opacity: 1; }
.send { display: grid; place-items: center; padding: 8px; background: var(--_act); color: var(--_on-act); border-color: transparent; }
.send:hover { filter: brightness(1.1); border-color: transparent; }
[dir="rtl"] .send svg { transform: scaleX(-1); }
.foot { padding: 0 16px 10px; font-size: 13px; line-height: 1.35; color: var(--_soft); text-align: center; }

@media (max-width: 480px), (max-height: 480px) {
  .panel[open] + .launcher { visibility: hidden; }
  .panel, :host([data-side="left"]) .panel { position: fixed; inset: var(--_top, 0) 0 auto 0; width: 100%;
    height: 100vh; height: var(--_height, 100dvh); border: 0; border-radius: 0; box-shadow: none; }
  .head { padding-top: calc(8px + env(safe-area-inset-top)); }
  .head, .options, .log, .urgent, .state, form, .foot { padding-left: max(12px, env(safe-area-inset-left));
    padding-right: max(12px, env(safe-area-inset-right)); }
  .foot { padding-bottom: calc(8px + env(safe-area-inset-bottom)); }
}
@media (max-height: 480px) {
  .head { padding-block: 2px; }
  .head p, .foot { display: none; }
}
@media (prefers-contrast: more) {
  .bot, .panel, .options, form, .progress, .timer { border-color: var(--_ink); }
  .state, .note, .notice, .foot, .progress { color: var(--_ink); }
  button, textarea { border-color: var(--_ink); border-width: 2px; }
}
@media (prefers-reduced-motion: reduce) { .writing::after { animation: none; } .ring { display: none; } }
@media (forced-colors: active) {
  .root:is([data-theme]) { ${FORCED} }
  .launcher, .emergency .choices button { background: ButtonFace; color: ButtonText; }
  .launcher:hover { border-color: ButtonText; filter: none; }
  .emergency, .alarm { background: Canvas; color: CanvasText; }
  .call, .emergency .call { background: Canvas; color: LinkText; }
  .launcher, .panel, .bubble, .send, .head button, .call { border: 2px solid ButtonText; }
  .head, form { border-block: 1px solid CanvasText; }
  .emergency { border: 4px double CanvasText; }
  .controls .main, .timer.over .main { background: ButtonFace; color: ButtonText; border: 2px solid ButtonText; }
  progress { forced-color-adjust: none; border-color: CanvasText; background: Canvas; }
  progress::-webkit-progress-value { background: Highlight; }
  progress::-moz-progress-bar { background: Highlight; }
  button:focus-visible, a:focus-visible, textarea:focus-visible, .log:focus-visible { outline-color: Highlight; }
}
`;

let sheet: CSSStyleSheet | undefined;

/** Dress a shadow root. A made style sheet works where a page's policy forbids styles in the markup. */
export function dress(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  root.adoptedStyleSheets = [sheet];
}
