# Фоновые задания.
jobs-title = Задания
jobs-lead-all = Работа, которую установка выполняет в фоне, для всех
jobs-lead-own = Работа, которую установка выполняет в фоне для вас
jobs-any = Любые
jobs-filter = Показать
jobs-n = { $n ->
    [one] { $n } задание
    [few] { $n } задания
   *[many] { $n } заданий
}
jobs-state = Состояние
jobs-state-counted = { $state } ({ $n })
jobs-kind = Вид
jobs-progress = Выполнено
jobs-percent = { $percent } %
jobs-wanted-by = Кто заказал
jobs-wanted-at = Заказано
jobs-started-at = Последний запуск
jobs-finished-at = Окончание
jobs-duration = Длительность
jobs-error = Причина сбоя
jobs-attempts = Попытки
jobs-attempts-of = { $attempts } из { $max } возможных
jobs-id = Номер
jobs-queued = В очереди
jobs-running = Выполняется
jobs-done = Готово
jobs-failed = Сбой
jobs-cancelled = Отменено
jobs-stopping = Останавливается
jobs-stopping-help = Задание отменено и остановится на следующем шаге.
jobs-by-installation = Сама установка
jobs-by-somebody-gone = Владелец удалённой учётной записи
jobs-none = Заданий ещё нет
jobs-none-help = Здесь показана работа, которая длится дольше загрузки страницы, например загрузка источников, и её ход.
jobs-none-such = Таких заданий нет
jobs-none-such-help = Нет заданий этого вида в этом состоянии.
jobs-failed-heading = Попытки прекращены
jobs-tried-again-heading = Последняя попытка не удалась; будет ещё одна
jobs-call-off = Отменить
jobs-retry = Повторить
jobs-details = Показать подробности
jobs-refresh = Показать состояние сейчас
jobs-called-off = Задание отменено.
jobs-over-before = Задание уже завершено или отменено раньше.
jobs-retried = Задание ждёт новой попытки.
