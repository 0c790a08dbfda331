// The slash leads to the search of the page: that of its answers, else the text in data.
(() => {
  if (window.auditLogKeys) return;
  window.auditLogKeys = true;
  const searches = [".st-key-ask input", ".st-key-bar_text input"];
  const seen = (element) => element !== null && element.getClientRects().length > 0;
  const field = () => searches.map((one) => document.querySelector(one)).find(seen);
  const typing = (target) =>
    target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
    if (event.key !== "/" || !plain || typing(event.target)) return;
    const found = field();
    if (!found) return;
    event.preventDefault();
    found.focus();
    found.select();
  });
})();
