cluster-portal = Портал
cluster-clusters = Кластеры
cluster-switch = Выбрать кластер
cluster-none = Кластеров пока нет
cluster-none-help = Кластер загружается из файла с его описанием: «bellwether cluster load ФАЙЛ», а два демонстрационных — «bellwether cluster load --demo».
cluster-about = О кластере
cluster-at-a-glance = Коротко
cluster-members = Участники
cluster-members-all = Список всех участников
cluster-members-shown = { $n ->
    [one] { $n } участник
    [few] { $n } участника
   *[other] { $n } участников
}
cluster-members-none = Здесь никого нет
cluster-gap = Таких участников пока нет: это пробел, который кластер может заполнить.
cluster-commissions = Комиссии
cluster-competences = Ключевые компетенции
cluster-competences-lead = Участники кластера создадут такую медицинскую продукцию:
cluster-decisions = Решения
cluster-decided = Принято
cluster-effective = Вступило в силу
cluster-took = От решения до исполнения
cluster-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[other] { $n } дней
}
cluster-offers = Конкурсы и оборудование
cluster-offers-unavailable = Конкурсы и оборудование сейчас показать нельзя.
cluster-open-calls = Открытые конкурсы
cluster-open-calls-none = Сейчас открытых конкурсов нет.
cluster-call-closes = Приём заявок до
cluster-calls-all = Все конкурсы
cluster-facilities = Оборудование коллективного пользования
cluster-facilities-all = { $n ->
    [one] { $n } объект
    [few] Все { $n } объекта
   *[other] Все { $n } объектов
}
cluster-latest = Новейшие данные
cluster-latest-none = Записей об этом пока нет.
cluster-latest-unavailable = Новейшие данные сейчас показать нельзя.
cluster-latest-all = { $n ->
    [one] { $n } запись
    [few] Все { $n } записи
   *[other] Все { $n } записей
}
cluster-source = Источник
cluster-translated-from-en = Оригинал на английском языке; этот текст — перевод.
cluster-translated-from-ru = Оригинал на русском языке; этот текст — перевод.
cluster-facts = Сведения
cluster-part-of = Входит в
cluster-other-names = Другие названия
cluster-founders = Учредители
cluster-parts = Области внутри
cluster-stated = Заявленные числа
cluster-name = Название
cluster-role = Роль
cluster-any-role = Любая роль
cluster-filter = Отобрать
cluster-count-companies = Компании
cluster-count-projects = Проекты
cluster-count-centres = Центры
cluster-counted-company = Компании
cluster-counted-project = Проекты
cluster-counted-centre = Центры
cluster-statement-objective = Задачи
cluster-statement-service = Услуги участникам
cluster-statement-goal = Цели
cluster-statement-expectation = Чего ожидают
cluster-statement-driver = Движущие силы
cluster-statement-cooperation = Сотрудничество
cluster-day-wrong = Напишите дату так: 2017-02-22.
cluster-as-of = На дату
cluster-as-of-day = На { $day }
cluster-record = Запись в реестре
cluster-record-of = Кто есть кто
