// Every page that Chromium opens. Add yours in one line:
//   path    the address; or `from` and `follow`: a page, and the link on it that leads to the one meant
//   then    the link on that page that leads on to the one meant
//   as      "visitor" (usual) or "administrator"
//   expect  a selector that must be there, where the heading alone does not prove it
//   print   also prove that it prints without the frame
export const PAGES = [
  { name: "home", path: "/", print: true },
  { name: "clusters", path: "/clusters" },
  { name: "members", path: "/members" },
  { name: "member", from: "/members", follow: "main a[href*='/members/']", print: true },
  { name: "commission", from: "/", follow: "main a[href*='/commissions/']" },
  { name: "area", from: "/", follow: "main a[href*='/areas/']" },
  { name: "search", path: "/evidence" },
  { name: "search-help", path: "/evidence/help" },
  { name: "results", path: "/evidence?q=cancer", expect: "main a[href^='/evidence/records/']" },
  { name: "results-none", path: "/evidence?q=qqqzzzxxyy" },
  { name: "record", from: "/evidence?q=cancer", follow: "main a[href^='/evidence/records/']", print: true },
  { name: "sources", path: "/evidence/sources" },
  { name: "ingests", path: "/evidence/ingests", as: "administrator" },
  { name: "experts", path: "/experts" },
  { name: "expert", from: "/experts", follow: "main a[href^='/experts/']:not([href*='export'])", print: true },
  { name: "institutions", path: "/institutions" },
  { name: "institution", from: "/institutions", follow: "main a[href^='/institutions/']:not([href*='export'])", print: true },
  { name: "map", path: "/foresight", expect: "main th a[href^='/foresight/topics/']" },
  { name: "topics", path: "/foresight/topics", expect: "main a[href^='/foresight/topics/']" },
  { name: "topic", from: "/foresight/topics?level=1", follow: "main th a[href^='/foresight/topics/']", print: true },
  { name: "topic-people", from: "/foresight/topics?level=1", follow: "main th a[href^='/foresight/topics/']", then: "main a[href$='/people']" },
  { name: "topic-records", path: "/foresight/records?lasso=0.4,0.4,0.6,0.4,0.6,0.6,0.4,0.6", expect: "main a[href^='/evidence/records/']" },
  { name: "forecast", path: "/foresight/forecast", expect: "main textarea[name='series']" },
  { name: "hindcast", path: "/foresight/hindcast" },
  { name: "about", path: "/about" },
  { name: "api", path: "/api" },
  { name: "sign-in", path: "/sign-in" },
  { name: "account", path: "/account", as: "administrator" },
  { name: "users", path: "/admin/users", as: "administrator" },
  { name: "new-user", path: "/admin/users/new", as: "administrator" },
  { name: "journal", path: "/admin/journal", as: "administrator" },
  { name: "jobs", path: "/jobs", as: "administrator", expect: "main a[href^='/jobs/']" },
  { name: "jobs-none", path: "/jobs?state=cancelled&kind=evidence.ingest", as: "administrator" },
  { name: "job", from: "/jobs", follow: "main a[href^='/jobs/']", as: "administrator" },
  { name: "not-found", path: "/there-is-no-such-page", status: 404 },
];
