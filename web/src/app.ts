// Everything here only adds comfort: each page works without it.
import "htmx.org";
import { autosave } from "./autosave";
import { copyButtons } from "./copy";
import { fieldFocus } from "./focus";
import { formTokens } from "./forms";
import { liveProgress } from "./live";
import { menus } from "./menus";
import { parts } from "./part";
import { themeChoice } from "./theme";
import { uploads } from "./upload";

menus();
fieldFocus();
themeChoice();
formTokens();
copyButtons(document);
liveProgress(document);
parts();
uploads(document);
autosave(document);

// htmx puts new parts into the page; they want the same.
document.addEventListener("htmx:after:swap", () => {
  copyButtons(document);
  liveProgress(document);
});
