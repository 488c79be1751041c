notices-title = Что приходит по почте
notices-account = Учётная запись
notices-help = В письмах то, что показывают вам страницы, и ссылка на них. Что вы отключите, останется на страницах.
notices-mail-off = Эта установка пока не отправляет писем. Выбор начнёт действовать, как только начнёт.
notices-mail-off-admin = Почта выключена. Укажите в настройках сервер и отправителя: [mail] host, sender.
notices-kind-booking-to-decide = Бронирование ждёт вашего решения
notices-kind-booking-confirmed = Ваше бронирование подтверждено
notices-kind-booking-refused = Вам отказано в бронировании
notices-kind-booking-moved = Ваше бронирование перенесено
notices-kind-booking-cancelled = Ваше бронирование отменено
notices-kind-booking-given = Вы получили время, которого ждали
notices-kind-booking-reminder = Ваше бронирование начинается завтра
notices-kind-booking-missed = Вы не пришли на своё бронирование
notices-kind-booking-lapsed = Ваша заявка не состоялась
notices-kind-message = Вам написали сообщение
notices-moment-at-once = сразу
notices-moment-daily = одним письмом в день
notices-moment-never = не по почте
notices-hour = Час ежедневного письма
notices-hour-help = По часовому поясу вашей учётной записи.
notices-lang = Язык писем
notices-lang-usual = как принято здесь
notices-choose = Сохранить
notices-chosen = Сохранено.
notices-stop-title = Отключить письма
notices-stop-all = все письма
notices-stop-ask = Отключить: { $what }?
notices-stop-submit = Отключить
notices-stopped = Отныне отключено: { $what }.
notices-letters-title = Почта
notices-letters-lead = Письма этой установки и что с ними стало
notices-letters-all = Все
notices-letters-none = Писем нет
notices-letters-none-help = Здесь видно состояние писем, но не их содержание.
notices-letter-waiting = ждёт
notices-letter-handing = отправляется
notices-letter-sent = отправлено
notices-letter-failed = не отправлено
notices-letter-unsure = возможно, отправлено
notices-letter-again = Письмо отправляется ещё раз.
notices-to = Кому
notices-state = Состояние
notices-written = Написано
notices-attempts = Попытки
notices-problem = Что помешало
notices-again = Отправить ещё раз
notices-older = Раньше
notices-troubled-n = { $n ->
    [one] { $n } письмо не удалось отправить
    [few] { $n } письма не удалось отправить
   *[other] { $n } писем не удалось отправить
}
notices-daily-subject = { $n ->
    [one] Сегодня: { $n } уведомление
    [few] Сегодня: { $n } уведомления
   *[other] Сегодня: { $n } уведомлений
}
notices-why = Вы получили это письмо, потому что это касается вас. Выберите, что приходит по почте: { $href }
notices-fact-facility = Оборудование или услуга
notices-fact-when = Когда
notices-fact-why = Причина
notices-fact-by = Кто бронирует
notices-fact-purpose = Цель
notices-still-held = Сначала это должен одобрить ответственный; до тех пор время сохраняется за вами.
notices-mail-booking-to-decide = На решение: { $facility }, { $when }
notices-mail-booking-to-decide-text = Бронирование ждёт вашего решения. До тех пор его время сохраняется.
notices-mail-booking-confirmed = Подтверждено: { $facility }, { $when }
notices-mail-booking-confirmed-text = Ваше бронирование подтверждено.
notices-mail-booking-refused = Отказано: { $facility }, { $when }
notices-mail-booking-refused-text = Вам отказано в бронировании.
notices-mail-booking-moved = Перенесено: { $facility }, { $when }
notices-mail-booking-moved-text = Ваше бронирование теперь на другое время.
notices-mail-booking-cancelled = Отменено: { $facility }, { $when }
notices-mail-booking-cancelled-text = Ваше бронирование отменено.
notices-mail-booking-given = Теперь ваше: { $facility }, { $when }
notices-mail-booking-given-text = Время, которого вы ждали, освободилось и теперь ваше.
notices-mail-booking-reminder = Скоро: { $facility }, { $when }
notices-mail-booking-reminder-text = До вашего бронирования меньше суток. Если оно вам не нужно, отмените его, чтобы время досталось другим.
notices-mail-booking-missed = Никто не пришёл: { $facility }, { $when }
notices-mail-booking-missed-text = Никто вовремя не начал работу, поэтому бронирование снято.
notices-mail-booking-lapsed = Не состоялось: { $facility }, { $when }
notices-mail-booking-lapsed-text = Время настало раньше, чем заявку одобрили или что-нибудь освободилось.
