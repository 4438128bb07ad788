var IlioChat=(function(y){"use strict";const L="http://www.w3.org/2000/svg";function r(i,e={},...t){return w(document.createElement(i),e,t)}function p(...i){const e=document.createElementNS(L,"svg");w(e,{viewBox:"0 0 24 24","aria-hidden":"true",focusable:"false"},[]);for(const t of i)e.appendChild(w(document.createElementNS(L,"path"),{d:t},[]));return e}function w(i,e,t){for(const s of Object.keys(e)){const n=e[s];typeof n=="function"?i.addEventListener(s.slice(2),n):n!=null&&n!==!1&&i.setAttribute(s,n===!0?"":String(n))}for(const s of t)s&&i.appendChild(typeof s=="string"?document.createTextNode(s):s);return i}function g(i){for(;i.firstChild;)i.removeChild(i.firstChild)}const A=()=>p("M5 3.5c0 7 2.2 10.4 7 12.5","M19 3.5c0 7-2.2 10.4-7 12.5","M12 18.2a2 2 0 1 0 .01 0z"),Y=()=>p("M6 6l12 12M18 6L6 18"),V=()=>p("M5 12h.01M12 12h.01M19 12h.01"),W=()=>p("M4 12h15M13 6l6 6-6 6"),Z=()=>p("M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"),q=()=>p("M12 3L2.5 20h19z","M12 9.5v5M12 17.3v.01"),k=/\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^()\s]+)\)/g,J=/^\s*(?:[-*]|\d{1,2}[.)])\s+/,K=/^(?:https|mailto|tel):/i;function X(i){try{const e=new URL(i);return K.test(e.protocol)?e.href:null}catch{return null}}function _(i){const e=document.createDocumentFragment();let t=null;for(const s of i.split(`
`)){const n=J.exec(s);if(!n){t=null,s.trim()&&e.appendChild(I(r("p"),s));continue}const o=/\d/.test(n[0])?"ol":"ul";t?.localName!==o&&(t=r(o,o==="ol"?{start:Number.parseInt(n[0],10)}:{}),e.appendChild(t)),t.appendChild(I(r("li"),s.slice(n[0].length)))}return e}function I(i,e){let t=0;k.lastIndex=0;for(let s=k.exec(e);s;s=k.exec(e)){const[n,o,a,l,d,h]=s;i.appendChild(document.createTextNode(e.slice(t,s.index))),t=s.index+n.length;const c=h===void 0?null:X(h);o!==void 0?i.appendChild(r("strong",{},o)):a!==void 0?i.appendChild(r("em",{},a)):l!==void 0?i.appendChild(r("code",{},l)):c?i.appendChild(r("a",{href:c,target:"_blank",rel:"noopener noreferrer"},d)):i.appendChild(document.createTextNode(d??n))}return i.appendChild(document.createTextNode(e.slice(t))),i}function C(i){const e=r("div");e.appendChild(_(i));const t=[];for(const s of e.querySelectorAll("p, li"))t.push(s.textContent??"");return t.join(`
`)}const Q={lang:"de",dir:"ltr",open:"Ilio zu Hüfte und Rücken fragen",launcher:"Ilio fragen",title:"Ilio",subtitle:"Antworten zu Hüfte und Rücken (englisch)",close:"Chat schließen",options:"Optionen",restart:"Neu anfangen",save:"Zusammenfassung sichern",erase:"Meine Daten löschen",restartSure:"Neu anfangen? Das Geschriebene verschwindet.",eraseSure:"Alles Geschriebene löschen, auf diesem Gerät und auf dem Server?",yesRestart:"Neu anfangen",yesErase:"Löschen",no:"Behalten",erased:"Deine Daten sind gelöscht.",eraseFailed:"Noch nicht gelöscht: Der Server ist nicht erreichbar. Bitte versuch es noch einmal.",restartFailed:"Der Server ist nicht erreichbar. Bitte versuch es noch einmal.",log:"Nachrichten",input:"Deine Nachricht",placeholder:"Frage eingeben",send:"Senden",tooLong:"Das ist zu lang. Bitte höchstens {most} Zeichen.",you:"Du:",bot:"Ilio:",choices:"Deine Auswahl",announceChoices:"Auswahl: {titles}.",writing:"Ilio schreibt",waiting:"Noch nicht gesendet. Ich versuche es wieder.",unreached:"Ilio ist gerade nicht erreichbar. Ich versuche es wieder.",offline:"Du bist offline. Ich sende das, sobald du wieder online bist.",retry:"Jetzt versuchen",ended:"Unser letztes Gespräch ist beendet, dies ist ein neues.",emergency:"Notfall",call:"{number} anrufen",progress:"{number} von {total}",picture:"Bild",footer:"Ein Programm, kein Arzt. Nur allgemeine Hinweise.",summaryTitle:"Zusammenfassung eines Gesprächs mit Ilio",summaryNote:"Allgemeine Hinweise eines Programms, keine Diagnose. Zeig sie gern einer Fachperson.",summaryCheck:"Angaben aus dem Beschwerde-Check",summaryTalk:"Das Gespräch",summaryYou:"Du",summaryFile:"ilio-zusammenfassung"},$={lang:"en",dir:"ltr",open:"Ask Ilio about hips and backs",launcher:"Ask Ilio",title:"Ilio",subtitle:"Answers about hips and backs",close:"Close the chat",options:"Options",restart:"Start over",save:"Save a summary",erase:"Delete my data",restartSure:"Start over? What you wrote here goes away.",eraseSure:"Delete all you wrote here, on this device and on the server?",yesRestart:"Start over",yesErase:"Delete it",no:"Keep it",erased:"Your data has been deleted.",eraseFailed:"Not deleted yet: I can't reach the server. Please try again.",restartFailed:"I can't reach the server to start over. Please try again.",log:"Messages",input:"Your message",placeholder:"Type your question",send:"Send",tooLong:"That is too long. Please keep it under {most} letters.",you:"You said:",bot:"Ilio said:",choices:"Your choices",announceChoices:"Choices: {titles}.",writing:"Ilio is writing",waiting:"Not sent yet. I'm trying again.",unreached:"I can't reach Ilio just now. I'm trying again.",offline:"You're offline. I'll send this when you're back.",retry:"Try now",ended:"Our last talk has ended, so this is a new one.",emergency:"Emergency",call:"Call {number}",progress:"{number} of {total}",picture:"Picture",footer:"A program, not a clinician. General information only.",summaryTitle:"Summary of a talk with Ilio",summaryNote:"General information from a program, not a diagnosis. Show it to a clinician if you like.",summaryCheck:"What you told in the symptom check",summaryTalk:"The talk",summaryYou:"You",summaryFile:"ilio-summary"},z={en:$,de:Q};function ee(i){const e=i.toLowerCase().split("-")[0]??"";return Object.prototype.hasOwnProperty.call(z,e)?z[e]:$}function m(i,e){return i.replace(/\{(\w+)\}/g,(t,s)=>String(e[s]??t))}const te=/^\d[\d ]{1,14}$/;function se(i,e,t){const s=r("div",{class:"turn","data-id":i.message_id}),n=i.said?.title??i.said?.text;n&&s.appendChild(D(n,t.words));const o=i.messages;for(let a=0;a<o.length;){const l=[];for(;a<o.length&&b(o[a])==="emergency";)l.push(o[a++]);l.length?s.appendChild(re(l,e,t)):s.appendChild(oe(o[a++],e,t))}return s}function ie(i,e,t,s){const{words:n,retry:o}=s,a=i.title??i.text,l=r("div",{class:"turn","data-id":i.message_id});if(a&&l.appendChild(D(a,n)),i.refused)l.appendChild(r("p",{class:"note"},i.refused));else if(i.failed){const d=r("button",{type:"button",class:"small",onclick:o},n.retry);l.appendChild(r("p",{class:"note",part:"failure"},N(i,t,n)," ",d))}else e&&l.appendChild(r("p",{class:"bubble bot writing",part:"bubble bot"},n.writing));return l}function N(i,e,t){return i.type==="event"?t.unreached:e?t.offline:t.waiting}function ne(i,e){const t=[];for(const s of i){b(s)==="emergency"&&!t.length&&t.push(`${e.emergency}.`),t.push(C(s.text)),s.image&&t.push(`${e.picture}: ${s.image.alt}`);const n=[];for(const o of s.buttons??[])n.push(o.title);n.length&&t.push(m(e.announceChoices,{titles:n.join(", ")}))}return t.join(`
`)}function b(i){return i.custom?.version===1?String(i.custom.type):""}function D(i,e){return r("div",{class:"bubble person",part:"bubble person",dir:"auto"},S(e.you),i)}function S(i){return r("span",{class:"hidden"},i," ")}function oe(i,e,t){const{words:s,lang:n}=t,o=r("div",{class:"piece"}),a=r("div",{class:"bubble bot",part:"bubble bot",lang:n,dir:"auto"},S(s.bot));b(i)==="progress"&&a.appendChild(ae(i,s));const l=le(i,t);return l&&a.appendChild(l),a.appendChild(_(i.text)),b(i)==="call"&&a.appendChild(M(i,s)),o.appendChild(a),e&&o.appendChild(O(i,t)??document.createTextNode("")),o}function re(i,e,t){const{words:s,lang:n}=t,o=r("div",{class:"emergency",part:"emergency",role:"group","aria-label":s.emergency},S(s.bot),r("p",{class:"alarm"},q(),s.emergency));for(const a of i)o.appendChild(M(a,s));for(const a of i){o.appendChild(r("div",{lang:n,dir:"auto"},_(a.text)));const l=e&&O(a,t);l&&o.appendChild(l)}return o}function M(i,e){const t=document.createDocumentFragment(),s=i.custom?.numbers,n=r("p",{class:"calls"});for(const o of Array.isArray(s)?s:[]){if(typeof o!="string"||!te.test(o))continue;const a=`tel:${o.replace(/ /g,"")}`;n.appendChild(r("a",{class:"call",part:"call",href:a},Z(),m(e.call,{number:o})))}return n.firstChild&&t.appendChild(n),t}function ae(i,e){const t=Number(i.custom?.number),s=Number(i.custom?.total);if(!(t>=1&&s>=t&&s<=100))return document.createTextNode("");const n=m(e.progress,{number:t,total:s}),o=r("progress",{max:s,value:t,"aria-label":n});return r("div",{class:"progress",part:"progress"},o,r("span",{"aria-hidden":"true"},n))}function le(i,e){if(!i.image)return null;try{const t=new URL(i.image.url,`${e.server}/`);if(t.origin!==new URL(e.server).origin)return null;const s=i.image.alt||e.words.picture;return r("img",{src:t.href,alt:s,loading:"lazy",decoding:"async",part:"picture"})}catch{return null}}function O(i,e){if(!i.buttons?.length)return null;const t=r("div",{class:"choices",part:"choices",role:"group","aria-label":e.words.choices});for(const s of i.buttons){const n=()=>e.press(s),o={type:"button",part:"choice",lang:e.lang,onclick:n};t.appendChild(r("button",o,s.title))}return t}const ce=`
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
`,R=`
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
`,he=`
:host { all: initial !important; display: block !important; position: fixed !important;
  z-index: var(--ilio-layer, 2147483000) !important; inset: auto 0 0 auto !important; }
:host([data-side="left"]) { inset: auto auto 0 0 !important; }
:host([hidden]) { display: none !important; }

.root { ${ce}
  font: 400 16px/1.5 var(--ilio-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif);
  color: var(--_ink); text-align: start; -webkit-text-size-adjust: 100%; }
@media (prefers-color-scheme: dark) { .root:not([data-theme="light"]) { ${R} } }
.root[data-theme="dark"] { ${R} }

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
.bubble img { display: block; width: 100%; aspect-ratio: 4 / 3; object-fit: contain; margin-block-end: 8px; border-radius: 8px;
  background: #ffffff; }
.piece { display: flex; flex-direction: column; gap: 8px; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; }
.choices button { padding: 8px 14px; border: 1.5px solid var(--_accent); color: var(--_accent); font-weight: 600; text-align: start;
  overflow-wrap: anywhere; }
.choices button:hover { background: var(--_accent); color: var(--_on-accent); }

.progress { display: flex; align-items: center; gap: 10px; margin-block-end: 8px; color: var(--_soft); font-size: 14px;
  font-weight: 600; white-space: nowrap; }
progress { flex: 1; width: 100%; min-width: 96px; height: 10px; appearance: none; border: 1px solid var(--_edge);
  border-radius: 6px; overflow: hidden; background: transparent; color: var(--_accent); }
progress::-webkit-progress-bar { background: transparent; }
progress::-webkit-progress-value { background: var(--_accent); }
progress::-moz-progress-bar { background: var(--_accent); }

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
  .head, .options, .log, .state, form, .foot { padding-left: max(12px, env(safe-area-inset-left));
    padding-right: max(12px, env(safe-area-inset-right)); }
  .foot { padding-bottom: calc(8px + env(safe-area-inset-bottom)); }
}
@media (max-height: 480px) {
  .head { padding-block: 2px; }
  .head p, .foot { display: none; }
}
@media (prefers-contrast: more) {
  .bot, .panel, .options, form, .progress { border-color: var(--_ink); }
  .state, .note, .notice, .foot, .progress { color: var(--_ink); }
  button, textarea { border-color: var(--_ink); border-width: 2px; }
}
@media (prefers-reduced-motion: reduce) { .writing::after { animation: none; } }
@media (forced-colors: active) {
  .root:is([data-theme]) { 
  --_accent: ButtonText; --_on-accent: ButtonFace; --_head: Canvas; --_on-head: CanvasText; --_mine: Canvas;
  --_on-mine: CanvasText; --_act: ButtonFace; --_on-act: ButtonText; --_paper: Canvas; --_bubble: Canvas; --_ink: CanvasText;
  --_soft: CanvasText; --_line: CanvasText; --_edge: ButtonText;
 }
  .launcher, .emergency .choices button { background: ButtonFace; color: ButtonText; }
  .launcher:hover { border-color: ButtonText; filter: none; }
  .emergency, .alarm { background: Canvas; color: CanvasText; }
  .call, .emergency .call { background: Canvas; color: LinkText; }
  .launcher, .panel, .bubble, .send, .head button, .call { border: 2px solid ButtonText; }
  .head, form { border-block: 1px solid CanvasText; }
  .emergency { border: 4px double CanvasText; }
  progress { forced-color-adjust: none; border-color: CanvasText; background: Canvas; }
  progress::-webkit-progress-value { background: Highlight; }
  progress::-moz-progress-bar { background: Highlight; }
  button:focus-visible, a:focus-visible, textarea:focus-visible, .log:focus-visible { outline-color: Highlight; }
}
`;let x;function de(i){x||(x=new CSSStyleSheet,x.replaceSync(he)),i.adoptedStyleSheets=[x]}function ue(i,e,t){const s=[],n=[];for(const d of i){const h=d.said?.title??d.said?.text;h&&n.push(`${e.summaryYou}: ${h}`);for(const c of d.messages)c.custom?.type==="summary"&&s.push(C(c.text)),n.push(`${e.title}: ${C(c.text)}`)}const o=new Intl.DateTimeFormat(e.lang,{dateStyle:"long",timeStyle:"short"}).format(t),a=s[s.length-1],l=[`${e.summaryTitle}, ${o}`,e.summaryNote];return a&&l.push(`== ${e.summaryCheck}

${a}`),l.push(`== ${e.summaryTalk}`,...n),`${l.join(`

`)}
`}function pe(i,e){const t=URL.createObjectURL(new Blob([i],{type:"text/plain;charset=utf-8"})),s=document.createElement("a");s.href=t,s.download=e,s.click(),setTimeout(()=>URL.revokeObjectURL(t),1e4)}function j(i){const e=i;if(typeof e?.message_id!="string"||!Array.isArray(e.messages))return null;const t=[];for(const s of e.messages){if(!s||typeof s.text!="string")continue;const n=[];for(const o of Array.isArray(s.buttons)?s.buttons:[])typeof o?.id=="string"&&typeof o.title=="string"&&n.push(o);t.push({...s,buttons:n})}return{message_id:e.message_id,at:Number(e.at)||0,said:e.said??null,messages:t}}function B(i){const e=[];for(const t of Array.isArray(i)?i:[]){const s=j(t);s&&e.push(s)}return e}function F(i){return P(i),JSON.stringify(i)}function P(i){if(Array.isArray(i)&&Object.defineProperty(i,"toJSON",{value:void 0,configurable:!0}),i&&typeof i=="object")for(const e of Object.values(i))P(e)}class fe{constructor(e){this.memory=new Map,this.onchange=null,this.heard=t=>{(t.key===null||t.key.startsWith(this.prefix))&&this.onchange?.()},this.prefix=`ilio-chat ${e} `,window.addEventListener("storage",this.heard)}stop(){window.removeEventListener("storage",this.heard)}get session(){const e=this.read("session");return e&&typeof e.token=="string"?e:null}set session(e){this.write("session",e)}get turns(){return B(this.read("turns"))}set turns(e){this.write("turns",e.slice(-150))}get outbox(){const e=[];for(const s of this.names())s.startsWith("out ")&&e.push(s);e.sort();const t=[];for(const s of e){const n=this.read(s);n&&typeof n.message_id=="string"&&t.push(n)}return t}put(e){this.write(this.entry(e),e)}drop(e){this.write(this.entry(e),null)}has(e){return this.read(this.entry(e))!==null}clear(){for(const e of this.names())this.write(e,null)}entry(e){return`out ${e.at} ${e.message_id}`}names(){const e=[...this.memory.keys()];try{for(let t=0;t<localStorage.length;t++){const s=localStorage.key(t)??"",n=s.slice(this.prefix.length);s.startsWith(this.prefix)&&!this.memory.has(n)&&e.push(n)}}catch{}return e}read(e){try{const t=this.memory.get(e)??localStorage.getItem(this.prefix+e);return t?JSON.parse(t):null}catch{return null}}write(e,t){this.memory.delete(e);try{t===null?localStorage.removeItem(this.prefix+e):localStorage.setItem(this.prefix+e,F(t))}catch{t!==null&&this.memory.set(e,F(t))}}}const ge=3e4;class u extends Error{constructor(e,t="",s=0){super(t||e),this.kind=e,this.sentence=t,this.wait=s}}class me{constructor(e){this.address=e}async session(e){const t=await this.ask("POST","session",e);if(!t?.token||!t.expires)throw new u("again");return{token:t.token,expires:t.expires,given:Date.now()/1e3}}async send(e,t,s){const{message_id:n,type:o,text:a,button:l,event:d}=t,h=await this.ask("POST","messages",e,{message_id:n,type:o,text:a,button:l,event:d,locale:s}),c=j(h);if(c?.message_id!==n)throw new u("again");return c}async history(e){const t=await this.ask("GET","history",e);if(!Array.isArray(t?.turns))throw new u("again");return B(t.turns)}async restart(e){await this.ask("POST","restart",e)}async erase(e){await this.ask("DELETE","session",e)}async ask(e,t,s,n){const o={};s&&(o.Authorization=`Bearer ${s.token}`),n&&(o["Content-Type"]="application/json");const a=new AbortController,l=setTimeout(()=>a.abort(),ge);try{const d=await fetch(`${this.address}/${t}`,{method:e,headers:o,body:n?JSON.stringify(n):null,credentials:"omit",cache:"no-store",referrerPolicy:"no-referrer",signal:a.signal});if(d.status===204)return null;const h=await d.json();if(d.ok)return h;throw be(d,String(h?.message??""))}catch(d){throw d instanceof u?d:new u("again")}finally{clearTimeout(l)}}}function be(i,e){return i.status===401||i.status===410?new u("ended",e):i.status>=500||i.status===429||i.status===408?new u("again",e,(Number(i.headers.get("Retry-After"))||0)*1e3):new u("never",e)}const xe=3e4,ve=2e4,ye=2;class we{constructor(e,t,s){this.locale=t,this.tell=s,this.refused=[],this.wake=null,this.running=!1,this.asked=0,this.opening=!1,this.back=()=>{document.visibilityState!=="hidden"&&(this.retry(),this.keep.session&&Date.now()-this.asked>ve&&this.turns.length&&this.refresh())},this.server=new me(e),this.keep=new fe(e),this.turns=this.keep.turns,this.outbox=this.keep.outbox,this.keep.onchange=()=>this.reload()}start(){window.addEventListener("online",this.back),document.addEventListener("visibilitychange",this.back),window.addEventListener("pageshow",this.back),this.keep.session&&this.turns.length&&this.refresh(),this.flush()}stop(){window.removeEventListener("online",this.back),document.removeEventListener("visibilitychange",this.back),window.removeEventListener("pageshow",this.back),clearTimeout(this.timer),this.keep.stop()}get busy(){return this.outbox.length>0}get failing(){return(this.outbox[0]?.failed??0)>0}say(e){this.add({type:"text",text:e})}press(e,t){this.add({type:"button",button:e,title:t})}async open(){this.opening||this.turns.length||this.outbox.length||(this.opening=!0,this.keep.session&&await this.refresh(),this.opening=!1,!this.turns.length&&!this.outbox.length&&this.add({type:"event",event:"open"},"greeting"))}retry(){this.wake?.(),this.flush()}async restart(){return this.change(async e=>{e&&await this.server.restart(e),this.forget(e)})}async erase(){return this.change(async e=>{e&&await this.server.erase(e),this.forget(null)})}add(e,t=_e()){const s={message_id:t,at:Date.now(),...e};this.keep.put(s),this.outbox.push(s),this.tell({kind:"changed"}),this.retry()}reload(){this.turns=this.keep.turns;const e=new Map;for(const t of this.outbox)e.set(t.message_id,t);this.outbox=[];for(const t of this.keep.outbox)this.outbox.push(e.get(t.message_id)??t);this.tell({kind:"changed"}),this.flush()}forget(e){for(const t of this.outbox)this.keep.drop(t);this.keep.clear(),this.keep.session=e,this.turns=[],this.outbox=[],this.refused=[],this.tell({kind:"changed"}),this.wake?.()}async change(e){try{return await this.alone(()=>e(this.keep.session)),!0}catch(t){return!(t instanceof u)||t.kind!=="ended"?!1:(this.forget(null),!0)}}async flush(){if(!this.running){this.running=!0;try{for(let e=this.outbox[0];e;e=this.outbox[0]){const t=e,s=await this.alone(()=>this.attempt(t));s&&await this.rest(s)}}finally{this.running=!1}}}async attempt(e){if(this.outbox[0]!==e)return 0;if(!this.keep.has(e))return this.reload(),0;try{const t=await this.deliver(e);if(!this.outbox.includes(e))return 0;this.answered(e,t)}catch(t){const s=t instanceof u?t:new u("again");if(s.kind==="never")return this.done(e),e.type!=="event"&&this.refused.push({...e,refused:s.sentence}),this.tell({kind:"changed"}),0;e.failed=(e.failed??0)+1,this.tell(e.failed===1?{kind:"failed",waiting:e}:{kind:"changed"});const n=Math.min(xe,500*2**e.failed);return Math.max(n*(.5+Math.random()/2),s.wait)}return 0}async deliver(e){for(let t=0;;t++){const s=await this.current();try{return await this.server.send(s,e,this.locale)}catch(n){if(!(n instanceof u)||n.kind!=="ended"||t===ye)throw n;this.keep.session=null,this.end(e)}}}async current(){const e=this.keep.session;if(e&&e.expires>Date.now()/1e3)return e;const t=await this.server.session();return this.keep.session=t,t}end(e){const t=this.turns.length>0;this.turns=[],this.keep.turns=[],e.type==="button"&&(e.type="text",e.text=e.title??"",delete e.button,this.keep.put(e)),t&&this.tell({kind:"ended"})}answered(e,t){const s=[];for(const n of this.keep.turns)n.message_id!==t.message_id&&s.push(n);this.turns=[...s,t],this.keep.turns=this.turns,this.done(e),this.asked=Date.now(),this.tell({kind:"answered",turn:t})}done(e){this.keep.drop(e);const t=[];for(const s of this.outbox)s!==e&&t.push(s);this.outbox=t}async refresh(){this.asked=Date.now();try{await this.alone(async()=>{const e=this.keep.session;if(!e)return;const t=Date.now()/1e3;t-e.given>e.expires-t&&(this.keep.session=await this.server.session(e));const s=await this.server.history(this.keep.session??e);this.turns=s,this.keep.turns=s;for(const n of s)for(const o of this.outbox)o.message_id===n.message_id&&(this.done(o),this.tell({kind:"answered",turn:n}))})}catch(e){e instanceof u&&e.kind==="ended"&&this.forget(null)}this.tell({kind:"changed"})}async alone(e){let t=!1;const s=()=>(t=!0,e());try{return await navigator.locks.request(`ilio-chat ${this.server.address}`,s)}catch(n){if(t)throw n;return e()}}rest(e){return new Promise(t=>{this.wake=()=>{clearTimeout(this.timer),this.wake=null,t()},this.timer=setTimeout(this.wake,e)})}}function ke(i){if(i&&/^[A-Za-z]{2}$/.test(i))return`en-${i.toUpperCase()}`;const e=navigator.language||"en",t=Intl.DateTimeFormat().resolvedOptions().timeZone??"";return e==="en-US"&&!/^(America|US)\/|^Pacific\/Honolulu$/.test(t)?"en":e}function _e(){let i="";for(const e of crypto.getRandomValues(new Uint8Array(16)))i+=e.toString(16).padStart(2,"0");return i}const E=4e3,Ce="(max-width: 480px), (max-height: 480px)",Se="(pointer: coarse)",Ee=typeof HTMLElement>"u"?class{}:HTMLElement;class U extends Ee{constructor(){super(...arguments),this.talk=null,this.notice=null,this.shown=new Map,this.resized=()=>{if(!this.panel.open)return;const e=this.shadowRoot?.activeElement;this.panel.close(),this.small.matches?this.panel.showModal():this.panel.show(),e?.focus(),this.fit()},this.fit=()=>{const e=window.visualViewport;!e||!this.small.matches||e.scale>1.01||(this.panel.style.setProperty("--_height",`${e.height}px`),this.panel.style.setProperty("--_top",`${e.offsetTop}px`))},this.draw=()=>{const e=this.talk;if(!e)return;const t=navigator.onLine===!1,s=this.shown.size,n=[],o=new Set,a=(c,f,T)=>{const H=this.shown.get(c),G=H?.look===f?H.node:T();this.shown.set(c,{look:f,node:G}),o.add(c),n.push(G)},l=new Set,d=e.busy?null:e.turns[e.turns.length-1];for(const c of e.turns)l.add(c.message_id),a(c.message_id,`${c===d} ${c.at}`,()=>se(c,c===d,this.look));for(const c of[...e.refused,...e.outbox]){if(l.has(c.message_id))continue;const f=c===e.outbox[0],T=`waiting ${f} ${!!c.failed} ${!!c.refused} ${t}`;a(c.message_id,T,()=>ie(c,f,t,this.look))}for(const c of[...this.shown.keys()])o.has(c)||this.shown.delete(c);const h=this.shadowRoot?.activeElement??null;this.place(this.notice?[this.notice,...n]:n),h&&h!==this.log&&!h.isConnected&&this.rest(),(this.shown.size>s||e.busy)&&(this.log.scrollTop=this.log.scrollHeight),this.log.setAttribute("aria-busy",String(e.busy&&!e.failing))}}connectedCallback(){if(this.talk)return;const e=new URL(this.getAttribute("server")??"/chat",document.baseURI).href.replace(/\/$/,"");this.words=ee(this.getAttribute("lang")??document.documentElement.lang),this.look={words:this.words,server:e,lang:"en",press:s=>this.press(s),retry:()=>this.talk?.retry()};const t=getComputedStyle(document.documentElement).direction==="rtl";this.setAttribute("data-side",t?"left":"right"),this.small=matchMedia(Ce),this.build(),this.talk=new we(e,ke(this.getAttribute("country")),s=>this.hear(s)),this.small.addEventListener("change",this.resized),window.visualViewport?.addEventListener("resize",this.fit),window.visualViewport?.addEventListener("scroll",this.fit),window.addEventListener("online",this.draw),window.addEventListener("offline",this.draw),this.talk.start(),this.draw(),this.wasOpen&&this.show(!1)}disconnectedCallback(){this.small.removeEventListener("change",this.resized),window.visualViewport?.removeEventListener("resize",this.fit),window.visualViewport?.removeEventListener("scroll",this.fit),window.removeEventListener("online",this.draw),window.removeEventListener("offline",this.draw),this.talk?.stop(),this.talk=null,this.shown.clear()}open(){this.show(!0)}close(){this.panel.open&&(this.panel.close(),this.remember(!1),this.launcher.setAttribute("aria-expanded","false"),this.launcher.focus())}build(){const e=this.words,t=this.shadowRoot??this.attachShadow({mode:"open"});g(t),de(t),this.launcher=r("button",{type:"button",class:"launcher",part:"launcher","aria-expanded":"false","aria-controls":"panel"},A(),e.launcher),this.launcher.addEventListener("click",()=>this.panel.open?this.close():this.open());const s={type:"button","aria-label":e.options,"aria-expanded":"false","aria-controls":"options"};this.more=r("button",s,V()),this.more.addEventListener("click",()=>this.toggle(this.options.hidden));const n=r("button",{type:"button",part:"close","aria-label":e.close},Y());n.addEventListener("click",()=>this.close()),this.options=r("div",{class:"options",id:"options",role:"group","aria-label":e.options,hidden:!0}),this.log=r("div",{class:"log",part:"log",role:"log","aria-live":"off","aria-label":e.log,tabindex:0}),this.state=r("div",{class:"state",part:"state"}),this.input=r("textarea",{rows:1,"aria-label":e.input,placeholder:e.placeholder,enterkeyhint:"send"}),this.input.addEventListener("keydown",h=>{h.key!=="Enter"||h.shiftKey||h.isComposing||(h.preventDefault(),this.submit())}),this.input.addEventListener("input",()=>this.grow());const o=r("button",{type:"submit",class:"send",part:"send","aria-label":e.send},W()),a=r("form",{part:"form"},this.input,o);a.addEventListener("submit",h=>{h.preventDefault(),this.submit()}),this.voice=r("div",{class:"hidden","aria-live":"polite"});const l=r("h2",{id:"title"},e.title);this.panel=r("dialog",{class:"panel",part:"panel",id:"panel","aria-labelledby":"title"},r("div",{class:"head",part:"header"},A(),r("div",{},l,r("p",{},e.subtitle)),this.more,n),this.options,this.log,this.state,a,r("p",{class:"foot"},e.footer),this.voice),this.panel.addEventListener("keydown",h=>{h.stopPropagation(),h.key==="Escape"&&this.escape(h)}),this.panel.addEventListener("cancel",h=>this.escape(h));const d=this.getAttribute("theme")??"auto";this.root=r("div",{class:"root",part:"root",lang:e.lang,dir:e.dir,"data-theme":d}),this.root.appendChild(this.panel),this.root.appendChild(this.launcher),t.appendChild(this.root)}show(e){this.panel.open||(this.small.matches?this.panel.showModal():this.panel.show(),this.launcher.setAttribute("aria-expanded","true"),this.remember(!0),this.fit(),this.talk?.open(),this.log.scrollTop=this.log.scrollHeight),e?this.rest():this.small.matches||document.activeElement?.blur?.()}rest(){matchMedia(Se).matches?this.log.focus():this.input.focus()}escape(e){e.preventDefault(),this.options.hidden?this.close():this.toggle(!1)}get wasOpen(){try{return sessionStorage.getItem("ilio-chat open")==="1"}catch{return!1}}remember(e){try{sessionStorage.setItem("ilio-chat open",e?"1":"0")}catch{}}toggle(e,t=""){const s=this.words;if(this.options.hidden=!e,this.more.setAttribute("aria-expanded",String(e)),g(this.options),!e){this.more.focus();return}t&&this.options.appendChild(r("p",{},t)),this.option(s.restart,()=>this.confirm(s.restartSure,s.yesRestart,()=>this.restart())),this.option(s.save,()=>this.save()),this.option(s.erase,()=>this.confirm(s.eraseSure,s.yesErase,()=>this.erase())),this.options.querySelector("button").focus(),t&&this.speak(t)}option(e,t){const s=r("button",{type:"button"},e);return s.addEventListener("click",t),this.options.appendChild(s),s}confirm(e,t,s){g(this.options),this.options.appendChild(r("p",{id:"sure"},e));const n=this.option(t,()=>{s()});n.setAttribute("aria-describedby","sure"),this.option(this.words.no,()=>this.toggle(!1)),n.focus()}async restart(){if(!await this.talk?.restart())return this.toggle(!0,this.words.restartFailed);this.toggle(!1),this.rest(),this.notice=null,await this.talk?.open()}async erase(){if(!await this.talk?.erase())return this.toggle(!0,this.words.eraseFailed);this.toggle(!1),this.input.value="",this.notice=r("p",{class:"notice"},this.words.erased),this.draw(),this.speak(this.words.erased),this.rest()}save(){const e=new Date,t=`${this.words.summaryFile}-${e.toISOString().slice(0,10)}.txt`;pe(ue(this.talk?.turns??[],this.words,e),t),this.toggle(!1)}submit(){const e=this.input.value.trim();this.state.textContent=e.length>E?m(this.words.tooLong,{most:E}):"",this.state.textContent&&this.speak(this.state.textContent),!(!e||e.length>E)&&(this.input.value="",this.grow(),this.talk?.say(e),this.input.focus())}press(e){this.talk?.press(e.id,e.title),this.rest()}grow(){this.input.style.height="auto",this.input.style.height=`${this.input.scrollHeight+2}px`}hear(e){if(e.kind==="ended"&&(this.notice=r("p",{class:"notice"},this.words.ended),this.speak(this.words.ended)),this.draw(),e.kind==="failed"&&this.panel.open&&this.speak(N(e.waiting,navigator.onLine===!1,this.words)),e.kind==="answered"){const t=this.shown.get(e.turn.message_id)?.node;t&&(this.log.scrollTop=t.offsetTop-this.log.offsetTop-8),this.panel.open&&this.speak(ne(e.turn.messages,this.words))}}speak(e){g(this.voice);for(const t of e.split(`
`))this.voice.appendChild(r("p",{},t))}place(e){let t=this.log.firstChild;for(const s of e)s===t?t=t.nextSibling:this.log.insertBefore(s,t);for(;t;){const s=t;t=t.nextSibling,this.log.removeChild(s)}}}const v="ilio-chat";function Te(i){if(customElements.get(v)||customElements.define(v,U),!i||i.hasAttribute("data-manual"))return;const e=()=>{if(document.querySelector(v))return;const t=document.createElement(v);t.setAttribute("server",i.dataset.server??new URL(".",i.src).href);for(const s of["lang","theme","country"]){const n=i.dataset[s];n&&t.setAttribute(s,n)}document.body.appendChild(t)};document.body?e():document.addEventListener("DOMContentLoaded",e)}return typeof customElements<"u"&&Te(document.currentScript),y.IlioChat=U,Object.defineProperty(y,Symbol.toStringTag,{value:"Module"}),y})({});
