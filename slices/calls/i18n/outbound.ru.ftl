calls-outbound-title = Заявки в другие фонды
calls-outbound-lead = О чём кластер просит других, до какого срока и что из этого вышло
calls-outbound-new = Новая заявка
calls-outbound-none = Заявок нет
calls-outbound-none-help = Здесь заявки кластера в другие фонды — для тех, кто работает для него.
calls-outbound-import = Загрузить из таблицы
calls-outbound-funder = Фонд
calls-outbound-programme = Программа
calls-outbound-deadline = Срок подачи
calls-outbound-responsible = Ответственный
calls-outbound-sent-n = Отправлено
calls-outbound-totals = Итоги по отправленным
calls-outbound-undecided = Решений пока нет, поэтому нет и доли успешных.
calls-outbound-why = Причина
calls-outbound-write = Писать
calls-outbound-facts = Изменить фонд и срок
calls-outbound-other-checks = То, что вы отдали на проверку, должен проверить кто-то другой.
calls-outbound-decided-on = Дата решения
calls-outbound-reference = Номер заявки в фонде
calls-outbound-sent-at = Отправлено в
calls-outbound-sent = Что отправлено
calls-outbound-email = Адрес электронной почты
calls-outbound-email-help = Того, кто работает для кластера.
calls-outbound-join = Включить
calls-outbound-leave = Исключить
calls-outbound-reports = Отчёты фонду
calls-outbound-report-do = Отметить отправку
calls-outbound-report-add = Добавить отчёт
calls-outbound-actor = Фонд в реестре
calls-outbound-actor-help = Адрес его страницы или идентификатор.
calls-outbound-responsible-email = Адрес ответственного
calls-outbound-form = Форма
calls-outbound-form-first = Обычная: название, изложение, бюджет
calls-outbound-form-help = Можно взять форму конкурса кластера, собранную в конструкторе форм.
calls-outbound-back = К заявке
calls-outbound-import-help = Вставьте таблицу (CSV) с этими столбцами; нужны фонд, название, срок и валюта. Файл списка можно загрузить снова.
calls-outbound-rows = Строки
calls-outbound-preview = Показать, что получится
calls-outbound-line = Строка
calls-outbound-plan = Что получится
calls-outbound-row-new = будет загружена
calls-outbound-row-known = уже есть
calls-outbound-state-preparing = готовится
calls-outbound-state-checking = на проверке
calls-outbound-state-approved = одобрена
calls-outbound-state-sent = отправлена
calls-outbound-state-granted = поддержана
calls-outbound-state-refused = отклонена
calls-outbound-state-withdrawn = отозвана
calls-outbound-step-ask = Отдать на проверку
calls-outbound-step-return = Вернуть
calls-outbound-step-approve = Одобрить
calls-outbound-step-send = Отметить отправку
calls-outbound-step-grant = Отметить грант
calls-outbound-step-refuse = Отметить отказ
calls-outbound-step-withdraw = Отказаться от заявки
calls-wrong-funder = Назовите фонд.
calls-wrong-currency = Укажите код валюты, например EUR.
calls-wrong-colleague = Для кластера не работает никто с таким адресом.
calls-wrong-actor = Это не адрес из реестра.
calls-wrong-day = Укажите день.
calls-wrong-report = Назовите отчёт и день, к которому он нужен.
calls-row-heads = Первая строка должна называть столбцы.
calls-row-broken = Эту строку не удалось прочитать.
calls-row-state = Такого состояния нет.
calls-row-granted = Сумма указывается у поддержанных, и только у них.
calls-row-some-wrong = Некоторые строки с ошибками; ничего не загружено.
calls-outbound-count = { $n ->
    [one] { $n } заявка
    [few] { $n } заявки
   *[other] { $n } заявок
}
calls-outbound-success = Поддержано { $granted } из { $decided } заявок с решением: { $share } %, интервал 95 % — от { $low } до { $high } % (n = { $decided }).
calls-outbound-report-done = отправлен { $day }
calls-outbound-line-n = Строка { $n }
calls-outbound-bring = { $n ->
    [one] Загрузить { $n } строку
    [few] Загрузить { $n } строки
   *[other] Загрузить { $n } строк
}
calls-wait-outbound = { $n ->
    [one] скоро срок { $n } заявки в другой фонд
   *[other] скоро срок { $n } заявок в другие фонды
}
calls-wait-outbound-reports = { $n ->
    [one] скоро срок { $n } отчёта другому фонду
   *[other] скоро срок { $n } отчётов другим фондам
}
calls-wait-to-approve = { $n ->
    [one] { $n } заявка в другой фонд на проверку
    [few] { $n } заявки в другие фонды на проверку
   *[other] { $n } заявок в другие фонды на проверку
}
calls-outbound-otherwise = Вернуть или отказаться
calls-outbound-granted-help = Оставьте пустым, если отказано.
calls-outbound-search = Слова из названия, фонда или номера
