# Эксперты и учреждения, найденные в публикациях.
experts-title = Эксперты
experts-lead = Авторы публикаций, сгруппированные в предполагаемых людей
experts-name = Имя или название
experts-name-help = Любым письмом; последнее слово можно не дописывать. Или идентификатор ORCID.
experts-works = Работы
experts-years = Годы
experts-institution = Учреждение
experts-institutions = Учреждения
experts-topic = Тема
experts-topics = Темы
experts-country = Страна
experts-country-help = Две буквы, например RU или DE
experts-countries = Страны
experts-min-works = Не меньше стольких работ
experts-search = Найти
experts-confidence = Уверенность
experts-confidence-high = уверенность { $percent } %
experts-confidence-middle = уверенность { $percent } %
experts-confidence-low = уверенность только { $percent } %
experts-single-work = Одна работа
experts-found = { $n ->
    [one] { $n } предполагаемый человек
    [few] { $n } предполагаемых человека
   *[other] { $n } предполагаемых человек
}
experts-none = Такого эксперта нет
experts-none-help = Уберите один из фильтров или напишите имя иначе.
experts-not-built = Экспертов пока нет
experts-not-built-help = Эксперты появляются после загрузки публикаций или по команде «bellwether experts build».
experts-candidates = Программа сгруппировала авторства загруженных записей по имени, ORCID, местам работы, соавторам и темам. Двое могли оказаться вместе, а один — порознь; на странице эксперта сказано, насколько группа надёжна и почему.
experts-candidate = Предполагаемый человек
experts-candidate-note = Эти работы сгруппировала программа; никто не проверял, что они принадлежат одному человеку. Уверенность — это оценка вероятности того, что две случайно взятые работы принадлежат одному и тому же человеку.
experts-why = Почему мы считаем, что это работы одного человека
experts-because-orcid = { $n ->
    [one] Этот ORCID указан в { $n } авторстве.
   *[other] Этот ORCID указан в { $n } авторствах.
}
experts-because-coauthors = { $n ->
    [one] { $n } соавтор есть в двух или более работах.
    [few] { $n } соавтора есть в двух или более работах.
   *[other] { $n } соавторов есть в двух или более работах.
}
experts-because-institutions = { $n ->
    [one] { $n } учреждение указано в двух или более работах.
    [few] { $n } учреждения указаны в двух или более работах.
   *[other] { $n } учреждений указаны в двух или более работах.
}
experts-because-email = Один и тот же адрес электронной почты напечатан в двух или более работах.
experts-because-subjects = Темы соседних по времени работ схожи в среднем на { $percent } %.
experts-because-written-out = { $n ->
    [one] Имя написано полностью в { $n } работе.
   *[other] Имя написано полностью в { $n } работах.
}
experts-because-block = { $n ->
    [one] Похожее имя встречается в { $n } авторстве: чем меньше, тем надёжнее.
   *[other] Похожее имя встречается в { $n } авторствах: чем меньше, тем надёжнее.
}
experts-over-time = Работы по годам
experts-works-by-year = Работы по году публикации, { $first }–{ $last }
experts-source = Источник: записи, загруженные в эту установку.
experts-coauthors = Соавторы
experts-other-names = Другие имена и названия
experts-list-of-works = Список работ
experts-no-registry = Учреждения прочитаны из мест работы авторов, потому что в этой установке нет копии реестра ROR: одно учреждение может стоять под несколькими названиями.

institutions-title = Учреждения
institutions-lead = Учреждения, указанные как места работы авторов
institutions-name-help = На любом языке; последнее слово можно не дописывать.
institutions-place = Место
institutions-people = Люди
institutions-all-people = Все люди этого учреждения
institutions-found = { $n ->
    [one] { $n } учреждение
    [few] { $n } учреждения
   *[other] { $n } учреждений
}
institutions-none = Такого учреждения нет
institutions-registry = Места работы сопоставлены с реестром ROR, организаций в нём: { $n }.
institutions-registered = Учреждение из реестра ROR
institutions-unregistered = Учреждение, прочитанное из мест работы
institutions-established = Основано
institutions-types = Вид
institutions-site = Сайт
institutions-collaborators = Сотрудничающие учреждения
institutions-newest = Показаны последние работы, не более { $n }.
job-kind-experts-build = Поиск экспертов и организаций
