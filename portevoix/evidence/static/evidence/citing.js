// Words selected in the passage go to the field, with the place where they start (in code points, as Python counts).
(() => {
  const passage = document.getElementById("passage");
  const words = document.getElementById("id_words");
  const start = document.getElementById("id_start");
  if (!passage || !words || !start) return;
  document.getElementById("how")?.removeAttribute("hidden");
  const take = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!passage.contains(range.startContainer) || !passage.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(passage, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const taken = range.toString();
    if (!taken.trim()) return;
    words.value = taken;
    start.value = Array.from(before.toString()).length;
  };
  passage.addEventListener("mouseup", take);
  passage.addEventListener("touchend", () => setTimeout(take, 0));
  passage.addEventListener("keyup", take);
  words.addEventListener("input", () => { start.value = ""; });
})();
