# Words of the frame, the components and the errors.
product = { -product-name }
place-evidence = Evidence
place-foresight = Foresight
place-decide = Decide
place-work = Work
place-cluster = Cluster
skip-to-content = Skip to content
main-menu = Main menu
breadcrumbs = Way to this page
language = Language
theme = Theme
theme-auto = As the device
theme-light = Light
theme-dark = Dark
search-label = Search the evidence
search-placeholder = Search the evidence
about = About
api = API
no-assets = The styles of this installation have not been built: run “npm ci” and “npm run build” in the folder “web”.

# Forms
form-problems = { $n ->
    [one] There is one problem
   *[other] There are { $n } problems
}
form-optional = optional
form-error = Error:

# Lists
pages = Pages
page-first = First page
page-previous = Previous page
page-next = Next page
sort-ascending = sorted, smallest first
sort-descending = sorted, largest first
filter-remove = Remove filter: { $name }
filters = Filters in use
filters-clear = Remove all filters
export = Export
columns = Columns
columns-apply = Show these
views = Views
views-none = Save what is shown now, to come back to it. Only you see your views.
views-name = Name of this view
views-save = Save view
views-remove = Remove the view { $name }
more-actions = More
copy = Copy
copied = Copied

# Jobs
job-progress = Progress
job-progress-value = { $done } of { $total }

# Errors
error-id = If you ask for help, name this id: { $id }
error-go-home = Go to the start page
error-not-found = Page not found
error-not-found-help = There is nothing at this address, or it is not for you to see. Nothing was changed.
error-sign-in-needed = Sign-in needed
error-sign-in-needed-help = Sign in and open the page again.
error-denied = Not permitted
error-denied-help = Your role does not include this. Nothing was changed. An administrator can give you the role.
error-invalid = Some fields need another look
error-invalid-help = Nothing was changed. Go back, correct these fields and send the form again.
error-bad-request = The request cannot be understood
error-bad-request-help = Nothing was changed.
error-conflict = The state has changed meanwhile
error-conflict-help = Nothing was changed by this request. Open the page again to see the present state.
error-forged = The form is too old
error-forged-help = Nothing was changed. Go back, reload the page and send the form again; what you typed is still there.
error-method-not-allowed = This address does not take such a request
error-method-not-allowed-help = Nothing was changed.
error-too-large = The request is too large
error-too-large-help = Nothing was changed. Send a smaller file or fewer entries at once.
error-unsupported-body = The body is of a kind that is not understood
error-unsupported-body-help = Nothing was changed. Send JSON with the content type “application/json”.
error-too-slow = The answer took too long
error-too-slow-help = Narrow the request or try again in a minute.
error-too-many = Too many requests
error-too-many-help = Wait a little and try again.
error-unavailable = Not available at the moment
error-unavailable-help = Try again in a minute.
error-internal = Something went wrong on our side
error-internal-help = What was saved before is safe. Try again; if it happens again, tell an administrator the id below.

# About and API
about-title = About this installation
about-lead = Its version, and the work of others that it is made of.
about-version = Version
about-build = Build
about-licence = Licence
about-package = Package
about-bundled = Styles, scripts and icons
about-crates = Rust packages
about-crates-n = { $n ->
    [one] one package
   *[other] { $n } packages
}
about-texts = The licences in full
about-none = No list of packages
about-unknown = This build does not hold the list.
api-title = JSON API
api-lead = The same services as the pages, for programs.
api-document = OpenAPI 3.1 document
api-none = No operation is described yet.
api-contents = Contents
api-errors = When something fails
api-errors-help = Every operation that fails answers with a problem as in RFC 9457. Its “type” names one of these kinds, its “errors” name the fields, and its “instance” is the id to tell support.
api-schemas = Schemas
api-parameters = Parameters
api-parameter = Parameter
api-where = Where
api-kind = Kind
api-meaning = Meaning
api-field = Field
api-body = Body
api-answers = Answers
api-try = Try it
chart-as-table = As a table
chart-year = Year
chart-value = Value
chart-forecast = forecast
chart-80 = 80 % interval
chart-95 = 95 % interval

# What waits for a person
waiting = What waits for me
waiting-n = { $n ->
    [one] { $n } thing waits for you
   *[other] { $n } things wait for you
}
waiting-none = Nothing waits for you
waiting-none-help = What somebody needs your decision on is listed here.
