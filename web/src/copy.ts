/** Buttons that copy a text: shown only where the browser can. */
export function copyButtons(root: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
      const label = button.textContent;
      button.textContent = button.dataset.copied ?? label;
      window.setTimeout(() => (button.textContent = label), 2000);
    });
  }
}
