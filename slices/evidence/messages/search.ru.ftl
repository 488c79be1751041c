# Слова страниц поиска, записи и справки
search-title = Доказательства
search-form = Поиск по записям доказательств
search-query = Запрос
search-button = Найти
search-hint = Слова, "фразы", AND, OR, NOT, поля, например title: или mesh:
search-help-link = Как искать
search-no-records = Записей пока нет
search-no-records-help = Записи появятся после загрузки файлов источников: выполните «bellwether evidence ingest» с файлом или папкой.
search-nothing = Ничего не найдено
search-nothing-help = Проверьте написание, уберите фильтр или используйте меньше слов.
search-did-you-mean = Возможно, вы имели в виду:
search-total = { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[other] { $n } записей
}
search-total-about = Около { $n } записей (подсчитано по выборке: 1 из { $one_in })
search-sampled = Числа ниже — оценки по выборке: 1 запись из { $n }.
search-years = Записи по годам
search-narrow = Уточнить результат
search-sort = Порядок
sort-relevance = По соответствию
sort-newest = Сначала новые
sort-oldest = Сначала старые
sort-title = По названию
notice-any-word = Все эти слова есть лишь в немногих записях, поэтому показаны записи с любым из них, лучшие сначала.
notice-related = { $n ->
    [one] Записей с этими словами мало; в конце добавлена { $n } похожая на них запись.
    [few] Записей с этими словами мало; в конце добавлены { $n } похожие на них записи.
   *[other] Записей с этими словами мало; в конце добавлено { $n } похожих на них записей.
}
notice-all-words-link = Только записи со всеми словами
notice-ignored = Слишком частые слова, по ним поиск не ведётся: { $words }
notice-unknown-heading = Нет предметной рубрики «{ $name }». { $similar }
notice-exploded = { $n ->
    [0] Поиск по рубрике «{ $heading }».
    [one] Поиск по рубрике «{ $heading }» и { $n } более узкой.
   *[other] Поиск по рубрике «{ $heading }» и { $n } более узким.
}
notice-no-vocabulary = Предметные рубрики не загружены («bellwether vocab pull mesh»), поэтому рубрики ищутся только по точным названиям.
notice-too-deep = Листать можно только первые { $n } записей. Уточните запрос или выгрузите весь результат.

field-any = Текст
field-title = Название
field-author = Автор
field-affiliation = Организация
field-mesh = Предметная рубрика
field-journal = Журнал или реестр
field-year = Год
field-date = Дата
field-kind = Вид
field-type = Тип публикации
field-language = Язык
field-country = Страна
field-source = Источник
field-keyword = Ключевое слово или вещество
field-grant = Грант
field-is = Свойство
field-id = Идентификатор
kind-publication = Публикация
kind-trial = Исследование
kind-grant = Грант
kind-patent = Патент
kind-guideline = Рекомендации
is-retracted = отозвано
is-abstract = с аннотацией
is-references = со списком литературы

record-untitled = Запись без названия
record-retracted = Отозвано
record-retracted-long = Эта работа отозвана.
record-retraction-in = Эта работа отозвана. Уведомление:
record-partial-retraction-in = Часть этой работы отозвана. Уведомление:
record-concern-in = Издатель выразил сомнения в этой работе. Уведомление:
record-erratum-in = К этой работе есть исправление:
record-retraction-of = Эта запись отзывает:
record-more-authors = { $n ->
    [one] и ещё { $n }
   *[other] и ещё { $n }
}
record-affiliations = Организации авторов
record-abstract = Аннотация
record-no-abstract = В источнике нет аннотации.
record-other-abstract = Аннотация на другом языке или от другой стороны ({ $language })
record-headings = Предметные рубрики
record-major = главная тема
record-keywords = Ключевые слова
record-substances = Вещества
record-references = { $n ->
    [one] { $n } ссылка
    [few] { $n } ссылки
   *[other] { $n } ссылок
}
record-more-references = { $n ->
    [one] Ещё { $n } ссылка
    [few] Ещё { $n } ссылки
   *[other] Ещё { $n } ссылок
}
record-facts = Сведения
record-similar = Похожие записи
fact-venue = Журнал или реестр
fact-date = Дата
fact-volume = Том, номер, страницы
fact-types = Типы публикации
fact-language = Язык
fact-country = Страна
fact-status = Состояние
fact-grants = Гранты
fact-phase = Фаза
fact-enrolment = Участники
fact-sponsor = Спонсор
fact-conditions = Заболевания
fact-interventions = Вмешательства
fact-countries = Страны центров
fact-key = Запись

help-title = Как искать
help-lead = Пишите слова как есть. Всё остальное на этой странице делает поиск точнее.
help-examples = Примеры
help-query = Запрос
help-finds = Что он находит
help-words = Записи со всеми словами в любой форме; с любым из них, если все есть лишь в немногих. Лучшие сначала.
help-phrase = Слова подряд в этом порядке.
help-near = Слова, между которыми не больше пяти других.
help-boolean = AND, OR и NOT заглавными буквами, со скобками.
help-signs = Слово, которое должно быть (+), и слово, которого быть не должно (-).
help-field = Слово в одном поле.
help-mesh = Предметная рубрика по названию или синониму со всеми более узкими.
help-mesh-exact = Только сама рубрика.
help-author = Автор по фамилии и инициалам.
help-years = Промежуток лет, оба конца входят. 2019.. и ..2021 открыты с одной стороны.
help-prefix = Слова, которые так начинаются.
help-typos = Слова с одной неверной буквой; ~2 — с двумя.
help-pubmed = Метки PubMed тоже работают.
help-is = Свойство и вид записи.
help-fields = Поля
help-field-name = Поле
help-other-names = Другие имена
help-tags = Метки PubMed
help-takes = Принимает
help-takes-words = слова, фразы, начала слов
help-takes-whole = значение целиком
help-takes-range = год, дату или промежуток
help-ranking = Как упорядочены записи
help-ranking-1 = Запись стоит тем выше, чем чаще в ней встречаются слова, чем они реже в других записях и если они есть в названии. Затем первые двести записей упорядочиваются заново: поднимаются те, где слова стоят рядом, и те, у которых общие слова с первыми десятью.
help-ranking-2 = Это меняет только порядок, но не то, какие записи найдены. Если в запросе нет слов, сначала идут новые записи.
help-ranking-3 = Большие результаты подсчитываются по выборке; тогда страница сообщает её размер.

query-too-long = Запрос длиннее { $n } байт. Сократите его.
query-too-deep = Вложенность запроса больше { $n } уровней. Уберите скобки.
query-too-many = В запросе больше { $n } терминов. Используйте более широкие.
query-unclosed-quote = Эта кавычка не закрыта. Добавьте вторую.
query-unclosed-parenthesis = Эта скобка не закрыта. Добавьте «)».
query-unopened-parenthesis = Эта скобка ничего не закрывает. Уберите её или добавьте «(» раньше.
query-loose-tag = Метка в скобках стоит сразу после термина, например asthma[mh]. Чтобы искать сами скобки, возьмите слово в кавычки.
query-loose-operator = { $sign } требует термина с каждой стороны, которую соединяет. Чтобы искать само слово, пишите его строчными буквами.
query-no-value = После { $field }: нужно значение.
query-nothing-inside = Между этими знаками ничего нет. Уберите их.
query-unknown-field = Нет поля «{ $name }». Если двоеточие — часть слова, возьмите слово в кавычки.
query-unknown-field-near = Нет поля «{ $name }»; возможно, «{ $near }»? Если двоеточие — часть слова, возьмите слово в кавычки.
query-unknown-tag = Нет метки [{ $tag }]. Обычные: [ti], [au], [mh], [ta], [dp], [pt], [la], [ad].
query-wildcard = * может стоять только в конце слова из двух и более букв. Чтобы искать сам знак, возьмите слово в кавычки.
query-tolerance = После слова ~1 и ~2 — число неверных букв; после фразы от ~1 до ~50 — число слов между.
query-not-a-date = «{ $text }» — не дата и не промежуток. Пишите 2020, 2020-05, 2019..2021 или 2019..
query-backwards = Этот промежуток кончается раньше, чем начинается. Поменяйте концы местами.
query-not-a-value = { $field }: принимает { $expected }, а не «{ $found }».
query-not-for-field = В поле { $field }: так искать нельзя. Укажите само значение.
search-export-first = { $format }, первые { $n } записей
