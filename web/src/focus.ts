/** `/` goes to the search box; a refused form shows its summary first. */
export function fieldFocus(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    for (const field of document.querySelectorAll<HTMLInputElement>("[data-focus-key]")) {
      if (field.dataset.focusKey === event.key) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    }
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
