# Новые темы: таблица, её предложения и чего не позволяют эти записи.
foresight-emerging-title = Новые темы
foresight-emerging-lead = Темы, которые новы, растут, связны и ещё не устоялись, — по их собственным числам; каждая строка объясняет себя. Порядок — по нижней границе интервала.
foresight-emerging-none-help = Укажите меньше слов или условий либо другой уровень.
foresight-any-stage = любая стадия
foresight-stage-middle = Стадия средней записи
foresight-size-min = Записей не меньше
foresight-size-max = Записей не больше
foresight-early-from = Ранний период: с
foresight-early-to = Ранний период: по
foresight-late-from = Поздний период: с
foresight-late-to = Поздний период: по
foresight-sort-score = Сначала с высшей оценкой
foresight-sort-change = Сначала с наибольшим ростом между периодами
foresight-sort-novelty = Сначала самые новые
foresight-score = Оценка
foresight-uncertainty = Неопределённость
foresight-change = Изменение доли
foresight-part-novelty = новизна
foresight-part-growth = рост
foresight-part-coherence = связность
foresight-part-impact = влияние
foresight-part-spread = неопределённость
foresight-why-novelty = { $recent ->
    [one] из { $all } записей за последние годы ({ $years }) — { $recent } запись
    [few] из { $all } записей за последние годы ({ $years }) — { $recent } записи
   *[other] из { $all } записей за последние годы ({ $years }) — { $recent } записей
}
foresight-why-grew = доля среди всех записей росла на { $n } % в год ({ $low } … { $high })
foresight-why-fell = доля среди всех записей падала на { $n } % в год ({ $low } … { $high })
foresight-why-rose = выросла с { $a } из { $of_a } в { $earlier } до { $b } из { $of_b } в { $later }, отношение долей { $times } ({ $low } … { $high })
foresight-why-sank = снизилась с { $a } из { $of_a } в { $earlier } до { $b } из { $of_b } в { $later }, отношение долей { $times } ({ $low } … { $high })
foresight-why-chance = с { $a } из { $of_a } в { $earlier } до { $b } из { $of_b } в { $later }, отношение долей { $times } ({ $low } … { $high }), что может быть случайностью
foresight-why-score = в среднем по своим частям она выше { $n } % тем своего уровня ({ $low } … { $high })
foresight-why-nothing = Её числа говорят слишком мало.
foresight-why-missing = Неизвестно: { $names }.
foresight-limits = Чего не позволяют эти записи
foresight-limit-no-years = У записей нет годов, поэтому рост, новизна и периоды неизвестны.
foresight-limit-short = Без пропусков записи охватывают { $n ->
    [one] только { $first } год ({ $n })
    [few] только { $first }–{ $last } ({ $n } года)
   *[other] только { $first }–{ $last } ({ $n } лет)
}: рост опирается на немногие точки, а прогнозов нет — для них нужно лет: { $needed }.
foresight-limit-uneven = Годы неравны: записей за { $year } год — { $least }, за { $other } — { $most }. Рост и периоды тогда показывают не только область, но и то, какие файлы загружены; доли малых лет случайны.
foresight-limit-no-periods = Периоды сравнить нельзя: для этого нужны два года подряд.
foresight-limit-few = { $name }: известно только для { $n } из { $of } тем, поэтому в оценке не учитывается.
foresight-limit-some = { $name }: известно для { $n } из { $of } тем; у остальных нет оценки.
foresight-limit-none-novelty = { $name }: неизвестно, потому что у записей нет годов ({ $n } из { $of }).
foresight-limit-none-growth = { $name }: известно для { $n } из { $of } тем, потому что нужны три года подряд с записями.
foresight-limit-none-coherence = { $name }: известно для { $n } из { $of } тем, потому что в теме нужны две записи.
foresight-limit-none-impact = { $name }: известно для { $n } из { $of } тем, потому что в этом ландшафте нет цитирований, которые можно сосчитать в их области и году. В оценке не учитывается.
foresight-limit-none-spread = { $name }: известно для { $n } из { $of } тем, потому что внутри самых мелких тем нет других тем. В оценке не учитывается.
foresight-how-score = Оценка, от 0 до 100: для каждой части ({ $names }) — доля тем этого уровня ({ $n ->
    [one] { $n } тема
    [few] { $n } темы
   *[other] { $n } тем
}), которые стоят ниже; затем среднее этих долей. Интервал складывается из того, где стояли бы границы интервала каждой части, если их ошибки независимы.
foresight-how-weights = Все части учитываются одинаково. Веса следовало бы выучить на темах, дальнейший рост которых известен; эти записи охватывают для этого слишком мало лет, а чужие веса были бы догадкой.
foresight-how-change = Изменение доли: доля темы среди всех записей позднего периода, делённая на долю в раннем, с добавлением половины записи к каждой; 95-процентный интервал отношения двух биномиальных долей. Последние месяцы могут быть ещё неполны; это касается темы и всех записей одинаково.
foresight-how-stage = Стадия средней записи: половина записей с известной стадией лежит на ней или ближе к лаборатории.
foresight-period-outside = Записи охватывают годы с { $first } по { $last }.
foresight-period-backwards = Этот период кончается раньше, чем начинается.
foresight-period-overlap = Поздний период должен начинаться после окончания раннего.
