# Источники и загрузки.
sources-title = Источники
sources-lead = { $records ->
    [one] { $records } запись доступна поиску
    [few] { $records } записи доступны поиску
   *[other] { $records } записей доступно поиску
}
sources-none = Пока ничего не загружено
sources-none-help = Здесь появятся источники данных и все прочитанные файлы, когда аналитик загрузит первый из них.
sources-source = Источник
sources-records = Записи
sources-size = Размер
sources-mebibytes = { $size } МиБ
sources-last-added = Последнее пополнение
sources-ledger = Файлы
sources-ledger-lead = Все прочитанные файлы источников, сначала новые. Файл принимается целиком или не принимается вовсе.
sources-file = Файл
sources-read-at = Прочитан
sources-outcome = Итог
sources-ingested = Загружен
sources-refused = Отклонён
sources-counts = Записей: { $records }; новых: { $new }, заменено: { $replaced }; отозвано: { $deleted }
ingests-title = Загрузки
ingests-lead = Файлы источников на пути в данные
ingests-one = Загрузка
ingests-list = Прежние и текущие загрузки
ingests-none = Загрузок здесь ещё не было
ingests-none-help = Выберите файлы выше, чтобы начать. Загрузки из командной строки видны только на странице источников.
ingests-start = Начать загрузку
ingests-start-button = Загрузить выбранные файлы
ingests-inbox-empty = Входящих файлов нет. Положите файлы источников в папку «inbox» установки и обновите страницу.
ingests-files = Файлы
ingests-files-help = Файлы во входящей папке установки. Они читаются в порядке имён.
ingests-known = уже прочитан
ingests-nothing-chosen = Выберите хотя бы один файл.
ingests-not-in-inbox = Файла «{ $name }» больше нет среди входящих.
ingests-wanted-at = Начата
ingests-finished-at = Окончена
ingests-state = Состояние
ingests-more-files = и ещё { $count }
ingests-queued = Ждёт
ingests-running = Идёт
ingests-done = Готово
ingests-failed = Сбой
ingests-stopped = Остановлена
ingests-progress = Прочитано байт
ingests-refresh = Показать состояние сейчас
ingests-stop = Остановить загрузку
ingests-stopping = Загрузка остановится на следующем блоке записей; загруженное сохранится.
ingests-unchanged = Без изменений: те же данные уже были загружены
ingests-not-read = Ещё не прочитан
