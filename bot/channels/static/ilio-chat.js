var IlioChat=(function(S){"use strict";const Q="http://www.w3.org/2000/svg";function r(i,e={},...t){return I(document.createElement(i),e,t)}function m(...i){const e=p("svg",{viewBox:"0 0 24 24","aria-hidden":"true",focusable:"false"});for(const t of i)e.appendChild(p("path",{d:t}));return e}function p(i,e,...t){return I(document.createElementNS(Q,i),e,t)}function I(i,e,t){for(const n of Object.keys(e)){const s=e[n];typeof s=="function"?i.addEventListener(n.slice(2),s):s!=null&&s!==!1&&i.setAttribute(n,s===!0?"":String(s))}for(const n of t)n&&i.appendChild(typeof n=="string"?document.createTextNode(n):n);return i}function b(i){for(;i.firstChild;)i.removeChild(i.firstChild)}const D=()=>m("M5 3.5c0 7 2.2 10.4 7 12.5","M19 3.5c0 7-2.2 10.4-7 12.5","M12 18.2a2 2 0 1 0 .01 0z"),ee=()=>m("M6 6l12 12M18 6L6 18"),te=()=>m("M5 12h.01M12 12h.01M19 12h.01"),ne=()=>m("M4 12h15M13 6l6 6-6 6"),ie=()=>m("M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"),se=()=>m("M12 3L2.5 20h19z","M12 9.5v5M12 17.3v.01"),T=/\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^()\s]+)\)/g,oe=/^\s*(?:[-*]|\d{1,2}[.)])\s+/,re=/^(?:https|mailto|tel):/i;function ae(i){try{const e=new URL(i);return re.test(e.protocol)?e.href:null}catch{return null}}function y(i){const e=document.createDocumentFragment();let t=null;for(const n of i.split(`
`)){const s=oe.exec(n);if(!s){t=null,n.trim()&&e.appendChild(N(r("p"),n));continue}const o=/\d/.test(s[0])?"ol":"ul";t?.localName!==o&&(t=r(o,o==="ol"?{start:Number.parseInt(s[0],10)}:{}),e.appendChild(t)),t.appendChild(N(r("li"),n.slice(s[0].length)))}return e}function N(i,e){let t=0;T.lastIndex=0;for(let n=T.exec(e);n;n=T.exec(e)){const[s,o,l,c,h,d]=n;i.appendChild(document.createTextNode(e.slice(t,n.index))),t=n.index+s.length;const a=d===void 0?null:ae(d);o!==void 0?i.appendChild(r("strong",{},o)):l!==void 0?i.appendChild(r("em",{},l)):c!==void 0?i.appendChild(r("code",{},c)):a?i.appendChild(r("a",{href:a,target:"_blank",rel:"noopener noreferrer"},h)):i.appendChild(document.createTextNode(h??s))}return i.appendChild(document.createTextNode(e.slice(t))),i}function v(i){const e=r("div");e.appendChild(y(i));const t=[];for(const n of e.querySelectorAll("p, li"))t.push(n.textContent??"");return t.join(`
`)}const le=320,[w,z,ce,M]=[28,300,12,112],E=10;function O(i){const e=de(i?.days),[t,n]=[e[0],e[e.length-1]];if(!t||!n)return null;const s=Math.max(1,n.at-t.at),o=a=>w+12+(a.at-t.at)/s*(z-w-12),l=a=>M-a/E*(M-ce),c=typeof i?.alt=="string"?i.alt:"",h=p("svg",{class:"plot",viewBox:`0 0 ${le} 140`,role:"img","aria-label":c});for(const a of[0,5,E])h.appendChild(p("path",{class:"grid",d:`M${w} ${l(a)}H${z+8}`})),h.appendChild(p("text",{x:w-6,y:l(a)+4,"text-anchor":"end"},String(a)));const d=[];for(const a of e){const f=l((a.low+a.high)/2);d.push(`${o(a).toFixed(1)} ${f.toFixed(1)}`),h.appendChild(p("path",{class:"range",d:`M${o(a)} ${l(a.low)}V${l(a.high)}`})),h.appendChild(p("circle",{cx:o(a),cy:f,r:4}))}h.appendChild(p("path",{class:"line",d:`M${d.join("L")}`}));for(const a of t===n?[t]:[t,n])h.appendChild(p("text",{x:o(a),y:132,"text-anchor":"middle"},he(a)));return h}function he(i){return new Intl.DateTimeFormat("en-GB",{day:"numeric",month:"short",timeZone:"UTC"}).format(i.at*864e5)}function de(i){const e=[];for(const t of Array.isArray(i)?i:[]){const n={at:Date.parse(String(t?.date))/864e5,low:Number(t?.low),high:Number(t?.high)};Number.isInteger(n.at)&&n.low>=0&&n.low<=n.high&&n.high<=E&&e.push(n)}return e}function ue(i,e,t){const n=[],s=[];for(const h of i){const d=h.said?.title??h.said?.text;d&&s.push(`${e.summaryYou}: ${d}`);for(const a of h.messages)a.custom?.type==="summary"&&n.push(v(a.text)),s.push(`${e.title}: ${v(a.text)}`)}const o=new Intl.DateTimeFormat(e.lang,{dateStyle:"long",timeStyle:"short"}).format(t),l=n[n.length-1],c=[`${e.summaryTitle}, ${o}`,e.summaryNote];return l&&c.push(`== ${e.summaryCheck}

${l}`),c.push(`== ${e.summaryTalk}`,...s),`${c.join(`

`)}
`}function F(i,e){const t=URL.createObjectURL(new Blob([i],{type:"text/plain;charset=utf-8"})),n=document.createElement("a");n.href=t,n.download=e,n.click(),setTimeout(()=>URL.revokeObjectURL(t),1e4)}const pe=`
@page { margin: 20mm; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #14212b; background: #fff; }
h1 { font-size: 1.4rem; }
svg { display: block; width: 24rem; max-width: 100%; margin: 1rem 0; break-inside: avoid; }
path { fill: none; stroke: #0b5d5e; stroke-width: 2; }
.grid { stroke: #b8c4c2; stroke-width: 1; }
.range { stroke-width: 8; stroke-linecap: round; opacity: 0.35; }
circle { fill: #0b5d5e; }
text { font: 11px system-ui, sans-serif; }
footer { color: #4a5a60; font-size: 0.875rem; }
button { font: inherit; min-height: 44px; padding: 8px 16px; }
@media print { button { display: none; } body { margin: 0; } }
`;function fe(i,e,t){const n=window.open("","_blank");if(!n)return F(`${e.summaryTitle}

${v(i.text)}
`,`${e.summaryFile}.txt`);const s=n.document;s.title=e.summaryTitle,s.documentElement.lang="en";const o=new n.CSSStyleSheet;o.replaceSync(pe),s.adoptedStyleSheets=[o];const l=new Intl.DateTimeFormat(e.lang,{dateStyle:"long",timeStyle:"short"}).format(t),c=r("main",{},r("h1",{lang:e.lang},e.summaryTitle),r("p",{lang:e.lang},l));c.appendChild(y(i.text));const h=O(i.custom);h&&c.appendChild(h),s.body.appendChild(c),s.body.appendChild(r("footer",{lang:e.lang},r("p",{},e.summaryNote))),s.body.appendChild(r("button",{type:"button",lang:e.lang,onclick:()=>n.print()},e.print)),n.print()}function R(i){const e=i;if(typeof e?.message_id!="string"||!Array.isArray(e.messages))return null;const t=[];for(const n of e.messages){if(!n||typeof n.text!="string")continue;const s=[];for(const o of Array.isArray(n.buttons)?n.buttons:[])typeof o?.id=="string"&&typeof o.title=="string"&&s.push(o);t.push({...n,buttons:s})}return{message_id:e.message_id,at:Number(e.at)||0,said:e.said??null,messages:t}}function B(i){const e=[];for(const t of Array.isArray(i)?i:[]){const n=R(t);n&&e.push(n)}return e}function k(i){return typeof i=="string"&&/^\d[\d ]{1,14}$/.test(i)}const ge={lang:"de",dir:"ltr",open:"Ilio zu Hüfte und Rücken fragen",launcher:"Ilio fragen",title:"Ilio",subtitle:"Antworten zu Hüfte und Rücken (englisch)",close:"Chat schließen",options:"Optionen",restart:"Neu anfangen",save:"Zusammenfassung sichern",erase:"Meine Daten löschen",restartSure:"Neu anfangen? Das Geschriebene verschwindet.",eraseSure:"Alles Geschriebene löschen, auf diesem Gerät und auf dem Server?",yesRestart:"Neu anfangen",yesErase:"Löschen",no:"Behalten",erased:"Deine Daten sind gelöscht.",eraseFailed:"Noch nicht gelöscht: Der Server ist nicht erreichbar. Bitte versuch es noch einmal.",restartFailed:"Der Server ist nicht erreichbar. Bitte versuch es noch einmal.",log:"Nachrichten",input:"Deine Nachricht",placeholder:"Frage eingeben",send:"Senden",tooLong:"Das ist zu lang. Bitte höchstens {most} Zeichen.",you:"Du:",bot:"Ilio:",choices:"Deine Auswahl",announceChoices:"Auswahl: {titles}.",writing:"Ilio schreibt",waiting:"Noch nicht gesendet. Ich versuche es wieder.",unreached:"Ilio ist gerade nicht erreichbar. Ich versuche es wieder.",offline:"Du bist offline. Ich sende das, sobald du wieder online bist.",retry:"Jetzt versuchen",urgent:"Notfall? Warte nicht auf mich: Ruf {number} an.",local:"die Notrufnummer vor Ort (112, 999 oder 911)",ended:"Unser letztes Gespräch ist beendet, dies ist ein neues.",emergency:"Notfall",call:"{number} anrufen",progress:"{number} von {total}",picture:"Bild",footer:"Ein Programm, kein Arzt. Nur allgemeine Hinweise.",calendar:"Im Kalender sichern",print:"Drucken oder als PDF sichern",summaryTitle:"Zusammenfassung eines Gesprächs mit Ilio",summaryNote:"Allgemeine Hinweise eines Programms, keine Diagnose. Zeig sie gern einer Fachperson.",summaryCheck:"Angaben aus dem Beschwerde-Check",summaryTalk:"Das Gespräch",summaryYou:"Du",summaryFile:"ilio-zusammenfassung"},j={lang:"en",dir:"ltr",open:"Ask Ilio about hips and backs",launcher:"Ask Ilio",title:"Ilio",subtitle:"Hip and back answers",close:"Close the chat",options:"Options",restart:"Start over",save:"Save a summary",erase:"Delete my data",restartSure:"Start over? What you wrote here goes away.",eraseSure:"Delete all you wrote here, on this device and on the server?",yesRestart:"Start over",yesErase:"Delete it",no:"Keep it",erased:"Your data has been deleted.",eraseFailed:"Not deleted yet: I can't reach the server. Please try again.",restartFailed:"I can't reach the server to start over. Please try again.",log:"Messages",input:"Your message",placeholder:"Type your question",send:"Send",tooLong:"That is too long. Please keep it under {most} letters.",you:"You said:",bot:"Ilio said:",choices:"Your choices",announceChoices:"Choices: {titles}.",writing:"Ilio is writing",waiting:"Not sent yet. I'm trying again.",unreached:"I can't reach Ilio just now. I'm trying again.",offline:"You're offline. I'll send this when you're back.",retry:"Try now",urgent:"Emergency? Don't wait for me: phone {number}.",local:"your local emergency number (112, 999 or 911)",ended:"Our last talk has ended, so this is a new one.",emergency:"Emergency",call:"Call {number}",progress:"{number} of {total}",picture:"Picture",footer:"A program, not a clinician. General information only.",calendar:"Save to my calendar",print:"Print or save as PDF",summaryTitle:"Summary of a talk with Ilio",summaryNote:"General information from a program, not a diagnosis. Show it to a clinician if you like.",summaryCheck:"What you told in the symptom check",summaryTalk:"The talk",summaryYou:"You",summaryFile:"ilio-summary"},P={en:j,de:ge};function me(i){const e=i.toLowerCase().split("-")[0]??"";return Object.prototype.hasOwnProperty.call(P,e)?P[e]:j}function x(i,e){return i.replace(/\{(\w+)\}/g,(t,n)=>String(e[n]??t))}function be(i,e,t){const n=r("div",{class:"turn","data-id":i.message_id}),s=i.said?.title??i.said?.text;s&&n.appendChild(G(s,t.words));const o=i.messages;for(let l=0;l<o.length;){const c=[];for(;l<o.length&&g(o[l])==="emergency";)c.push(o[l++]);c.length?n.appendChild(Ce(c,e,t)):n.appendChild(ke(o[l++],e,t))}return n}function xe(i,e,t,n){const{words:s,retry:o}=n,l=i.title??i.text,c=r("div",{class:"turn","data-id":i.message_id});if(l&&c.appendChild(G(l,s)),i.refused)c.appendChild(r("p",{class:"note"},i.refused));else if(i.failed){const h=r("button",{type:"button",class:"small",onclick:o},s.retry);c.appendChild(r("p",{class:"note",part:"failure"},H(i,t,s)," ",h))}else e&&c.appendChild(r("p",{class:"bubble bot writing",part:"bubble bot"},s.writing));return c}function H(i,e,t){return i.type==="event"?t.unreached:e?t.offline:t.waiting}function ye(i,e){return x(e.urgent,{number:i??e.local})}function ve(i){const e=document.createDocumentFragment();for(const t of i.split(/(\d[\d ]*\d)/))e.appendChild(k(t)?r("a",{href:U(t)},t):document.createTextNode(t));return e}function U(i){return`tel:${i.replace(/ /g,"")}`}function we(i,e){const t=[];for(const n of i){g(n)==="emergency"&&!t.length&&t.push(`${e.emergency}.`),t.push(v(n.text)),n.image&&t.push(`${e.picture}: ${n.image.alt}`);const s=[];for(const o of n.buttons??[])s.push(o.title);s.length&&t.push(x(e.announceChoices,{titles:s.join(", ")}))}return t.join(`
`)}function g(i){return i.custom?.version===1?String(i.custom.type):""}function G(i,e){return r("div",{class:"bubble person",part:"bubble person",dir:"auto"},L(e.you),i)}function L(i){return r("span",{class:"hidden"},i," ")}function ke(i,e,t){const{words:n,lang:s}=t,o=r("div",{class:"piece"}),l=r("div",{class:"bubble bot",part:"bubble bot",lang:s,dir:"auto"},L(n.bot));g(i)==="progress"&&l.appendChild(Se(i,n));const c=Te(i,t);if(c&&l.appendChild(c),l.appendChild(y(i.text)),g(i)==="call"&&l.appendChild(W(i,n)),g(i)==="diary"&&l.appendChild(O(i.custom)??document.createTextNode("")),g(i)==="calendar"&&l.appendChild(_e(i,t)),g(i)==="summary"){const h=()=>fe(i,n,new Date);l.appendChild(r("p",{class:"calls"},r("button",{type:"button",part:"print",onclick:h},n.print)))}return o.appendChild(l),e&&o.appendChild(q(i,t)??document.createTextNode("")),o}function Ce(i,e,t){const{words:n,lang:s}=t,o=r("div",{class:"emergency",part:"emergency",role:"group","aria-label":n.emergency},L(n.bot),r("p",{class:"alarm"},se(),n.emergency));for(const l of i)o.appendChild(W(l,n));for(const l of i){o.appendChild(r("div",{lang:s,dir:"auto"},y(l.text)));const c=e&&q(l,t);c&&o.appendChild(c)}return o}function W(i,e){const t=document.createDocumentFragment(),n=i.custom?.numbers,s=r("p",{class:"calls"});for(const o of Array.isArray(n)?n:[])k(o)&&s.appendChild(r("a",{class:"call",part:"call",href:U(o)},ie(),x(e.call,{number:o})));return s.firstChild&&t.appendChild(s),t}function _e(i,e){const t=String(i.custom?.query);if(!/^from=\d{1,2}:\d\d&to=\d{1,2}:\d\d&every=\d{1,3}$/.test(t))return document.createTextNode("");const n=`${e.server}/breaks.ics?${t}`;return r("p",{class:"calls"},r("a",{class:"call",part:"file",href:n,download:"breaks.ics"},e.words.calendar))}function Se(i,e){const t=Number(i.custom?.number),n=Number(i.custom?.total);if(!(t>=1&&n>=t&&n<=100))return document.createTextNode("");const s=x(e.progress,{number:t,total:n}),o=r("progress",{max:n,value:t,"aria-label":s});return r("div",{class:"progress",part:"progress"},o,r("span",{"aria-hidden":"true"},s))}function Te(i,e){if(!i.image)return null;const{alt:t,width:n,height:s}=i.image;try{const o=new URL(i.image.url,`${e.server}/`);if(o.origin!==new URL(e.server).origin)return null;/^(light|dark)$/.test(e.theme)&&(o.hash=e.theme);const c={loading:"lazy",decoding:"async",...{width:Number(n)||null,height:Number(s)||null},alt:t||e.words.picture,part:"picture"};return r("img",{...c,src:o.href})}catch{return null}}function q(i,e){if(!i.buttons?.length)return null;const t=r("div",{class:"choices",part:"choices",role:"group","aria-label":e.words.choices});for(const n of i.buttons){const s=()=>e.press(n),o={type:"button",part:"choice",lang:e.lang,onclick:s};t.appendChild(r("button",o,n.title))}return t}const Ee=`
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
`,Y=`
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
`,Le=`
:host { all: initial !important; display: block !important; position: fixed !important;
  z-index: var(--ilio-layer, 2147483000) !important; inset: auto 0 0 auto !important; }
:host([data-side="left"]) { inset: auto auto 0 0 !important; }
:host([hidden]) { display: none !important; }

.root { ${Ee}
  font: 400 16px/1.5 var(--ilio-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, sans-serif);
  color: var(--_ink); text-align: start; -webkit-text-size-adjust: 100%; }
@media (prefers-color-scheme: dark) { .root:not([data-theme="light"]) { ${Y} } }
.root[data-theme="dark"] { ${Y} }

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
`;let C;function $e(i){C||(C=new CSSStyleSheet,C.replaceSync(Le)),i.adoptedStyleSheets=[C]}function V(i){return Z(i),JSON.stringify(i)}function Z(i){if(Array.isArray(i)&&Object.defineProperty(i,"toJSON",{value:void 0,configurable:!0}),i&&typeof i=="object")for(const e of Object.values(i))Z(e)}class Ae{constructor(e){this.memory=new Map,this.onchange=null,this.heard=t=>{(t.key===null||t.key.startsWith(this.prefix))&&this.onchange?.()},this.prefix=`ilio-chat ${e} `,window.addEventListener("storage",this.heard)}stop(){window.removeEventListener("storage",this.heard)}get session(){const e=this.read("session");return e&&typeof e.token=="string"?e:null}set session(e){this.write("session",e)}get emergency(){const e=this.read("emergency");return k(e)?e:null}set emergency(e){this.write("emergency",e)}get turns(){return B(this.read("turns"))}set turns(e){this.write("turns",e.slice(-150))}get outbox(){const e=[];for(const n of this.names())n.startsWith("out ")&&e.push(n);e.sort();const t=[];for(const n of e){const s=this.read(n);s&&typeof s.message_id=="string"&&t.push(s)}return t}put(e){this.write(this.entry(e),e)}drop(e){this.write(this.entry(e),null)}has(e){return this.read(this.entry(e))!==null}clear(){for(const e of this.names())this.write(e,null)}entry(e){return`out ${e.at} ${e.message_id}`}names(){const e=[...this.memory.keys()];try{for(let t=0;t<localStorage.length;t++){const n=localStorage.key(t)??"",s=n.slice(this.prefix.length);n.startsWith(this.prefix)&&!this.memory.has(s)&&e.push(s)}}catch{}return e}read(e){try{const t=this.memory.get(e)??localStorage.getItem(this.prefix+e);return t?JSON.parse(t):null}catch{return null}}write(e,t){this.memory.delete(e);try{t===null?localStorage.removeItem(this.prefix+e):localStorage.setItem(this.prefix+e,V(t))}catch{t!==null&&this.memory.set(e,V(t))}}}const Ie=3e4;class u extends Error{constructor(e,t="",n=0){super(t||e),this.kind=e,this.sentence=t,this.wait=n}}class De{constructor(e){this.address=e}async session(e){const t=await this.ask("POST","session",e);if(!t?.token||!t.expires)throw new u("again");return{token:t.token,expires:t.expires,given:Date.now()/1e3}}async send(e,t,n){const{message_id:s,type:o,text:l,button:c,event:h}=t,d=await this.ask("POST","messages",e,{message_id:s,type:o,text:l,button:c,event:h,...n}),a=R(d);if(a?.message_id!==s)throw new u("again");return a}async history(e){const t=await this.ask("GET","history",e);if(!Array.isArray(t?.turns))throw new u("again");return B(t.turns)}async restart(e){await this.ask("POST","restart",e)}async erase(e){await this.ask("DELETE","session",e)}async ask(e,t,n,s){const o={};n&&(o.Authorization=`Bearer ${n.token}`),s&&(o["Content-Type"]="application/json");const l=new AbortController,c=setTimeout(()=>l.abort(),Ie);try{const h=await fetch(`${this.address}/${t}`,{method:e,headers:o,body:s?JSON.stringify(s):null,credentials:"omit",cache:"no-store",referrerPolicy:"no-referrer",signal:l.signal});if(h.status===204)return null;const d=await h.json();if(h.ok){const a=d?.emergency;return(a===null||k(a))&&(this.emergency=a),d}throw Ne(h,String(d?.message??""))}catch(h){throw h instanceof u?h:new u("again")}finally{clearTimeout(c)}}}function Ne(i,e){return i.status===401||i.status===410?new u("ended",e):i.status>=500||i.status===429||i.status===408?new u("again",e,(Number(i.headers.get("Retry-After"))||0)*1e3):new u("never",e)}const ze=3e4,Me=2e4,Oe=8e3,Fe=2;class Re{constructor(e,t,n){this.place=t,this.tell=n,this.refused=[],this.wake=null,this.running=!1,this.asked=0,this.opening=!1,this.late=!1,this.back=()=>{document.visibilityState!=="hidden"&&(this.retry(),this.keep.session&&Date.now()-this.asked>Me&&this.turns.length&&this.refresh())},this.server=new De(e),this.keep=new Ae(e),this.turns=this.keep.turns,this.outbox=this.keep.outbox,this.keep.onchange=()=>this.reload()}start(){window.addEventListener("online",this.back),document.addEventListener("visibilitychange",this.back),window.addEventListener("pageshow",this.back),this.keep.session&&this.turns.length&&this.refresh(),this.flush()}stop(){window.removeEventListener("online",this.back),document.removeEventListener("visibilitychange",this.back),window.removeEventListener("pageshow",this.back),clearTimeout(this.timer),this.keep.stop()}get busy(){return this.outbox.length>0}get failing(){return(this.outbox[0]?.failed??0)>0}get stuck(){for(const e of this.refused)if(e.type==="event")return!0;return this.failing||this.late&&this.busy}get emergency(){return this.keep.emergency}say(e){this.add({type:"text",text:e})}press(e,t){this.add({type:"button",button:e,title:t})}async open(){this.opening||this.turns.length||this.outbox.length||(this.opening=!0,this.keep.session&&await this.refresh(),this.opening=!1,!this.turns.length&&!this.outbox.length&&this.add({type:"event",event:"open"},"greeting"))}retry(){this.wake?.(),this.flush()}async restart(){return this.change(async e=>{e&&await this.server.restart(e),this.forget(e)})}async erase(){return this.change(async e=>{e&&await this.server.erase(e),this.forget(null)})}add(e,t=je()){const n={message_id:t,at:Date.now(),...e};this.keep.put(n),this.outbox.push(n),this.tell({kind:"changed"}),this.retry()}reload(){this.turns=this.keep.turns;const e=new Map;for(const t of this.outbox)e.set(t.message_id,t);this.outbox=[];for(const t of this.keep.outbox)this.outbox.push(e.get(t.message_id)??t);this.tell({kind:"changed"}),this.flush()}forget(e){for(const n of this.outbox)this.keep.drop(n);const{emergency:t}=this.keep;this.keep.clear(),this.keep.session=e,e&&(this.keep.emergency=t),this.turns=[],this.outbox=[],this.refused=[],this.tell({kind:"changed"}),this.wake?.()}async change(e){try{return await this.alone(()=>e(this.keep.session)),!0}catch(t){return!(t instanceof u)||t.kind!=="ended"?!1:(this.forget(null),!0)}}async flush(){if(!this.running){this.running=!0;try{for(let e=this.outbox[0];e;e=this.outbox[0]){const t=e,n=await this.alone(()=>this.attempt(t));n&&await this.rest(n)}}finally{this.running=!1}}}async attempt(e){if(this.outbox[0]!==e)return 0;if(!this.keep.has(e))return this.reload(),0;this.late=!1;const t=setTimeout(()=>{this.late=!0,this.tell({kind:"changed"})},Oe);try{const n=await this.deliver(e);if(!this.outbox.includes(e))return 0;this.learn(),this.answered(e,n)}catch(n){const s=n instanceof u?n:new u("again");if(s.kind==="never")return this.done(e),this.refused.push({...e,refused:s.sentence}),this.tell({kind:"changed"}),0;e.failed=(e.failed??0)+1,this.tell(e.failed===1?{kind:"failed",waiting:e}:{kind:"changed"});const o=Math.min(ze,500*2**e.failed);return Math.max(o*(.5+Math.random()/2),s.wait)}finally{clearTimeout(t)}return 0}learn(){const{emergency:e}=this.server;e!==void 0&&e!==this.keep.emergency&&(this.keep.emergency=e)}async deliver(e){for(let t=0;;t++){const n=await this.current();try{return await this.server.send(n,e,this.place)}catch(s){if(!(s instanceof u)||s.kind!=="ended"||t===Fe)throw s;this.keep.session=null,this.end(e)}}}async current(){const e=this.keep.session;if(e&&e.expires>Date.now()/1e3)return e;const t=await this.server.session();return this.keep.session=t,t}end(e){const t=this.turns.length>0;this.turns=[],this.keep.turns=[],e.type==="button"&&(e.type="text",e.text=e.title??"",delete e.button,this.keep.put(e)),t&&this.tell({kind:"ended"})}answered(e,t){const n=[];for(const s of this.keep.turns)s.message_id!==t.message_id&&n.push(s);this.turns=[...n,t],this.keep.turns=this.turns,this.done(e),this.asked=Date.now(),this.tell({kind:"answered",turn:t})}done(e){this.keep.drop(e);const t=[];for(const n of this.outbox)n!==e&&t.push(n);this.outbox=t}async refresh(){this.asked=Date.now();try{await this.alone(async()=>{const e=this.keep.session;if(!e)return;const t=Date.now()/1e3;t-e.given>e.expires-t&&(this.keep.session=await this.server.session(e));const n=await this.server.history(this.keep.session??e);this.turns=n,this.keep.turns=n,this.learn();for(const s of n)for(const o of this.outbox)o.message_id===s.message_id&&(this.done(o),this.tell({kind:"answered",turn:s}))})}catch(e){e instanceof u&&e.kind==="ended"&&this.forget(null)}this.tell({kind:"changed"})}async alone(e){let t=!1;const n=()=>(t=!0,e());try{return await navigator.locks.request(`ilio-chat ${this.server.address}`,n)}catch(s){if(t)throw s;return e()}}rest(e){return new Promise(t=>{this.wake=()=>{clearTimeout(this.timer),this.wake=null,t()},this.timer=setTimeout(this.wake,e)})}}function Be(i){const e={},{timeZone:t}=Intl.DateTimeFormat().resolvedOptions();return t&&(e.zone=t),/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(navigator.language)&&(e.locale=navigator.language),i&&/^[a-z]{2}$/i.test(i)&&(e.country=i),e}function je(){let i="";for(const e of crypto.getRandomValues(new Uint8Array(16)))i+=e.toString(16).padStart(2,"0");return i}const $=4e3,Pe="(max-width: 480px), (max-height: 480px)",He="(pointer: coarse)",Ue=typeof HTMLElement>"u"?class{}:HTMLElement;class J extends Ue{constructor(){super(...arguments),this.talk=null,this.notice=null,this.shown=new Map,this.resized=()=>{if(!this.panel.open)return;const e=this.shadowRoot?.activeElement;this.panel.close(),this.small.matches?this.panel.showModal():this.panel.show(),e?.focus(),this.fit()},this.fit=()=>{const e=window.visualViewport;!e||!this.small.matches||e.scale>1.01||(this.panel.style.setProperty("--_height",`${e.height}px`),this.panel.style.setProperty("--_top",`${e.offsetTop}px`))},this.line=()=>this.hear({kind:"changed"}),this.draw=()=>{const e=this.talk;if(!e)return;const t=navigator.onLine===!1;this.warn(t||e.stuck);const n=this.shown.size,s=[],o=new Set,l=(a,f,A)=>{const K=this.shown.get(a),X=K?.look===f?K.node:A();this.shown.set(a,{look:f,node:X}),o.add(a),s.push(X)},c=new Set,h=e.busy?null:e.turns[e.turns.length-1];for(const a of e.turns)c.add(a.message_id),l(a.message_id,`${a===h} ${a.at}`,()=>be(a,a===h,this.look));for(const a of[...e.refused,...e.outbox]){if(c.has(a.message_id))continue;const f=a===e.outbox[0],A=`waiting ${f} ${!!a.failed} ${!!a.refused} ${t}`;l(a.message_id,A,()=>xe(a,f,t,this.look))}for(const a of[...this.shown.keys()])o.has(a)||this.shown.delete(a);const d=this.shadowRoot?.activeElement??null;this.place(this.notice?[this.notice,...s]:s),d&&d!==this.log&&!d.isConnected&&this.rest(),(this.shown.size>n||e.busy)&&this.toEnd(),this.log.setAttribute("aria-busy",String(e.busy&&!e.failing))}}connectedCallback(){if(this.talk)return;const e=new URL(this.getAttribute("server")??"/chat",document.baseURI).href.replace(/\/$/,"");this.words=me(this.getAttribute("lang")??document.documentElement.lang),this.look={words:this.words,server:e,theme:this.getAttribute("theme")??"auto",lang:"en",press:n=>this.press(n),retry:()=>this.talk?.retry()};const t=getComputedStyle(document.documentElement).direction==="rtl";this.setAttribute("data-side",t?"left":"right"),this.small=matchMedia(Pe),this.build(),this.talk=new Re(e,Be(this.getAttribute("country")),n=>this.hear(n)),this.small.addEventListener("change",this.resized),window.visualViewport?.addEventListener("resize",this.fit),window.visualViewport?.addEventListener("scroll",this.fit),window.addEventListener("online",this.line),window.addEventListener("offline",this.line),this.talk.start(),this.draw(),this.wasOpen&&this.show(!1)}disconnectedCallback(){this.small.removeEventListener("change",this.resized),window.visualViewport?.removeEventListener("resize",this.fit),window.visualViewport?.removeEventListener("scroll",this.fit),window.removeEventListener("online",this.line),window.removeEventListener("offline",this.line),this.talk?.stop(),this.talk=null,this.shown.clear()}open(){this.show(!0)}close(){this.panel.open&&(this.panel.close(),this.remember(!1),this.launcher.setAttribute("aria-expanded","false"),this.launcher.focus())}build(){const e=this.words,t=this.shadowRoot??this.attachShadow({mode:"open"});b(t),$e(t),this.launcher=r("button",{type:"button",class:"launcher",part:"launcher","aria-expanded":"false","aria-controls":"panel"},D(),e.launcher),this.launcher.addEventListener("click",()=>this.panel.open?this.close():this.open());const n={type:"button","aria-label":e.options,"aria-expanded":"false","aria-controls":"options"};this.more=r("button",n,te()),this.more.addEventListener("click",()=>this.toggle(this.options.hidden));const s=r("button",{type:"button",part:"close","aria-label":e.close},ee());s.addEventListener("click",()=>this.close()),this.options=r("div",{class:"options",id:"options",role:"group","aria-label":e.options,hidden:!0}),this.log=r("div",{class:"log",part:"log",role:"log","aria-live":"off","aria-label":e.log,tabindex:0}),this.urgent=r("p",{class:"urgent",part:"urgent",hidden:!0}),this.state=r("div",{class:"state",part:"state"}),this.input=r("textarea",{rows:1,"aria-label":e.input,placeholder:e.placeholder,enterkeyhint:"send"}),this.input.addEventListener("keydown",d=>{d.key!=="Enter"||d.shiftKey||d.isComposing||(d.preventDefault(),this.submit())}),this.input.addEventListener("input",()=>this.grow());const o=r("button",{type:"submit",class:"send",part:"send","aria-label":e.send},ne()),l=r("form",{part:"form"},this.input,o);l.addEventListener("submit",d=>{d.preventDefault(),this.submit()}),this.voice=r("div",{class:"hidden","aria-live":"polite"});const c=r("h2",{id:"title"},e.title);this.panel=r("dialog",{class:"panel",part:"panel",id:"panel","aria-labelledby":"title"},r("div",{class:"head",part:"header"},D(),r("div",{},c,r("p",{},e.subtitle)),this.more,s),this.options,this.log,this.urgent,this.state,l,r("p",{class:"foot"},e.footer),this.voice),this.panel.addEventListener("keydown",d=>{d.stopPropagation(),d.key==="Escape"&&this.escape(d)}),this.panel.addEventListener("cancel",d=>this.escape(d));const{theme:h}=this.look;this.root=r("div",{class:"root",part:"root",lang:e.lang,dir:e.dir,"data-theme":h}),this.root.appendChild(this.panel),this.root.appendChild(this.launcher),t.appendChild(this.root)}show(e){this.panel.open||(this.small.matches?this.panel.showModal():this.panel.show(),this.launcher.setAttribute("aria-expanded","true"),this.remember(!0),this.fit(),this.talk?.open(),this.toEnd()),e?this.rest():this.small.matches||document.activeElement?.blur?.()}rest(){matchMedia(He).matches?this.log.focus():this.input.focus()}escape(e){e.preventDefault(),this.options.hidden?this.close():this.toggle(!1)}get wasOpen(){try{return sessionStorage.getItem("ilio-chat open")==="1"}catch{return!1}}remember(e){try{sessionStorage.setItem("ilio-chat open",e?"1":"0")}catch{}}toggle(e,t=""){const n=this.words;if(this.options.hidden=!e,this.more.setAttribute("aria-expanded",String(e)),b(this.options),!e){this.more.focus();return}t&&this.options.appendChild(r("p",{},t)),this.option(n.restart,()=>this.confirm(n.restartSure,n.yesRestart,()=>this.restart())),this.option(n.save,()=>this.save()),this.option(n.erase,()=>this.confirm(n.eraseSure,n.yesErase,()=>this.erase())),this.options.querySelector("button").focus(),t&&this.speak(t)}option(e,t){const n=r("button",{type:"button"},e);return n.addEventListener("click",t),this.options.appendChild(n),n}confirm(e,t,n){b(this.options),this.options.appendChild(r("p",{id:"sure"},e));const s=this.option(t,()=>{n()});s.setAttribute("aria-describedby","sure"),this.option(this.words.no,()=>this.toggle(!1)),s.focus()}async restart(){if(!await this.talk?.restart())return this.toggle(!0,this.words.restartFailed);this.toggle(!1),this.rest(),this.notice=null,await this.talk?.open()}async erase(){if(!await this.talk?.erase())return this.toggle(!0,this.words.eraseFailed);this.toggle(!1),this.input.value="",this.notice=r("p",{class:"notice"},this.words.erased),this.draw(),this.speak(this.words.erased),this.rest()}save(){const e=new Date,t=`${this.words.summaryFile}-${e.toISOString().slice(0,10)}.txt`;F(ue(this.talk?.turns??[],this.words,e),t),this.toggle(!1)}submit(){const e=this.input.value.trim();this.state.textContent=e.length>$?x(this.words.tooLong,{most:$}):"",this.state.textContent&&this.speak(this.state.textContent),!(!e||e.length>$)&&(this.input.value="",this.grow(),this.talk?.say(e),this.input.focus())}press(e){this.talk?.press(e.id,e.title),this.rest()}grow(){this.input.style.height="auto",this.input.style.height=`${this.input.scrollHeight+2}px`}hear(e){e.kind==="ended"&&(this.notice=r("p",{class:"notice"},this.words.ended),this.speak(this.words.ended));const t=!this.urgent.hidden;this.draw();const n=[];if(e.kind==="failed"&&n.push(H(e.waiting,navigator.onLine===!1,this.words)),!t&&!this.urgent.hidden&&n.push(this.urgent.textContent??""),n.length&&this.panel.open&&this.speak(n.join(`
`)),e.kind==="answered"){const s=this.shown.get(e.turn.message_id)?.node;s&&this.toStart(s.querySelector(".emergency")??s),this.panel.open&&this.speak(we(e.turn.messages,this.words))}}warn(e){const t=e?ye(this.talk?.emergency??null,this.words):"";this.urgent.hidden=!e,this.urgent.textContent!==t&&(b(this.urgent),this.urgent.appendChild(ve(t)))}speak(e){b(this.voice);for(const t of e.split(`
`))this.voice.appendChild(r("p",{},t))}toEnd(){const e=this.log.lastElementChild?.querySelector(".emergency");e?this.toStart(e):this.log.scrollTop=this.log.scrollHeight}toStart(e){this.log.scrollTop+=e.getBoundingClientRect().top-this.log.getBoundingClientRect().top-8}place(e){let t=this.log.firstChild;for(const n of e)n===t?t=t.nextSibling:this.log.insertBefore(n,t);for(;t;){const n=t;t=t.nextSibling,this.log.removeChild(n)}}}const _="ilio-chat";function Ge(i){if(customElements.get(_)||customElements.define(_,J),!i||i.hasAttribute("data-manual"))return;const e=()=>{if(document.querySelector(_))return;const t=document.createElement(_);t.setAttribute("server",i.dataset.server??new URL(".",i.src).href);for(const n of["lang","theme","country"]){const s=i.dataset[n];s&&t.setAttribute(n,s)}document.body.appendChild(t)};document.body?e():document.addEventListener("DOMContentLoaded",e)}return typeof customElements<"u"&&Ge(document.currentScript),S.IlioChat=J,Object.defineProperty(S,Symbol.toStringTag,{value:"Module"}),S})({});
