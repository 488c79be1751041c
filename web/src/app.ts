// Everything here only adds comfort: each page works without it.
import "htmx.org";
import { copyButtons } from "./copy";
import { fieldFocus } from "./focus";
import { formTokens } from "./forms";
import { liveProgress } from "./live";
import { menus } from "./menus";
import { themeChoice } from "./theme";

menus();
fieldFocus();
themeChoice();
formTokens();
copyButtons(document);
liveProgress(document);

// htmx puts new parts into the page; they want the same.
document.addEventListener("htmx:after:swap", () => {
  copyButtons(document);
  liveProgress(document);
});
