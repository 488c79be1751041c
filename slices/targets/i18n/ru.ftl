# Гены человека как молекулярные мишени: публикации о каждом, рост, что может последовать и какие, вероятно, вырастут.
targets-title = Мишени
targets-lead = Гены человека как молекулярные мишени: сколько о каждом публикуют, как это росло и что может последовать. Искать можно по символу, прежнему символу, номеру Entrez или Ensembl или словам из названия. Рост упорядочен по нижней границе интервала.
targets-unbuilt = Мишеней пока нет
targets-unbuilt-help = Они строятся из связей между статьями и генами человека (gene2pubmed от NCBI или org.Hs.eg.db от Bioconductor) и загруженных записей, по которым узнаются годы статей. Аналитик запускает построение здесь с файлом из папки входящих или командой «bellwether targets build FILE».
targets-build = Построить мишени
targets-build-help = Построение для всех генов человека занимает меньше минуты; то, что показано сейчас, остаётся до полной готовности новых мишеней.
targets-build-kept = Связи последнего построения с сегодняшними записями
targets-build-papers = Связи между статьями и генами
targets-build-names = Названия генов
targets-build-no-names = Нет; они есть в файле связей или неизвестны
targets-build-no-files = В папке входящих нет файла для построения. Положите туда gene2pubmed.gz от NCBI или org.Hs.eg.sqlite от Bioconductor.
targets-build-nothing = связей прежнего построения нет; выберите файл из папки входящих
targets-none = Такой мишени нет
targets-none-help = Проверьте написание или снимите условия на число статей и годы.
targets-found = { $n ->
    [one] { $n } мишень
    [few] { $n } мишени
   *[many] { $n } мишеней
}
targets-words = Ген
targets-least = Статьи
targets-least-n = { $n ->
    [0] любое число
   *[other] не меньше { $n }
}
targets-least-last = Статьи за последний год
targets-burst = Всплески
targets-burst-any = с ними или без них
targets-burst-ever = со всплеском
targets-burst-now = всплеск сейчас
targets-sort = Порядок
targets-sort-papers = Больше статей, лучшее совпадение вперёд
targets-sort-last = Больше статей за последний год
targets-sort-growth = Самый надёжный рост
targets-sort-expected = Больше ожидаемых статей
targets-sort-score = Вероятнее вырастут
targets-sort-symbol = По символу
targets-search = Показать
targets-symbol = Мишень
targets-name = Название
targets-entrez = Ген Entrez
targets-aliases = Другие символы
targets-ensembl = Ensembl
targets-location = Расположение
targets-kind = Вид гена
targets-papers = Статьи
targets-papers-in = За { $year }
targets-last-year = Статьи за последний год
targets-trend = Ход
targets-trend-words = Статей в год с { $first } ({ $from }) по { $last } ({ $to })
targets-expected = Ожидается статей
targets-expected-in = Ожидается в { $year }
targets-score = Оценка
targets-score-rank = { $score }, место { $rank } из { $of }
targets-rank = Место
targets-why = Что говорят числа
targets-source = Источник
targets-percent = { $n } %
targets-percent-a-year = { $n } % в год
targets-over-time = Во времени
targets-no-papers = Ни одна статья источника не говорит об этом гене.
targets-no-series = С { $first } по { $last } не учтено ни одной статьи об этом гене: его статьи старше, новее известного или говорят о слишком многих генах.
targets-chart-growth = Его доля во всех статьях о генах человека за последние десять лет менялась на { $growth }
targets-chart-papers = { $n ->
    [one] { $n } статья
    [few] { $n } статьи
   *[many] { $n } статей
}
targets-chart-measure = Статьи, которые говорят о гене, по годам
targets-chart-source = { $kind }; годы по номерам PubMed
targets-chart-source-dated = { $kind } от { $date }; годы по номерам PubMed
targets-outlook-how = Прогнозируется доля гена во всех статьях о генах человека регрессией, обученной на всех генах; число всех статей считается таким же, как в последнем году; интервалы так широки, как ошибки той же регрессии, когда она знала лишь более ранние годы.
targets-outlook-none = Прогноза нет: за последние десять лет меньше десяти статей, или для обучения мало генов либо лет.
targets-exactness = Из статей гена, которых { $papers }, здесь учтено { $counted }; { $exact ->
    [0] ни у одной год не взят из записи
    [one] у { $exact } год взят из записи
   *[other] у { $exact } год взят из записей
} в хранилище, у остальных он оценён по номерам PubMed.
targets-indicators = Показатели
targets-indicator = Показатель
targets-value = Значение (интервал 95 %)
targets-how-computed = Как вычислено
targets-no-indicators = Ни одна статья не учтена, поэтому показателей нет.
targets-intervals = Интервалы учитывают случайность того, что написаны именно эти статьи, но не пробелы источника.
targets-indicator-growth = Рост
targets-indicator-share = Доля
targets-indicator-novelty = Новизна
targets-indicator-burst = Всплеск
targets-because-growth = Годовое изменение доли гена во всех статьях о генах человека, по регрессии Пуассона; статей с { $b } по { $c }: { $a }.
targets-because-share = О гене говорит { $a } из { $b } статей о генах человека за { $c } год.
targets-because-novelty = { $a } из { $b } учтённых статей приходится на последние годы ({ $c }).
targets-because-burst = С { $a } по { $b } его доля лучше объяснялась удвоенной обычной долей (Клейнберг, 2002); значение — насколько лучше, в логарифмах правдоподобия.
targets-because-burst-year = В { $a } его доля лучше объяснялась удвоенной обычной долей (Клейнберг, 2002); значение — насколько лучше, в логарифмах правдоподобия.
targets-because-score = Вероятность того, что доля гена во всех статьях будет расти не меньше чем на { $growth } в год в ближайшие годы ({ $years }), по логистической регрессии на 16 показателях ряда, подобранной на всех прежних годах.
targets-burst-years = Годы всплесков
targets-records = Записи в хранилище
targets-records-n = В хранилище { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[many] { $n } записей
} о статьях гена (всего статей: { $papers }), новые сначала.
targets-records-none = Записей о его статьях в хранилище нет или не было, когда строились мишени.
targets-topics = Темы, в которых о нём говорят
targets-topic = Тема
targets-topic-records = Записи о гене
targets-topic-size = Все записи
targets-topics-none = Ни одна из его записей не лежит в теме ландшафта.
targets-related = Гены, о которых говорят вместе с ним
targets-shared = Общие статьи
targets-times = Во сколько раз больше случайного
targets-related-how = Учтены только статьи, которые не говорят об очень многих генах; вперёд поставлены гены, которые сильнее всего противоречат случайности.
targets-related-none = Ни у одного другого гена нет хотя бы двух общих с ним статей.
targets-how = Как это сделано
targets-made-source = Связи между статьями и генами взяты из { $kind }: связей { $links }, генов человека { $genes }.
targets-made-source-dated = Связи между статьями и генами взяты из { $kind }, данные от { $date }: связей { $links }, генов человека { $genes }.
targets-made-counts = Учтено статей с { $first } по { $last }: { $papers }. Последний год — самый поздний из тех, статьи которых известны все. Не учтено связей: { $left } — их статьи старше, новее известного или говорят более чем о { $most } генах.
targets-made-years = У { $share } статей год взят из записи в хранилище. У остальных он оценён по диапазонам номеров PubMed, которым научили записи и напечатанные в них ссылки: из отложенных статей ({ $judged }) у { $right } год верен, у { $near } ошибка не больше года.
targets-made-years-unjudged = У { $share } статей год взят из записи в хранилище. У остальных он оценён по диапазонам номеров PubMed; известно слишком мало лет, чтобы сказать, насколько хорошо.
targets-made-repeated = Построено по поколению { $generation } хранилища с начальным числом { $seed } из файла с SHA-256 { $sha }; тот же файл, те же записи и настройки дают те же числа.
targets-emerging-title = Растущие мишени
targets-emerging-lead = Гены человека, доля которых в статьях, вероятно, вырастет, и насколько хороши были такие оценки в прежние годы.
targets-emerging-found = { $n ->
    [one] Оценка есть у { $n } мишени
   *[other] Оценка есть у { $n } мишеней
}
targets-emerging-none = Оценок нет
targets-emerging-none-help = Для оценки нужны хотя бы восемь лет рядов и мишени, из которых одни росли, а другие нет.
targets-question = Оценка — вероятность того, что доля мишени во всех статьях будет расти не меньше чем на { $growth } в год в ближайшие годы ({ $years }), для мишеней, у которых за последний год не меньше статей, чем { $least }. Она выучена только на прежних годах.
targets-unjudged = Лет или мишеней слишком мало, чтобы сказать, насколько хороши были такие оценки, поэтому доверять им стоит мало.
targets-verdict-auroc = По AUROC она была явно лучше лучшего простого правила в { $n } из { $of } лет отсечения.
targets-verdict-precision = Среди её первых пятидесяти мишеней выросло больше, чем у любого простого правила, в { $n } из { $of } лет отсечения, явно — в { $clear }: там весь интервал лежит выше лучшего из них.
targets-verdict-threat = По критическому индексу успеха она была лучше каждого простого правила в { $n } из { $of } лет отсечения, явно — в { $clear }.
targets-verdict-not = Нет — в { $years }.
targets-hindcast = Насколько хороши были такие оценки
targets-hindcast-how = В каждом году отсечения оценка подобрана на том, что было известно к нему, и проверена на следующих годах ({ $years }) рядом с простыми правилами: что росло, растёт дальше (постоянство), размер, прошлый рост, средний год публикации. Простым правилам дано направление, лучшее в те же прежние годы. Интервалы 95 % — бутстреп по мишеням.
targets-hindcast-rules = Все правила в каждом году отсечения
targets-hindcast-year = Отсечение { $year }, примеров для обучения: { $examples }
targets-cutoff = Отсечение
targets-grew = Выросли
targets-grew-of = { $n } из { $of }
targets-auroc = AUROC
targets-advantage = Выше лучшего простого
targets-not-clearly = не явно
targets-precision = Точность@50
targets-threat = Индекс успеха
targets-best-simple = лучшее простое: { $n } ({ $rule })
targets-rule = Правило
targets-rule-score = Оценка
targets-rule-persistence = постоянство
targets-rule-size = размер
targets-rule-past-growth = прошлый рост
targets-rule-mean-year = средний год
targets-weights = Что взвешивает оценка
targets-weights-how = Веса показателей, как они подобраны сейчас, стандартизованы для сравнения; выше нуля показатель повышает оценку.
targets-weight = Вес
targets-feature-size = Размер
targets-feature-size-squared = Размер в квадрате
targets-feature-level = Уровень последних четырёх лет
targets-feature-jump-against-three-years = Скачок против трёх прежних лет
targets-feature-jump-squared = Скачок в квадрате
targets-feature-change-since-last-year = Изменение за год
targets-feature-growth-over-four-years = Рост за четыре года
targets-feature-growth-over-all-years = Рост за все годы
targets-feature-novelty = Новизна
targets-feature-mean-publication-year = Средний год публикации
targets-feature-age = Возраст
targets-feature-in-a-burst = Во всплеске
targets-feature-weight-of-the-latest-burst = Вес последнего всплеска
targets-feature-unsteadiness = Неровность
targets-feature-below-its-peak = Отставание от пика
targets-feature-zero-years = Недавние годы без статей
targets-reason-size = размер
targets-reason-jump = скачок последнего года
targets-reason-growth = прошлый рост
targets-reason-youth = молодость
targets-reason-burst = всплески
targets-reason-steadiness = ровность
targets-says-papers = Статей за { $year }: { $last }, за { $then }: { $before }.
targets-says-papers-alone = Статей за { $year }: { $last }.
targets-says-grew = Доля во всех статьях росла на { $growth } % в год с { $from } по { $to } (95 %: от { $low } до { $high }).
targets-says-shrank = Доля во всех статьях падала на { $growth } % в год с { $from } по { $to } (95 %: от { $low } до { $high }).
targets-says-bursts = Всплеск продолжается с { $from }.
targets-says-burst = Последний всплеск: { $from }–{ $to }.
targets-says-score = Оценка { $score }.
targets-says-score-raised = Оценку { $score } повышают: { $raised }.
targets-says-score-lowered = Оценку { $score } снижают: { $lowered }.
targets-says-score-both = Оценку { $score } повышают: { $raised }; снижают: { $lowered }.
targets-says-expected = В { $year } ожидается статей: { $middle } (80 %: от { $low } до { $high }).
job-kind-targets-build = Построение мишеней
