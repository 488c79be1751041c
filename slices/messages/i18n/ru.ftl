messages-title = Сообщения
messages-none = Сообщений нет
messages-none-help = Сообщения пишут на странице того, о чём они, например бронирования.
messages-no-messages = Пока ничего не написано.
messages-about = О чём
messages-unread = Непрочитано
messages-last = Последнее сообщение
messages-new = новое
messages-you = Вы
messages-side-asker = Заявитель
messages-side-office = Организатор
messages-side-assessor = Эксперт
messages-to = Кому
messages-words = Сообщение
messages-send = Отправить сообщение
messages-sent = Отправлено.
messages-record = К странице, о которой идёт речь
messages-fault-words = Напишите сообщение не длиннее 4000 знаков.
messages-fault-to = Выберите, кому оно.
messages-mail = Сообщение: { $title }
messages-unread-n = { $n ->
    [one] { $n } непрочитанное сообщение
    [few] { $n } непрочитанных сообщения
   *[other] { $n } непрочитанных сообщений
}
