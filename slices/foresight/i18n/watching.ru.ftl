# Темы, за которыми человек следит.
foresight-watch = Следить
foresight-unwatch = Не следить
foresight-is-watched = Теперь вы следите за этой темой.
foresight-is-unwatched = Вы больше не следите за этой темой.
foresight-is-seen = Изменения отмечены как просмотренные.
foresight-list-full = В вашем списке уже столько тем, сколько он вмещает: { $most }; сначала уберите одну.
foresight-watched-title = Темы под наблюдением
foresight-watched-lead = Что изменилось в ваших темах с тех пор, как вы отметили их просмотренными. Этот список видите только вы.
foresight-watched-none = Вы не следите ни за одной темой
foresight-watched-none-help = Нажмите «Следить» на странице темы; после следующего построения ландшафта здесь будет сказано, что с ней стало.
foresight-watched-count = { $n ->
    [one] { $n } тема
    [few] { $n } темы
   *[other] { $n } тем
}, { $changed ->
    [0] без новостей
    [one] с новостями — { $changed }
   *[other] с новостями — { $changed }
}
foresight-watched-how = Тема узнаётся по сотне своих записей, как бы она теперь ни называлась: она остаётся собой, пока хотя бы половина тех, что ещё на карте, держится вместе.
foresight-mark-all = Отметить всё просмотренным
foresight-mark-seen = Просмотрено
foresight-news = Что нового
foresight-no-news = Ничего
foresight-place = Место по размеру
foresight-place-of = { $n } из { $of }
foresight-seen-at = Просмотрено
foresight-acts = Действия
foresight-was = было { $then }
foresight-was-called = Называлась:
foresight-new-works = { $n ->
    [one] { $n } новая ключевая запись:
    [few] { $n } новые ключевые записи:
   *[other] { $n } новых ключевых записей:
}
foresight-fate-moved = Теперь под другим номером
foresight-fate-merged = Теперь часть более крупной темы
foresight-fate-split = Разделилась
foresight-fate-gone = Больше не на карте
