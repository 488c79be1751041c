// Every page that Chromium opens. Add yours in one line:
//   path    the address; or `from` and `follow`: a page, and the link on it that leads to the one meant
//   as      "visitor" (usual) or "administrator"; the latter needs BELLWETHER_TEST_ADMIN=name:password
//   expect  a selector that must be there, where the heading alone does not prove it
//   print   also prove that it prints without the frame
export const PAGES = [
  { name: "home", path: "/", print: true },
  { name: "search", path: "/evidence" },
  { name: "results", path: "/evidence?q=cancer", expect: "main a[href^='/evidence/']" },
  { name: "results-none", path: "/evidence?q=qqqzzzxxyy" },
  { name: "record", from: "/evidence?q=cancer", follow: "main .result a[href^='/evidence/']", print: true },
  { name: "about", path: "/about" },
  { name: "api", path: "/api" },
  { name: "sign-in", path: "/sign-in" },
  { name: "not-found", path: "/there-is-no-such-page", status: 404 },
];
