
// Adds the buttons that copy; the page is whole without them.
(() => {
  const text = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("sup, [aria-hidden]").forEach((mark) => mark.remove());
    return copy.textContent.trim();
  };
  const bullets = () =>
    [...document.querySelectorAll(".bullets .bullet")].map((bullet) => {
      let depth = -1;
      for (let list = bullet.closest("ul"); list; list = list.parentElement.closest("ul")) depth += 1;
      return "  ".repeat(depth) + "- " + text(bullet.querySelector(".en"));
    }).join("\n");
  const draft = () =>
    [...document.querySelectorAll(".story .block")]
      .map((block) => [...block.querySelectorAll(".en")].map(text).join(" "))
      .join("\n\n");
  const counts = [...document.querySelectorAll(".chip.error, .chip.warning")].map(text).join(" and ");
  const add = (place, name, make) => {
    if (!place || !navigator.clipboard) return;
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.textContent = name;
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(make());
      status.textContent = counts ? `Copied, with ${counts} to check` : "Copied";
    });
    place.append(button, " ", status);
  };
  add(document.querySelector(".bullets .tools"), "Copy the key points", bullets);
  add(document.querySelector(".story .tools"), "Copy the draft", draft);
})();
