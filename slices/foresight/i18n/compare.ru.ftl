# Две темы, кластера, учреждения или страны рядом.
foresight-compare = Сравнить
foresight-compare-title = Сравнение
foresight-compare-lead = Две темы, кластера, учреждения или страны рядом: размер, рост, близость к пациенту, предметы и то, насколько они расходятся.
foresight-compare-kinds = Что сравнивать
foresight-kind-topics = Темы
foresight-kind-clusters = Кластеры
foresight-kind-institutions = Учреждения
foresight-kind-countries = Страны
foresight-compare-a = Первое
foresight-compare-b = Второе
foresight-compare-open = выберите …
foresight-compare-narrow = Слова, сужающие выбор
foresight-compare-choose = Выберите двоих
foresight-compare-help-topics = В выборе — самые крупные темы; напишите слова, чтобы предложили темы всех уровней с ними.
foresight-compare-help-clusters = Кластеры сравниваются по записям, которые находят поисковые запросы их направлений.
foresight-compare-help-institutions = В выборе — учреждения с наибольшим числом записей; напишите слова названия, чтобы предложили другие.
foresight-compare-help-countries = В выборе — страны с наибольшим числом записей; другую напишите так, как её пишут источники.
foresight-compare-how-clusters = Записи кластера — те, что находят поисковые запросы его направлений.
foresight-compare-how-institutions = Годы учреждения — по всем его работам; стадии и предметы — по новейшим работам, которые есть на карте, не больше двухсот.
foresight-compare-how-countries = Страна — та, которую называет источник: для статей обычно страна журнала, для исследований — страна записи реестра.
foresight-compare-unknown = О «{ $id }» ничего не известно. Возможно, при построении ландшафта номера изменились; выберите снова.
foresight-compare-same = Выберите двоих разных.
foresight-compare-intervals = Интервалы 95-процентные. Разность — первое минус второе, в процентных пунктах; они считаются независимыми.
foresight-compare-chart = Доля среди всех записей, % по годам, без лет с малым числом записей
foresight-compare-about = О чём записи
foresight-compare-no-records = Ни одной его записи на карте нет.
foresight-compare-where = Издания и страны
foresight-compare-read = Для этого посчитано { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[other] { $n } записей
} из { $of }; если это не все, то равномерная выборка.
foresight-venues = Издания
foresight-countries = Страны
foresight-measure = Мера
foresight-difference = Разность
foresight-measure-share = Доля среди всех записей
foresight-measure-growth = Рост доли
foresight-measure-novelty = Доля последних трёх лет
foresight-measure-clinical = Клинические работы и ближе к практике
foresight-looked-at = Из них рассмотрено на карте
foresight-in-common = Общих записей, на карте
foresight-not-known = неизвестно
foresight-may-be-chance = может быть случайностью
foresight-points = { $n } п. п.
foresight-all-records = Все записи
