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
ingests-inbox-empty = Входная папка пуста. Добавьте файлы выше или положите их в папку «inbox» установки и откройте страницу снова.
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
job-kind-evidence-ingest = Загрузка источников
uploads-title = Добавление файлов источников
uploads-files = Файлы с этого устройства
uploads-files-help = PubMed XML, OpenAlex, реестры исследований, RIS или BibTeX, как есть или сжатые gzip; не больше { $size } каждый.
uploads-button = Положить во входную папку
uploads-progress = Файлы в пути
uploads-waiting = Ожидает
uploads-done = Во входной папке
uploads-after = Показать входную папку
uploads-sent = Файлы лежат во входной папке. Выберите их ниже, чтобы загрузить.
uploads-nothing = Выберите хотя бы один файл.
uploads-partly = { $n ->
    [one] { $n } файл перед ним лежит во входной папке.
    [few] { $n } файла перед ним лежат во входной папке.
   *[many] { $n } файлов перед ним лежат во входной папке.
}
uploads-name-empty = У файла нет имени.
uploads-name-long = Имя слишком длинное: не больше 200 байт.
uploads-name-signs = В имени допустимы только буквы, цифры, пробелы и . _ - ( ) + , = @ #
uploads-name-ends = Имя должно начинаться с буквы или цифры и не должно кончаться пробелом или точкой.
uploads-name-no-source = Файлы с окончанием .{ $ending } не бывают источниками.
uploads-taken = Файл с таким именем уже лежит во входной папке. Переименуйте новый или загрузите тот, что лежит.
uploads-empty = Файл пуст.
uploads-unknown-kind = Это не PubMed XML, не OpenAlex, не реестр исследований, не RIS и не BibTeX (как есть или сжатые gzip).
uploads-too-large = Файл слишком велик: не больше { $size }.
uploads-no-space = На диске установки не хватает места. Сообщите администратору.
uploads-cut = Файл пришёл не целиком. Отправьте его снова.
