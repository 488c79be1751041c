calls-search = Слова в названии или ответах
calls-all-states = Все состояния
calls-applications-n = { $n ->
    [one] { $n } заявка
    [few] { $n } заявки
   *[other] { $n } заявок
}
calls-applications-none = Заявок нет
calls-applications-none-help = Здесь стоит то, что подано. Черновики видят только заявители.
calls-lead-name = Руководитель
calls-judged = Экспертизы
calls-judged-n = { $n } из { $asked }
calls-chosen = Выбрать
calls-choose-n = Выбрать заявку { $n }
calls-bulk = С выбранными
calls-bulk-how = Что сделать
calls-bulk-review = Отправить на экспертизу
calls-bulk-return = Вернуть на доработку
calls-bulk-assign = Пригласить эксперта
calls-return-why = Что нужно исправить
calls-bulk-why-help = Для возврата и решения: заявители это прочитают.
calls-assessor-email = Адрес электронной почты эксперта
calls-bulk-email-help = Для приглашения эксперта: у человека должна быть учётная запись. Оставьте пустым, чтобы выбрать людей по имени.
calls-bulk-preview = Показать, что получится
calls-preview-then = Что будет
calls-preview-done = будет сделано
calls-preview-n = Можно сделать с { $n } из { $all }.
calls-preview-do = { $n ->
    [one] Сделать с { $n } заявкой
   *[other] Сделать с { $n } заявками
}
calls-obstacle-state = не позволяет состояние
calls-obstacle-asked = этого человека уже спрашивали
calls-obstacle-conflict = этот человек в команде или у него конфликт интересов
calls-office-title = Ваша работа
calls-conflict-help = Если у вас конфликт интересов с этой заявкой, скажите об этом. Она навсегда исчезнет для вас из всех списков.
calls-conflict-declare = У меня конфликт интересов
calls-conflict-declared = Принято. Этой заявки для вас больше нет.
calls-decide = Решить
calls-decide-help = До объявления команда о решении не узнает. До тех пор решение можно изменить.
calls-decide-appeal-help = Решение по апелляции объявляется сразу и окончательно.
calls-decide-why = Обоснование для заявителей
calls-place = Место в листе ожидания
calls-place-help = Для листа ожидания: сначала наименьшее число.
calls-recommended = Рекомендации
calls-committed = Обещано
calls-left = Осталось
calls-pack-none = Решать нечего
calls-pack-none-help = Заявки появляются здесь, когда отправлены на экспертизу.
calls-announce-title = Объявление
calls-announce-what = Решено и не объявлено: поддержано — { $yes }, в листе ожидания — { $later }, отклонено — { $no }.
calls-announce-help = Все заявители узнают об этом одновременно. Тогда же гранты обещаются в книгах.
calls-announce = Объявить
calls-announced = Объявлено.
calls-fault-stale = Кто-то изменил это одновременно с вами. Посмотрите ещё раз; ваше не записано.
calls-fault-closed = Изменения и заявки сейчас не принимаются.
calls-fault-own = Никто не рассматривает заявку своей команды.
calls-fault-unsigned = Сначала все приглашённые должны подписать или отказаться.
calls-fault-step = Состояние этого уже не позволяет.
calls-fault-unfinished = Есть заявки без решения.
calls-fault-short = У конкурса столько не осталось.
calls-fault-left = У конкурса осталось { $left }.
calls-fault-taken = Конкурс с таким именем уже есть.
calls-fault-approval = Сначала эту выплату в книгах должен одобрить член совета.
calls-wrong-reason = Напишите обоснование, не слишком длинное.
calls-wrong-email = Учётной записи с таким адресом нет.
calls-wrong-member = Этот человек уже в команде или оценивает заявку.
calls-wrong-score = Балл больше наибольшего для критерия.
calls-wrong-assessment = Оцените все критерии, дайте рекомендацию и обоснование.
calls-wrong-award = Грант больше нуля и не больше запрошенного.
calls-wrong-appeal = Апелляцию принимают или отклоняют.
calls-wrong-outcome = Выберите решение.
calls-fault-lead = Это делает только руководитель команды.
