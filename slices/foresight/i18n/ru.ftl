# Ландшафт области, её темы, их рост и прогноз.
foresight-menu-map = Карта
foresight-map-title = Карта области
foresight-map-lead = Записей: { $records }, тем: { $topics }. Записи об одном и том же лежат рядом
foresight-map-source = Загруженные публикации, поколение { $generation }
foresight-map-keys = Двигайте карту мышью или стрелками, масштаб — колесом или клавишами + и −, 0 — вся карта, Enter — запись в центре.
foresight-map-loading = Карта загружается
foresight-map-failed = Карту здесь показать нельзя; те же темы есть в таблице ниже.
foresight-map-marked = записей отмечено
foresight-map-refused = Такой запрос не читается; как пишутся запросы, сказано в справке поиска.
foresight-show-records = Показать списком
foresight-legend = Что значат цвета
foresight-colour = Цвет
foresight-colour-topic = тема
foresight-colour-year = год
foresight-colour-stage = близость к пациенту
foresight-colour-kind = вид записи
foresight-find = Отметить найденное поиском
foresight-mark = Отметить
foresight-years = Годы
foresight-year-first = Первый показанный год
foresight-year-last = Последний показанный год
foresight-act-in = Ближе
foresight-act-out = Дальше
foresight-act-home = Вся карта
foresight-act-lasso = Обвести записи линией
foresight-act-clear = Снять отметки
foresight-act-png = Сохранить PNG
foresight-act-svg = Сохранить SVG
foresight-kind-publication = Публикация
foresight-kind-trial = Исследование
foresight-kind-grant = Грант
foresight-kind-patent = Патент
foresight-kind-guideline = Рекомендации
foresight-stage = Стадия
foresight-stage-0 = Лаборатория: животные и клетки
foresight-stage-1 = Исследования с участием людей
foresight-stage-2 = Клинические работы и ранние испытания
foresight-stage-3 = Контролируемые и поздние испытания
foresight-stage-4 = Практика: рекомендации
foresight-stage-unknown = { $n ->
    [one] О стадии не говорит { $n } запись
    [few] О стадии не говорят { $n } записи
   *[other] О стадии не говорят { $n } записей
}. Стадия определяется по виду записи, фазе испытания, типу публикации и рубрикам «Humans» и «Animals».
foresight-topic = Тема
foresight-topics-title = Темы
foresight-topics-lead = Из чего состоит область: группы записей, которые говорят об одном и цитируют друг друга. Рост упорядочен по нижней границе интервала.
foresight-all-topics = Все темы и их рост
foresight-records = Записи
foresight-share = Доля
foresight-terms = Характерные слова
foresight-headings = Предметные рубрики
foresight-parent = Часть темы
foresight-how = Как это получено
foresight-how-made = Построено по поколению { $generation } загруженных публикаций: начальное число { $seed }, измерений { $dimensions }, соседей { $neighbours }; те же настройки и записи дают тот же ландшафт. { $left ->
    [one] { $left } запись говорит слишком мало, чтобы иметь место.
    [few] { $left } записи говорят слишком мало, чтобы иметь место.
   *[other] { $left } записей говорят слишком мало, чтобы иметь место.
}
foresight-how-made-of = Построено по записям запроса «{ $query }» поколения { $generation }: начальное число { $seed }, измерений { $dimensions }, соседей { $neighbours }; те же настройки и записи дают тот же ландшафт. { $left ->
    [one] { $left } запись говорит слишком мало, чтобы иметь место.
    [few] { $left } записи говорят слишком мало, чтобы иметь место.
   *[other] { $left } записей говорят слишком мало, чтобы иметь место.
}
foresight-unbuilt = Ландшафта пока нет
foresight-unbuilt-help = Он строится по загруженным публикациям — хотя бы по нескольким записям с заглавиями или аннотациями; аналитик запускает это здесь или командой «bellwether landscape build».
foresight-build = Построить ландшафт
foresight-build-help = Пятьдесят тысяч записей занимают около минуты; то, что показано сейчас, остаётся, пока новый ландшафт не готов целиком.
foresight-percent = { $n } %
foresight-percent-a-year = { $n } % в год
foresight-points-a-year = { $n } п. п. в год
foresight-found = { $n ->
    [one] { $n } тема
    [few] { $n } темы
   *[other] { $n } тем
}
foresight-none = Такой темы нет
foresight-none-help = Укажите меньше слов или другой уровень.
foresight-topic-words = Слова
foresight-level = Уровень, 1 — самый крупный
foresight-level-n = { $n } из { $of }
foresight-sort = Порядок
foresight-sort-size = Сначала самые крупные
foresight-sort-growth = Сначала самый надёжный рост
foresight-sort-name = По названию
foresight-search = Показать
foresight-records-title = Записи карты
foresight-records-inside = Записи внутри линии
foresight-records-found = { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[other] { $n } записей
}
foresight-records-none = Здесь нет записей
foresight-records-none-help = Обведите на карте больше.
foresight-over-time = По годам
foresight-chart-growth = Её доля среди всех записей менялась на { $growth }
foresight-chart-records = Записей: { $n }
foresight-chart-measure = Записи по годам публикации
foresight-outlook-how = Прогноз получен методом «{ $method }» для числа записей как части всех записей; ширина интервалов взята из ошибок таких же прогнозов за прошлые годы.
foresight-outlook-short = Прогноза нет: без перерыва есть только годы с { $first } по { $last } ({ $years }), а для прогноза нужно { $needed }.
foresight-outlook-unsure = Прогноза нет: слишком мало тем с прошлым, по которому можно узнать ошибки прогнозов.
foresight-outlook-no-years = Прогноза нет: у записей нет годов.
foresight-indicators = Показатели
foresight-indicator = Показатель
foresight-value = Значение (интервал 95 %)
foresight-how-computed = Как это вычислено
foresight-no-indicators = Для показателей слишком мало записей.
foresight-intervals = Интервалы учитывают случайность, с которой найдены именно эти записи, но не пробелы в загруженных публикациях. Для связности, разброса и приближения записи выбраны повторно 200 раз.
foresight-indicator-growth = Рост
foresight-indicator-novelty = Новизна
foresight-indicator-burst = Всплеск
foresight-indicator-coherence = Связность
foresight-indicator-spread = Разброс
foresight-indicator-distance = Удалённость от пациента
foresight-indicator-drift = Приближение к пациенту
foresight-because-growth = Изменение доли темы среди всех записей за год; пуассоновская регрессия, лет: { $a }, с { $c } по { $d }, записей темы: { $b }.
foresight-because-novelty = За последние годы ({ $c }) вышло { $a } из { $b } её записей.
foresight-because-burst = С { $a } по { $b } её долю лучше объясняет удвоенная обычная доля (Клейнберг, 2002); значение — насколько лучше, в логарифмах правдоподобия.
foresight-because-coherence = Среднее сходство всех пар среди её записей ({ $a }): от 0 — не связаны, до 1 — одинаковы.
foresight-because-spread = Насколько равномерно записи ({ $b }) лежат в её подтемах ({ $a }): 0 — все в одной, 1 — поровну.
foresight-because-distance = { $a } из { $b } записей с годом — не испытания, не рекомендации и не клинические типы публикаций.
foresight-because-drift = Изменение этой доли за год с { $a } по { $b }, записей: { $c }; ниже нуля — тема приближается к пациенту.
foresight-patient = Близость к пациенту
foresight-triangle-words = Между людьми ({ $human }), животными ({ $animal }) и клетками с молекулами ({ $cell }) — по предметным рубрикам записей
foresight-triangle-none = У её записей нет рубрик, которые лежат между людьми, животными и клетками.
foresight-triangle-no-headings = Где она лежит между людьми, животными и клетками, неизвестно: предметные рубрики (MeSH) не были загружены, когда строился ландшафт.
foresight-corner-human = Люди
foresight-corner-animal = Животные
foresight-corner-cell = Клетки
foresight-key-works = Ключевые записи
foresight-key-works-how = Ближайшие к середине темы, сначала самые типичные.
foresight-inside = Темы внутри
foresight-more = { $n ->
    [one] Ещё { $n } тема есть в списке тем.
    [few] Ещё { $n } темы есть в списке тем.
   *[other] Ещё { $n } тем есть в списке тем.
}
foresight-related = Близкие темы
foresight-nearness = Близость, от 0 до 1
job-kind-foresight-build = Построение ландшафта
