# Прогнозы рядов, которые приносят люди, и проверка на прошлом.
foresight-forecast-title = Прогноз ряда
foresight-forecast-lead = Принесите ряд по годам, кварталам или месяцам и посмотрите, что может последовать, с интервалами
foresight-forecast-bring = Ваш ряд
foresight-forecast-series = Таблица: имя, период, значение
foresight-forecast-series-help = В виде CSV, строка на каждое значение: периоды вида 2021, 2021-Q3 или 2021-07; там, где наблюдения нет, оставьте значение пустым. В одной таблице может быть несколько рядов.
foresight-forecast-file = Или файл того же вида
foresight-forecast-steps = Шагов вперёд
foresight-forecast-steps-help = От { $least } до { $most } лет, кварталов или месяцев
foresight-forecast-steps-wrong = не целое число
foresight-forecast-submit = Построить прогноз
foresight-forecast-more = { $n ->
    [one] Ещё { $n } ряд здесь не нарисован; API даёт все.
    [few] Ещё { $n } ряда здесь не нарисованы; API даёт все.
   *[other] Ещё { $n } рядов здесь не нарисовано; API даёт все.
}
foresight-forecast-counts = Принят за количества: целые числа не ниже нуля
foresight-forecast-rates = Принят за величины, которые не бывают ниже нуля
foresight-forecast-levels = Принят за величины, которые могут быть ниже нуля
foresight-forecast-source = Ваша таблица
foresight-forecast-none = Прогноза нет:
foresight-forecast-how = Метод: «{ $method }».
foresight-forecast-learnt = Интервал { $level } % широк настолько, насколько ошибались прежние прогнозы этих рядов; ошибок: { $n }.
foresight-forecast-model = Интервал { $level } % — по оценке самой модели, потому что прежних прогнозов слишком мало; обычно он слишком узок.
foresight-forecast-hindcast = Насколько можно было предсказать рост тем
foresight-hindcast-title = Проверка на прошлом
foresight-hindcast-lead = Насколько рост тем этого ландшафта можно было предсказать по предшествующим годам
foresight-hindcast-question = Вопрос о темах уровня { $level } (тем: { $topics }): растёт ли доля среди всех записей не меньше чем на { $growth } в год? Срок, лет: { $ahead }.
foresight-hindcast-no-years = Проверки нет: у записей нет годов.
foresight-hindcast-short = Проверки нет: без перерыва есть только годы с { $first } по { $last } ({ $years }), а для проверки нужно { $needed }.
foresight-hindcast-unjudged = Проверки нет: с { $first } по { $last } (лет: { $years }, нужно { $needed }) ни у одного года не было тем с обоими исходами до и после него.
foresight-hindcast-skipped = Годы, по которым судить нельзя
foresight-hindcast-how = Регрессия по 16 показателям годовых рядов строится по годам, исход которых был известен, и проверяется на следующих годах рядом с простыми правилами по тем же годам. Интервалы 95 % — из 200 повторных выборок тем.
foresight-hindcast-cutoff = Известно по { $year } год
foresight-hindcast-numbers = Выросло тем: { $grew } из { $topics }; примеров для обучения: { $examples }.
foresight-hindcast-rule = Правило
foresight-hindcast-precision = Точность первых 50
foresight-hindcast-threat = Оценка угрозы, %
foresight-hindcast-advantage = AUROC сочетания выше лучшего простого правила на:
foresight-rule-combination = Сочетание показателей
foresight-rule-persistence = Что росло, растёт и дальше
foresight-rule-size = Размер
foresight-rule-past-growth = Прежний рост
foresight-rule-mean-year = Средний год публикации
