import { chromium } from "@playwright/test";
const S="http://127.0.0.1:5391/chat/", D="/tmp/w/h/k3shots/";
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-gpu"]});
async function go(name, opts, steps){
  const c = await b.newContext({locale:"en-GB",timezoneId:"Europe/London",...opts}); const p = await c.newPage(); 
  const r = p.locator("ilio-chat");
  const say = async t => { await r.getByRole("textbox").fill(t); await r.getByRole("textbox").press("Enter"); await p.waitForTimeout(1500); };
  const shot = async s => { await p.waitForTimeout(300); await p.screenshot({path:D+name+"-"+s+".png"}); };
  await p.goto(S); await shot("page");
  await steps({c,p,r,say,shot, open: async()=>{ await r.locator(".launcher").click(); await p.waitForTimeout(1500); }});
  await c.close();
}
const all = async ({c,p,r,say,shot,open}) => {
  await open(); await shot("greeting");
  await say("does heat help"); await shot("answer");
  await say("quiz me"); await r.locator(".choices button").filter({hasText:"True"}).first().click(); await p.waitForTimeout(1500); await shot("quiz");
  await r.getByRole("button",{name:"Options"}).click(); await shot("options"); await p.keyboard.press("Escape");
  await c.setOffline(true); await p.waitForTimeout(200); await say("is anybody there"); await shot("offline"); await c.setOffline(false); await p.waitForTimeout(3000);
  await say("my left foot has been numb since yesterday"); await shot("sameday");
  await say("i have chest pain"); await shot("emergency");
  await r.getByRole("button",{name:"Options"}).click(); await r.getByRole("button",{name:"Start over"}).click(); await r.getByRole("button",{name:"Start over"}).last().click(); await p.waitForTimeout(2000); await shot("startover");
};
await go("desk",{viewport:{width:1280,height:800}},all);
await go("phone",{viewport:{width:360,height:740},hasTouch:true,isMobile:true,deviceScaleFactor:2},all);
await go("dark",{viewport:{width:1280,height:800},colorScheme:"dark"},all);
await go("darkphone",{viewport:{width:360,height:740},colorScheme:"dark",deviceScaleFactor:2},all);
await go("land",{viewport:{width:740,height:360}},all);
await b.close();
