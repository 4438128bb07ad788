/** The talk that the README opens with, and its picture: `ILIO_PICTURE=1 make test-web` takes it anew. */

import { expect, test } from "./chat";

test("the talk of the README", async ({ chat, page }) => {
  await page.setViewportSize({ width: 440, height: 1180 });
  await chat.open();
  const why = await chat.say("my hips are so tight from driving a lorry all day, is that why my back hurts?");
  await expect(why).toContainText("long sitting keeps the hip flexors short");
  const how = await chat.press("Kneeling stretch");
  await expect(how).toContainText("put one knee on the floor");
  const picture = how.getByRole("img");
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toHaveJSProperty("naturalWidth", 560);
  if (process.env["ILIO_PICTURE"]) await page.screenshot({ path: "../docs/chat.png", animations: "disabled" });
});
