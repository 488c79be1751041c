# Печатный отчёт о ландшафте.
foresight-report-title = Отчёт о форсайте
foresight-report-subject = Из чего состоит область, что в ней растёт и что может последовать
foresight-report-contents = Содержание
foresight-report-of-all = Все загруженные записи
foresight-report-of-query = Записи по запросу «{ $query }»
foresight-report-of-topics = Темы: { $topics }
foresight-report-of-more = Темы: { $topics } и ещё { $more }
foresight-report-edition = { $edition }, по поколению данных { $generation }
foresight-report-fact-records = Записей
foresight-report-fact-years = Годы публикации
foresight-report-fact-built = Ландшафт построен
foresight-report-fact-edition = Ландшафт
foresight-report-brief = Коротко
foresight-report-brief-lead = Что выделяется среди тем этого отчёта. В скобках — интервалы 95 %.
foresight-report-tile-records = записей в темах этого отчёта
foresight-report-tile-topics = тем описано
foresight-report-tile-finest = самых мелких тем внутри них
foresight-report-tile-growing = из них уверенно наращивают долю
foresight-report-finding-largest = самая большая тема, записей: { $value }.
foresight-report-finding-growth = самый уверенный рост: доля среди всех записей меняется на { $value }.
foresight-report-finding-novelty = самая новая: { $value } её записей относятся к последним годам.
foresight-report-finding-distance = ближе всех к пациенту: лишь { $value } её записей — не испытания, не рекомендации и не клинические публикации.
foresight-report-made-of = Из чего состоит область
foresight-report-made-of-lead = Записи об одном и том же, ссылающиеся друг на друга, образуют темы. На карте они лежат рядом; расстояние между далёкими группами мало что значит.
foresight-report-map-title = Карта области: каждая точка — запись, каждый цвет — крупная тема
foresight-report-map-caption = Все записи ({ $records }), поколение данных { $generation }. Названия стоят в середине тем; те, что закрыли бы другие, опущены.
foresight-report-map-sampled = Равномерная выборка: { $shown } из { $records } записей, поколение данных { $generation }. Названия стоят в середине тем; те, что закрыли бы другие, опущены.
foresight-report-map-alt = Карта записей по сходству. Самые большие темы: { $topics }.
foresight-report-topics-caption = Темы, сначала самые большие; доли — от всех записей ландшафта
foresight-report-rows-left = { $n ->
    [one] { $n } меньшая тема здесь опущена; в списке тем есть все.
    [few] { $n } меньшие темы здесь опущены; в списке тем есть все.
   *[other] { $n } меньших тем здесь опущено; в списке тем есть все.
}
foresight-report-growth = Что растёт
foresight-report-growth-lead = Рост — это годовое изменение доли темы среди всех записей с { $first } по { $last } год: рост всего корпуса не делает тему растущей.
foresight-report-growth-none = О росте сказать нельзя: для него нужно несколько лет подряд с достаточным числом записей.
foresight-report-growth-title = Уверенно наращивают долю { $up } из { $all } тем, уверенно теряют — { $down }
foresight-report-growth-alt = Полосы годового изменения с интервалами, сначала самый уверенный рост.
foresight-report-growth-caption = Годовое изменение доли среди всех записей в процентах, с интервалами 95 %; зелёные — весь интервал выше нуля, оранжевые — весь ниже. Порядок — по нижнему концу интервала.
foresight-report-growth-rest = Остальные темы в том же порядке
foresight-report-outlook = Что может последовать
foresight-report-outlook-caption = Ожидаемое число записей в последний прогнозный год, с интервалами
foresight-report-year = Год
foresight-report-expected = Ожидается
foresight-report-wide80 = 80 %
foresight-report-wide95 = 95 %
foresight-report-series-alt = Записи по годам: { $from } в { $first } году, { $to } в { $last } году.
foresight-report-emerging = Что начинает расти
foresight-report-emerging-lead = Самые мелкие темы, в которых не меньше { $least } записей, доля которых уверенно растёт (весь интервал выше нуля) и которые новее половины всех тем. Сначала самый уверенный рост.
foresight-report-emerging-none = Ни одна тема этому не отвечает; в корпусе, где мало лет подряд, это говорит больше о корпусе, чем об области.
foresight-report-emerging-caption = Новые растущие темы: { $shown } из { $found }; рассмотрено тем: { $of }
foresight-report-patient-lead = Стадии определены по виду записи, фазе испытания, типу публикации и рубрикам; доли — от записей, по которым это можно сказать.
foresight-report-stages-caption = Записи по стадиям, от лаборатории до практики
foresight-report-stage-0 = Лаборатория
foresight-report-stage-1 = Изучение людей
foresight-report-stage-2 = Клиника, I–II фазы
foresight-report-stage-3 = Позднее испытание
foresight-report-stage-4 = Практика
foresight-report-triangle-title = Между людьми, животными и клетками
foresight-report-triangle-caption = Каждая точка — тема: место показывает доли рубрик её записей, размер — число записей. По Веберу (2013).
foresight-report-triangle-none = У записей этих тем нет рубрик, которые лежат между людьми, животными и клетками.
foresight-report-sheets = Тема за темой
foresight-report-sheets-largest = Самые большие темы: { $n } из { $all }. В отчёте о выбранных темах есть лист на каждую.
foresight-report-sheet-records = { $n ->
    [one] { $n } запись.
    [few] { $n } записи.
   *[other] { $n } записей.
}
foresight-report-method = Метод
foresight-report-method-terms = Названия, аннотации, ключевые слова и рубрики превращаются в слова и словосочетания с весами по их различающей силе (BM25) и помещаются в пространство малой размерности (усечённое сингулярное разложение).
foresight-report-method-near = Каждая запись связана с ближайшими записями и с теми, на которые она ссылается.
foresight-report-method-topics = Группы связанных записей находятся на трёх уровнях (алгоритм Лейдена; Traag, Waltman, van Eck 2019).
foresight-report-method-labels = Названия тем — словосочетания и рубрики, которые лучше всего отличают тему от соседних.
foresight-report-method-map = Места на карте даёт t-SNE: соседи остаются соседями, прочие расстояния не сохраняются.
foresight-report-method-growth = Рост — пуассоновская регрессия числа записей темы на год, где целое — все записи; интервал допускает больший разброс, чем у Пуассона.
foresight-report-method-intervals = Интервалы прогнозов получены из ошибок таких же прогнозов в прошлые годы по всем темам; интервалы прочих показателей — из теории или из 200 повторных выборок записей.
foresight-report-method-stages = Стадии и треугольник используют типы публикаций и рубрики (MeSH) по их номерам.
foresight-report-data = Данные
foresight-report-data-years = Записи относятся к { $first }–{ $last } годам; рост и прогнозы — к { $from }–{ $to }, последним годам подряд с достаточным числом записей.
foresight-report-again = Те же данные и команда «{ $command }» дают тот же ландшафт байт в байт; этот отчёт — о ландшафте { $edition }.
foresight-report-limits = Ограничения
foresight-report-limit-corpus = Отчёт говорит о загруженных записях, а не о мире: того, что не загружено или не опубликовано в учтённых изданиях, здесь нет.
foresight-report-limit-years = Последние годы неполны, пока записи ещё индексируются; падение в последний год может быть из-за этого.
foresight-report-limit-labels = Названия получены подсчётом, а не пониманием; прежде чем решать, прочтите ключевые записи.
foresight-report-limit-stages = Запись без типа публикации и рубрик не имеет стадии; доли — от имеющих её.
foresight-report-limit-forecast = Прогнозы продолжают то, что было; о деньгах, законах и будущих открытиях они не знают.
foresight-report-print = Отчёт в PDF
foresight-report-help = Отчёт для печати: карта, темы, рост, прогнозы, расстояние до пациента, метод и ограничения.
