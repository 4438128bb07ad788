// The button on the page opens the chat; without the chat it would do nothing, so then it goes.
for (const button of document.querySelectorAll(".ask")) {
  button.addEventListener("click", () => document.querySelector("ilio-chat")?.open());
  button.hidden = !customElements.get("ilio-chat");
}
