/** Changes the theme at once; a page load would lose what is typed in a form. */
export function themeChoice(): void {
  const choices = document.querySelectorAll<HTMLAnchorElement>("a[data-theme-choice]");
  for (const choice of choices) {
    choice.addEventListener("click", (event) => {
      event.preventDefault();
      const theme = choice.dataset.themeChoice ?? "auto";
      document.documentElement.dataset.bsTheme = theme;
      const scheme = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
      if (scheme) scheme.content = theme === "auto" ? "light dark" : theme;
      for (const other of choices) {
        if (other === choice) other.setAttribute("aria-current", "true");
        else other.removeAttribute("aria-current");
      }
      const menu = choice.closest("details");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary")?.focus();
      }
      // The answer sets the cookie that the next page reads.
      void fetch(choice.href, { method: "HEAD" });
    });
  }
}
