# Слова учётных записей.
accounts-sign-in = Войти
accounts-sign-out = Выйти
accounts-signed-out = Вы вышли.
accounts-own = Ваша учётная запись
accounts-email = Адрес электронной почты
accounts-password = Пароль
accounts-old-password = Нынешний пароль
accounts-new-password = Новый пароль
accounts-password-help = Не менее 12 знаков. Несколько не связанных между собой слов легко запомнить и трудно угадать.
accounts-name = Имя
accounts-role = Роль
accounts-roles = Роли
accounts-state = Состояние
accounts-any = Любое
accounts-active = Вход разрешён
accounts-inactive = Отключён
accounts-filter = Отобрать

# Отказы
accounts-wrong-password = Неверный адрес электронной почты или пароль.
accounts-old-password-wrong = Это не ваш нынешний пароль.
accounts-locked = Слишком много неудачных попыток. { $n ->
    [one] Попробуйте снова через { $n } минуту.
    [few] Попробуйте снова через { $n } минуты.
   *[other] Попробуйте снова через { $n } минут.
}
accounts-password-short = Выберите пароль не короче 12 знаков.
accounts-password-long = Выберите пароль не длиннее 200 знаков.
accounts-password-address = Выберите пароль, который не составлен из адреса электронной почты.
accounts-password-common = Это один из самых распространённых паролей. Выберите другой.
accounts-email-wrong = Укажите адрес электронной почты вида name@example.org.
accounts-email-taken = Этот адрес электронной почты уже занят.
accounts-name-wrong = Укажите имя длиной от 1 до 200 знаков.
accounts-role-wrong = Такой роли нет.
accounts-clusters = Работает для
accounts-clusters-help = Деньги и другие дела кластера видны только его людям.
accounts-cluster-wrong = Такого кластера нет.
accounts-last-administrator = Это последний администратор. Сначала назначьте другого.

# Своя учётная запись
accounts-must-change = Этот пароль знает кто-то ещё. Сначала выберите новый.
accounts-change-password = Сменить пароль
accounts-password-changed = Пароль изменён. Все остальные сеансы и все ключи прекращены.
accounts-sessions = Где вы вошли
accounts-this-session = здесь
accounts-browser = Браузер
accounts-address = Адрес
accounts-began = Начало
accounts-last-used = Последнее использование
accounts-end = Прекратить
accounts-never = никогда
accounts-session-ended = Сеанс прекращён.
accounts-sign-out-everywhere = Выйти везде
accounts-tokens = Ключи для программ
accounts-tokens-help = Программа, которая передаёт ключ как «Authorization: Bearer …», может через API то же, что и вы. Ключ действует год.
accounts-token-name = Название ключа
accounts-token-make = Создать ключ
accounts-token-once = Скопируйте ключ сейчас. Больше он не будет показан.
accounts-token-ended = Ключ прекращён.
accounts-made = Создано
accounts-expires = Прекратится

# Первый запуск
accounts-set-up = Первый администратор
accounts-set-up-lead = В этой установке ещё нет учётных записей. Создайте ту, которая ею управляет.
accounts-set-up-submit = Создать администратора
accounts-set-up-done = Установка готова. Вы вошли как её администратор.

# Пользователи
accounts-users = Пользователи
accounts-users-search = Имя или адрес электронной почты
accounts-users-n = { $n ->
    [one] { $n } пользователь
    [few] { $n } пользователя
   *[other] { $n } пользователей
}
accounts-users-none = Пользователи не найдены
accounts-users-none-help = Здесь показаны пользователи, подходящие под отбор. Уберите условие или создайте пользователя.
accounts-user-new = Новый пользователь
accounts-user-make = Создать пользователя
accounts-user-save = Сохранить пользователя
accounts-user-open = Открыть пользователя
accounts-user-changed = Пользователь изменён.
accounts-may-sign-in = Вход разрешён
accounts-reset-password = Выдать новый пароль
accounts-reset-password-help = Пользователь выйдет везде, все его ключи прекратятся. Вы увидите пароль для передачи; его нужно сменить при первом входе.
accounts-handed-over = Передайте этот пароль пользователю: { $name }. Больше он не будет показан; его нужно сменить при первом входе.

# Журнал
accounts-journal = Журнал
accounts-journal-lead = Все изменения в порядке их внесения. Никто не может незаметно изменить или удалить запись.
accounts-journal-number = Номер
accounts-journal-at = Когда
accounts-journal-actor = Кто
accounts-journal-act = Действие
accounts-journal-act-help = Достаточно начала, например «user.»
accounts-journal-target = С чем
accounts-journal-target-id = Номер изменённого
accounts-journal-detail = Подробности
accounts-journal-none = Записи не найдены
accounts-journal-none-help = Здесь показаны изменения, подходящие под отбор. Уберите условие, чтобы увидеть больше.

# Роли
accounts-role-administrator = Администратор
accounts-role-analyst = Аналитик
accounts-role-officer = Программный менеджер
accounts-role-expert = Эксперт
accounts-role-council = Член совета
accounts-role-resident = Резидент
accounts-role-partner = Партнёр
accounts-times = Время
accounts-zone = Часовой пояс
accounts-zone-help = Время показывается так, как оно идёт в этом месте. Наведите указатель, чтобы увидеть его по UTC.
accounts-zone-save = Выбрать этот пояс
accounts-zone-changed = Теперь время показывается в этом поясе.
accounts-zone-wrong = Выберите пояс из списка.
accounts-journal-sheet-full = В этом файле только новейшие записи; в CSV есть все
accounts-view-saved = Вид сохранён.
accounts-view-removed = Вид удалён.
accounts-view-wrong = Назовите вид: не больше 80 букв.
