messages-title = Messages
messages-none = No messages
messages-none-help = Messages are written on the page of what they are about, such as a booking.
messages-no-messages = Nothing was written yet.
messages-about = About
messages-unread = Unread
messages-last = Last message
messages-new = new
messages-you = You
messages-side-asker = Applicant
messages-side-office = Office
messages-side-assessor = Assessor
messages-to = To
messages-words = Message
messages-send = Send message
messages-sent = Sent.
messages-record = To the page that it is about
messages-fault-words = Write a message of at most 4,000 letters.
messages-fault-to = Choose for whom it is.
messages-mail = Message: { $title }
messages-unread-n = { $n ->
    [one] { $n } unread message
   *[other] { $n } unread messages
}
