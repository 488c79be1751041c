# Words of accounts.
accounts-sign-in = Sign in
accounts-sign-out = Sign out
accounts-signed-out = You are signed out.
accounts-own = Your { -account }
accounts-email = E-mail address
accounts-password = Password
accounts-old-password = Present password
accounts-new-password = New password
accounts-password-help = At least 12 letters. Several words that do not belong together are easy to keep and hard to guess.
accounts-name = Name
accounts-role = Role
accounts-roles = Roles
accounts-state = State
accounts-any = Any
accounts-active = May sign in
accounts-inactive = Deactivated
accounts-filter = Filter

# What was refused
accounts-wrong-password = The e-mail address or the password is wrong.
accounts-old-password-wrong = This is not your present password.
accounts-locked = Too many failed attempts. { $n ->
    [one] Try again in one minute.
   *[other] Try again in { $n } minutes.
}
accounts-password-short = Choose a password of at least 12 letters.
accounts-password-long = Choose a password of at most 200 letters.
accounts-password-address = Choose a password that is not made of the e-mail address.
accounts-password-common = This is one of the commonest passwords. Choose another.
accounts-email-wrong = Write an e-mail address such as name@example.org.
accounts-email-taken = Another { -account } has this e-mail address.
accounts-name-wrong = Write a name of 1 to 200 letters.
accounts-role-wrong = There is no such role.
accounts-clusters = Works for
accounts-clusters-help = Money and other things of a cluster are shown to its own people only.
accounts-cluster-wrong = There is no such cluster.
accounts-last-administrator = This is the last administrator. Make another { -person } administrator first.

# One's own account
accounts-must-change = Somebody else knows this password. Choose a new one before anything else.
accounts-change-password = Change password
accounts-password-changed = The password is changed. All other sessions and all tokens have ended.
accounts-sessions = Where you are signed in
accounts-this-session = here
accounts-browser = Browser
accounts-address = Address
accounts-began = Began
accounts-last-used = Last used
accounts-end = End
accounts-never = never
accounts-session-ended = The session has ended.
accounts-sign-out-everywhere = Sign out everywhere
accounts-tokens = Tokens for programs
accounts-tokens-help = A program that sends a token as “Authorization: Bearer …” may do over the API what you may do. A token ends after a year.
accounts-token-name = Name of the token
accounts-token-make = Make token
accounts-token-once = Copy the token now. It is not shown again.
accounts-token-ended = The token has ended.
accounts-made = Made
accounts-expires = Ends

# Set-up
accounts-set-up = First administrator
accounts-set-up-lead = This installation has no { -account } yet. Make the one that administers it.
accounts-set-up-submit = Make administrator
accounts-set-up-done = The installation is ready. You are signed in as its administrator.

# Users
accounts-users = Users
accounts-users-search = Name or e-mail address
accounts-users-n = { $n ->
    [one] One user
   *[other] { $n } users
}
accounts-users-none = No users found
accounts-users-none-help = Users who match the filter are listed here. Remove a filter, or make a new user.
accounts-user-new = New user
accounts-user-make = Make user
accounts-user-save = Save user
accounts-user-open = Open the user
accounts-user-changed = The user is changed.
accounts-may-sign-in = May sign in
accounts-reset-password = Give a new password
accounts-reset-password-help = The user is signed out everywhere and all tokens end. You see a password to hand over, which must be changed at the first sign-in.
accounts-handed-over = Hand this password over to { $name }. It is not shown again and must be changed at the first sign-in.

# Journal
accounts-journal = Journal
accounts-journal-lead = Every change, in the order it was made. Nobody can alter or remove an entry unnoticed.
accounts-journal-number = Number
accounts-journal-at = When
accounts-journal-actor = Who
accounts-journal-act = Act
accounts-journal-act-help = The start of it is enough, such as “user.”
accounts-journal-target = Of what
accounts-journal-target-id = Id of what was changed
accounts-journal-detail = Detail
accounts-journal-none = No entries found
accounts-journal-none-help = Changes that match the filter are listed here. Remove a filter to see more.

# Roles
accounts-role-administrator = Administrator
accounts-role-analyst = Analyst
accounts-role-officer = Programme officer
accounts-role-expert = Expert
accounts-role-council = Council member
accounts-role-resident = Resident
accounts-role-partner = Partner
accounts-times = Times
accounts-zone = Time zone
accounts-zone-help = Times are shown as they are in this place. Rest the pointer on one to see it in UTC.
accounts-zone-save = Use this zone
accounts-zone-changed = Times are shown in this zone from now on.
accounts-zone-wrong = Choose a zone of the list.
accounts-journal-sheet-full = Only the newest entries are in this file; the CSV has all
accounts-view-saved = The view was saved.
accounts-view-removed = The view was removed.
accounts-view-wrong = Give the view a name of at most 80 letters.
