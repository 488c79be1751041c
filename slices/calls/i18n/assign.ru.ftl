calls-assign-title = Пригласить экспертов
calls-assign-none = Заявки не выбраны
calls-assign-none-help = Выберите заявки в списке, затем пригласите для них экспертов.
calls-assign-search = Найти людей по имени
calls-assign-search-help = Тех, кто работает для кластера, и экспертов. Других можно пригласить по адресу на странице заявки.
calls-assign-found = Найдены
calls-assign-chosen = Выбраны
calls-assign-nobody = Никого с таким именем пригласить нельзя.
calls-assign-each = Экспертов на каждую заявку
calls-assign-each-help = Вместе с теми, кого пригласили раньше.
calls-assign-show = Показать план
calls-assign-load = { $n ->
    [one] { $n } экспертиза в работе
    [few] { $n } экспертизы в работе
   *[other] { $n } экспертиз в работе
}
calls-assign-conflicts = { $n ->
    [one] конфликт интересов с { $n } из этих заявок
   *[other] конфликты интересов с { $n } из этих заявок
}
calls-assign-plan = План
calls-assign-before = Приглашено раньше
calls-assign-new = Пригласить
calls-assign-barred = Нельзя пригласить
calls-assign-missing = { $n ->
    [one] не хватает { $n }
   *[other] не хватает { $n }
}
calls-assign-n = { $n ->
    [one] { $n } приглашение
    [few] { $n } приглашения
   *[other] { $n } приглашений
}
calls-assign-do = { $n ->
    [one] Отправить { $n } приглашение
    [few] Отправить { $n } приглашения
   *[other] Отправить { $n } приглашений
}
calls-wrong-assessors = Выберите людей, которых можно пригласить.
