// The slash leads to the search of the page: that of its answers, else the text in data.
(() => {
  if (window.auditLogKeys) return;
  window.auditLogKeys = true;
  const searches = ".st-key-ask input, .st-key-bar_text input";
  const seen = (element) => element.getClientRects().length > 0;
  const field = () => [...document.querySelectorAll(searches)].find(seen);
  const typing = (target) =>
    target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  const enter = (input) => {
    input.focus();
    input.select();
  };
  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
    if (event.key !== "/" || !plain || typing(event.target)) return;
    const found = field();
    const folded = document.querySelector(".st-key-bar_fold button");
    if (!found && !(folded && seen(folded))) return;
    event.preventDefault();
    if (found) return enter(found);
    // On a phone the bar has to be unfolded first.
    folded.click();
    const observer = new MutationObserver(() => {
      const unfolded = field();
      if (unfolded) {
        observer.disconnect();
        enter(unfolded);
      }
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    setTimeout(() => observer.disconnect(), 5000);
  });
})();
