/** Menus are `details`: they open without scripts. Here they also close, on Escape and when left. */
export function menus(): void {
  const open = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  const closeOthers = (event: Event): void => {
    for (const menu of open()) {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
    }
  };
  document.addEventListener("pointerdown", closeOthers);
  document.addEventListener("focusin", closeOthers);
}
