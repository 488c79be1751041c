# Кто работает в теме; файлы записей.
foresight-people-title = Кто работает в этой теме
foresight-people-none = Никто не найден
foresight-people-none-help = Эксперты ищутся по рубрикам и словам темы среди найденных в загруженных записях; их создаёт «bellwether experts build».
foresight-people-persons = Эксперты
foresight-people-institutions = Учреждения
foresight-people-person = Эксперт
foresight-people-institution = Учреждение
foresight-people-persons-of = Его экспертов
foresight-people-in-topic = Записей в теме
foresight-people-works = Всего записей
foresight-people-how = Рассмотрено кандидатов в эксперты: { $n } — с наибольшим числом записей под рубриками и словами темы. Порядок — по числу их записей среди записей темы ({ $records }); учреждения — основные у этих экспертов. Эксперты — это группы авторств, составленные программой, а не утверждения о людях.
foresight-record-title = Название
foresight-record-venue = Журнал или реестр
foresight-records-all = Всего записей
foresight-records-here = Записей в этом файле
