# Слова рамки, элементов и ошибок.
product = { -product-name }
place-evidence = Данные
place-foresight = Форсайт
place-decide = Решения
place-work = Работа
place-cluster = Кластер
skip-to-content = Перейти к содержанию
main-menu = Главное меню
breadcrumbs = Путь к этой странице
language = Язык
theme = Тема
theme-auto = Как на устройстве
theme-light = Светлая
theme-dark = Тёмная
search-label = Поиск по данным
search-placeholder = Поиск по данным
about = О системе
api = API
no-assets = Оформление этой установки не собрано: выполните «npm ci» и «npm run build» в папке «web».

# Формы
form-problems = { $n ->
    [one] Нужно исправить { $n } место
    [few] Нужно исправить { $n } места
   *[other] Нужно исправить { $n } мест
}
form-optional = необязательно
form-error = Ошибка:

# Списки
pages = Страницы
page-first = Первая страница
page-previous = Предыдущая страница
page-next = Следующая страница
sort-ascending = по возрастанию
sort-descending = по убыванию
filter-remove = Убрать фильтр: { $name }
filters = Действующие фильтры
filters-clear = Убрать все фильтры
export = Выгрузить
columns = Столбцы
columns-apply = Показать эти
views = Виды
views-none = Сохраните то, что показано сейчас, чтобы к этому вернуться. Ваши виды видите только вы.
views-name = Название этого вида
views-save = Сохранить вид
views-remove = Удалить вид { $name }
more-actions = Ещё
copy = Копировать
copied = Скопировано

# Задания
job-progress = Ход выполнения
job-progress-value = { $done } из { $total }

# Ошибки
error-id = Обращаясь за помощью, назовите этот номер: { $id }
error-go-home = На начальную страницу
error-not-found = Страница не найдена
error-not-found-help = По этому адресу ничего нет или это не предназначено для вас. Ничего не изменено.
error-sign-in-needed = Нужно войти
error-sign-in-needed-help = Войдите и откройте страницу снова.
error-denied = Нет разрешения
error-denied-help = Ваша роль этого не включает. Ничего не изменено. Роль может дать администратор.
error-invalid = Некоторые поля нужно исправить
error-invalid-help = Ничего не изменено. Вернитесь, исправьте эти поля и отправьте форму снова.
error-bad-request = Запрос непонятен
error-bad-request-help = Ничего не изменено.
error-conflict = Состояние тем временем изменилось
error-conflict-help = Этот запрос ничего не изменил. Откройте страницу снова, чтобы увидеть нынешнее состояние.
error-forged = Форма устарела
error-forged-help = Ничего не изменено. Вернитесь, обновите страницу и отправьте форму снова; введённое сохранится.
error-method-not-allowed = Этот адрес не принимает таких запросов
error-method-not-allowed-help = Ничего не изменено.
error-too-large = Запрос слишком велик
error-too-large-help = Ничего не изменено. Отправьте файл поменьше или меньше записей за раз.
error-unsupported-body = Тело запроса непонятного вида
error-unsupported-body-help = Ничего не изменено. Отправьте JSON с типом содержимого «application/json».
error-too-slow = Ответ занял слишком много времени
error-too-slow-help = Сузьте запрос или попробуйте через минуту.
error-too-many = Слишком много запросов
error-too-many-help = Немного подождите и попробуйте снова.
error-unavailable = Сейчас недоступно
error-unavailable-help = Попробуйте через минуту.
error-internal = У нас что-то сломалось
error-internal-help = Сохранённое ранее в безопасности. Попробуйте снова; если повторится, сообщите администратору номер, указанный ниже.

# О системе и API
about-title = Об этой установке
about-lead = Её версия и чужой труд, из которого она сделана.
about-version = Версия
about-build = Сборка
about-licence = Лицензия
about-package = Пакет
about-bundled = Стили, скрипты и значки
about-crates = Пакеты Rust
about-crates-n = { $n ->
    [one] { $n } пакет
    [few] { $n } пакета
   *[other] { $n } пакетов
}
about-texts = Полные тексты лицензий
about-none = Списка пакетов нет
about-unknown = Эта сборка не содержит списка.
api-title = JSON API
api-lead = Те же службы, что и у страниц, — для программ.
api-document = Документ OpenAPI 3.1
api-none = Операции пока не описаны.
api-contents = Содержание
api-errors = Если что-то не удалось
api-errors-help = Неудавшаяся операция отвечает проблемой по RFC 9457. Поле «type» называет один из этих видов, «errors» — поля, «instance» — номер для службы поддержки.
api-schemas = Схемы
api-parameters = Параметры
api-parameter = Параметр
api-where = Где
api-kind = Вид
api-meaning = Смысл
api-field = Поле
api-body = Тело
api-answers = Ответы
api-try = Попробовать
chart-as-table = Таблицей
chart-year = Год
chart-value = Значение
chart-forecast = прогноз
chart-80 = интервал 80 %
chart-95 = интервал 95 %

# What waits for a person
waiting = Что ждёт меня
waiting-n = { $n ->
    [one] { $n } дело ждёт вас
    [few] { $n } дела ждут вас
   *[many] { $n } дел ждут вас
}
waiting-none = Вас ничего не ждёт
waiting-none-help = Здесь перечислено то, по чему кому-то нужно ваше решение.
