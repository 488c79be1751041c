calls-title = Конкурсы
calls-lead = Гранты, на которые можно подать заявку, и сроки подачи
calls-count = { $n ->
    [one] { $n } конкурс
    [few] { $n } конкурса
   *[other] { $n } конкурсов
}
calls-new = Новый конкурс
calls-call = Конкурс
calls-cluster = Кластер
calls-all-clusters = Все кластеры
calls-show = Показать
calls-show-open = Открытые и предстоящие
calls-show-all = Все
calls-filter = Показать
calls-state = Состояние
calls-opens = Приём с
calls-closes = Приём до
calls-budget = Бюджет
calls-none = Сейчас конкурсов нет
calls-none-help = Конкурсы появляются здесь сразу после публикации. Завершённые видны, если выбрать «Все».
calls-sample = пример
calls-untitled = Без названия
calls-deadline-of = Срок подачи: { $title }
calls-offer-draft = черновик
calls-offer-published = откроется позже
calls-offer-open = открыт
calls-offer-closed = закрыт
calls-offer-settled = завершён
calls-area = Направление
calls-bounds = Одна заявка
calls-bounds-are = от { $least } до { $most }
calls-per-person = Заявок от одного человека
calls-blindness = Кто кого знает
calls-blindness-double-blind = Двойная слепая экспертиза: стороны не знают друг друга
calls-blindness-single-blind = Слепая экспертиза: эксперты знают заявителей, заявители не знают экспертов
calls-blindness-open = Открытая экспертиза: стороны знают друг друга
calls-criteria = Что оценивается
calls-instalments = Как выплачивается грант
calls-instalment-is = { $percent } % { $n ->
    [0] после объявления
    [one] через { $n } месяц
    [few] через { $n } месяца
   *[other] через { $n } месяцев
}
calls-apply-title = Подача заявки
calls-apply-draft = Этот конкурс ещё не опубликован.
calls-apply-published = Приём заявок ещё не начался.
calls-apply-closed = Приём заявок завершён.
calls-apply-settled = Приём заявок завершён.
calls-apply-sign-in = Чтобы подать заявку, нужна учётная запись.
calls-sign-in = Войти
calls-apply-begin = Начать заявку
calls-quiz-lead = Сначала несколько вопросов, чтобы никто не писал заявку напрасно.
calls-yes = Да
calls-no = Нет
calls-office = Этот конкурс
calls-edit = Изменить
calls-form = Форма
calls-applications = Заявки
calls-pack = Решения
calls-publish = Опубликовать
calls-publish-again = Опубликовать изменения
calls-close = Закрыть сейчас
calls-settle = Завершить
calls-version-is = Опубликована версия { $n }
calls-not-ready = Опубликовать пока нельзя
calls-refused-title = Подать заявку нельзя
calls-refused-answer = Ответ на вопрос «{ $question }» не позволяет подать заявку.
calls-refused-asked-little = Вы просите { $asked }, наименьшая сумма — { $least }.
calls-refused-asked-much = Вы просите { $asked }, наибольшая сумма — { $most }.
calls-refused-quota-applications = Один человек может подать здесь заявок: { $limit }; у вас уже { $used }.
calls-refused-budget = Вы просите { $asked }, у конкурса есть { $left }.
calls-refused-deadline = Заявки принимались до { $at }.
calls-refusal-answer = Ответ на вопрос анкеты не позволяет подать заявку.
calls-refusal-asked-little = Сумма меньше наименьшей в этом конкурсе.
calls-refusal-asked-much = Сумма больше наибольшей в этом конкурсе.
calls-refusal-quota-applications = У вас здесь столько заявок, сколько может подать один человек.
calls-refusal-budget = Сумма больше, чем есть у конкурса.
calls-refusal-deadline = Срок подачи истёк.
calls-mine-title = Мои заявки
calls-own = Мои заявки
calls-to-assess = На экспертизу
calls-mine-none = Заявок пока нет
calls-mine-none-help = Выберите открытый конкурс, ответьте на его вопросы и начните писать. Черновики видите только вы.
calls-application = Заявка
calls-number = Номер
calls-asked = Запрошено
calls-given = Присуждено
calls-amount = Сумма
calls-item = Статья
calls-total = Итого
calls-currency = Валюта
calls-state-draft = черновик
calls-state-submitted = подана
calls-state-returned = возвращена на доработку
calls-state-in-review = на экспертизе
calls-state-decided = решение не объявлено
calls-state-advanced = прошла дальше
calls-state-accepted = поддержана
calls-state-waitlisted = в листе ожидания
calls-state-rejected = отклонена
calls-state-appealed = на апелляции
calls-state-rejected-finally = отклонена окончательно
calls-state-active = выполняется
calls-state-completed = выполнена
calls-state-withdrawn = отозвана
calls-state-lapsed = истекла
calls-handed-in = Подано как
calls-handed-in-at = Подана
calls-frozen = точная копия
calls-returned-title = Возвращена на доработку
calls-decision = Решение
calls-not-announced = не объявлено: заявители о нём не знают
calls-outcome = Решение
calls-outcome-accepted = Поддержать
calls-outcome-advanced = проходит дальше
calls-outcome-waitlisted = Лист ожидания
calls-outcome-rejected = Отклонить
calls-outcome-place = { $outcome }, место { $place }
calls-letter-en = Письмо на английском (PDF)
calls-letter-ru = Письмо на русском (PDF)
calls-undertaking = Отчёты и выплаты
calls-next = Что дальше
calls-write = Писать
calls-submit = Подать заявку
calls-withdraw = Отозвать
calls-accept-award = Принять грант
calls-appeal = Апелляция
calls-appeal-why = Почему заявку нужно рассмотреть ещё раз?
calls-appeal-help = Апелляция возможна один раз. Решение по ней окончательное.
calls-appeal-send = Подать апелляцию
calls-next-draft = Черновик видит только ваша команда. Поданное сохраняется в точности.
calls-next-submitted = Заявку проверяет сотрудник программы. Её ещё можно отозвать.
calls-next-returned = Исправьте заявку и подайте снова; срок подачи на неё больше не действует.
calls-next-in-review = Идёт экспертиза. Решения по конкурсу объявляются вместе.
calls-next-decided = Идёт экспертиза. Решения по конкурсу объявляются вместе.
calls-next-advanced = Ваша заявка прошла дальше. Заполните то, что спрашивают на этом этапе, и подайте до его срока.
calls-next-interview = Ваша заявка прошла на собеседование. Время и место назначает дирекция; они появятся на этой странице и в вашем календаре.
calls-next-accepted = Примите грант, чтобы начать. Если отозвать заявку, грант перейдёт к тем, кто ждёт.
calls-next-waitlisted = Если чей-то грант не состоится, его автоматически получит следующий в листе.
calls-next-rejected = Можно один раз подать апелляцию.
calls-next-appealed = Апелляция рассматривается.
calls-next-rejected-finally = Эта заявка закрыта.
calls-next-active = Отчитывайтесь по каждой вехе; её часть выплачивается после одобрения отчёта.
calls-next-completed = По всем частям есть отчёты и выплаты.
calls-next-withdrawn = Эта заявка закрыта.
calls-next-lapsed = Эта заявка закрыта.
calls-answers = Ответы
calls-team = Команда
calls-person = Человек
calls-role = Роль
calls-role-lead = руководитель
calls-role-member = участник
calls-signed = Подпись
calls-seat-invited = приглашение отправлено, подписи нет
calls-seat-signed = есть
calls-seat-declined = отказ
calls-somebody = Кто-то
calls-waits-for-team = Подписали ещё не все участники команды.
calls-sign = Подписать
calls-sign-help = Подпишите заявку в её нынешнем виде. Если она изменится, вас спросят снова.
calls-decline = Отказаться
calls-invite = Пригласить
calls-invite-email = Адрес электронной почты участника
calls-invite-help = У человека должна быть учётная запись. Он увидит черновик и подпишет его.
calls-assessments = Экспертизы
calls-assessor = Эксперт
calls-assessment-invited = запрошена
calls-assessment-conflicted = конфликт интересов
calls-assessment-declared = конфликта нет, не начата
calls-assessment-draft = пишется
calls-assessment-submitted = готова
calls-assessment-released = готова
calls-assessment-recused = возвращена
calls-recommendation = Рекомендация
calls-recommend-fund = поддержать
calls-recommend-fund-if = поддержать с изменениями
calls-recommend-reject = не поддерживать
calls-declare-lead = Прежде чем вы увидите заявку: есть ли у вас конфликт интересов — совместная работа, родство, конкуренция? Если есть, заявка исчезнет для вас навсегда.
calls-declare-none = Конфликта интересов нет
calls-declare-conflict = У меня конфликт интересов
calls-declare-late = Если конфликт интересов стал заметен только сейчас, скажите об этом. Написанное тогда не учитывается.
calls-recuse = Вернуть
calls-give-back = Это не для меня
calls-blind-hint = Вы не знаете, кто заявитель. Ответы и файлы, по которым это видно, опущены.
calls-rubric-title = Ваша экспертиза
calls-comment = Обоснование
calls-comment-help = Заявители прочитают его после объявления.
calls-assessment-submit = Сдать экспертизу
calls-milestone = Веха
calls-milestone-planned = предстоит
calls-milestone-requested = есть отчёт
calls-milestone-returned = возвращена
calls-milestone-paid = оплачена
calls-milestone-dropped = отменена
calls-due = срок { $day }
calls-due-on = Срок
calls-paid = Выплачено
calls-opened = Открыто
calls-accept-first = Сначала примите грант на странице заявки.
calls-report = Отчёт и обоснование выплаты
calls-report-send = Отправить отчёт и запросить выплату
calls-report-approve = Одобрить и выплатить
calls-report-return = Вернуть отчёт
calls-letter-title = Решение по вашей заявке
calls-letter-date = Дата
calls-letter-dear = Здравствуйте, { $name }!
calls-letter-accepted = Рады сообщить, что ваша заявка «{ $title }» на конкурс «{ $call }» поддержана. Размер гранта — { $amount }.
calls-letter-waitlisted = Ваша заявка «{ $title }» на конкурс «{ $call }» включена в лист ожидания, место { $place }. Если чей-то грант не состоится, для неё может освободиться { $amount }.
calls-letter-rejected = К сожалению, ваша заявка «{ $title }» на конкурс «{ $call }» не поддержана.
calls-letter-reasons = Обоснование
calls-letter-appeal = На странице заявки можно один раз подать апелляцию.
calls-letter-from = { $cluster }
calls-wait-invitations = { $n ->
    [one] { $n } приглашение в команду
    [few] { $n } приглашения в команды
   *[other] { $n } приглашений в команды
}
calls-wait-returned = { $n ->
    [one] { $n } заявка возвращена на доработку
    [few] { $n } заявки возвращены на доработку
   *[other] { $n } заявок возвращено на доработку
}
calls-wait-awards = { $n ->
    [one] { $n } грант нужно принять
    [few] { $n } гранта нужно принять
   *[other] { $n } грантов нужно принять
}
calls-wait-closing = { $n ->
    [one] { $n } черновик, приём которого скоро закончится
    [few] { $n } черновика, приём которых скоро закончится
   *[other] { $n } черновиков, приём которых скоро закончится
}
calls-wait-reports-due = { $n ->
    [one] { $n } отчёт нужно написать
    [few] { $n } отчёта нужно написать
   *[other] { $n } отчётов нужно написать
}
calls-wait-assessments = { $n ->
    [one] { $n } экспертиза
    [few] { $n } экспертизы
   *[other] { $n } экспертиз
}
calls-wait-to-check = { $n ->
    [one] { $n } заявка на проверку
    [few] { $n } заявки на проверку
   *[other] { $n } заявок на проверку
}
calls-wait-reports = { $n ->
    [one] { $n } отчёт на одобрение
    [few] { $n } отчёта на одобрение
   *[other] { $n } отчётов на одобрение
}
calls-done = Готово.
calls-back = Назад
calls-save = Сохранить
